"""A goal's life, state by state."""

import pytest

from shared.domain.goals.lifecycle import GoalCannotMove, GoalNotReached, NotSetAside, moved, spent_down
from shared.domain.goals.model import GoalKind, GoalState
from tests.builders.goals import MILLION, a_goal

ACTIVE, PAUSED, ACHIEVED, SPENT, DROPPED = GoalState
ALLOWED = {
    (ACTIVE, PAUSED),
    (ACTIVE, ACHIEVED),
    (ACTIVE, DROPPED),
    (ACTIVE, SPENT),
    (PAUSED, SPENT),
    (PAUSED, ACTIVE),
    (PAUSED, ACHIEVED),
    (PAUSED, DROPPED),
    (ACHIEVED, ACTIVE),
    (ACHIEVED, SPENT),
    (DROPPED, ACTIVE),
}


class TestMoved:
    @pytest.mark.parametrize("to", GoalState)
    @pytest.mark.parametrize("state", GoalState)
    def test_goes_where_it_may_and_nowhere_else(self, state: GoalState, to: GoalState) -> None:
        goal = a_goal(MILLION, state=state, spent=MILLION)
        if state is to or (state, to) in ALLOWED:
            assert moved(goal, to, target=MILLION).state is to
        else:
            with pytest.raises(GoalCannotMove):
                moved(goal, to, target=MILLION)

    @pytest.mark.parametrize("target", [MILLION + 1, None])
    def test_is_achieved_with_its_target_only(self, target: int | None) -> None:
        with pytest.raises(GoalNotReached):
            moved(a_goal(set_aside=MILLION), ACHIEVED, target=target)

    @pytest.mark.parametrize(
        "changes",
        [
            {"set_aside": 1, "spent": MILLION},
            {"set_aside": 0, "spent": 0},
            {"spent": MILLION, "kind": GoalKind.EMERGENCY_FUND},
        ],
    )
    def test_is_spent_once_all_of_it_went_to_its_purpose(self, changes: dict[str, object]) -> None:
        with pytest.raises(GoalCannotMove):
            moved(a_goal(MILLION, state=ACHIEVED, **changes), SPENT, target=MILLION)

    def test_is_not_spent_before_its_target_was_reached(self) -> None:
        with pytest.raises(GoalNotReached):
            moved(a_goal(MILLION, spent=MILLION - 1), SPENT, target=MILLION)


class TestSpentDown:
    def test_takes_from_what_is_set_aside(self) -> None:
        after = spent_down(a_goal(set_aside=5 * MILLION), 2 * MILLION, target=12 * MILLION)
        assert (after.set_aside, after.spent, after.state) == (3 * MILLION, 2 * MILLION, ACTIVE)
        assert after.counted == 5 * MILLION

    def test_ends_a_goal_whose_target_was_covered_once_nothing_is_left(self) -> None:
        goal = a_goal(5 * MILLION, set_aside=5 * MILLION)
        partly = spent_down(goal, 2 * MILLION, target=5 * MILLION)
        wholly = spent_down(partly, 3 * MILLION, target=5 * MILLION)
        assert (partly.state, wholly.state) == (ACTIVE, SPENT)

    def test_does_not_end_a_goal_that_still_asks_for_some(self) -> None:
        after = spent_down(a_goal(5 * MILLION, set_aside=4 * MILLION), 4 * MILLION, target=5 * MILLION)
        assert after.state is ACTIVE

    def test_opens_an_emergency_fund_to_be_filled_again(self) -> None:
        fund = a_goal(5 * MILLION, kind=GoalKind.EMERGENCY_FUND, state=ACHIEVED, set_aside=5 * MILLION)
        after = spent_down(fund, 5 * MILLION, target=5 * MILLION)
        assert (after.state, after.counted) == (ACTIVE, 0)

    def test_refuses_more_than_is_set_aside(self) -> None:
        with pytest.raises(NotSetAside):
            spent_down(a_goal(set_aside=5), 6, target=5)

    @pytest.mark.parametrize("state", [SPENT, DROPPED])
    def test_refuses_a_goal_at_its_end(self, state: GoalState) -> None:
        with pytest.raises(GoalCannotMove):
            spent_down(a_goal(state=state, set_aside=5), 5, target=5)
