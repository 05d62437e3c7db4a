"""How amounts grow: an index of prices month by month, and the one rounding of what grew.

An index is held as a whole number of 10^-18 (1 in the start month). Prices grow by the month,
(1 + rate)^(1/12), so that twelve months make the yearly rate; an income grows in a step after every twelve
months. An amount of a month is its level, an exact fraction in rupiah of the start month, times the index of
that month, rounded half-even to the rupiah once.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import gcd
from typing import NamedTuple

ONE = 10**18
MONTHS_A_YEAR = 12
ROUND = 10**6
"""Indices that this divides are few: those of whole years, for as long as the rate has few digits."""

_DIGITS = 60
_PLACE = Decimal(1) / ONE

Index = tuple[int, ...]


class Shift(NamedTuple):
    """From month `first` up to before `after`: `added` rupiah of the start month, then times `factor`."""

    first: int
    after: int
    added: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)


class Piece(NamedTuple):
    """The level of an amount from month `first` up to before `after`."""

    first: int
    after: int
    level: Fraction


@lru_cache(maxsize=128)
def price_index(rates: tuple[tuple[Decimal, int], ...]) -> Index:
    """The index of prices under yearly rates, each for a number of months; month 0 has grown by nothing."""
    with localcontext() as context:
        context.prec = _DIGITS
        index: list[int] = []
        level = Decimal(1)
        for rate, months in rates:
            factor = (1 + rate) ** (Decimal(1) / MONTHS_A_YEAR)
            for _ in range(months):
                level = level * factor if index else level
                index.append(_held(level))
    return tuple(index)


@lru_cache(maxsize=128)
def income_index(rate: Decimal, months: int) -> Index:
    """The index of an income that grows by the yearly rate after every twelve months."""
    with localcontext() as context:
        context.prec = _DIGITS
        years = [_held((1 + rate) ** year) for year in range(-(-months // MONTHS_A_YEAR))]
    return tuple(years[month // MONTHS_A_YEAR] for month in range(months))


def at_start_prices(amount: int, index: Index, month: int) -> Fraction:
    """Rupiah of a month as rupiah of the start month."""
    return Fraction(amount * ONE, index[month])


def pieces(base: int, shifts: Sequence[Shift], months: int) -> list[Piece]:
    """The level over all months: what is added comes first, factors multiply; their order means nothing."""
    bounds = {0, months}
    for shift in shifts:
        bounds |= {min(shift.first, months), min(shift.after, months)}
    return [
        Piece(first, after, _level(base, [it for it in shifts if it.first <= first < it.after]))
        for first, after in pairwise(sorted(bounds))
    ]


def grown(level: Fraction, index: Index) -> list[int]:
    """Whole rupiah of each month of the index, half-even."""
    over, under = level.as_integer_ratio()
    scale = under * ONE
    half = scale // 2
    amounts = [(over * one + half) // scale for one in index]
    # An amount is half a rupiah only where `over` x the index is an odd multiple of `half`; most indices are
    # too crooked for that, which is known without dividing them one by one.
    crooked = half // gcd(half, over)
    for month in _round_months(index) if crooked % ROUND == 0 else range(len(index)):
        if (over * index[month] + half) % scale == 0 and amounts[month] % 2:
            amounts[month] -= 1
    return amounts


def series(levels: Sequence[Piece], index: Index) -> list[int]:
    """Whole rupiah of every month."""
    if len(levels) == 1:
        return grown(levels[0].level, index)
    amounts: list[int] = []
    for piece in levels:
        amounts += grown(piece.level, index[piece.first : piece.after])
    return amounts


@lru_cache(maxsize=128)
def _round_months(index: Index) -> tuple[int, ...]:
    return tuple(month for month, one in enumerate(index) if one % ROUND == 0)


def _level(base: int, shifts: Sequence[Shift]) -> Fraction:
    level = Fraction(base)
    for shift in shifts:
        level += shift.added
    for shift in shifts:
        level *= shift.factor
    return level


def _held(level: Decimal) -> int:
    return int((level.quantize(_PLACE, ROUND_HALF_EVEN) * ONE).to_integral_value())
