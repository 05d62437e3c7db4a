"""The goals of a plan as pots to be filled."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from shared.domain.months import Month
from shared.domain.planning.effects import Effects
from shared.domain.planning.growth import grown, price_index
from shared.domain.planning.model import Baseline, PlannedGoal
from shared.domain.planning.pots import Pot
from shared.domain.planning.timeline import Timeline


def pots_of(baseline: Baseline, effects: Effects, time: Timeline) -> list[Pot]:
    """The goals of the baseline and those that a scenario adds, with what it drops."""
    told = [*((0, goal) for goal in baseline.goals), *effects.goals]
    return [_pot(goal, first, effects.dropped.get(goal.id), time) for first, goal in told]


def due_month(goal: PlannedGoal) -> Month | None:
    """The last month that ends by the goal's date; None without one."""
    if goal.target_on is None:
        return None
    return Month.of(goal.target_on + timedelta(days=1)).add(-1)


def _pot(goal: PlannedGoal, first: int, dropped: int | None, time: Timeline) -> Pot:
    due = due_month(goal)
    deadline = None if due is None else max(0, time.index(due))
    return Pot(
        id=goal.id,
        priority=goal.priority,
        asked=_asked(goal.target, goal.growth, deadline or 0, time.months),
        deadline=deadline,
        held=goal.set_aside,
        first=first,
        released=dropped,
    )


@lru_cache(maxsize=256)
def _asked(target: int, growth: Decimal, deadline: int, months: int) -> Sequence[int]:
    """What has to lie there in the end, seen from each month: the target at its date, then that month's."""
    if growth == 0:
        return [target] * months
    index = price_index(((growth, max(months, deadline + 1)),))
    targets = grown(Fraction(target), index[deadline:])
    return targets[:1] * min(deadline, months) + targets[: max(0, months - deadline)]
