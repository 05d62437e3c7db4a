"""The goals of a plan as pots to be filled."""

from datetime import timedelta
from fractions import Fraction

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
        targets=_targets(goal, max(time.months, (deadline or 0) + 1)),
        deadline=deadline,
        held=goal.set_aside,
        first=first,
        released=dropped,
    )


def _targets(goal: PlannedGoal, months: int) -> list[int]:
    """What the goal asks for in each month."""
    if goal.growth == 0:
        return [goal.target] * months
    return grown(Fraction(goal.target), price_index(((goal.growth, months),)))
