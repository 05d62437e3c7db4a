"""Where months, days and amounts stand on a chart."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from functions.budget.report.axis import Axis, axis_over
from functions.budget.report.figures import day_sign, month_sign, short_rupiah
from functions.budget.report.plans.parts import Line, Point, Tick
from shared.domain.months import Month
from shared.words import Language

_MARKS = 4
_MOST_TICKS = 7
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
_YEAR = 12
PINS_APART = 0.066
"""How far apart letters above a chart stand at least, of its width."""

_NARROWEST = 0.1
"""How far apart badges stand at least, of the chart's height."""


def place_of(number: int, count: int) -> float:
    """Where the point of that number (from 0) of `count` stands; a single one in the middle."""
    return round(number / (count - 1), 4) if count > 1 else 0.5


def points_of(amounts: Sequence[int], axis: Axis, *, count: int | None = None) -> tuple[Point, ...]:
    """The amounts as points; `count` is how many places there are where the amounts end before."""
    places = count or len(amounts)
    return tuple(
        (place_of(number, places), round(axis.at(amount), 4)) for number, amount in enumerate(amounts)
    )


def scale(amounts: Iterable[int], language: Language) -> tuple[Axis, tuple[Tick, ...]]:
    """The axis over 0 and the amounts, and its marks in short."""
    axis = axis_over(amounts, marks=_MARKS)
    return axis, tuple(Tick(axis.at(amount), short_rupiah(amount, language)) for amount in axis.marks)


def month_ticks(months: Sequence[Month], language: Language) -> tuple[Tick, ...]:
    """A few months with their years, or years alone where there are many."""
    step = next(step for step in _STEPS if ceil(len(months) / step) <= _MOST_TICKS)
    shown = [
        number for number, month in enumerate(months) if (month.year * _YEAR + month.month - 1) % step == 0
    ]
    if step >= _YEAR:
        return tuple(Tick(place_of(at, len(months)), str(months[at].year)) for at in shown)
    return tuple(
        Tick(
            place_of(at, len(months)),
            month_sign(months[at], language),
            str(months[at].year) if at == shown[0] or months[at].year != months[before].year else "",
        )
        for before, at in zip([shown[0], *shown], shown, strict=False)
    )


def day_ticks(days: Sequence[date], language: Language, *, count: int = 5) -> tuple[Tick, ...]:
    """About `count` days, evenly spread, the first and the last among them."""
    last = len(days) - 1
    shown = sorted({round(last * number / max(1, count - 1)) for number in range(count)})
    return tuple(Tick(place_of(at, len(days)), day_sign(days[at], language)) for at in shown)


def with_badges(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their letters beside their ends, apart from each other."""
    heights = spread([line.points[-1][1] for line in lines], apart=_NARROWEST)
    return tuple(
        Line(line.series, line.points, badge=height, strong=line.strong, dots=line.dots)
        for line, height in zip(lines, heights, strict=True)
    )


def spread(places: Sequence[float], *, apart: float) -> list[float]:
    """The places from 0 to 1, moved to keep them `apart`; closer where they are too many."""
    if len(places) > 1:
        apart = min(apart, 1 / (len(places) - 1))
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = list(places)
    floor = 0.0
    for number in order:
        moved[number] = max(moved[number], floor)
        floor = moved[number] + apart
    ceiling = 1.0
    for number in reversed(order):
        moved[number] = min(moved[number], ceiling)
        ceiling = moved[number] - apart
    return [round(place, 4) for place in moved]
