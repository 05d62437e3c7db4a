"""What the goals of a plan ask for, step by step, and when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from shared.domain.goals.model import Goal
from shared.domain.goals.split import Demand
from shared.domain.goals.targets import Target
from shared.domain.goals.timeline import Timeline


class Asking(NamedTuple):
    """A goal that asks for money, with its price on a day, its date at the earliest today."""

    goal: Goal
    target: Target
    day: date
    price: int
    demand: Demand


def in_order(goals: Iterable[Goal]) -> list[Goal]:
    """Goals as the plan serves them: by priority, then date (none last), then age."""
    return sorted(
        goals, key=lambda goal: (goal.priority, goal.target_on or date.max, goal.started_on, goal.id)
    )


def asked_by(
    goals: Iterable[Goal], targets: Mapping[UUID, Target | None], timeline: Timeline, *, today: date
) -> Iterator[Asking]:
    """Of the goals whose target is known those that it is not yet there for, in the order given."""
    for goal in goals:
        target = targets[goal.id]
        if target is None:
            continue
        day = max(goal.target_on or today, today)
        price = target.on(day)
        if price > goal.counted:
            yield Asking(goal, target, day, price, _demand(goal, target, price, timeline, today))


def _demand(goal: Goal, target: Target, price: int, timeline: Timeline, today: date) -> Demand:
    if goal.target_on is None:
        due, months = None, timeline.months
    elif goal.target_on <= today:
        # It asks from today on, and at each step after.
        due, months = -1, chain((0,), timeline.months)
    else:
        due = timeline.step_of(goal.target_on)
        begun = timeline.months[due : due + 1]
        months = [month - begun[0] for month in timeline.months[due:]] if begun else (0,)
    return Demand.of(price, counted=goal.counted, due=due, growth=target.growth, months=months)
