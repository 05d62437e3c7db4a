"""Figures in a text: amounts, percentages, months, points and dates, in Indonesian and English.

`Rp1.250.000`, `IDR 1,250,000`, `2,5 juta`, `500rb`, `12,5%`, `20 persen`, `3,4 bulan`, `two years`, `72/100`,
`22 November 2026`, `lima juta rupiah`. A number with one separator before three digits (`1.250`) is read both
ways, for the two languages disagree about it.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shared.advice.spelled import SCALES, Spelled, find_spelled
from shared.domain.months import MONTH_NAMES


class Kind(StrEnum):
    """What a figure in a text counts."""

    MONEY = "money"
    PERCENT = "percent"
    MONTHS = "months"
    POINTS = "points"
    DATE = "date"


class Reading(NamedTuple):
    """One way to read a number; `step` is the size of the last digit shown."""

    value: Decimal
    step: Decimal


class Day(NamedTuple):
    """A date as far as a text tells it."""

    year: int | None
    month: int | None
    day: int | None


class WrittenFigure(NamedTuple):
    """One figure in a text. Money in rupiah, percentages as fractions, years as months."""

    kind: Kind
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    day: Day | None = None


NUMBER = r"(?P<number>\d+(?:[.,]\d+)*)"
SPACE = r"[ \t\u00a0\u202f]?"
SHORT_SCALES = {"rb": 10**3, "k": 10**3, "jt": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9}
SCALE = {name: Decimal(size) for name, size in (SCALES | SHORT_SCALES).items()}
SAFE_SCALE = "|".join(sorted(SCALE, key=len, reverse=True))
# After a currency mark one letter is enough; M is miliar to Indonesians and million to the English.
LETTER_SCALE = {"m": (Decimal(10**9), Decimal(10**6)), "b": (Decimal(10**9),), "t": (Decimal(10**12),)}
ANY_SCALE = "|".join([SAFE_SCALE, *LETTER_SCALE])
MONTH_WORD = "|".join({name.lower() for names in MONTH_NAMES for name in names})
PERCENT_WORD = "persen|percent|per cent|pct"
MONTHS_WORD = "bulan|bln|months?"
YEARS_WORD = "tahun|thn|years?|yrs?"
POINTS_WORD = "poin|points?"

ISO_DAY = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?!\d)")
SLASHED_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
NAMED_DAY = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}}) )?\b(?P<name>{MONTH_WORD})\b"
    r"(?: (?P<us_day>\d{1,2})(?!\d),?)?(?: (?P<year>\d{4}))?",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(r"(?<![\d.,/-])(?P<year>(?:19|20)\d{2})(?![\d/-]|[.,]\d)")
MARKED_MONEY = re.compile(
    rf"(?:\brp\.?|\bidr){SPACE}-?{NUMBER}(?:{SPACE}(?P<scale>{ANY_SCALE})\b)?", re.IGNORECASE
)
SCALED_MONEY = re.compile(
    rf"(?<![\d.,]){NUMBER}{SPACE}(?P<scale>{SAFE_SCALE})\b(?:{SPACE}rupiah\b)?", re.IGNORECASE
)
NAMED_MONEY = re.compile(rf"(?<![\d.,]){NUMBER}{SPACE}(?:rupiah|idr)\b", re.IGNORECASE)
BARE_MONEY = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{3})+|\d{5,})(?!\d)")
PERCENT = re.compile(rf"(?<![\d.,]){NUMBER}{SPACE}(?:%|(?:{PERCENT_WORD})\b)", re.IGNORECASE)
POINTS = re.compile(
    rf"(?<![\d.,/]){NUMBER}(?:{SPACE}(?:/|dari|out of){SPACE}100\b|{SPACE}(?:{POINTS_WORD})\b)", re.IGNORECASE
)
DURATION = re.compile(
    rf"(?<![\d.,]){NUMBER}[ \u00a0-]?(?:(?P<months>{MONTHS_WORD})|(?P<years>{YEARS_WORD}))\b", re.IGNORECASE
)
SPELLED_UNIT = re.compile(
    rf"[ \u00a0-]+(?:(?P<percent>{PERCENT_WORD})|(?P<months>{MONTHS_WORD})|(?P<years>{YEARS_WORD})"
    rf"|(?P<points>{POINTS_WORD})|(?P<money>rupiah))\b",
    re.IGNORECASE,
)


def find_figures(text: str) -> tuple[WrittenFigure, ...]:
    """Every figure in `text`, in the order it stands there; none overlaps another."""
    found: list[WrittenFigure] = []
    taken = bytearray(len(text))
    for finder in FINDERS:
        for figure in finder(text):
            if not any(taken[figure.start : figure.end]):
                found.append(figure)
                taken[figure.start : figure.end] = b"\x01" * (figure.end - figure.start)
    return tuple(sorted(found, key=lambda figure: figure.start))


def read_number(written: str) -> tuple[Reading, ...]:
    """The ways to read digits with separators: `2,5` is 2.5; `1.250.000` whole; `1.250` either."""
    separators = [character for character in written if character in ".,"]
    if not separators:
        return (Reading(Decimal(written), Decimal(1)),)
    last = separators[-1]
    head, tail = written.rsplit(last, 1)
    whole = re.sub(r"[.,]", "", head)
    decimals = Reading(Decimal(f"{whole}.{tail}"), Decimal(1).scaleb(-len(tail)))
    grouped = Reading(Decimal(whole + tail), Decimal(1))
    if separators.count(last) > 1:
        return (grouped,)
    if len(separators) > 1:
        return (decimals,)
    if len(tail) != 3 or head.startswith("0"):
        return (decimals,)
    return (grouped, decimals)


def _dates(pattern: re.Pattern[str]) -> Callable[[str], Iterator[WrittenFigure]]:
    def find(text: str) -> Iterator[WrittenFigure]:
        for match in pattern.finditer(text):
            day = _day_of(match.groupdict())
            if day is not None:
                yield WrittenFigure(Kind.DATE, match[0], match.start(), match.end(), day=day)

    return find


def _day_of(groups: dict[str, str | None]) -> Day | None:
    name, day, year = groups.get("name"), groups.get("day") or groups.get("us_day"), groups.get("year")
    if name is not None and day is None and year is None:
        return None
    month = _month_number(name) if name is not None else _number_or_none(groups.get("month"))
    if month is not None and not 1 <= month <= 12:
        return None
    return Day(_number_or_none(year), month, _number_or_none(day))


def _month_number(name: str) -> int:
    lowered = name.lower()
    return next(
        number
        for number, names in enumerate(MONTH_NAMES, start=1)
        if lowered in {word.lower() for word in names}
    )


def _number_or_none(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _numbers(pattern: re.Pattern[str], kind: Kind) -> Callable[[str], Iterator[WrittenFigure]]:
    def find(text: str) -> Iterator[WrittenFigure]:
        for match in pattern.finditer(text):
            readings = tuple(
                Reading(value * size, step * size)
                for value, step in read_number(match["number"])
                for size in _sizes(kind, match.groupdict())
            )
            yield WrittenFigure(kind, match[0], match.start(), match.end(), readings)

    return find


def _sizes(kind: Kind, groups: dict[str, str | None]) -> tuple[Decimal, ...]:
    """What one of the number may count for, in the kind's own unit."""
    if kind is Kind.PERCENT:
        return (Decimal("0.01"),)
    if kind is Kind.MONTHS:
        return (Decimal(12) if groups.get("years") else Decimal(1),)
    scale = (groups.get("scale") or "").lower()
    return LETTER_SCALE.get(scale) or (SCALE.get(scale, Decimal(1)),)


def _spelled(text: str) -> Iterator[WrittenFigure]:
    for number in find_spelled(text):
        unit = SPELLED_UNIT.match(text, number.end)
        kind = _spelled_kind(number, unit)
        if kind is None:
            continue
        end = unit.end() if unit is not None else number.end
        sizes = _sizes(kind, unit.groupdict() if unit is not None else {})
        readings = tuple(Reading(number.value * size, number.step * size) for size in sizes)
        yield WrittenFigure(kind, text[number.start : end], number.start, end, readings)


def _spelled_kind(number: Spelled, unit: re.Match[str] | None) -> Kind | None:
    if unit is None:
        return Kind.MONEY if number.value >= 1000 else None
    kinds = {"percent": Kind.PERCENT, "points": Kind.POINTS, "money": Kind.MONEY}
    return kinds.get(unit.lastgroup or "", Kind.MONTHS)


FINDERS: tuple[Callable[[str], Iterator[WrittenFigure]], ...] = (
    _dates(ISO_DAY),
    _dates(SLASHED_DAY),
    _numbers(MARKED_MONEY, Kind.MONEY),
    _numbers(SCALED_MONEY, Kind.MONEY),
    _numbers(NAMED_MONEY, Kind.MONEY),
    _numbers(PERCENT, Kind.PERCENT),
    _numbers(POINTS, Kind.POINTS),
    _numbers(DURATION, Kind.MONTHS),
    _dates(NAMED_DAY),
    _numbers(BARE_MONEY, Kind.MONEY),
    _dates(BARE_YEAR),
    _spelled,
)
"""In this order, because a later finder would take a part of what an earlier one reads whole."""
