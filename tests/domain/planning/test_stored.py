"""A baseline made from what is stored."""

import pytest

from shared.domain.budget.holdings import Liability, LiabilityKind
from shared.domain.budget.model import FinancialData
from shared.domain.goals.model import GoalKind
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.stored import StoredBaseline, baseline_of
from tests.builders.bookings import Purse, monthly
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import YEAR_OF_BILLS, even_life, with_bills
from tests.domain.planning.plans import flat_debt
from tests.domain.planning.storing import kept_goal, stored_of

PAID = monthly(-600_000, day=28, months=YEAR_OF_BILLS[:-1], category="needs.debt", merchant="Adira")
LIFE = with_bills(even_life(weeks=26), opening=9_000_000).with_entries(*PAID)
"""Pays 600,000 on debts on the 28th, so that the category rests until then."""

TOTAL = FinancialData(current_debt=10_000_000)
WITHOUT_PAYMENT = FinancialData(
    liabilities=(Liability(kind=LiabilityKind.FAMILY, name="Kakak", balance=2_000_000),)
)


def spent_on(found: StoredBaseline) -> dict[str, int]:
    """What usually goes into each category."""
    return {it.id: it.amount for it in found.baseline.categories}


def test_a_category_that_rests_this_month_is_known() -> None:
    assert spent_on(baseline_of(stored_of(LIFE)))["needs.debt"] == 600_000


def test_what_is_paid_on_debts_is_left_out_where_they_are_followed() -> None:
    debt = PlannedDebt.model_validate(flat_debt())

    assert "needs.debt" not in spent_on(baseline_of(stored_of(LIFE, debt)))


@pytest.mark.parametrize("data", [TOTAL, WITHOUT_PAYMENT])
def test_what_is_paid_on_debts_stays_where_nobody_told_their_payment(data: FinancialData) -> None:
    """The plan pays nothing on such a debt itself; the money would be there twice."""
    ledger = Ledger(data=data, accounts=LIFE.accounts, entries=LIFE.entries)

    found = baseline_of(stored_of(ledger))

    assert spent_on(found)["needs.debt"] == 600_000
    assert len(found.baseline.debts) == 1


def test_an_emergency_fund_that_a_goal_holds_is_known() -> None:
    data = FinancialData(monthly_income=1, monthly_expenses=1)
    goal = kept_goal("Darurat", kind=GoalKind.EMERGENCY_FUND, held={"bank": 4_000_000})
    accounts = {"bank": Purse(opening=9_000_000)}

    found = baseline_of(stored_of(Ledger(data=data, accounts=accounts), goals=[goal]))
    without = baseline_of(stored_of(Ledger(data=data, accounts=accounts)))

    assert (found.missing, without.missing) == ((), ("emergency_fund_amount",))
    assert {it.id: it.value for it in found.figures}["baseline.emergency_fund"] == 4_000_000
