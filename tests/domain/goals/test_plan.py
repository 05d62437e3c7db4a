"""The plan over all goals: it balances, keeps its promises, and says what would help where it cannot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.model import Goal, GoalKind, GoalState, KnownFigures, TargetRule
from shared.domain.goals.plan import GoalsPlan, Outcome, PlannedGoal, WhyNot, plan_goals
from shared.domain.months import Month
from tests.builders.goals import MILLION, START, TODAY, a_goal, due_in, plan_of
from tests.domain.goals.planning import SURPLUSES, find, is_met, many_goals, only


def outcomes(plan: GoalsPlan) -> list[Outcome]:
    return [goal.outcome for goal in plan.goals]


def months_given(goal: PlannedGoal) -> list[int]:
    """The months, counted from the first, in which a goal gets something."""
    return [month for month, amount in enumerate(goal.given) if amount]


class TestOrder:
    def test_serves_the_first_priority_first(self) -> None:
        first, second = a_goal(2 * MILLION, number=1, priority=2), a_goal(2 * MILLION, number=2)

        plan = plan_of([first, second], [MILLION] * 5)

        assert months_given(find(plan, second)) == [0, 1]
        assert months_given(find(plan, first)) == [2, 3]
        assert plan.unspent == (0, 0, 0, 0, MILLION)

    def test_serves_the_nearer_date_first_where_priorities_are_equal(self) -> None:
        later, sooner = (
            a_goal(2 * MILLION, number=1, target_on=due_in(9)),
            a_goal(2 * MILLION, number=2, target_on=due_in(5)),
        )

        plan = plan_of([later, sooner], [MILLION] * 10)

        assert [goal.goal_id for goal in plan.goals] == [sooner.id, later.id]
        assert months_given(find(plan, sooner)) == [0, 1]

    def test_lets_a_lower_goal_go_first_for_its_date_where_the_higher_one_stays_on_time(self) -> None:
        wedding = a_goal(12 * MILLION, number=1, target_on=due_in(17))
        laptop = a_goal(6 * MILLION, number=2, priority=2, target_on=due_in(5))

        plan = plan_of([wedding, laptop], [MILLION] * 18)

        assert outcomes(plan) == [Outcome.ON_TIME, Outcome.ON_TIME]
        assert months_given(find(plan, laptop)) == list(range(6))

    def test_does_not_let_it_where_the_higher_one_would_be_late(self) -> None:
        wedding = a_goal(12 * MILLION, number=1, target_on=due_in(16))
        laptop = a_goal(6 * MILLION, number=2, priority=2, target_on=due_in(5))

        plan = plan_of([wedding, laptop], [MILLION] * 18)

        assert find(plan, wedding).outcome is Outcome.ON_TIME
        assert find(plan, laptop).short == MILLION
        assert find(plan, laptop).why_not is WhyNot.GOALS_ABOVE_COME_FIRST

    def test_keeps_a_goal_without_a_date_waiting_for_its_turn_only(self) -> None:
        wedding = a_goal(12 * MILLION, number=1, target_on=due_in(23))
        phone = a_goal(6 * MILLION, number=2, priority=2)
        laptop = a_goal(6 * MILLION, number=3, priority=3, target_on=due_in(5))

        plan = plan_of([wedding, phone, laptop], [MILLION] * 30)

        assert outcomes(plan) == [Outcome.ON_TIME, Outcome.REACHED, Outcome.ON_TIME]
        assert find(plan, phone).reached_in == START.add(17)

    def test_leaves_out_goals_that_are_not_active(self) -> None:
        states = [state for state in GoalState if state is not GoalState.ACTIVE]
        resting = [a_goal(number=number, state=state) for number, state in enumerate(states, 1)]

        plan = plan_of(resting, [MILLION] * 3)

        assert plan.goals == ()
        assert plan.unspent == (MILLION,) * 3


class TestDates:
    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            (date(2027, 1, 30), Outcome.LATE),
            (date(2027, 1, 31), Outcome.ON_TIME),
            (date(2027, 2, 1), Outcome.ON_TIME),
        ],
    )
    def test_counts_a_months_money_as_there_on_its_last_day(self, day: date, outcome: Outcome) -> None:
        assert outcomes(plan_of([a_goal(3 * MILLION, target_on=day)], [MILLION] * 6)) == [outcome]

    def test_says_where_no_money_can_come_in_time(self) -> None:
        planned = only(plan_of([a_goal(3 * MILLION, target_on=date(2026, 11, 20))], [MILLION] * 6))

        assert (planned.outcome, planned.why_not) == (Outcome.LATE, WhyNot.NO_MONEY_IN_TIME)
        assert planned.remedies is not None
        assert planned.remedies.more_per_month is None
        assert planned.months_late == 3

    def test_does_not_call_a_goal_late_whose_date_lies_beyond_the_months(self) -> None:
        planned = only(plan_of([a_goal(30 * MILLION, target_on=due_in(40))], [MILLION] * 12))

        assert (planned.outcome, planned.why_not) == (Outcome.NOT_REACHED, WhyNot.BEYOND_THE_MONTHS)
        assert sum(planned.given) == 12 * MILLION


class TestTargets:
    def test_follows_spending_for_an_emergency_fund(self) -> None:
        fund = a_goal(None, kind=GoalKind.EMERGENCY_FUND, target_rule=TargetRule.EXPENSES_MIN)

        planned = only(plan_of([fund], [MILLION] * 12, known=KnownFigures(expenses=3 * MILLION)))

        assert planned.target == 9 * MILLION
        assert planned.reached_in == START.add(8)

    def test_follows_what_is_owed_for_freedom_from_debt(self) -> None:
        free = a_goal(None, kind=GoalKind.DEBT_FREE, target_rule=TargetRule.DEBTS, set_aside=MILLION)

        planned = only(plan_of([free], [MILLION] * 12, known=KnownFigures(debt=5 * MILLION)))

        assert (planned.target, planned.lacking) == (5 * MILLION, 4 * MILLION)

    def test_gives_nothing_to_a_target_that_is_not_known(self) -> None:
        fund = a_goal(None, kind=GoalKind.EMERGENCY_FUND, target_rule=TargetRule.EXPENSES_GOOD)

        planned = only(plan_of([fund], [MILLION] * 3))

        assert (planned.outcome, planned.why_not) == (Outcome.UNKNOWN, WhyNot.TARGET_UNKNOWN)
        assert planned.given == (0, 0, 0)

    def test_asks_for_the_price_of_the_date(self) -> None:
        school = a_goal(
            100 * MILLION, kind=GoalKind.EDUCATION, grows=True, target_on=date(2028, 11, 1), priced_on=TODAY
        )

        assert only(plan_of([school], [5 * MILLION] * 36)).target == 111_302_500

    def test_says_where_a_target_outgrows_all_that_is_left_over(self) -> None:
        school = a_goal(1_000 * MILLION, kind=GoalKind.EDUCATION, grows=True)

        planned = only(plan_of([school], [3 * MILLION] * 600))

        assert (planned.outcome, planned.why_not) == (Outcome.NOT_REACHED, WhyNot.TARGET_OUTGROWS_SURPLUS)
        assert planned.remedies is not None
        assert planned.remedies.more_per_month is not None

    @pytest.mark.parametrize("surplus", [0, -MILLION])
    def test_says_where_nothing_is_left_over(self, surplus: int) -> None:
        planned = only(plan_of([a_goal(target_on=due_in(11))], [surplus] * 12))

        assert planned.why_not is WhyNot.NO_SURPLUS
        assert planned.remedies is not None
        assert planned.remedies.more_per_month == MILLION

    def test_has_nothing_to_do_where_all_is_there(self) -> None:
        planned = only(plan_of([a_goal(MILLION, set_aside=MILLION)], [MILLION]))

        assert planned.outcome is Outcome.ALREADY_REACHED


class TestBounds:
    @pytest.mark.parametrize("months", [0, 601])
    def test_refuses_no_months_and_too_many(self, months: int) -> None:
        with pytest.raises(ValueError, match="1 to 600"):
            plan_goals([], [MILLION] * months, start=Month(2026, 11), known=KnownFigures(), today=TODAY)


class TestMoney:
    @given(many_goals(), SURPLUSES)
    def test_is_conserved_in_every_month(self, goals: list[Goal], surplus: list[int]) -> None:
        plan = plan_of(goals, surplus)

        for month, amount in enumerate(surplus):
            given_out = [goal.given[month] for goal in plan.goals]
            assert min((*given_out, plan.unspent[month])) >= 0
            assert sum(given_out) + plan.unspent[month] == plan.surplus[month] == max(0, amount)

    @given(many_goals(), SURPLUSES)
    def test_lies_idle_in_no_month_in_which_a_goal_still_asks_for_some(
        self, goals: list[Goal], surplus: list[int]
    ) -> None:
        plan = plan_of(goals, surplus)

        idle = next((month for month, amount in enumerate(plan.unspent) if amount), None)
        if idle is not None:
            assert all(sum(goal.given[: idle + 1]) == goal.lacking for goal in plan.goals)

    @given(many_goals(), SURPLUSES)
    def test_never_goes_beyond_what_a_goal_asks_for(self, goals: list[Goal], surplus: list[int]) -> None:
        for planned in plan_of(goals, surplus).goals:
            if planned.reached_in is not None:
                assert sum(planned.given) == planned.lacking

    @given(many_goals(), SURPLUSES, st.integers(1, 3 * MILLION))
    def test_that_comes_on_top_never_makes_a_goal_later(
        self, goals: list[Goal], surplus: list[int], extra: int
    ) -> None:
        less = plan_of(goals, surplus)
        more = plan_of(goals, [max(0, amount) + extra for amount in surplus])

        for before, after in zip(less.goals, more.goals, strict=True):
            assert after.short <= before.short
            assert not is_met(before) or is_met(after)
            if before.outcome is Outcome.LATE and after.outcome is Outcome.LATE:
                assert after.months_late is not None
                assert before.months_late is not None
                assert after.months_late <= before.months_late
            if before.outcome is Outcome.REACHED:
                assert after.reached_in is not None
                assert before.reached_in is not None
                assert after.reached_in <= before.reached_in
