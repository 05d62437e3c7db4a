"""What is said where the order of debts matters, and where it does not."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.model import Debt
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.verdict_words import verdict_words
from tests.domain.debts.asking import of, plan
from tests.domain.debts.owing import CARD, FAMILY, LOAN, MILLION, MOTORBIKE, ONLINE, any_debts, owe

FRIEND = owe(FAMILY, name="Teman", balance=MILLION)
BULLET = owe(ONLINE, principal=6 * MILLION, balance=6 * MILLION, annual_rate=Decimal("0.365"), days_left=90)
WAIVED = owe(
    ONLINE,
    principal=2 * MILLION,
    balance=2 * MILLION,
    annual_rate=Decimal("0.73"),
    days_left=120,
    interest_waived=True,
)
CAR = owe(
    MOTORBIKE,
    name="Mobil",
    principal=60 * MILLION,
    balance=40 * MILLION,
    annual_rate=Decimal("0.10"),
    months_left=24,
    monthly_fee=10_000,
)
FINED = owe(MOTORBIKE, early_penalty=Decimal("0.05"))


def small_and_dear(**changes: object) -> list[Debt]:
    """The small one is the dear one, so that both rules begin with it."""
    dear = owe(LOAN, name="Kecil", balance=2 * MILLION, annual_rate=Decimal("0.36"), months_left=24)
    return [dear, owe(LOAN, name="Besar", months_left=24, **changes)]


class TestRulesThatAgree:
    def test_are_not_taken_for_an_order_that_makes_no_difference(self) -> None:
        debts = small_and_dear()
        verdict = plan(debts, extra=500_000).verdict
        other = plan(debts, extra=500_000, strategy="OWN_ORDER", order=["Besar", "Kecil"])

        dearer = of(other, Strategy.OWN_ORDER).cost - of(other, Strategy.AVALANCHE).cost
        assert dearer == 346_227
        assert (verdict.code, verdict.debt) == ("rules_agree", "Kecil")
        assert verdict_words(verdict, "en").startswith(
            "Begin with Kecil, by avalanche and by snowball alike: Rp"
        )

    @given(debts=st.lists(any_debts(), min_size=2, max_size=2), extra=st.integers(0, MILLION))
    def test_make_no_difference_only_where_both_orders_cost_and_last_the_same(
        self, debts: list[Debt], extra: int
    ) -> None:
        named = [debt.model_copy(update={"name": f"utang {place}"}) for place, debt in enumerate(debts)]
        if plan(named, sent=False, extra=extra).verdict.code != "order_makes_no_difference":
            return

        either = [
            of(
                plan(named, sent=False, extra=extra, strategy="OWN_ORDER", order=order),
                Strategy.OWN_ORDER,
            )
            for order in permutations(["utang 0", "utang 1"])
        ]
        free_of_penalties = all(debt.early_penalty == 0 for debt in named)
        assert not free_of_penalties or len({(each.cost, each.months) for each in either}) == 1


class TestCheapestOrder:
    def test_does_not_begin_where_a_part_saves_nothing(self) -> None:
        answer = plan([owe(CARD), WAIVED], extra=400_000)

        assert answer.verdict.debt == "Kartu"
        assert [each.ahead_saves for each in answer.early] == [True, False]

    def test_pays_what_falls_due_before_a_debt_without_a_date(self) -> None:
        answer = plan([FRIEND, BULLET], monthly_budget=2_200_000)

        assert (answer.strategy, answer.verdict.debt) == (Strategy.CHEAPEST, "Pinjol")
        assert of(answer, Strategy.CHEAPEST).short == ()
        assert of(answer, Strategy.CHEAPEST).penalties == 0
        assert of(answer, Strategy.AVALANCHE).short != ()

    def test_is_a_plan_of_its_own_only_where_it_beats_the_others(self) -> None:
        answer = plan([owe(CARD), owe(LOAN)], extra=400_000, strategy="CHEAPEST")

        assert Strategy.CHEAPEST not in {each.strategy for each in answer.plans}
        assert answer.strategy is answer.verdict.strategy


class TestDebtToBeginWith:
    def test_is_the_first_that_is_not_held(self) -> None:
        verdict = plan([CAR, FINED], extra=3 * MILLION).verdict

        assert (verdict.debt, verdict.held, verdict.code) == ("Mobil", ("Motor",), "begin_with")

    def test_is_not_one_that_is_wholly_due_this_month(self) -> None:
        tiny = owe(
            CARD, name="Kartu kecil", balance=40_000, minimum_floor=40_800, annual_rate=Decimal("0.24")
        )

        assert plan([tiny, owe(CARD), owe(LOAN)], extra=MILLION).verdict.debt == "Kartu"

    @given(debts=st.lists(any_debts(), min_size=2, max_size=3), extra=st.integers(0, 3 * MILLION))
    def test_is_never_held(self, debts: list[Debt], extra: int) -> None:
        named = [debt.model_copy(update={"name": f"utang {place}"}) for place, debt in enumerate(debts)]
        verdict = plan(named, sent=False, extra=extra).verdict

        assert verdict.debt is None or verdict.debt not in verdict.held


class TestMoneyThatIsEnough:
    @pytest.mark.parametrize(
        ("debts", "enough"),
        [
            ([owe(ONLINE, principal=500_000, balance=500_000, days_left=90)], 211_667),
            ([FRIEND, BULLET], 2_180_000),
        ],
    )
    def test_saves_up_for_a_later_bill(self, debts: list[Debt], enough: int) -> None:
        assert plan(debts, monthly_budget=100_000).enough == enough
        assert plan(debts, monthly_budget=enough).verdict.code != "money_below_minimums"
        assert plan(debts, monthly_budget=enough - 1).verdict.code == "money_below_minimums"


class TestOtherAnswers:
    def test_says_that_the_minimums_exceed_the_income(self) -> None:
        verdict = plan([owe(CARD), owe(LOAN)], extra=100_000, monthly_income=MILLION).verdict

        assert (verdict.code, verdict.amount) == ("minimums_above_income", 1_473_186)
        assert verdict_words(verdict, "en").startswith("This month's minimums are Rp1,473,186, more than")
        told: dict[str, Any] = {"extra": 100_000, "monthly_income": 1_473_186}
        assert plan([owe(CARD), owe(LOAN)], **told).verdict.code != "minimums_above_income"

    def test_keeping_the_money_is_held_against_a_plan_that_is_sooner_at_no_cost(self) -> None:
        verdict = plan([FINED, owe(FAMILY, months_left=30)], extra=MILLION).verdict

        assert (verdict.code, verdict.saved) == ("keep_extra", 0)
        assert (verdict.months_sooner or 0) < 0

    def test_a_debt_without_a_schedule_has_no_penalty_for_paying_ahead_of_it(self) -> None:
        office = owe(FAMILY, early_penalty=Decimal("0.02"))
        answer = plan([office], monthly_budget=MILLION)

        assert of(answer, Strategy.AVALANCHE).months == 3
        assert of(answer, Strategy.AVALANCHE).penalties == 0
        ends_with = answer.endless[0].ends_with
        assert of(plan([office], monthly_budget=ends_with), Strategy.AVALANCHE).months == 600
