"""How long a plan over 50 goals and 600 months takes, beside an even split of the same money.

The limit gives every goal the same part of each month's money, without order, dates or remedies, in the
same answer. "Few met" leaves most goals unmet, and for each of them it is worked out what would meet it.
"Standings" are where the goals stand by themselves, none of them fast enough; the limit is their prices
on their dates. Milliseconds of the process, so that a busy machine counts less.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from statistics import median
from uuid import UUID

from shared.domain.goals.model import NOTHING_KNOWN, Contribution, ContributionKind, Goal, GoalKind
from shared.domain.goals.plan import GoalsPlan, Outcome, PlannedGoal, plan_goals
from shared.domain.goals.standing import Standing, Track, standing_of
from shared.domain.goals.targets import target_of
from shared.domain.months import Month

ROUNDS = 7
GOALS, MONTHS = 50, 600
MILLION = 1_000_000
TODAY, START = date(2026, 11, 23), Month(2026, 11)
KINDS = (GoalKind.PURCHASE, GoalKind.HOUSE, GoalKind.EDUCATION, GoalKind.HAJJ)
CASES = {
    "fixed targets, all met": (0.0, 60 * MILLION),
    "fixed targets, few met": (0.0, 3 * MILLION),
    "half grow, all met": (0.5, 90 * MILLION),
    "half grow, few met": (0.5, 3 * MILLION),
}
"""The share of goals whose target grows, and the surplus of a month."""


def run() -> str:
    """The table: median milliseconds of each, and the plan as a multiple of the limit in the same rounds."""
    lines = [f"{'':28}{'unmet':>6}{'limit':>11}{'plan':>11}"]
    for name, (growing, surplus) in CASES.items():
        goals, money = some_goals(growing), [surplus] * MONTHS
        plan = _plan(goals, money)
        unmet = sum(goal.why_not is not None for goal in plan.goals)
        limit, taken = _medians(
            lambda goals=goals, money=money: _even(goals, money),
            lambda goals=goals, money=money: _plan(goals, money),
        )
        lines.append(_line(name, unmet, limit, taken))
    goals = some_goals(1.0)
    behind = sum(each.track in {Track.BEHIND, Track.NO_DATE} for each in _standings(goals))
    lines.append(
        _line("standings, all grow", behind, *_medians(lambda: _prices(goals), lambda: _standings(goals)))
    )
    return "\n".join(lines)


def _line(name: str, unmet: int, limit: float, taken: float) -> str:
    return f"{name:28}{unmet:6}{limit:8.1f} ms{taken:8.1f} ms{taken / limit:7.1f} x"


def some_goals(growing: float) -> list[Goal]:
    """Goals of 2 to 200 million, a third without a date, the others due within 1 to 40 years."""
    chance = Random(5)  # noqa: S311 - the same goals in every run
    return [_goal(number, chance, growing) for number in range(1, GOALS + 1)]


def _goal(number: int, chance: Random, growing: float) -> Goal:
    target_on = START.add(chance.randint(12, 480)).first_day + timedelta(days=chance.randint(0, 27))
    return Goal(
        id=UUID(int=number),
        kind=chance.choice(KINDS),
        name=f"Tujuan {number}",
        target=chance.randint(2 * MILLION, 200 * MILLION),
        priced_on=TODAY,
        started_on=TODAY - timedelta(days=90),
        target_on=None if chance.random() < 1 / 3 else target_on,
        priority=chance.randint(1, 5),
        grows=chance.random() < growing,
    )


def _plan(goals: Sequence[Goal], money: Sequence[int]) -> GoalsPlan:
    return plan_goals(goals, money, start=START, known=NOTHING_KNOWN, today=TODAY)


def _even(goals: Sequence[Goal], money: Sequence[int]) -> GoalsPlan:
    parts = [amount // len(goals) for amount in money]
    planned = [
        PlannedGoal(goal_id=goal.id, outcome=Outcome.REACHED, given=tuple(part for part in parts))
        for goal in goals
    ]
    left = list(money)
    for goal in planned:
        left = [have - part for have, part in zip(left, goal.given, strict=True)]
    return GoalsPlan(start=START, surplus=tuple(money), unspent=tuple(left), goals=tuple(planned))


def _standings(goals: Sequence[Goal]) -> list[Standing]:
    paid = Contribution(
        kind=ContributionKind.SET_ASIDE, amount=MILLION // 10, made_on=TODAY - timedelta(days=30)
    )
    return [standing_of(goal, [paid], NOTHING_KNOWN, today=TODAY) for goal in goals]


def _prices(goals: Sequence[Goal]) -> list[int]:
    targets = [(goal, target_of(goal, NOTHING_KNOWN, today=TODAY)) for goal in goals]
    return [target.on(goal.target_on or TODAY) for goal, target in targets if target is not None]


def _medians(*tasks: Callable[[], object]) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS + 1):
        for times, task in zip(taken, tasks, strict=True):
            begun = time.process_time()
            task()
            times.append((time.process_time() - begun) * 1000)
    return [median(times[1:]) for times in taken]


if __name__ == "__main__":
    print(run())
