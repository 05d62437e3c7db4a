"""The whole answer: plans, steps of more money, what never ends, what settling saves, in both languages."""

from decimal import Decimal
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.model import Unit
from shared.domain.debts.model import Debt
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.verdict_words import verdict_words
from shared.domain.debts.words import (
    consolidation_words,
    early_words,
    endless_words,
    rule_words,
    warning_words,
)
from shared.domain.months import Month
from shared.words import Language
from tests.domain.debts.asking import of, plan
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    any_debts,
    owe,
)

LANGUAGES: tuple[Language, ...] = get_args(Language)


class TestPlans:
    def test_are_held_against_paying_only_minimums(self) -> None:
        answer = plan([owe(CARD), owe(LOAN)], extra=500_000)
        least, best = of(answer, Strategy.MINIMUM_ONLY), of(answer, Strategy.AVALANCHE)

        assert best.saved == least.cost - best.cost
        assert best.months_sooner == (least.months or 0) - (best.months or 0)
        assert (least.saved, least.months_sooner) == (0, 0)

    def test_bear_the_months_of_the_calendar(self) -> None:
        answer = plan([owe(FAMILY, months_left=3)])

        assert answer.first_month == Month(2026, 11)
        assert of(answer, Strategy.SNOWBALL).free_on == Month(2027, 1)
        assert of(answer, Strategy.SNOWBALL).endings[0].on == Month(2027, 1)

    def test_take_single_extras_in_their_month(self) -> None:
        answer = plan(
            [owe(FAMILY, months_left=10)],
            one_off=[{"month": "2027-01", "amount": 500_000}, {"month": "2027-01", "amount": 100_000}],
        )

        assert of(answer, Strategy.AVALANCHE).paid_by_month[:4] == (300_000, 300_000, 900_000, 300_000)

    def test_show_an_own_order_only_where_there_is_one(self) -> None:
        debts = [owe(CARD), owe(LOAN)]

        assert len(plan(debts).plans) == 3
        own = plan(debts, strategy="OWN_ORDER", order=["KTA"])
        assert of(own, Strategy.OWN_ORDER).order == ("KTA", "Kartu")

    def test_have_the_month_tables_of_the_strategy_that_was_asked_for(self) -> None:
        answer = plan([owe(CARD), owe(LOAN)], strategy="MINIMUM_ONLY")
        least = of(answer, Strategy.MINIMUM_ONLY)

        assert answer.strategy is Strategy.MINIMUM_ONLY
        assert sum(sum(debt.payments) for debt in answer.debts) == least.paid
        assert sum(sum(debt.interest) for debt in answer.debts) == least.interest
        assert answer.debts[1].balances[-1] == 0


class TestExtraSteps:
    def test_try_round_amounts_and_the_own_one(self) -> None:
        steps = plan([owe(CARD), owe(LOAN)], extra=75_000).extra_steps

        assert [step.extra for step in steps] == [50_000, 75_000, 100_000, 250_000, 500_000, 1_000_000]

    def test_save_more_the_more_is_paid(self) -> None:
        steps = plan([owe(CARD), owe(LOAN)], monthly_budget=1_600_000).extra_steps

        saved = [step.saved or 0 for step in steps]
        assert saved == sorted(saved)
        assert all((step.months_saved or 0) >= 0 for step in steps)
        assert steps[0].saved_per_rupiah == round(Decimal(saved[0]) / (50_000 * (steps[0].months or 1)), 4)

    def test_have_no_saving_where_nothing_ends_without_them(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)

        steps = plan([growing]).extra_steps

        assert steps[-1].months is not None
        assert steps[-1].saved is None


class TestAnswer:
    def test_tells_what_was_assumed(self) -> None:
        answer = plan([owe(CARD, minimum_fraction=None, minimum_floor=0), owe(ONLINE)])

        assert [(each.name, each.rule) for each in answer.assumed] == [
            ("Kartu", "card_minimum"),
            ("Kartu", "card_minimum_floor"),
            ("Pinjol", "online_total"),
            ("Pinjol", "online_late_consumption"),
        ]

    def test_of_an_online_loan_that_is_paid_late_counts_the_penalty_up_to_the_cap(self) -> None:
        loan = owe(ONLINE, principal=500_000, balance=500_000, annual_rate=Decimal("3.65"))

        answer = plan([loan], monthly_budget=100_000)
        late = of(answer, Strategy.SNOWBALL)

        assert (late.interest, late.penalties, late.months) == (150_000, 58_393, 8)
        assert "online_late_consumption" in [each.rule for each in answer.assumed]

    @given(
        monthly=st.integers(1, 700_000),
        rate=st.integers(0, 3_650),
        days=st.integers(1, 300),
        licensed=st.sampled_from([True, None]),
    )
    def test_of_an_online_loan_never_charges_more_than_was_borrowed_unless_the_lender_is_unlicensed(
        self, monthly: int, rate: int, days: int, licensed: bool | None
    ) -> None:
        loan = owe(
            ONLINE,
            principal=500_000,
            balance=500_000,
            annual_rate=Decimal(rate) / 1_000,
            days_left=days,
            lender_licensed=licensed,
        )

        answer = plan([loan], monthly_budget=monthly)

        assert all(each.cost <= 500_000 for each in answer.plans)

    def test_of_an_unlicensed_lender_says_that_it_is_the_least_it_may_cost(self) -> None:
        loan = owe(ONLINE, lender_licensed=False)

        answer = plan([loan], monthly_budget=100_000)

        assert answer.assumed == ()
        assert "charges_without_limit" in [each.code for each in answer.warnings]

    def test_says_where_a_late_penalty_would_be_charged_that_was_not_told(self) -> None:
        short = plan([owe(CARD), owe(LOAN)], monthly_budget=MILLION)
        enough = plan([owe(CARD), owe(LOAN)], monthly_budget=2 * MILLION)

        assert [(each.code, each.debt) for each in short.warnings] == [("late_cost_unknown", "KTA")]
        assert enough.warnings == ()

    def test_is_the_same_each_time(self) -> None:
        debts = [owe(CARD), owe(LOAN), owe(MOTORBIKE)]

        assert plan(debts, extra=1) == plan(debts, extra=1)

    @given(
        debts=st.lists(any_debts(), min_size=1, max_size=4),
        extra=st.integers(0, MILLION),
        income=st.none() | st.integers(0, 10 * MILLION),
    )
    def test_of_any_debts_can_be_said_in_both_languages(
        self, debts: list[Debt], extra: int, income: int | None
    ) -> None:
        named = [debt.model_copy(update={"name": f"utang {place}"}) for place, debt in enumerate(debts)]
        offer = {"annual_rate": 0.1, "months": 24, "origination_fraction": 0.02}
        answer = plan(named, sent=False, extra=extra, monthly_income=income, consolidation=offer)
        limits = {limit.id: limit for limit in answer.thresholds}

        assert answer.consolidation is not None
        for language in LANGUAGES:
            said = [
                verdict_words(answer.verdict, language),
                consolidation_words(answer.consolidation, language),
                *(early_words(each, language) for each in answer.early),
                *(endless_words(each, language) for each in answer.endless),
                *(
                    warning_words(each, limits.get(each.threshold or ""), language)
                    for each in answer.warnings
                ),
                *(rule_words(each.id, language) for each in answer.thresholds),
            ]
            assert all(text and "{" not in text and "None" not in text for text in said)
        assert {limit.unit for limit in answer.thresholds} <= set(Unit)
