"""Debts that do not tell everything, in a plan."""

from datetime import UTC, datetime

from shared.domain.budget.holdings import Liability, LiabilityKind
from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.budget.snapshot import declared_snapshot
from shared.domain.planning.outcome import DebtOutcome
from shared.domain.planning.stored_plans import kept_debts
from shared.domain.planning.words import verdict_words
from tests.domain.planning.plans import change, effective_debt, household, simulated, what_if

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CARD = {
    "id": "card",
    "debt": {
        "kind": "CREDIT_CARD",
        "name": "Kartu",
        "method": "EFFECTIVE",
        "balance": 5_000_000,
        "annual_rate": 0.21,
    },
}


def test_a_card_without_terms_is_paid_its_usual_minimum() -> None:
    plan = simulated(household(debts=[CARD]), months=3)

    assert plan.baseline.series.debt_payments[0] > 0
    assert "debts.card_minimum" in {it.id for it in plan.assumptions}


def test_declared_debts_step_back_once_any_is_on_record() -> None:
    owed = Liability(kind=LiabilityKind.FAMILY, name="Kakak", balance=2_000_000)
    data = FinancialData(liabilities=(owed,))
    snapshot = declared_snapshot(FinancialRecord(data=data), now=NOW)

    assert len(kept_debts((), data, snapshot, keeps_debts=False)) == 1
    assert kept_debts((), data, snapshot, keeps_debts=True) == ()


def test_a_daily_loan_that_is_not_due_yet_is_none_that_never_ends() -> None:
    terms = {"method": "DAILY", "principal": 3_000_000, "annual_rate": 0.9125, "days_left": 200}
    loan = {"kind": "ONLINE_LOAN", "name": "Pinjol", "balance": 3_000_000, **terms}

    plan = simulated(household(debts=[{"id": "p", "debt": loan}]), months=6)

    assert plan.baseline.debts[0].ends is None
    assert not plan.baseline.debts[0].grows


def test_a_debt_that_grows_tells_from_which_payment_on_it_shrinks() -> None:
    """A month's interest on 50 million at 36 % a year is 1.5 million."""
    debt = effective_debt("KTA", balance=50_000_000, annual_rate=0.36, months_left=None, instalment=1_000_000)

    def paying(more: int) -> DebtOutcome:
        extra = what_if(change("EXTRA_PAYMENT", debt="KTA", amount=more))
        return simulated(household(debts=[debt]), extra).scenarios[0].outcome.debts[0]

    plan = simulated(household(debts=[debt]))

    assert plan.baseline.debts[0].shrinks_from == 1_500_001
    assert verdict_words(plan.baseline.verdict, "en").endswith(
        "It shrinks only if at least Rp1,500,001 is paid a month."
    )
    assert paying(400_000).grows
    assert (paying(500_001).grows, paying(500_001).shrinks_from) == (False, None)
    assert paying(500_001).balance < 50_000_000
