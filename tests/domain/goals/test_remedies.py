"""What would meet a goal that the plan does not: each remedy suffices, and nothing less does."""

from collections.abc import Sequence

from hypothesis import given

from shared.domain.goals.model import Goal
from shared.domain.goals.plan import WhyNot
from shared.domain.goals.remedies import step_of
from tests.builders.goals import MILLION, a_goal, due_in, plan_of
from tests.domain.goals.planning import SURPLUSES, find, is_met, many_goals, only


class TestRemedies:
    @given(many_goals(grow=False), SURPLUSES)
    def test_the_least_that_is_enough_where_no_target_grows(
        self, goals: list[Goal], surplus: list[int]
    ) -> None:
        self._check_more(goals, surplus, exact=True)

    @given(many_goals(), SURPLUSES)
    def test_the_least_that_is_enough_to_three_digits(self, goals: list[Goal], surplus: list[int]) -> None:
        self._check_more(goals, surplus, exact=False)

    def _check_more(self, goals: Sequence[Goal], surplus: Sequence[int], *, exact: bool) -> None:
        money = [max(0, amount) for amount in surplus]
        for goal, planned in ((goal, find(plan_of(goals, money), goal)) for goal in goals):
            if planned.remedies is None or planned.remedies.more_per_month is None:
                continue
            more = planned.remedies.more_per_month
            assert more > 0
            assert is_met(find(plan_of(goals, [amount + more for amount in money]), goal))
            less = max(0, more - (1 if exact else step_of(more)))
            assert not is_met(find(plan_of(goals, [amount + less for amount in money]), goal))

    @given(many_goals(), SURPLUSES)
    def test_the_largest_target_that_is_met(self, goals: list[Goal], surplus: list[int]) -> None:
        for goal, planned in ((goal, find(plan_of(goals, surplus), goal)) for goal in goals):
            if planned.remedies is None or not planned.remedies.fitting_target:
                continue
            fits = planned.remedies.fitting_target
            assert goal.target is not None
            for target, met in ((fits, True), (fits + 1, False)):
                changed = [
                    each.model_copy(update={"target": target}) if each is goal else each for each in goals
                ]
                assert is_met(find(plan_of(changed, surplus), goal)) is met

    @given(many_goals(grow=False), SURPLUSES)
    def test_a_later_date_where_no_target_grows_and_the_order_stays(
        self, goals: list[Goal], surplus: list[int]
    ) -> None:
        ranked = [goal.model_copy(update={"priority": place}) for place, goal in enumerate(goals, 1)]
        for goal, planned in ((goal, find(plan_of(ranked, surplus), goal)) for goal in ranked):
            if planned.months_late is None:
                continue
            assert planned.reached_in is not None
            moved = planned.reached_in.last_day
            changed = [
                each.model_copy(update={"target_on": moved}) if each is goal else each for each in ranked
            ]
            assert is_met(find(plan_of(changed, surplus), goal))

    def test_are_none_where_a_goal_is_met(self) -> None:
        assert only(plan_of([a_goal(MILLION, target_on=due_in(3))], [MILLION] * 5)).remedies is None

    @given(many_goals(grow=False))
    def test_are_those_of_the_goals_above_where_it_would_be_met_alone(self, goals: list[Goal]) -> None:
        plan = plan_of(goals, [MILLION] * 20)
        for goal in goals:
            alone = only(plan_of([goal], [MILLION] * 20))
            above = find(plan, goal).why_not is WhyNot.GOALS_ABOVE_COME_FIRST
            assert above is (is_met(alone) and not is_met(find(plan, goal)))
