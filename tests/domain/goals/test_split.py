"""The best split, against every split there is."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, product
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.goals.split import Demand, Share, split

Sums = tuple[int, ...]
Table = tuple[Sums, ...]
"""What each demand has by the end of each month."""


def earned_of(money: Sequence[int]) -> list[int]:
    return list(accumulate(money))


def a_demand(price: int, due: int | None = None) -> Demand:
    return Demand.of(price, due=due)


@cache
def ways(amount: int, demands: int) -> Sequence[Sums]:
    """Each way to give at most `amount` to so many demands."""
    return [way for way in product(range(amount + 1), repeat=demands) if sum(way) <= amount]


def every_split(money: Sequence[int], demands: Sequence[Demand]) -> Iterator[Table]:
    """Each split of the money in which nobody gets more than they ask for in the end."""
    for months in product(*(ways(amount, len(demands)) for amount in money)):
        table = tuple(tuple(accumulate(given)) for given in zip(*months, strict=True))
        if all(sums[-1] <= in_all(demand, sums) for sums, demand in zip(table, demands, strict=True)):
            yield table


def asked(demand: Demand, month: int) -> int:
    """What a demand asks for at the end of a month in which it does not have it yet."""
    since = month - (demand.due or 0)
    return demand.asks[since] if demand.grows else demand.asks[0]


def in_all(demand: Demand, sums: Sums) -> float:
    """What a demand asks for in the end: all there is where it never has it."""
    if demand.due is not None and demand.due >= len(sums):
        return demand.asks[0]
    covered = (
        asked(demand, month)
        for month in range(max(0, demand.due or 0), len(sums))
        if sums[month] >= asked(demand, month)
    )
    return next(covered, inf)


def judged(table: Table, demands: Sequence[Demand], earned: Sequence[int]) -> tuple[object, ...]:
    """The criterion as it is written: what each lacks by month, then how early the dated ones have theirs."""
    lacks: list[tuple[float, ...]] = []
    above = 0.0
    for demand, sums in zip(demands, table, strict=True):
        claims: list[float] = []
        total = in_all(demand, sums)
        for month, come in enumerate(earned):
            asks = min(total, asked(demand, month)) if month >= (demand.due or 0) else 0
            claims.append(min(asks, max(0, come - above)) if demand.due is None else asks)
        lacks.append(tuple(max(0, claim - has) for claim, has in zip(claims, sums, strict=True)))
        above += total
    early = tuple(
        tuple(-has for has in sums)
        for demand, sums in zip(demands, table, strict=True)
        if demand.due is not None
    )
    return (*lacks, *early)


def table_of(shares: Sequence[Share]) -> Table:
    return tuple(tuple(share.sums) for share in shares)


def a_growing_demand(price: int, growth: list[int], due: int | None) -> Demand:
    """One whose target grows by steps of a rupiah or none, far faster than any price."""
    return Demand(tuple(accumulate([price, *growth])), due)


GROWING = st.builds(
    a_growing_demand,
    st.integers(1, 5),
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.none() | st.integers(-1, 5),
)
DEMANDS = st.builds(a_demand, st.integers(1, 6), st.none() | st.integers(-1, 5))
MONEY = st.lists(st.integers(0, 3), min_size=1, max_size=4)


class TestSplit:
    @settings(max_examples=150)
    @given(MONEY, st.lists(DEMANDS | GROWING, min_size=1, max_size=2))
    def test_is_the_best_of_all_splits_where_targets_grow(
        self, money: list[int], demands: list[Demand]
    ) -> None:
        earned = earned_of(money)
        best = min(judged(table, demands, earned) for table in every_split(money, demands))

        assert judged(table_of(split(demands, earned)), demands, earned) == best

    @settings(max_examples=150)
    @given(MONEY, st.lists(DEMANDS, min_size=1, max_size=2))
    def test_is_the_best_of_all_splits_between_two(self, money: list[int], demands: list[Demand]) -> None:
        earned = earned_of(money)
        best = min(judged(table, demands, earned) for table in every_split(money, demands))

        assert judged(table_of(split(demands, earned)), demands, earned) == best

    @settings(max_examples=60)
    @given(st.lists(st.integers(0, 2), min_size=1, max_size=4), st.lists(DEMANDS, min_size=3, max_size=3))
    def test_is_the_best_of_all_splits_between_three(self, money: list[int], demands: list[Demand]) -> None:
        earned = earned_of(money)
        best = min(judged(table, demands, earned) for table in every_split(money, demands))

        assert judged(table_of(split(demands, earned)), demands, earned) == best
