"""Whether something can be afforded, when, and in which way it costs least."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.planning.affordability_model import (
    Answer,
    ReasonCode,
)
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import GoalOutcome, Outcome
from shared.domain.planning.refusals import PlanRefused
from tests.domain.planning.plans import (
    START_MONTH,
    Told,
    change,
    goal,
    household,
    outcome_with,
    simulated,
)
from tests.domain.planning.weighing import CASH, instalments, only, weighed


class TestCash:
    @pytest.mark.parametrize(
        ("price", "answer", "month"),
        [
            # Above the 12 million of the emergency fund lie 15 at the end of March 2027: 3 + 4 x 3.
            (15_000_000, Answer.YES, "2027-03"),
            (15_000_001, Answer.LATER, "2027-04"),
            (18_000_000, Answer.LATER, "2027-04"),
            (18_000_001, Answer.LATER, "2027-05"),
            # Within 24 months 3 + 24 x 3 come together.
            (75_000_000, Answer.LATER, "2028-11"),
            (75_000_001, Answer.NO, None),
        ],
    )
    def test_is_affordable_once_it_leaves_the_fund_whole(
        self, price: int, answer: Answer, month: str | None
    ) -> None:
        way = only(weighed(CASH, price=price))

        assert (way.answer, way.month and str(way.month)) == (answer, month)
        assert way.total_cost == price

    def test_says_why_not_in_the_wanted_month(self) -> None:
        [reason] = only(weighed(CASH)).reasons

        assert (reason.code, str(reason.month), reason.amount) == (
            ReasonCode.FUND_TOUCHED,
            "2027-03",
            3_000_000,
        )

    def test_says_that_cash_would_run_short(self) -> None:
        [reason] = only(weighed(CASH, price=30_000_000)).reasons

        assert (reason.code, str(reason.month), reason.amount) == (
            ReasonCode.CASH_SHORT,
            "2027-03",
            3_000_000,
        )

    def test_later_costs_what_prices_have_grown_to(self) -> None:
        way = only(weighed(CASH, price=15_500_000, price_growth=0.12))

        assert str(way.month) == "2027-04"
        assert way.price == way.total_cost == round(15_500_000 * 1.12 ** (1 / 12))

    def test_is_refused_by_a_goal_that_comes_first(self) -> None:
        house = goal("house", target=15_000_000, target_on="2027-03-31", priority=1)

        found = weighed(CASH, price=3_000_000, month="2027-01", goals=[house], item={"priority": 2})

        way = only(found)
        assert way.reasons[0].code is ReasonCode.GOAL_LATE
        assert str(way.reasons[0].month) == "2027-04"
        assert (way.answer, str(way.month)) == (Answer.LATER, "2027-04")
        assert way.goals[0].months_later == 0

    def test_without_a_priority_lets_goals_without_a_date_wait_and_says_for_how_long(self) -> None:
        """A wish without a date takes all that is left: it would stand before everything for good."""
        dream = goal("dream", target=45_000_000, priority=1)

        [free] = weighed(CASH, price=3_000_000, month="2027-01", goals=[dream]).ways
        [ranked] = weighed(CASH, price=3_000_000, month="2027-01", goals=[dream], item={"priority": 2}).ways

        assert (free.answer, free.goals[0].comes_first, free.goals[0].months_later) == (Answer.YES, False, 1)
        assert (ranked.answer, str(ranked.month)) == (Answer.LATER, "2028-02")
        assert ranked.reasons[0].code is ReasonCode.GOAL_LATE

    def test_delays_a_goal_that_comes_after_it_and_says_so(self) -> None:
        house = goal("house", target=15_000_000, target_on="2027-03-31", priority=3)

        way = only(weighed(CASH, price=3_000_000, month="2027-01", goals=[house], item={"priority": 2}))

        assert way.answer is Answer.YES
        [effect] = way.goals
        assert (effect.comes_first, str(effect.without), str(effect.reached)) == (False, "2027-03", "2027-04")

    def test_of_somebody_who_is_short_anyway_is_no(self) -> None:
        way = only(weighed(CASH, price=1, categories=[{"id": "all", "group": "NEEDS", "amount": 9_000_000}]))

        assert way.answer is Answer.NO
        assert way.reasons[0].code is ReasonCode.CASH_SHORT

    def test_never_takes_a_rupiah_more_of_a_fund_that_is_touched_anyway(self) -> None:
        slowly = [{"id": "all", "group": "NEEDS", "amount": 100_000}]
        told: Told = {"cash": 12_000_000, "incomes": [], "categories": slowly}

        way = only(weighed(CASH, price=1, **told))

        assert (way.answer, way.reasons[0].code, way.reasons[0].amount) == (
            Answer.NO,
            ReasonCode.FUND_TOUCHED,
            1,
        )


class TestCheapest:
    def test_is_the_least_that_is_paid_in_all_among_the_affordable(self) -> None:
        found = weighed(instalments(down_payment=6_000_000), CASH)

        assert [way.answer for way in found.ways] == [Answer.YES, Answer.LATER]
        assert found.cheapest == "cash"

    def test_is_not_a_way_that_cannot_be_paid(self) -> None:
        found = weighed(CASH, instalments(36), price=76_000_000, months=24, cash=60_000_000, emergency_fund=0)

        assert found.cheapest == "cash"
        assert weighed(CASH, price=500_000_000).cheapest is None

    def test_of_equal_ones_is_the_one_named_first(self) -> None:
        again = {**CASH, "id": "again"}

        assert weighed(again, CASH, price=1_000_000).cheapest == "again"


class TestRefusals:
    @pytest.mark.parametrize(
        ("told", "pointer"),
        [
            ({"month": "2026-11"}, "/item/month"),
            ({"month": "2028-12"}, "/item/month"),
            ({"emergency_fund": 15_000_001}, "/baseline/emergency_fund"),
        ],
    )
    def test_point_at_what_is_impossible(self, told: Told, pointer: str) -> None:
        with pytest.raises(PlanRefused) as refused:
            weighed(CASH, **told)

        assert [it.pointer for it in refused.value.fields] == [pointer]

    def test_point_into_the_ways(self) -> None:
        with pytest.raises(PlanRefused) as refused:
            weighed(CASH, CASH, instalments(down_payment=18_000_000))

        assert [it.pointer for it in refused.value.fields] == ["/ways/1/id", "/ways/2/down_payment"]


def whole(outcome: Outcome, without: Outcome, fund: int, first: set[str]) -> bool:
    """The three rules, said once more."""
    safe = all(
        cash >= 0 and (cash >= fund or cash >= before)
        for cash, before in zip(outcome.series.cash, without.series.cash, strict=True)
    )
    before = {it.id: it for it in without.goals}
    return safe and all(_kept(it, before[it.id]) for it in outcome.goals if it.id in first)


def _kept(goal_with: GoalOutcome, goal_without: GoalOutcome) -> bool:
    if goal_without.in_time:
        return bool(goal_with.in_time)
    if goal_without.reached is None:
        return True
    return goal_with.reached is not None and goal_with.reached <= goal_without.reached


def brute_force(baseline: Baseline, price: int, wanted: int, priority: int, months: int) -> Month | None:
    """The first month in which a plain purchase in a scenario leaves everything whole."""
    without = simulated(baseline, months=months).baseline
    first = {it.id for it in baseline.goals if it.priority < priority}
    for month in range(wanted, months):
        bought = change("PURCHASE", str(START_MONTH.add(month)), name="Motor", amount=price)
        outcome = outcome_with(baseline, bought, months=months)
        if whole(outcome, without, baseline.emergency_fund, first):
            return START_MONTH.add(month)
    return None


@given(
    st.integers(1, 60_000_000),
    st.integers(0, 11),
    st.integers(0, 30_000_000),
    st.integers(1, 99),
    st.lists(
        st.tuples(st.integers(1, 40_000_000), st.integers(1, 5), st.sampled_from([None, "2027-06-30"])),
        max_size=3,
    ),
)
def test_when_prices_stand_still_cash_is_found_affordable_in_the_month_that_trying_every_month_finds(
    price: int, wanted: int, cash: int, priority: int, goals: list[tuple[int, int, str | None]]
) -> None:
    told: Told = {
        "cash": cash,
        "emergency_fund": cash // 2,
        "goals": [
            goal(f"goal {place}", target=target, priority=rank, target_on=day)
            for place, (target, rank, day) in enumerate(goals)
        ],
    }

    found = weighed(
        CASH, price=price, month=str(START_MONTH.add(wanted)), months=12, item={"priority": priority}, **told
    )

    assert only(found).month == brute_force(household(**told), price, wanted, priority, 12)
