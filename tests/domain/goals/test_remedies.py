"""What would meet a goal that the plan does not: each remedy suffices, and nothing less does."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import months_late
from shared.domain.goals.model import Goal, KnownFigures
from shared.domain.goals.remedies import step_of
from shared.domain.goals.shortfalls import WhyNot
from tests.builders.goals import MILLION, TODAY, a_goal, due_in, plan_of
from tests.domain.goals.planning import SURPLUSES, TODAYS, find, is_met, many_goals, only


class TestRemedies:
    @given(many_goals(grow=False), SURPLUSES, TODAYS, st.integers(0, 2 * MILLION))
    def test_the_least_that_is_enough_where_no_target_grows(
        self, goals: list[Goal], surplus: list[int], today: date, set_aside: int
    ) -> None:
        self._check_more(goals, surplus, today, set_aside, exact=True)

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_the_least_that_is_enough_to_three_digits(
        self, goals: list[Goal], surplus: list[int], today: date
    ) -> None:
        self._check_more(goals, surplus, today, 0, exact=False)

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_the_least_that_is_enough_of_the_first_goal_even_where_it_grows(
        self, goals: list[Goal], surplus: list[int], today: date
    ) -> None:
        self._check_more(goals[:1], surplus, today, 0, exact=True)

    def _check_more(
        self, goals: Sequence[Goal], surplus: Sequence[int], today: date, set_aside: int, *, exact: bool
    ) -> None:
        money = [max(0, amount) for amount in surplus]
        known = KnownFigures(set_aside_this_month=set_aside)

        def is_met_with(extra: int, goal: Goal) -> bool:
            more_money = [amount + extra for amount in money]
            return is_met(find(plan_of(goals, more_money, known=known, today=today), goal))

        plan = plan_of(goals, money, known=known, today=today)
        for goal, planned in ((goal, find(plan, goal)) for goal in goals):
            if planned.remedies is None or planned.remedies.more_surplus is None:
                continue
            more = planned.remedies.more_surplus
            assert more > 0
            assert is_met_with(more, goal)
            assert not is_met_with(max(0, more - (1 if exact else step_of(more))), goal)

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_the_largest_target_that_is_met(self, goals: list[Goal], surplus: list[int], today: date) -> None:
        plan = plan_of(goals, surplus, today=today)
        for goal, planned in ((goal, find(plan, goal)) for goal in goals):
            if planned.remedies is None or not planned.remedies.fitting_target:
                continue
            fits = planned.remedies.fitting_target
            assert goal.target is not None
            for target, met in ((fits, True), (fits + 1, False)):
                changed = [
                    each.model_copy(update={"target": target}) if each is goal else each for each in goals
                ]
                assert is_met(find(plan_of(changed, surplus, today=today), goal)) is met

    @given(many_goals(grow=False), SURPLUSES)
    def test_a_later_date_where_no_target_grows_and_the_order_stays(
        self, goals: list[Goal], surplus: list[int]
    ) -> None:
        ranked = [goal.model_copy(update={"priority": place}) for place, goal in enumerate(goals, 1)]
        for goal, planned in ((goal, find(plan_of(ranked, surplus), goal)) for goal in ranked):
            if planned.months_late is None:
                continue
            assert planned.reached_in is not None
            assert goal.target_on is not None
            moved = planned.reached_in.last_day
            assert planned.months_late <= months_late(goal.target_on, moved)
            changed = [
                each.model_copy(update={"target_on": moved}) if each is goal else each for each in ranked
            ]
            assert is_met(find(plan_of(changed, surplus), goal))

    def test_are_none_where_a_goal_is_met(self) -> None:
        assert only(plan_of([a_goal(MILLION, target_on=due_in(3))], [MILLION] * 5)).remedies is None

    def test_leave_out_a_target_that_is_there_already(self) -> None:
        goal = a_goal(9 * MILLION, target_on=due_in(3), set_aside=MILLION)
        remedies = only(plan_of([goal], [0] * 5)).remedies
        assert remedies is not None
        assert (remedies.fitting_target, remedies.months_later) == (None, None)

    @given(many_goals(grow=False))
    def test_are_those_of_the_goals_before_it_where_it_would_be_met_alone(self, goals: list[Goal]) -> None:
        plan = plan_of(goals, [MILLION] * 60)
        for goal in goals:
            alone = only(plan_of([goal], [MILLION] * 60))
            before = find(plan, goal).why_not is WhyNot.GOALS_BEFORE_IT
            past = goal.target_on is not None and goal.target_on <= TODAY
            assert before is (is_met(alone) and not is_met(find(plan, goal)) and not past)
