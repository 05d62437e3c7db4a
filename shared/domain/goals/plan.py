"""The plan over all goals: how what is left over each month is split between them, and what falls short."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from operator import sub
from uuid import UUID

from shared.domain.goals.asking import asked_by, in_order
from shared.domain.goals.model import Goal, GoalState, KnownFigures
from shared.domain.goals.pace import required, within_days
from shared.domain.goals.remedies import Line
from shared.domain.goals.shortfalls import Board, SurplusRemedies, WhyNot, shortfall_of
from shared.domain.goals.split import Demand, Share, Sums, split
from shared.domain.goals.targets import LONGEST, Target, target_of
from shared.domain.goals.timeline import Timeline
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


class PlannedGoal(Value):
    """One goal in the plan. Whole rupiah.

    `target` is what it asks for on its date, or when it is reached; `lacking` is what has to come for
    that, `short` what is missing of it on its date. `required` is what it takes a month, to the day, for
    its date; with `required_within_days` all of it in so many days. `given` is what it gets in each month
    of the plan, `waits_for` which goals get money first where it is not met. `expected_short` is what
    is missing on a date after those months if the last one's surplus goes on; on time if it is nothing.
    """

    goal_id: UUID
    outcome: Outcome
    why_not: WhyNot | None = None
    waits_for: tuple[UUID, ...] = ()
    target: Amount | None = None
    target_on: date | None = None
    lacking: Amount = 0
    required: Amount | None = None
    required_within_days: int | None = None
    short: Amount = 0
    expected_short: Amount | None = None
    reached_in: Month | None = None
    months_late: int | None = None
    given: tuple[int, ...] = ()
    remedies: SurplusRemedies | None = None


class GoalsPlan(Value):
    """A surplus split between goals, in the order of `goals`, month by month from `start` on.

    In each month the goals' `given` and `unspent` add up to `surplus`, to the rupiah; that of the first is
    what the rest of it brings.
    """

    start: Month
    surplus: tuple[int, ...]
    unspent: tuple[int, ...]
    goals: tuple[PlannedGoal, ...]


def plan_goals(
    goals: Iterable[Goal], surplus: Sequence[int], *, start: Month, known: KnownFigures, today: date
) -> GoalsPlan:
    """Split what is left over between the active goals, by the criterion that `split` states and proves.

    `surplus` is what is left over in each whole month from `start` on, the month of `today`: 1 to 600 of
    whole rupiah; in a month below zero there is nothing to split. Money comes evenly, to the day, so this
    month brings what is left of it, less what was set aside ahead of that. Where goals are due after those
    months, the last one's surplus goes on. Raises ValueError for no months, too many or another start.
    """
    months = len(surplus)
    if not 1 <= months <= LONGEST or start != Month.of(today):
        raise ValueError(f"a plan has 1 to {LONGEST} months, from today's on")
    active = [goal for goal in in_order(goals) if goal.state is GoalState.ACTIVE]
    targets = {goal.id: target_of(goal, known, today=today) for goal in active}
    timeline = _timeline(active, months, today=today)
    asked = list(asked_by(active, targets, timeline, today=today))
    flow = timeline.flow(surplus, set_aside=known.set_aside_this_month)
    looked_at = timeline.step_of(start.add(months - 1).last_day) + 1
    line = Line([each.demand for each in asked], flow, len(timeline.days), looked_at)
    earned = flow.earned()
    board = Board(asked, earned, split(line.demands, earned), line, timeline, surplus)
    ends = timeline.month_ends(months)
    planned = {each.goal.id: _planned(board, place, ends) for place, each in enumerate(asked)}
    came = _by_month(earned, ends)
    return GoalsPlan(
        start=start,
        surplus=came,
        unspent=_unspent(came, planned.values()),
        goals=tuple(
            planned.get(goal.id) or _settled(goal, targets[goal.id], months=months, today=today)
            for goal in active
        ),
    )


def _timeline(goals: Sequence[Goal], months: int, *, today: date) -> Timeline:
    """The months looked at, and those up to the last date: a goal due later still comes in its order."""
    days = [goal.target_on for goal in goals if goal.target_on and goal.target_on > today]
    last = max((Month.of(today).months_until(Month.of(day)) + 1 for day in days), default=0)
    return Timeline.of(max(months, min(last, LONGEST)), days, today=today)


def _settled(goal: Goal, target: Target | None, *, months: int, today: date) -> PlannedGoal:
    """A goal that asks for nothing: reached already, or with a target that is not known."""
    day = max(goal.target_on or today, today)
    return PlannedGoal(
        goal_id=goal.id,
        outcome=Outcome.ALREADY_REACHED if target else Outcome.UNKNOWN,
        why_not=None if target else WhyNot.TARGET_UNKNOWN,
        target=target and target.on(day),
        target_on=goal.target_on,
        required=0 if target and goal.target_on else None,
        given=(0,) * months,
    )


def _planned(board: Board, place: int, ends: Sequence[int]) -> PlannedGoal:
    goal, _, day, price, demand = board.asked[place]
    share, shortfall, today = board.seen(place), shortfall_of(board, place), board.timeline.begins
    lacking = demand.asks[0] if share.total is None else share.total
    dated, remedies = goal.target_on is not None, shortfall and shortfall.remedies
    return PlannedGoal(
        goal_id=goal.id,
        outcome=Outcome.ON_TIME if board.expected_short(place) == 0 else _outcome(demand, share),
        why_not=shortfall and shortfall.why_not,
        waits_for=shortfall.waits_for if shortfall else (),
        target=goal.counted + lacking,
        target_on=goal.target_on,
        lacking=lacking,
        required=required(price - goal.counted, today=today, target_on=day) if dated else None,
        required_within_days=within_days(today=today, target_on=day) if dated else None,
        short=share.short,
        expected_short=board.expected_short(place),
        reached_in=None if share.reached is None else Month.of(board.timeline.days[share.reached]),
        months_late=remedies and remedies.months_later if share.short else None,
        given=_by_month(share.sums, ends),
        remedies=remedies,
    )


def _outcome(demand: Demand, share: Share) -> Outcome:
    if share.reached is None:
        return Outcome.NOT_REACHED
    if demand.due is None:
        return Outcome.REACHED
    return Outcome.LATE if share.short else Outcome.ON_TIME


def _by_month(sums: Sums, ends: Sequence[int]) -> tuple[int, ...]:
    """What comes in each month, of sums counted up by step."""
    by_its_end = [sums[step] for step in ends]
    return tuple(map(sub, by_its_end, [0, *by_its_end[:-1]]))


def _unspent(money: Sequence[int], planned: Iterable[PlannedGoal]) -> tuple[int, ...]:
    left = list(money)
    for goal in planned:
        left = list(map(sub, left, goal.given))
    return tuple(left)
