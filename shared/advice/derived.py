"""What follows from the facts that an answer quotes, in one simple step."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from shared.advice.kinds import Kind
from shared.advice.numerals import Reading
from shared.domain.conversation.model import Derivation, Fact, FactUnit
from shared.domain.days import today_in_jakarta

WITHIN = Decimal("0.005")
"""How far a rounded figure may be from what is derived, as a share of it."""

ROUGHLY = Decimal("0.08")

MOST_PAIRED = 60
"""Among how many amounts pairs are looked for; more of them would explain almost any number."""


class Derived(NamedTuple):
    """A value that follows from facts."""

    value: Decimal
    fact_ids: tuple[str, ...]
    derivation: Derivation


def number_of(fact: Fact) -> Decimal:
    """The fact's value; zero where it is a date."""
    return Decimal(0) if isinstance(fact.value, date) else Decimal(fact.value)


def fits(reading: Reading, value: Decimal, within: Decimal) -> bool:
    """Whether a value rounds to what is read, or lies in what a rough number says."""
    size = abs(value)
    if reading.rough and within and reading.value <= size < reading.value + _rough_reach(reading):
        return True
    off = abs(reading.value - size)
    return off <= reading.step / 2 and off <= size * within


def _rough_reach(reading: Reading) -> Decimal:
    """How far above itself a rough number may stand for: `5 jutaan` is said of 5.3 million, not of 5.8."""
    return min(reading.step, reading.value * ROUGHLY)


class Values:
    """Values in order of size, to find those that a number may stand for without looking at all of them."""

    def __init__(self, ways: Iterable[Derived]) -> None:
        self._ways = sorted(enumerate(ways), key=_size)
        self._sizes = [_size(way) for way in self._ways]

    def find(self, readings: Sequence[Reading], *, within: Decimal, is_negative: bool) -> Derived | None:
        """The first of the ways whose value fits one of the readings."""
        fitting = [
            (place, way)
            for reading in readings
            for place, way in self._near(reading, within)
            if fits(reading, way.value, within) and (way.value < 0 or not is_negative)
        ]
        return min(fitting, key=lambda it: it[0])[1] if fitting else None

    def _near(self, reading: Reading, within: Decimal) -> list[tuple[int, Derived]]:
        """Those in reach; the edges are wide, for the last word has `fits`."""
        reach = min(reading.step / 2, reading.value * 2 * within)
        upper = reading.value + (_rough_reach(reading) if reading.rough else reach)
        return self._ways[bisect_left(self._sizes, reading.value - reach) : bisect_right(self._sizes, upper)]


def _size(way: tuple[int, Derived]) -> Decimal:
    return abs(way[1].value)


def ways_for(kind: Kind, quoted: Sequence[Fact]) -> Values:
    """What follows for a kind of figure."""
    ways = WAYS.get(kind)
    return Values(ways(quoted) if ways is not None else ())


def _money_ways(quoted: Sequence[Fact]) -> Iterator[Derived]:
    amounts = _with_unit(quoted, FactUnit.RUPIAH)
    for one, other in permutations(amounts[:MOST_PAIRED], 2):
        yield Derived(number_of(one) - number_of(other), (one.id, other.id), Derivation.DIFFERENCE)
        yield Derived(number_of(one) + number_of(other), (one.id, other.id), Derivation.SUM)
    if len(amounts) > 2:
        ids = tuple(fact.id for fact in amounts)
        yield Derived(sum((number_of(fact) for fact in amounts), Decimal(0)), ids, Derivation.SUM)
    for amount in amounts:
        yield Derived(number_of(amount) * 12, (amount.id,), Derivation.PER_YEAR)
        for factor in (*_with_unit(quoted, FactUnit.FRACTION), *_with_unit(quoted, FactUnit.MONTHS)):
            yield Derived(number_of(amount) * number_of(factor), (amount.id, factor.id), Derivation.PRODUCT)


def _share_ways(quoted: Sequence[Fact]) -> Iterator[Derived]:
    for fact in _with_unit(quoted, FactUnit.FRACTION):
        yield Derived(1 - number_of(fact), (fact.id,), Derivation.REMAINDER)
    yield from _ratios(quoted)


def _months_ways(quoted: Sequence[Fact]) -> Iterator[Derived]:
    for one, other in permutations(_with_unit(quoted, FactUnit.MONTHS)[:MOST_PAIRED], 2):
        yield Derived(number_of(one) - number_of(other), (one.id, other.id), Derivation.DIFFERENCE)
    yield from _ratios(quoted)
    for fact in quoted:
        if isinstance(fact.value, date):
            today = today_in_jakarta(now=fact.as_of)
            apart = (fact.value.year - today.year) * 12 + fact.value.month - today.month
            yield Derived(Decimal(apart), (fact.id,), Derivation.DIFFERENCE)


def _days_ways(quoted: Sequence[Fact]) -> Iterator[Derived]:
    for fact in quoted:
        if isinstance(fact.value, date):
            apart = (fact.value - today_in_jakarta(now=fact.as_of)).days
            yield Derived(Decimal(apart), (fact.id,), Derivation.DIFFERENCE)
    for one, other in permutations(_with_unit(quoted, FactUnit.DAYS)[:MOST_PAIRED], 2):
        yield Derived(number_of(one) - number_of(other), (one.id, other.id), Derivation.DIFFERENCE)


def _count_ways(quoted: Sequence[Fact]) -> Iterator[Derived]:
    """How many things of one sort the answer tells of."""
    for ids in numbered(quoted).values():
        yield Derived(Decimal(len(ids)), tuple(ids.values()), Derivation.SUM)


def _ratios(quoted: Sequence[Fact]) -> Iterator[Derived]:
    for part, whole in permutations(_with_unit(quoted, FactUnit.RUPIAH)[:MOST_PAIRED], 2):
        if number_of(whole) != 0:
            yield Derived(number_of(part) / number_of(whole), (part.id, whole.id), Derivation.RATIO)


def numbered(facts: Iterable[Fact]) -> Mapping[str, Mapping[str, str]]:
    """Things that are told one by one, as in `debt.1.rate` and `debt.2.rate`: of each its first fact's id."""
    found: dict[str, dict[str, str]] = {}
    for fact in facts:
        parts = fact.id.split(".")
        for place, part in enumerate(parts[1:], start=1):
            if part.isdecimal():
                found.setdefault(".".join(parts[:place]), {}).setdefault(part, fact.id)
    found.pop("message", None)
    return found


WAYS: dict[Kind, Callable[[Sequence[Fact]], Iterator[Derived]]] = {
    Kind.MONEY: _money_ways,
    Kind.PERCENT: _share_ways,
    Kind.PART: _share_ways,
    Kind.PLAIN: _share_ways,
    Kind.TIMES: _ratios,
    Kind.MONTHS: _months_ways,
    Kind.DAYS: _days_ways,
    Kind.COUNT: _count_ways,
}


def _with_unit(facts: Sequence[Fact], unit: FactUnit) -> list[Fact]:
    return [fact for fact in facts if fact.unit is unit]
