"""Figures in a text: amounts, percentages, spans, points, counts, parts and dates, in Indonesian and English.

`Rp1.250.000`, `IDR 1,250,000`, `2,5 juta`, `5 jutaan`, `lima juta`, `$900`, `12,5%`, `3,4 bulan`, `17 hari`,
`two years`, `72/100`, `14 langganan`, `dua pertiga gajimu`, `dua kali lipat`, `22 November 2026`,
`tanggal 27`. A number with one separator before three digits (`1.250`) is read both ways, for the two
languages disagree about it. The text is read as it looks (`seen`); where a figure stands is told in the
original.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from shared.advice.counted import IDLE, SELDOM
from shared.advice.dates import NUMERIC, WORDED, YEARS, Day, find_days
from shared.advice.kinds import Found, Kind
from shared.advice.numerals import NUMBER, Reading, read_number, scaled
from shared.advice.seen import Seen, see
from shared.advice.units import SCALED, WITH_UNITS, WITHOUT_UNITS, scale_of
from shared.advice.worded import find_worded

__all__ = ["Day", "Kind", "Reading", "WrittenFigure", "find_figures", "read_number"]

AROUND = 160
"""Characters before a figure that tell what it is said of."""

NEAR = 40
"""Characters before a figure in which the lower end of its range stands."""

NEGATIVE = re.compile(r"(?:(?:\A|[\s(:=|\"'])-|\b(?:minus|negatif|negative) )\Z", re.IGNORECASE)
MINUS_WITHIN = re.compile(r"\A\D{0,6}-")
ARITHMETIC = re.compile(
    r"(?:[\d%)]|\b(?:juta|jt|ribu|rb|k|miliar|million|thousand|bulan|months?)) ?-\Z", re.IGNORECASE
)
"""After another figure a dash takes away, or goes up to."""

LOWER_END = re.compile(
    rf"(?<![\d.,/-]){NUMBER} ?(?:-|s/d|s\.d\.|sampai|hingga|ke|to|atau|or|dari)(?: dengan)? ?\Z",
    re.IGNORECASE,
)
RANGED = frozenset({Kind.MONEY, Kind.PERCENT, Kind.MONTHS, Kind.DAYS, Kind.POINTS, Kind.COUNT})


class WrittenFigure(NamedTuple):
    """One figure in a text. Money in rupiah, shares as fractions, years as months, weeks as days.

    `plain` is the number as written, whatever the unit. `before` and `after` are what is seen beside it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    day: Day | None = None
    plain: tuple[Reading, ...] = ()
    is_negative: bool = False
    before: str = ""
    after: str = ""


def find_figures(text: str) -> tuple[WrittenFigure, ...]:
    """Every figure in `text`, in the order it stands there; none overlaps another."""
    seen = see(text)
    written: list[WrittenFigure] = []
    for found in _apart(seen.text):
        figure = _written(found, seen, text)
        if not written or written[-1].end <= figure.start:
            written.append(figure)
    return tuple(written)


def _apart(seen: str) -> list[Found]:
    """What the finders find; what an earlier one took is left out by the later ones."""
    kept: list[Found] = []
    taken = bytearray(len(seen))
    for start, end in _idle(seen):
        taken[start:end] = b"\x01" * (end - start)
    for finder in FINDERS:
        for found in finder(seen):
            if not any(taken[found.start : found.end]):
                kept.append(found)
                taken[found.start : found.end] = b"\x01" * (found.end - found.start)
    kept += [lower for found in kept for lower in _lower_ends(found, seen, taken)]
    return sorted(kept, key=lambda found: found.start)


def _idle(seen: str) -> Iterator[tuple[int, int]]:
    for pattern in (IDLE, SELDOM):
        for match in pattern.finditer(seen):
            yield match.span()


def _lower_ends(found: Found, seen: str, taken: bytearray) -> Iterator[Found]:
    """The `3` of `3-6 bulan`: it counts what the upper end counts."""
    if found.kind not in RANGED or not found.plain or found.plain[0].value == 0:
        return
    near = max(0, found.start - NEAR)
    lower = LOWER_END.search(seen, near, found.start)
    if lower is None or any(taken[lower.start("number") : lower.end("number")]):
        return
    plain = read_number(lower["number"])
    scale = SCALED.match(seen, found.start) if found.kind is Kind.MONEY else None
    sizes = scale_of(scale) if scale else (found.readings[0].value / found.plain[0].value,)
    yield Found(found.kind, lower.start(), lower.end("number"), scaled(plain, sizes), plain)


def _written(found: Found, seen: Seen, original: str) -> WrittenFigure:
    start, end = seen.starts[found.start], seen.ends[found.end - 1]
    before = seen.text[max(0, found.start - AROUND) : found.start]
    return WrittenFigure(
        kind=found.kind,
        text=original[start:end],
        start=start,
        end=end,
        readings=found.readings,
        day=found.day,
        plain=found.plain,
        is_negative=_is_negative(seen.text[found.start : found.end], before),
        before=before,
        after=seen.text[found.end : found.end + NEAR],
    )


def _is_negative(piece: str, before: str) -> bool:
    if MINUS_WITHIN.search(piece):
        return True
    return NEGATIVE.search(before) is not None and ARITHMETIC.search(before) is None


def _dates(patterns: tuple[re.Pattern[str], ...]) -> Callable[[str], Iterator[Found]]:
    def find(seen: str) -> Iterator[Found]:
        for written in find_days(seen, patterns):
            yield Found(Kind.DATE, written.start, written.end, day=written.day)

    return find


FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _dates(NUMERIC),
    *WITH_UNITS,
    _dates(WORDED),
    *WITHOUT_UNITS[:2],
    _dates(YEARS),
    *WITHOUT_UNITS[2:],
    find_worded,
)
"""In this order, because a later finder would take a part of what an earlier one reads whole."""
