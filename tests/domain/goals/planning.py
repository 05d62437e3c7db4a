"""Goals and plans, as tests of the plan make and read them."""

from datetime import date

from hypothesis import strategies as st

from shared.domain.goals.model import Goal, GoalKind
from shared.domain.goals.plan import GoalsPlan, Outcome, PlannedGoal
from tests.builders.goals import MILLION, TODAY, a_goal, due_in

KINDS = st.sampled_from([GoalKind.PURCHASE, GoalKind.EDUCATION, GoalKind.HOUSE, GoalKind.HAJJ])
ENDS_OF_MONTHS = st.integers(-2, 50).map(due_in)
DAYS = st.dates(date(2026, 9, 1), date(2031, 1, 1))
DATES = st.none() | ENDS_OF_MONTHS | DAYS
TODAYS = st.sampled_from([TODAY, date(2026, 11, 22), date(2026, 11, 30), date(2028, 2, 29)])
SURPLUSES = st.lists(st.integers(-MILLION, 5 * MILLION), min_size=1, max_size=40)


@st.composite
def many_goals(draw: st.DrawFn, *, grow: bool = True) -> list[Goal]:
    """One to six goals of some million, in any order."""
    count = draw(st.integers(1, 6))
    return [
        a_goal(
            draw(st.integers(1, 40 * MILLION)),
            number=number + 1,
            kind=draw(KINDS),
            target_on=draw(DATES),
            priority=draw(st.integers(1, 3)),
            grows=grow and draw(st.booleans()),
            set_aside=draw(st.integers(0, 2 * MILLION)),
        )
        for number in range(count)
    ]


def only(plan: GoalsPlan) -> PlannedGoal:
    """The only goal of a plan."""
    (goal,) = plan.goals
    return goal


def is_met(goal: PlannedGoal) -> bool:
    """Whether it is reached, on its date where it has one."""
    return goal.outcome in {Outcome.ALREADY_REACHED, Outcome.ON_TIME, Outcome.REACHED}


def find(plan: GoalsPlan, goal: Goal) -> PlannedGoal:
    """A goal's part of the plan."""
    return next(planned for planned in plan.goals if planned.goal_id == goal.id)
