"""How money that comes over time is split between goals: the best split in their order, exactly.

Time goes by steps that count from 0: the ends of months, and the days that goals are due on.
`earned[t]` is all the money that has come by step t; a split gives every demand d a share x_d[t] of it,
counted up over time, with sum_d x_d[t] <= earned[t]. Demands stand in their order, most important first.

**Criterion.** What a demand lacks at step t is
  - with a date: what it asks for at t less x_d[t], from its date on (before, nothing);
  - without one: its turn less x_d[t]. Its turn at step t is what earned[t] leaves once each demand above
    it has all it asks for, and at most what it asks for itself. So it waits for those above it, and for
    none below it.
The split found lacks, step by step, as little as any split can for the first demand; among the splits
that do so as little as any can for the second, and so on. A demand is thus never late or short while one
below it gets money that it could have used in time. What it asks for may grow until it has all of it.
Among the best splits, each dated demand in order gets its money as early as it can, so that no money
lies idle while a demand still asks for some, and a lower one goes first only for its own date's sake.

**Proof.** Let c[t] be what the demands above d must have by step t. Any split that gives them as much
has x_d[t] <= x_d[u] <= earned[u] - c[u] for each u >= t, so x_d[t] <= free[t] = min over u >= t of
earned[u] - c[u]. Rising with t, min(asked, free) reaches that bound at all steps at once; and claims
with a sum of at most earned[t] by every step t can all be paid, the earliest first. A turn never
exceeds free, since c[u] is at most all that those above ask for. By induction the order is met.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

from shared.domain.goals.model import NO_GROWTH
from shared.domain.goals.targets import grown, growth_by_month

Sums = list[int]
"""Whole rupiah counted up by each step."""


class Demand(NamedTuple):
    """What a goal still asks for: its price less what is counted already, whole rupiah.

    `asks` begins at the step of its date, or at the first without one, and goes on step by step until a
    target that grows is reached; one amount where it does not grow. `due` is the last step whose money
    comes in time, -1 where none does, None without a date.
    """

    asks: Sequence[int]
    due: int | None

    @classmethod
    def of(
        cls,
        price: int,
        *,
        counted: int = 0,
        due: int | None = None,
        growth: Decimal = NO_GROWTH,
        months: Iterable[int] = (0,),
    ) -> "Demand":
        """The demand of a price that grows by a fraction a year; `months` have gone by at its steps."""
        if not growth:
            return cls((max(0, price - counted),), due)
        factors = growth_by_month(growth)
        return cls([max(0, grown(price, factors[month]) - counted) for month in months], due)

    @property
    def grows(self) -> bool:
        """Whether it asks for more with every month."""
        return len(self.asks) > 1


class Share(NamedTuple):
    """What a demand gets. `total` is all it asks for in the end, None where it never has it.

    `reached` is the step by which it has all of it, `short` what it lacks on its date (0 without).
    """

    sums: Sums
    total: int | None
    reached: int | None
    short: int = 0


def split(demands: Sequence[Demand], earned: Sums) -> list[Share]:
    """The best split by the criterion above. Takes time in proportion to demands x steps."""
    guaranteed = guarantees(demands, earned)
    claimed = [0] * len(earned)
    for share in guaranteed:
        claimed = list(map(add, claimed, share.sums))
    shares: list[Share] = []
    for demand, share in zip(demands, guaranteed, strict=True):
        if demand.due is None:
            shares.append(share)
            continue
        others = map(sub, claimed, share.sums)
        sums = _at_most(_free(map(sub, earned, others)), share.total)
        claimed = list(map(add, claimed, map(sub, sums, share.sums)))
        shares.append(share._replace(sums=sums, reached=_first_with(sums, share.total)))
    return shares


def guarantees(demands: Sequence[Demand], earned: Sums) -> list[Share]:
    """The least that each demand has by each step in any best split, in the demands' order."""
    free, above = list(earned), 0
    shares: list[Share] = []
    for demand in demands:
        if demand.due is None:
            share, free = _in_turn(demand, earned, above, free)
        else:
            share, free = _by_its_date(demand, demand.due, free)
        # Whoever never has all leaves nothing for the turns after it.
        above = earned[-1] if share.total is None else above + share.total
        shares.append(share)
    return shares


def _in_turn(demand: Demand, earned: Sums, above: int, free: Sums) -> tuple[Share, Sums]:
    """The share of a demand without a date, and what is free after it."""
    steps, begins = len(earned), bisect_left(earned, above + 1)
    reached, total = _first_covered(demand, earned, since=begins, after=begins, above=above)
    turn = [0] * begins + [sum_ - above for sum_ in earned[begins:reached]]
    waits = list(map(sub, free[begins:reached], turn[begins:]))
    if reached is None or total is None:
        return Share(turn, None, None), _lowered(free, _free(waits))
    left = [sum_ - total for sum_ in free[reached:]]
    share = Share(turn + [total] * (steps - reached), total, reached)
    return share, _lowered(free, _free([*waits, *left[:1]]) + left[1:])


def _by_its_date(demand: Demand, due: int, free: Sums) -> tuple[Share, Sums]:
    """The share of a dated demand, and what is free after it."""
    steps = len(free)
    if due >= steps:
        return Share([0] * steps, demand.asks[0], None), free
    short = demand.asks[0] - free[due] if due >= 0 else demand.asks[0]
    start = max(due, 0)
    reached, total = _first_covered(demand, free, since=start, after=start - due)
    sums = [0] * start + _held(free, reached, total)[start:]
    return Share(sums, total, reached, max(0, short)), _free_after(free, start, reached, total)


def _free_after(free: Sums, start: int, reached: int | None, total: int | None) -> Sums:
    """`free` rises with time; from the date on the demand takes what it needs, before it nothing."""
    if reached is None or total is None:
        return [0] * len(free)
    return _lowered(free, [0] * (reached - start) + [sum_ - total for sum_ in free[reached:]])


def _lowered(free: Sums, left: Sums) -> Sums:
    """`free` where only `left` is free at the end: no step before has more than those after it."""
    if not left:
        return free
    start = len(free) - len(left)
    as_before = bisect_left(free, left[0], 0, start)
    return free[:as_before] + [left[0]] * (start - as_before) + left


def _first_covered(
    demand: Demand, sums: Sums, *, since: int, after: int, above: int = 0
) -> tuple[int | None, int | None]:
    """The first step from `since` on by which `sums` cover what is asked for then after those `above` it.

    With how much that is: it is asked for at the demand's step `after`, and those that follow.
    """
    if not demand.grows:
        step = bisect_left(sums, above + demand.asks[0], since)
        return (step, demand.asks[0]) if step < len(sums) else (None, None)
    asked = zip(sums[since:], demand.asks[after:], strict=False)
    for step, (sum_, asks) in enumerate(asked, since):
        if sum_ - above >= asks:
            return step, asks
    return None, None


def _held(sums: Sums, reached: int | None, total: int | None) -> Sums:
    """`sums` up to the step at which all is there, and the total from then on."""
    if reached is None or total is None:
        return sums
    return sums[:reached] + [total] * (len(sums) - reached)


def _at_most(sums: Sums, total: int | None) -> Sums:
    return sums if total is None else _held(sums, bisect_left(sums, total), total)


def _first_with(sums: Sums, total: int | None) -> int | None:
    if total is None:
        return None
    step = bisect_left(sums, total)
    return step if step < len(sums) else None


def _free(left: Iterable[int]) -> Sums:
    """What can be given by each step: the least of what is left then and at any later one."""
    return list(accumulate(reversed(list(left)), min))[::-1]
