"""The plan over all goals: how what is left over each month is split between them, and what falls short."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate
from operator import sub
from typing import NamedTuple
from uuid import UUID

from shared.domain.goals.model import Goal, GoalState, KnownFigures
from shared.domain.goals.remedies import Line, more_per_month
from shared.domain.goals.split import Demand, Share, Sums, split
from shared.domain.goals.standing import Remedies
from shared.domain.goals.targets import LONGEST, Target, target_of
from shared.domain.money import Amount
from shared.domain.months import Month
from shared.domain.values import Value

MOST_GOALS = 50
"""How many goals one person keeps at a time."""


class Outcome(StrEnum):
    """What becomes of a goal in the plan."""

    ALREADY_REACHED = "ALREADY_REACHED"
    ON_TIME = "ON_TIME"
    LATE = "LATE"
    REACHED = "REACHED"
    NOT_REACHED = "NOT_REACHED"
    UNKNOWN = "UNKNOWN"


class WhyNot(StrEnum):
    """Why a goal is late or not reached in the plan, or not in it."""

    TARGET_UNKNOWN = "target_unknown"
    NO_MONEY_IN_TIME = "no_money_in_time"
    NO_SURPLUS = "no_surplus"
    GOALS_ABOVE_COME_FIRST = "goals_above_come_first"
    SURPLUS_TOO_SMALL = "surplus_too_small"
    TARGET_OUTGROWS_SURPLUS = "target_outgrows_surplus"
    BEYOND_THE_MONTHS = "beyond_the_months"


class PlannedGoal(Value):
    """One goal in the plan. Whole rupiah.

    `target` is what it asks for on its date, or when it is reached; `lacking` is what has to come for
    that, `short` what is missing of it on its date. `given` is what it gets in each month of the plan.
    """

    goal_id: UUID
    outcome: Outcome
    why_not: WhyNot | None = None
    target: Amount | None = None
    lacking: Amount = 0
    short: Amount = 0
    reached_in: Month | None = None
    months_late: int | None = None
    given: tuple[int, ...] = ()
    remedies: Remedies | None = None


class GoalsPlan(Value):
    """A surplus split between goals, in the order of `goals`, month by month from `start` on.

    In each month the goals' `given` and `unspent` add up to `surplus`, to the rupiah.
    """

    start: Month
    surplus: tuple[int, ...]
    unspent: tuple[int, ...]
    goals: tuple[PlannedGoal, ...]


class _Entry(NamedTuple):
    """A goal that asks for money, with its price on a day and what it asks for."""

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


def plan_goals(
    goals: Iterable[Goal], surplus: Sequence[int], *, start: Month, known: KnownFigures, today: date
) -> GoalsPlan:
    """Split what is left over between the active goals, by the criterion that `split` states and proves.

    `surplus` is what is left over in each month from `start` on, whole rupiah, 1 to 600 months; in a
    month below zero there is nothing to split. A month's money is there by its last day, so a date in
    the middle of a month is met by the months before. Raises ValueError for no months or too many.
    """
    if not 1 <= len(surplus) <= LONGEST:
        raise ValueError(f"a plan has 1 to {LONGEST} months")
    money = [max(0, amount) for amount in surplus]
    active = [goal for goal in in_order(goals) if goal.state is GoalState.ACTIVE]
    targets = {goal.id: target_of(goal, known, today=today) for goal in active}
    entries = list(_entries(active, targets, start=start, today=today))
    earned = list(accumulate(money))
    shares = split([entry.demand for entry in entries], earned)
    line = Line([entry.demand for entry in entries], earned)
    planned = {
        entry.goal.id: _planned(entry, share, line, place, start)
        for place, (entry, share) in enumerate(zip(entries, shares, strict=True))
    }
    return GoalsPlan(
        start=start,
        surplus=tuple(money),
        unspent=_unspent(money, planned.values()),
        goals=tuple(planned.get(goal.id) or _settled(goal, targets[goal.id], len(money)) for goal in active),
    )


def _entries(
    goals: Iterable[Goal], targets: dict[UUID, Target | None], *, start: Month, today: date
) -> Iterator[_Entry]:
    for goal in goals:
        target = targets[goal.id]
        if target is None:
            continue
        day = max(goal.target_on or today, today)
        price = target.on(day)
        if price > goal.counted:
            due = _last_month_before(goal.target_on, start) if goal.target_on else None
            demand = Demand.of(price, counted=goal.counted, due=due, growth=target.growth)
            yield _Entry(goal, target, day, price, demand)


def _last_month_before(day: date, start: Month) -> int:
    """The last month whose last day is not after `day`, counted from `start`; -1 where there is none."""
    month = Month.of(day)
    whole = start.months_until(month)
    return max(-1, whole if day == month.last_day else whole - 1)


def _settled(goal: Goal, target: Target | None, months: int) -> PlannedGoal:
    """A goal that asks for nothing: reached already, or with a target that is not known."""
    if target is None:
        return PlannedGoal(
            goal_id=goal.id, outcome=Outcome.UNKNOWN, why_not=WhyNot.TARGET_UNKNOWN, given=(0,) * months
        )
    return PlannedGoal(
        goal_id=goal.id, outcome=Outcome.ALREADY_REACHED, target=target.amount, given=(0,) * months
    )


def _planned(entry: _Entry, share: Share, line: Line, place: int, start: Month) -> PlannedGoal:
    demand = entry.demand
    outcome = _outcome(demand, share)
    met = outcome in {Outcome.ON_TIME, Outcome.REACHED}
    lacking = demand.asks[0] if share.total is None else share.total
    return PlannedGoal(
        goal_id=entry.goal.id,
        outcome=outcome,
        why_not=None if met else _why_not(line, place, share),
        target=entry.goal.counted + lacking,
        lacking=lacking,
        short=share.short,
        reached_in=None if share.reached is None else start.add(share.reached),
        months_late=_months_late(demand, share),
        given=tuple(_steps(share.sums)),
        remedies=None if met else _remedies(entry, share, line, place),
    )


def _outcome(demand: Demand, share: Share) -> Outcome:
    if share.reached is None:
        return Outcome.NOT_REACHED
    if demand.due is None:
        return Outcome.REACHED
    return Outcome.LATE if share.short else Outcome.ON_TIME


def _why_not(line: Line, place: int, share: Share) -> WhyNot:
    """The first that holds. Money that is enough for the goal alone went to those above it."""
    demand, earned = line.demands[place], line.earned
    alone = split([demand], earned)[0]
    if demand.due == -1:
        return WhyNot.NO_MONEY_IN_TIME
    if earned[-1] == 0:
        return WhyNot.NO_SURPLUS
    if _outcome(demand, alone) in {Outcome.ON_TIME, Outcome.REACHED}:
        return WhyNot.GOALS_ABOVE_COME_FIRST
    if share.reached is None and alone.reached is None and demand.grows:
        return WhyNot.TARGET_OUTGROWS_SURPLUS
    late = demand.due is not None and demand.due < len(earned)
    return WhyNot.SURPLUS_TOO_SMALL if late else WhyNot.BEYOND_THE_MONTHS


def _remedies(entry: _Entry, share: Share, line: Line, place: int) -> Remedies:
    has_a_date = entry.demand.due is not None and entry.demand.due < len(line.earned)
    fits = has_a_date and entry.goal.target is not None
    affordable = entry.price - share.short
    return Remedies(
        more_per_month=more_per_month(line, place),
        months_later=_months_late(entry.demand, share),
        fitting_target=entry.target.lowered_to(affordable, on=entry.day) if fits else None,
    )


def _months_late(demand: Demand, share: Share) -> int | None:
    if demand.due is None or share.reached is None or not share.short:
        return None
    return share.reached - demand.due


def _steps(sums: Sums) -> Iterable[int]:
    """What comes in each month, of sums counted up."""
    return map(sub, sums, [0, *sums[:-1]])


def _unspent(money: Sequence[int], planned: Iterable[PlannedGoal]) -> tuple[int, ...]:
    left = list(money)
    for goal in planned:
        left = list(map(sub, left, goal.given))
    return tuple(left)
