"""How amounts grow: an index of prices month by month, and the one rounding of what grew.

An index is held as a whole number of 10^-18 (1 in the start month). Prices grow by the month,
(1 + rate)^(1/12), so that twelve months make the yearly rate; an income grows in a step after every twelve
months. An amount of a month is its level, an exact fraction in rupiah of the start month, times the index of
that month, rounded half-even to the rupiah once.
"""

from collections import defaultdict
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
_BITS = 190
"""Places of two that a level is carried on with: more than the digits that its monthly factor has."""

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
    half = 1 << (_BITS - 1)
    level, index = 1 << _BITS, list[int]()
    for rate, months in rates:
        factor = _monthly(rate)
        for _ in range(months):
            level = (level * factor) >> _BITS if index else level
            index.append((level * ONE + half) >> _BITS)
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
    if not shifts:
        return [Piece(0, months, Fraction(base))]
    begin: defaultdict[int, list[Shift]] = defaultdict(list)
    end: defaultdict[int, list[Shift]] = defaultdict(list)
    for shift in shifts:
        if shift.first < min(shift.after, months):
            begin[shift.first].append(shift)
            end[min(shift.after, months)].append(shift)
    level, found = _Level(Fraction(base)), list[Piece]()
    for first, after in pairwise(sorted({0, months, *begin, *end})):
        for shift in end.get(first, ()):
            level.leave(shift)
        for shift in begin.get(first, ()):
            level.take(shift)
        found.append(Piece(first, after, level.now))
    return found


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


class _Level:
    """A level as shifts come and go. Zeros are counted, since no division takes one out of a product."""

    def __init__(self, base: Fraction) -> None:
        self._sum = base
        self._product = Fraction(1)
        self._zeros = 0

    @property
    def now(self) -> Fraction:
        return Fraction(0) if self._zeros else self._sum * self._product

    def take(self, shift: Shift) -> None:
        self._sum += shift.added
        if shift.factor == 0:
            self._zeros += 1
        else:
            self._product *= shift.factor

    def leave(self, shift: Shift) -> None:
        self._sum -= shift.added
        if shift.factor == 0:
            self._zeros -= 1
        else:
            self._product /= shift.factor


@lru_cache(maxsize=512)
def _monthly(rate: Decimal) -> int:
    """The factor of a month, (1 + rate)^(1/12), in 2^-_BITS."""
    with localcontext() as context:
        context.prec = _DIGITS + 20
        return int((1 + rate) ** (Decimal(1) / MONTHS_A_YEAR) * (1 << _BITS))


def _held(level: Decimal) -> int:
    return int((level.quantize(_PLACE, ROUND_HALF_EVEN) * ONE).to_integral_value())
