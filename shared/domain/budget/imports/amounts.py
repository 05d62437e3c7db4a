"""Amounts as files write them: every amount that a text can mean, by its decimal mark.

`15.000` is fifteen thousand where the comma is the decimal mark and fifteen where the point is;
`1.500.000` and `196,000.00` can mean one amount only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class DecimalMark(StrEnum):
    """What stands before the sen."""

    POINT = "."
    COMMA = ","


class Direction(StrEnum):
    """Whether money came in or went out."""

    IN = "IN"
    OUT = "OUT"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a text can mean under each decimal mark, with its own sign, and a marker that stands in it."""

    by_mark: Mapping[DecimalMark, Decimal]
    marker: Direction | None = None


_MARKERS: Mapping[str, Direction] = {
    **dict.fromkeys(
        (
            "db",
            "d",
            "dr",
            "debit",
            "debet",
            "keluar",
            "uang keluar",
            "out",
            "money out",
            "pengeluaran",
            "expense",
        ),
        Direction.OUT,
    ),
    **dict.fromkeys(
        (
            "cr",
            "k",
            "c",
            "kr",
            "kredit",
            "credit",
            "masuk",
            "uang masuk",
            "in",
            "money in",
            "pemasukan",
            "income",
        ),
        Direction.IN,
    ),
}
_CURRENCY = r"(?:Rp\.?|IDR)"
_WRITTEN = re.compile(
    rf"(?P<open>\()?\s*(?P<before>[+\-\u2212]?)\s*{_CURRENCY}?\s*(?P<after>[+\-\u2212]?)\s*"
    rf"(?P<digits>[0-9., ]*[0-9])(?P<no_sen>[.,]-)?\s*"
    rf"(?:{_CURRENCY})?\s*(?P<behind>[+\-\u2212]?)\s*(?P<close>\))?"
    r"(?:\s*\(?(?P<marker>DB|CR|DR|KR|D|K|C|DEBIT|DEBET|KREDIT|CREDIT)\)?\.?)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(-?)([0-9]+(?:[.,][0-9]+)*)")
"""How most amounts are written: digits with marks, and a minus at most."""

_THOUSANDS = re.compile("[0-9]k(?![a-z])", re.IGNORECASE)
"""35K is thirty-five thousand to some and thirty-five rupiah of credit to others."""

_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?P<sen>[.,][0-9]+)?")
_SHAPES: Mapping[DecimalMark, re.Pattern[str]] = {
    DecimalMark.POINT: re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.[0-9]+)?"),
    DecimalMark.COMMA: re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]*)(?:,[0-9]+)?"),
}
_LONGEST = 40
SEN_DIGITS = 2
"""Digits behind the decimal mark that rupiah have (ISO 4217)."""


def possible_amounts(text: str) -> Amounts | None:
    """Every amount that `text` can mean; None where it is no amount at all."""
    if len(text) > _LONGEST:
        return None
    written = _BARE.fullmatch(text)
    if written is not None:
        return _meant(written[2], -1 if written[1] else 1, None)
    written = _WRITTEN.fullmatch(text.replace("\u00a0", " ").replace("\u202f", " ").replace("'", ""))
    if written is None or bool(written["open"]) != bool(written["close"]):
        return None
    sign = _sign(written)
    digits = _unspaced(written["digits"])
    if sign is None or digits is None or _THOUSANDS.search(text):
        return None
    if written["no_sen"]:
        digits += written["no_sen"][0] + "0" * SEN_DIGITS
    return _meant(digits, sign, direction_of(written["marker"] or ""))


def exactly(number: Decimal) -> Amounts:
    """An amount about which there is no doubt: a number in a workbook, cleared of binary noise."""
    cleared = number.quantize(Decimal("0.000001")).normalize()
    return Amounts(dict.fromkeys(DecimalMark, cleared))


def direction_of(marker: str) -> Direction | None:
    """What DB, CR, D, K, Keluar, Masuk and the like say; None for anything else."""
    return _MARKERS.get(marker.strip(" .()").casefold())


def _meant(digits: str, sign: int, marker: Direction | None) -> Amounts | None:
    by_mark = {
        mark: sign * _value(digits, mark) for mark, shape in _SHAPES.items() if shape.fullmatch(digits)
    }
    return Amounts(by_mark, marker) if by_mark else None


def _sign(written: re.Match[str]) -> int | None:
    """1 or -1; None where more than one sign is written."""
    signs = [sign for sign in (written["before"], written["after"], written["behind"]) if sign]
    if written["open"]:
        signs.append("-")
    if len(signs) > 1:
        return None
    return 1 if not signs or signs[0] == "+" else -1


def _unspaced(digits: str) -> str | None:
    """Digits without the spaces between thousands; None where spaces stand elsewhere."""
    digits = digits.strip()
    if " " not in digits:
        return digits
    return digits.replace(" ", "") if _SPACED.fullmatch(digits) else None


def _value(digits: str, mark: DecimalMark) -> Decimal:
    thousands = "," if mark is DecimalMark.POINT else "."
    return Decimal(digits.replace(thousands, "").replace(",", "."))
