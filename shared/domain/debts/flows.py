"""Payments over time, and the rate at which they are worth what was borrowed."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import groupby, pairwise
from typing import NamedTuple

from shared.domain.money import Fraction
from shared.domain.values import Value

PLACES = Decimal("0.000001")
PRECISION = 34
_OF_SUMS = 60
"""Digits for sums of equal payments, which nearly cancel out where a rate is nearly nothing."""
_CLOSE = Decimal("1e-14")
_LARGEST = Decimal(1_000_000)
"""No rate beyond this a year is worth a number."""


class YearlyCost(Value):
    """A rate by the year: `nominal` is the rate of a period times the periods of a year, `effective` the one
    that comes of it with interest on interest. Fractions; None where it is beyond any measure."""

    nominal: Fraction | None
    effective: Fraction | None


class Flow(NamedTuple):
    """A payment, so many periods from the start."""

    time: int
    amount: Decimal


class Level(NamedTuple):
    """`number` equal payments, the first at `time`, then one `every` so many periods."""

    time: int
    amount: Decimal
    number: int
    every: int


def period_rate(borrowed: Decimal, flows: Sequence[Flow]) -> Decimal | None:
    """The rate of one period at which the payments are worth what was borrowed; their times only grow.

    None where it is beyond any measure: nothing was borrowed, or nearly nothing. Raises ValueError where less
    is paid back than was borrowed. Newton's method inside a bracket; the value falls as the rate grows.
    """
    paid = sum((flow.amount for flow in flows), Decimal(0))
    if borrowed <= 0:
        return None
    if paid <= borrowed:
        if paid < borrowed:
            raise ValueError("less is paid back than was borrowed")
        return Decimal(0)
    with localcontext() as context:
        context.prec = _OF_SUMS
        return _solved(borrowed, levels_of(flows))


def yearly(rate: Decimal | None, *, periods: int) -> YearlyCost:
    """The yearly rates that belong to the rate of a period, to six decimals."""
    if rate is None:
        return YearlyCost(nominal=None, effective=None)
    with localcontext() as context:
        context.prec = PRECISION
        effective = (1 + rate) ** periods - 1
        return YearlyCost(
            nominal=rounded(rate * periods),
            effective=None if effective > _LARGEST else rounded(effective),
        )


def rounded(rate: Decimal) -> Decimal:
    """To six decimals, half-even."""
    return rate.quantize(PLACES, ROUND_HALF_EVEN)


def levels_of(flows: Sequence[Flow]) -> Sequence[Level]:
    """The payments with those that are equal and equally far apart taken together."""
    apart = [later.time - earlier.time for earlier, later in pairwise(flows)]
    spaced = zip(flows, [apart[0] if apart else 1, *apart], strict=True)
    runs = (list(run) for _, run in groupby(spaced, key=lambda each: (each[0].amount, each[1])))
    return [_level(run) for run in runs]


def _level(run: Sequence[tuple[Flow, int]]) -> Level:
    (first, every), *_ = run
    return Level(first.time, first.amount, len(run), every)


def _solved(borrowed: Decimal, levels: Sequence[Level]) -> Decimal | None:
    low, high = Decimal(0), Decimal("0.01")
    while _worth(high, levels)[0] > borrowed:
        low, high = high, high * 2
        if high > _LARGEST:
            return None
    rate = (low + high) / 2
    while high - low > _CLOSE:
        worth, slope = _worth(rate, levels)
        if worth > borrowed:
            low = rate
        else:
            high = rate
        step = (worth - borrowed) / slope
        if abs(step) < _CLOSE:
            return rate - step
        inside = low < rate - step < high
        rate = rate - step if inside else (low + high) / 2
    return rate


def _worth(rate: Decimal, levels: Iterable[Level]) -> tuple[Decimal, Decimal]:
    """The present value of the payments at a rate, and how it changes with the rate.

    n payments are worth v^t (1 - w^n) / (1 - w), with v what a period takes off and w what one step does.
    """
    factor = 1 / (1 + rate)
    worth = slope = Decimal(0)
    power, time = Decimal(1), 0
    for level in levels:
        power *= factor ** (level.time - time)
        time = level.time
        part = level.amount * power
        if level.number == 1:
            worth += part
            slope -= time * part
            continue
        step = factor**level.every
        last = step ** (level.number - 1)
        alone = (1 - last * step) / (1 - step)
        delayed = step * (1 - level.number * last + (level.number - 1) * last * step) / (1 - step) ** 2
        worth += part * alone
        slope -= part * (time * alone + level.every * delayed)
    return worth, slope * factor
