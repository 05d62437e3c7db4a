"""How money that comes month by month is split between goals: the best split in their order, exactly.

Months count from 0. `earned[t]` is all the money that has come by the end of month t; a split gives every
demand d a share x_d[t] of it, counted up over months, with sum_d x_d[t] <= earned[t]. Demands stand in
their order, most important first.

**Criterion.** What a demand lacks at the end of month t is
  - with a date: what it asks for in month t less x_d[t], from the month of its date on (before, nothing);
  - without one: its turn less x_d[t]. Its turn in month t is what earned[t] leaves once each demand above
    it has all it asks for, and at most what it asks for itself. So it waits for those above it, and for
    none below it.
The split found lacks, month by month, as little as any split can for the first demand; among the splits
that do so as little as any can for the second, and so on. A demand is thus never late or short while one
below it gets money that it could have used in time. What it asks for may grow until it has all of it.
Among the best splits, each dated demand in order gets its money as early as it can, so that no month's
money lies idle while a demand still asks for some, and a lower one goes first only for its own date's sake.

**Proof.** Let c[t] be what the demands above d must have by month t. Any split that gives them as much
has x_d[t] <= x_d[u] <= earned[u] - c[u] for each u >= t, so x_d[t] <= free[t] = min over u >= t of
earned[u] - c[u]. Rising with t, min(asked, free) reaches that bound in all months at once; and claims
with a sum of at most earned[t] by every month t can all be paid, the earliest first. A turn never
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
"""Whole rupiah counted up by the end of each month."""


class Demand(NamedTuple):
    """What a goal still asks for: its price less what is counted already, whole rupiah.

    `asks` begins at its date, or today without one, and goes on month by month until a target that grows
    is reached; one amount where it does not grow. `due` is the last month whose money comes in time, -1
    where none does, None without a date.
    """

    asks: Sequence[int]
    due: int | None

    @classmethod
    def of(
        cls, price: int, *, counted: int = 0, due: int | None = None, growth: Decimal = NO_GROWTH
    ) -> "Demand":
        """The demand of a price that grows by a fraction a year from its date on."""
        if not growth:
            return cls((max(0, price - counted),), due)
        return cls([max(0, grown(price, factor) - counted) for factor in growth_by_month(growth)], due)

    @property
    def grows(self) -> bool:
        """Whether it asks for more with every month."""
        return len(self.asks) > 1


class Share(NamedTuple):
    """What a demand gets. `total` is all it asks for in the end, None where it never has it.

    `reached` is the month by whose end it has all of it, `short` what it lacks on its date (0 without).
    """

    sums: Sums
    total: int | None
    reached: int | None
    short: int = 0


def split(demands: Sequence[Demand], earned: Sums) -> list[Share]:
    """The best split by the criterion above. Takes time in proportion to demands x months."""
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
    """The least that each demand has by each month in any best split, in the demands' order."""
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
    months, begins = len(earned), bisect_left(earned, above + 1)
    turn = [0] * begins + [sum_ - above for sum_ in earned[begins:]]
    reached, total = _first_covered(demand, turn, since=0)
    if reached is None or total is None:
        return Share(turn, None, None), _lowered(free, _free(map(sub, free[begins:], turn[begins:])))
    waits = map(sub, free[begins:reached], turn[begins:reached])
    left = [*waits, *(sum_ - total for sum_ in free[reached:])]
    share = Share(turn[:reached] + [total] * (months - reached), total, reached)
    return share, _lowered(free, _free(left[: reached - begins + 1]) + left[reached - begins + 1 :])


def _by_its_date(demand: Demand, due: int, free: Sums) -> tuple[Share, Sums]:
    """The share of a dated demand, and what is free after it."""
    months = len(free)
    if due >= months:
        return Share([0] * months, demand.asks[0], None), free
    short = demand.asks[0] - free[due] if due >= 0 else demand.asks[0]
    start = max(due, 0)
    reached, total = _first_covered(demand, free, since=start, after=start - due)
    sums = [0] * start + _held(free, reached, total)[start:]
    return Share(sums, total, reached, max(0, short)), _free_after(free, start, reached, total)


def _free_after(free: Sums, start: int, reached: int | None, total: int | None) -> Sums:
    """`free` rises with the months; from the date on the demand takes what it needs, before it nothing."""
    if reached is None or total is None:
        return [0] * len(free)
    return _lowered(free, [0] * (reached - start) + [sum_ - total for sum_ in free[reached:]])


def _lowered(free: Sums, left: Sums) -> Sums:
    """`free` where only `left` is free at the end: no month before has more than the months after it."""
    if not left:
        return free
    start = len(free) - len(left)
    as_before = bisect_left(free, left[0], 0, start)
    return free[:as_before] + [left[0]] * (start - as_before) + left


def _first_covered(
    demand: Demand, sums: Sums, *, since: int, after: int = 0
) -> tuple[int | None, int | None]:
    """The first month from `since` on by which `sums` cover what is asked for then, and how much that is."""
    if not demand.grows:
        month = bisect_left(sums, demand.asks[0], since)
        return (month, demand.asks[0]) if month < len(sums) else (None, None)
    # What is asked goes on for longer.
    asked = zip(sums[since:], demand.asks[after:], strict=False)
    for month, (sum_, asks) in enumerate(asked, since):
        if sum_ >= asks:
            return month, asks
    return None, None


def _held(sums: Sums, reached: int | None, total: int | None) -> Sums:
    """`sums` up to the month in which all is there, and the total from then on."""
    if reached is None or total is None:
        return sums
    return sums[:reached] + [total] * (len(sums) - reached)


def _at_most(sums: Sums, total: int | None) -> Sums:
    return sums if total is None else _held(sums, bisect_left(sums, total), total)


def _first_with(sums: Sums, total: int | None) -> int | None:
    if total is None:
        return None
    month = bisect_left(sums, total)
    return month if month < len(sums) else None


def _free(left: Iterable[int]) -> Sums:
    """What can be given by each month: the least of what is left then and in any later month."""
    return list(accumulate(reversed(list(left)), min))[::-1]
