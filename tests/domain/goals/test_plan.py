"""The plan over all goals: it balances, keeps its promises, and says what would help where it cannot."""

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import TICKS, ticks_until
from shared.domain.goals.model import Goal, GoalKind, GoalState, KnownFigures, TargetRule
from shared.domain.goals.plan import GoalsPlan, Outcome, PlannedGoal, plan_goals
from shared.domain.goals.shortfalls import WhyNot
from shared.domain.goals.targets import target_of
from shared.domain.months import Month
from tests.builders.goals import MILLION, START, TODAY, a_goal, due_in, plan_of
from tests.domain.goals.planning import SURPLUSES, TODAYS, find, is_met, many_goals, only


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
        assert find(plan, laptop).why_not is WhyNot.GOALS_BEFORE_IT

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
        ("target", "day", "outcome"),
        [
            (3 * MILLION, date(2027, 1, 30), Outcome.LATE),  # 2 months and 30 of 31 days
            (3 * MILLION, date(2027, 1, 31), Outcome.ON_TIME),
            (3 * MILLION, date(2027, 2, 1), Outcome.ON_TIME),
            (1_500_000, date(2026, 12, 15), Outcome.LATE),  # 1 month and 15 of 31 days
            (1_500_000, date(2026, 12, 16), Outcome.ON_TIME),
        ],
    )
    def test_counts_money_as_it_comes_to_the_day(self, target: int, day: date, outcome: Outcome) -> None:
        assert outcomes(plan_of([a_goal(target, target_on=day)], [MILLION] * 6)) == [outcome]

    @pytest.mark.parametrize(
        ("today", "first"),
        [
            (date(2026, 11, 1), 600_000),
            (date(2026, 11, 22), 180_000),  # 9 of 30 days
            (date(2026, 11, 30), 20_000),
        ],
    )
    def test_takes_of_this_month_what_is_left_of_it(self, today: date, first: int) -> None:
        plan = plan_of([a_goal()], [600_000] * 3, today=today)
        assert plan.surplus == (first, 600_000, 600_000)

    @pytest.mark.parametrize(
        ("set_aside", "first"),
        [
            (0, 180_000),
            (420_000, 180_000),  # as much as had come by the 21st
            (500_000, 100_000),
            (600_000, 0),
            (5 * MILLION, 0),
        ],
    )
    def test_takes_off_what_was_set_aside_ahead_this_month(self, set_aside: int, first: int) -> None:
        known = KnownFigures(set_aside_this_month=set_aside)
        plan = plan_of([a_goal()], [600_000] * 3, known=known, today=date(2026, 11, 22))
        assert plan.surplus == (first, 600_000, 600_000)

    @given(st.integers(1, 5 * MILLION), st.dates(date(2026, 11, 23), date(2029, 1, 1)), TODAYS)
    def test_has_by_a_date_what_saving_until_then_brings(self, surplus: int, day: date, today: date) -> None:
        planned = only(plan_of([a_goal(10**12, target_on=day)], [surplus] * 50, today=today))
        if day > today:
            assert planned.target is not None
            assert planned.target - planned.short == surplus * ticks_until(today, day) // TICKS

    @pytest.mark.parametrize("day", [TODAY, date(2026, 10, 20)])
    def test_says_where_the_date_has_come(self, day: date) -> None:
        planned = only(plan_of([a_goal(3 * MILLION, target_on=day)], [MILLION] * 6))

        assert (planned.outcome, planned.why_not) == (Outcome.LATE, WhyNot.DATE_PASSED)
        assert planned.remedies is not None
        assert planned.remedies.more_surplus is None
        assert planned.months_late == (3 if day == TODAY else 4)

    def test_says_where_all_of_this_month_is_set_aside_already(self) -> None:
        known = KnownFigures(set_aside_this_month=MILLION)
        planned = only(plan_of([a_goal()], [MILLION], known=known))
        assert planned.why_not is WhyNot.SET_ASIDE_ALREADY


class TestBeyondTheMonths:
    """What a plan of few months says of goals that are due later."""

    @pytest.mark.parametrize(
        ("target", "short"), [(30 * MILLION, 0), (41 * MILLION, 0), (45 * MILLION, 4 * MILLION)]
    )
    def test_goes_on_to_the_date(self, target: int, short: int) -> None:
        planned = only(plan_of([a_goal(target, target_on=due_in(40))], [MILLION] * 12))

        assert (sum(planned.given), planned.expected_short, planned.short) == (12 * MILLION, short, 0)
        assert planned.reached_in is None
        expected = (Outcome.NOT_REACHED, WhyNot.DATE_AFTER_THE_MONTHS) if short else (Outcome.ON_TIME, None)
        assert (planned.outcome, planned.why_not) == expected
        assert (planned.remedies is None) is (short == 0)

    @given(many_goals(), st.integers(0, 3 * MILLION), st.integers(1, 30))
    def test_says_what_will_be_missing_as_a_plan_of_more_months_does(
        self, goals: list[Goal], surplus: int, months: int
    ) -> None:
        few, many = (plan_of(goals, [surplus] * count) for count in (months, 60))
        for sooner, later in zip(few.goals, many.goals, strict=True):
            if sooner.expected_short is not None:
                assert sooner.expected_short == later.short
                assert (sooner.remedies is None) is (later.remedies is None)
            exact = not any(goal.grows for goal in goals) and sooner.target_on is not None
            if exact and sooner.remedies is not None and later.remedies is not None:
                assert sooner.remedies.more_surplus == later.remedies.more_surplus
                assert sooner.remedies.fitting_target == later.remedies.fitting_target

    def test_names_the_goals_that_get_the_money_before_it(self) -> None:
        wedding = a_goal(6 * MILLION, number=1, target_on=date(2027, 1, 1))
        hajj = a_goal(50 * MILLION, number=2, target_on=date(2027, 12, 31), kind=GoalKind.HAJJ, grows=True)

        plan = plan_of([wedding, hajj], [2 * MILLION])

        planned = find(plan, hajj)
        assert (planned.why_not, planned.waits_for) == (WhyNot.DATE_AFTER_THE_MONTHS, (wedding.id,))
        assert find(plan, wedding).why_not is WhyNot.DATE_AFTER_THE_MONTHS
        assert find(plan, wedding).expected_short == 6 * MILLION - 2 * MILLION * 63 // 31

    def test_says_that_nothing_is_left_over_only_where_nothing_is(self) -> None:
        for months in (1, 60):
            planned = only(plan_of([a_goal(target_on=due_in(40))], [0] * months))
            assert planned.why_not is WhyNot.NO_SURPLUS

    def test_keeps_money_for_a_higher_goal_that_is_due_after_them(self) -> None:
        wedding = a_goal(12 * MILLION, number=1, target_on=due_in(14))
        laptop = a_goal(6 * MILLION, number=2, priority=2, target_on=due_in(5))

        short, long = (plan_of([wedding, laptop], [MILLION] * months) for months in (12, 24))

        assert find(long, wedding).outcome is Outcome.ON_TIME
        assert find(short, laptop).short == find(long, laptop).short == 3 * MILLION

    @given(many_goals(), st.integers(0, 3 * MILLION), st.integers(1, 30), TODAYS)
    def test_gives_in_few_months_what_it_gives_in_the_first_of_many(
        self, goals: list[Goal], surplus: int, months: int, today: date
    ) -> None:
        few = plan_of(goals, [surplus] * months, today=today)
        many = plan_of(goals, [surplus] * 60, today=today)

        assert few.unspent == many.unspent[:months]
        for sooner, later in zip(few.goals, many.goals, strict=True):
            assert sooner.given == later.given[:months]
            assert sooner.required == later.required
            if sooner.reached_in is not None:
                assert (sooner.reached_in, sooner.outcome) == (later.reached_in, later.outcome)


class TestAlone:
    """A goal by itself: the plan and what is required to the day say the same."""

    @given(
        st.integers(1, 300 * MILLION),
        st.dates(date(2026, 11, 1), date(2036, 1, 1)),
        st.integers(0, 5 * MILLION),
        st.booleans(),
        TODAYS,
    )
    def test_is_on_time_where_what_is_required_is_left_over_and_only_there(
        self, price: int, day: date, surplus: int, grows: bool, today: date
    ) -> None:
        goal = a_goal(price, target_on=day, grows=grows)
        planned = only(plan_of([goal], [surplus] * 130, today=today))
        if planned.required is None or planned.required_within_days is not None:
            return

        assert (planned.outcome is Outcome.ON_TIME) is (surplus >= planned.required)
        if planned.remedies is not None and surplus:
            assert planned.remedies.more_surplus == planned.required - surplus


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
        assert planned.remedies.more_surplus is not None

    def test_does_not_say_so_where_more_months_would_do(self) -> None:
        """Its price rises by less than a million a month, and four million are left over."""
        house = a_goal(500 * MILLION, kind=GoalKind.HOUSE, grows=True)
        dated = house.model_copy(update={"target_on": date(2036, 11, 30)})

        assert only(plan_of([house], [4 * MILLION] * 120)).why_not is WhyNot.BEYOND_THE_MONTHS
        assert only(plan_of([dated], [4 * MILLION] * 150)).why_not is WhyNot.SURPLUS_TOO_SMALL
        assert only(plan_of([house], [4 * MILLION] * 200)).outcome is Outcome.REACHED

    @pytest.mark.parametrize(("surplus", "more"), [(0, MILLION), (-700_000, 1_700_000)])
    def test_says_where_nothing_is_left_over(self, surplus: int, more: int) -> None:
        """What is overspent has to be made good first."""
        planned = only(plan_of([a_goal(target_on=due_in(11))], [surplus] * 12))

        assert planned.why_not is WhyNot.NO_SURPLUS
        assert planned.remedies is not None
        assert planned.remedies.more_surplus == more

    def test_has_nothing_to_do_where_all_is_there(self) -> None:
        planned = only(plan_of([a_goal(MILLION, set_aside=MILLION)], [MILLION]))

        assert planned.outcome is Outcome.ALREADY_REACHED


class TestBounds:
    @pytest.mark.parametrize(("months", "start"), [(0, START), (601, START), (5, START.next())])
    def test_refuses_no_months_too_many_and_another_start(self, months: int, start: Month) -> None:
        with pytest.raises(ValueError, match="1 to 600"):
            plan_goals([], [MILLION] * months, start=start, known=KnownFigures(), today=TODAY)

    @pytest.mark.parametrize("day", [date(2099, 6, 1), date(2100, 12, 31)])
    def test_takes_a_date_after_fifty_years(self, day: date) -> None:
        planned = only(plan_of([a_goal(10**12, target_on=day, grows=True)], [MILLION] * 600))
        assert planned.why_not is WhyNot.DATE_AFTER_THE_MONTHS


class TestWaiting:
    def test_names_those_that_got_money_in_the_order_of_the_plan(self) -> None:
        first, second, idle, last = (
            a_goal(2 * MILLION, number=1),
            a_goal(3 * MILLION, number=2, priority=2),
            a_goal(MILLION, number=3, priority=3, set_aside=MILLION),
            a_goal(9 * MILLION, number=4, priority=4, target_on=due_in(9)),
        )

        planned = find(plan_of([last, idle, second, first], [MILLION] * 12), last)

        assert (planned.why_not, planned.short) == (WhyNot.GOALS_BEFORE_IT, 4 * MILLION)
        assert planned.waits_for == (first.id, second.id)

    def test_is_told_where_the_money_would_not_do_anyway(self) -> None:
        first, last = a_goal(2 * MILLION, number=1), a_goal(9 * MILLION, number=2, target_on=due_in(5))

        planned = find(plan_of([first, last], [MILLION] * 6), last)

        assert (planned.why_not, planned.waits_for) == (WhyNot.SURPLUS_TOO_SMALL, ())
        planned = find(plan_of([first, last.model_copy(update={"priority": 2})], [MILLION] * 6), last)
        assert (planned.why_not, planned.waits_for) == (WhyNot.SURPLUS_TOO_SMALL, (first.id,))

    def test_is_for_a_lower_goal_too_whose_date_comes_first(self) -> None:
        wedding = a_goal(2 * MILLION, number=1, target_on=due_in(8))
        phone = a_goal(MILLION, number=2, priority=2)
        laptop = a_goal(MILLION, number=3, priority=3, target_on=due_in(0))

        planned = find(plan_of([wedding, phone, laptop], [MILLION]), phone)

        assert (planned.why_not, planned.waits_for) == (WhyNot.GOALS_BEFORE_IT, (laptop.id,))

    @given(many_goals(), SURPLUSES)
    def test_is_of_nobody_that_got_nothing(self, goals: list[Goal], surplus: list[int]) -> None:
        plan = plan_of(goals, surplus)
        given_to = {goal.goal_id for goal in plan.goals if sum(goal.given)}
        for goal in plan.goals:
            assert given_to >= set(goal.waits_for)
            assert not (goal.waits_for and is_met(goal))
            if goal.why_not is WhyNot.GOALS_BEFORE_IT:
                assert goal.waits_for


class TestMoney:
    @given(many_goals(), SURPLUSES, TODAYS, st.integers(0, 3 * MILLION))
    def test_is_conserved_in_every_month(
        self, goals: list[Goal], surplus: list[int], today: date, set_aside: int
    ) -> None:
        known = KnownFigures(set_aside_this_month=set_aside)
        plan = plan_of(goals, surplus, known=known, today=today)

        for month, amount in enumerate(surplus):
            given_out = [goal.given[month] for goal in plan.goals]
            assert min((*given_out, plan.unspent[month])) >= 0
            assert sum(given_out) + plan.unspent[month] == plan.surplus[month]
            assert month == 0 or plan.surplus[month] == max(0, amount)
            assert plan.surplus[month] <= max(0, amount)

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_lies_idle_in_no_month_in_which_a_goal_still_asks_for_some(
        self, goals: list[Goal], surplus: list[int], today: date
    ) -> None:
        plan = plan_of(goals, surplus, today=today)

        idle = next((month for month, amount in enumerate(plan.unspent) if amount), None)
        if idle is not None:
            assert all(sum(goal.given[: idle + 1]) == goal.lacking for goal in plan.goals)

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_never_goes_beyond_what_a_goal_asks_for(
        self, goals: list[Goal], surplus: list[int], today: date
    ) -> None:
        for planned in plan_of(goals, surplus, today=today).goals:
            if planned.reached_in is not None:
                assert sum(planned.given) == planned.lacking

    @given(many_goals(), SURPLUSES, TODAYS)
    def test_is_there_on_the_date_of_every_goal_that_is_on_time(
        self, goals: list[Goal], surplus: list[int], today: date
    ) -> None:
        plan = plan_of(goals, surplus, today=today)
        for goal in goals:
            planned = find(plan, goal)
            target = target_of(goal, KnownFigures(), today=today)
            if planned.outcome is not Outcome.ON_TIME or planned.expected_short is not None:
                continue
            assert goal.target_on is not None
            assert target is not None
            had = [goal.counted + sum_ for sum_ in accumulate(planned.given)]
            until = Month.of(today).months_until(Month.of(goal.target_on))
            assert had[min(until, len(had) - 1)] >= target.on(goal.target_on)

    @given(many_goals(), SURPLUSES, st.integers(1, 3 * MILLION))
    def test_that_comes_on_top_never_makes_a_goal_later(
        self, goals: list[Goal], surplus: list[int], extra: int
    ) -> None:
        less = plan_of(goals, surplus)
        more = plan_of(goals, [max(0, amount) + extra for amount in surplus])

        for before, after in zip(less.goals, more.goals, strict=True):
            assert after.short <= before.short
            assert (after.expected_short or 0) <= (before.expected_short or 0)
            assert not is_met(before) or is_met(after)
            if before.outcome is Outcome.LATE and after.outcome is Outcome.LATE:
                assert after.months_late is not None
                assert before.months_late is not None
                assert after.months_late <= before.months_late
            if before.outcome is Outcome.REACHED:
                assert after.reached_in is not None
                assert before.reached_in is not None
                assert after.reached_in <= before.reached_in

    @given(many_goals(), SURPLUSES, st.none() | st.dates(TODAY, date(2030, 1, 1)))
    def test_for_a_goal_below_never_changes_what_becomes_of_those_above(
        self, goals: list[Goal], surplus: list[int], day: date | None
    ) -> None:
        below = a_goal(5 * MILLION, number=99, priority=9, target_on=day)
        without, with_it = plan_of(goals, surplus), plan_of([*goals, below], surplus)

        for before in without.goals:
            after = next(goal for goal in with_it.goals if goal.goal_id == before.goal_id)
            assert (after.short, after.expected_short) == (before.short, before.expected_short)
            assert (after.outcome, after.why_not) == (before.outcome, before.why_not)
            assert is_met(before) or after.reached_in == before.reached_in
