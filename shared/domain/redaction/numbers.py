"""Numbers that identify somebody: NIK, NPWP, cards, accounts, phones, codes; and e-mail addresses.

A number may be written with spaces, dashes, dots and the like between its digits. Of a number that could
be an amount as well, what stands around it decides: a currency or a unit, dotted groups of three, or zeros
at its end make it an amount; `no rek`, `NIK`, `hp` make it none. Where nothing decides, ten digits and more
are none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from shared.domain.redaction.amounts import kept_spans
from shared.domain.redaction.model import Found, Kind
from shared.domain.redaction.text import Span

_GROUP = re.compile(r"\d+")
_GAP = re.compile(r"[ .\-_/*|()·•,]{1,3}")
_LONGEST = 20
"""Digits that may form one number of several groups."""

_LONGEST_CODE = 8
_BEFORE = 32
"""How far before a number a word may stand that says what it is."""

_CUES: tuple[tuple[Kind, int, re.Pattern[str]], ...] = (
    (Kind.NIK, 10, re.compile(r"\b(?:nik|ktp|e-ktp)\b[^\d\n]{0,12}$")),
    (Kind.NPWP, 10, re.compile(r"\bnpwp\b[^\d\n]{0,12}$")),
    (Kind.CODE, 3, re.compile(r"\b(?:pin|otp|cvv2?|cvc|kode (?:verifikasi|rahasia))\b[^\d\n]{0,16}$")),
    (
        Kind.CARD,
        8,
        re.compile(r"\b(?:kartu|card)(?: (?:kredit|debit|atm|credit|number|no|nomor))*[ .:#=]{0,3}$"),
    ),
    (
        Kind.ACCOUNT,
        5,
        re.compile(
            r"\b(?:no(?:mor|mer)?\.? ?rek(?:ening)?|norek|rek(?:ening)? ?(?:no(?:mor|mer)?|:)|a/?c no|"
            r"acc(?:ount)? ?(?:no|number|num|:)|virtual account|va)(?![a-z])"
            r"\.?(?: [a-z]{2,12}){0,2}[ .:#=]{0,3}$"
        ),
    ),
    (
        Kind.PHONE,
        7,
        re.compile(r"\b(?:hp|wa|whatsapp|telp|tlp|telepon|phone|nohp|nowa)(?:ku|nya)?\b[^\d\n]{0,10}$"),
    ),
)
"""Words right before a number that say what it is, and from how many digits on."""

_MAYBE = re.compile(
    r"\d(?:[ .\-_/*|()·•,]{0,3}\d){8}|\+\d(?:[ .\-_/*|()·•,]{0,3}\d){7}"
    r"|\b(?:nik|ktp|npwp|pin|otp|cvv|cvc|kode|kartu|card|rek|acc|va|virtual|hp|wa|telp|tlp|phone|a/?c)"
)
"""Without nine digits together, or a word that speaks of a number, there is none."""

_PROVINCES = frozenset(
    {
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        81,
        82,
        *range(91, 98),
    }
)
"""The first two digits of a NIK: the province where it was issued (Kemendagri's codes of regions)."""

_NPWP = re.compile(r"(?<!\d)\d\d[. ]\d{3}[. ]\d{3}[. ]\d[-. ]\d{3}[. ]\d{3}(?!\d)")
"""As it is printed; its end would be an amount by itself."""
_ACCOUNT_GROUPS = frozenset({(3, 3, 4), (4, 3, 3), (3, 4, 3)})
_MAIL_NAME = re.compile(r"[\w.+%-]{1,64}$")
_MAIL_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MAIL_AT = re.compile(r"@|\s?[\[(]at[\])]\s?")


class _Run(NamedTuple):
    """Groups of digits that stand together, with what stands between them."""

    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    plus: bool

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))

    @property
    def is_spaced(self) -> bool:
        return any(" " in gap for gap in self.gaps)


def find_emails(lower: str) -> Iterator[Found]:
    """E-mail addresses in a text in lower case."""
    for at in _MAIL_AT.finditer(lower):
        host = _MAIL_HOST.match(lower, at.end())
        name = _MAIL_NAME.search(lower, max(0, at.start() - 64), at.start())
        if host is not None and name is not None:
            span = Span(name.start(), host.end())
            yield Found(Kind.EMAIL, span, f"{name[0]}@{host[0]}")


def find_numbers(lower: str) -> Iterator[Found]:
    """Numbers that identify somebody, in a text in lower case."""
    if not _MAYBE.search(lower):
        return
    printed = [Span(*match.span()) for match in _NPWP.finditer(lower)]
    for span in printed:
        digits = "".join(_GROUP.findall(lower, span.start, span.end))
        yield Found(Kind.NPWP, span, digits)
    for groups in _together(lower, [*kept_spans(lower), *printed]):
        at = 0
        while at < len(groups):
            found, taken = _first_of(lower, groups, at)
            if found is not None:
                yield found
            at += taken


def _together(lower: str, apart: Sequence[Span]) -> Iterator[list[Span]]:
    """Groups of digits with nothing but separators between them; those in `apart` belong to none."""
    kept = [False] * len(lower)
    for span in apart:
        kept[span.start : span.end] = [True] * (span.end - span.start)
    waiting: list[Span] = []
    for match in _GROUP.finditer(lower):
        if kept[match.start()]:
            continue
        if waiting and not _GAP.fullmatch(lower, waiting[-1].end, match.start()):
            yield waiting
            waiting = []
        waiting.append(Span(match.start(), match.end()))
    if waiting:
        yield waiting


def _first_of(lower: str, groups: Sequence[Span], at: int) -> tuple[Found | None, int]:
    """The longest number that begins with a group, and how many groups it takes; None and one group else."""
    cues = _cues(lower, groups[at].start) if at == 0 else ()
    for until in range(_reach(groups, at), at, -1):
        run = _run(lower, groups[at:until])
        kind = _cued(cues, run) or _kind(run)
        if kind is not None:
            span = Span(_start(lower, groups[at].start, run), groups[until - 1].end)
            return Found(kind, span, _key(kind, run.digits)), until - at
    return None, 1


def _start(lower: str, first: int, run: _Run) -> int:
    """Where a number begins, with its plus and the bracket that is closed inside it."""
    start = first - run.plus
    in_brackets = lower[start - 1 : start] == "(" and any(")" in gap for gap in run.gaps)
    return start - in_brackets


def _reach(groups: Sequence[Span], at: int) -> int:
    """Up to which group a number may go that begins with this one."""
    until, digits = at + 1, groups[at].end - groups[at].start
    while until < len(groups):
        digits += groups[until].end - groups[until].start
        if digits > _LONGEST:
            break
        until += 1
    return until


def _run(lower: str, groups: Sequence[Span]) -> _Run:
    start = groups[0].start
    return _Run(
        groups=tuple(lower[each.start : each.end] for each in groups),
        gaps=tuple(lower[one.end : two.start] for one, two in pairwise(groups)),
        plus=start > 0 and lower[start - 1] == "+",
    )


def _cues(lower: str, start: int) -> tuple[tuple[Kind, int], ...]:
    """What the words right before a number say that it is, each with the fewest digits it has."""
    before = lower[max(0, start - _BEFORE) : start]
    return tuple((kind, least) for kind, least, cue in _CUES if cue.search(before))


def _cued(cues: tuple[tuple[Kind, int], ...], run: _Run) -> Kind | None:
    count = len(run.digits)
    if count < 10 and _is_round(run.digits):
        return None
    for kind, least in cues:
        if least <= count <= (_LONGEST_CODE if kind is Kind.CODE else _LONGEST):
            return kind
    return None


def _kind(run: _Run) -> Kind | None:
    """What a number is by itself; None for what may be an amount, a year or anything else."""
    if len(run.digits) < 9:
        return Kind.PHONE if run.plus and len(run.digits) == 8 else None
    if _is_phone(run):
        return Kind.PHONE
    if len(run.groups) > 1 and _is_list(run):
        return None
    return _issued(run) or (_long(run.digits) if len(run.groups) == 1 else _spread(run))


def _issued(run: _Run) -> Kind | None:
    """What an authority or a bank numbered by a rule that can be checked."""
    digits, count = run.digits, len(run.digits)
    if count == 16 and _is_nik(digits) and (run.shape == (6, 6, 4) or not _is_amounts(run)):
        return Kind.NIK
    return Kind.CARD if 13 <= count <= 19 and _luhn(digits) and _is_card_shape(run) else None


def _long(digits: str) -> Kind | None:
    """Digits in one piece."""
    if len(digits) >= 16:
        return Kind.NUMBER
    if len(digits) < 10 or (_is_round(digits) and digits[0] != "0"):
        return None
    return Kind.ACCOUNT


def _spread(run: _Run) -> Kind | None:
    """Digits in several pieces that are no phone, NIK or card."""
    if all(length == 1 for length in run.shape):
        return Kind.NUMBER
    if len(run.digits) < 10:
        return None
    if run.shape in _ACCOUNT_GROUPS:
        return Kind.ACCOUNT
    is_written_as_one = not run.is_spaced and len(run.groups) >= 3 and max(run.shape) >= 4
    return Kind.ACCOUNT if is_written_as_one else None


def _is_phone(run: _Run) -> bool:
    digits, count = run.digits, len(run.digits)
    if "," in "".join(run.gaps):
        return False
    if run.plus:
        return count <= 15 and not (_is_round(digits) and digits[:2] != "62")
    if len(run.groups) > 1 and (max(run.shape) >= 9 or (run.shape[0] == 1 and max(run.shape) > 1)):
        return False
    if digits[0] == "0":
        return digits[1] not in "01" and count <= 14
    return digits.startswith("628") and 11 <= count <= 14 and not digits.endswith("00000")


def _is_list(run: _Run) -> bool:
    """Round amounts or years side by side."""
    return all((_is_round(group) and group[0] != "0") or _is_year(group) for group in run.groups)


def _is_amounts(run: _Run) -> bool:
    """Pieces that are each long enough to be an amount, apart from each other."""
    return len(run.groups) > 1 and run.is_spaced and min(run.shape) >= 5


def _is_round(digits: str) -> bool:
    return len(digits) >= 3 and digits.endswith("00" if len(digits) < 5 else "000")


def _is_year(group: str) -> bool:
    return len(group) == 4 and group[:2] in {"19", "20"}


def _is_nik(digits: str) -> bool:
    """Region, birth date (40 more on the day for women) and a running number."""
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        int(digits[:2]) in _PROVINCES
        and "01" <= digits[2:4] <= "79"
        and digits[4:6] != "00"
        and 1 <= (day - 40 if day > 40 else day) <= 31
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def _is_card_shape(run: _Run) -> bool:
    if len(run.groups) == 1 or not run.is_spaced or max(run.shape) <= 2:
        return True
    return run.shape == (4, 6, 5) or all(length == 4 for length in run.shape[:-1])


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: the check digit of cards."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0 and len(set(digits)) > 1


def _key(kind: Kind, digits: str) -> str:
    if kind is Kind.PHONE:
        return "62" + digits[1:] if digits[0] == "0" else digits
    return digits
