"""What everyday life takes, and income whose day nobody knows."""

from datetime import timedelta

import pytest

from shared.domain.budget.model import FinancialData
from shared.domain.planning.forecast.model import DAYS, DueKind, SpendingBasis
from shared.domain.planning.forecast.words import basis_words, forecast_words
from tests.builders.bookings import CATEGORIES, TODAY, Entry, Plan, Purse
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import (
    debt,
    due_on,
    even_life,
    rule,
    told,
)


def declared(*, income: int, expenses: int, savings: int) -> FinancialData:
    """Somebody who told their figures and tracks nothing."""
    return FinancialData(monthly_income=income, monthly_expenses=expenses, current_savings=savings)


class TestEveryday:
    def test_does_not_expect_a_laptop_again(self) -> None:
        bought = Entry(TODAY - timedelta(days=20), -12_000_000, "wants.shopping", "Laptop")

        found = told(even_life().with_entries(bought))

        assert found.everyday.a_week == -490_000
        assert found.days[-1].cash - (found.opening or 0) > -8_000_000

    def test_counts_on_money_that_comes_without_a_rhythm_where_it_comes_in_most_months(self) -> None:
        jobs = tuple(
            Entry(TODAY - timedelta(days=back), 900_000 + back, "income.salary", f"Klien {back}")
            for back in (2, 11, 19, 33, 38, 55, 60, 76, 80)
        )

        regular = told(even_life().with_entries(*jobs))
        once = told(even_life().with_entries(jobs[0]))

        assert regular.everyday.with_income
        assert not once.everyday.with_income
        assert regular.days[-1].cash > once.days[-1].cash + 5_000_000

    def test_with_too_little_tracked_goes_by_the_usual_month_without_a_band(self) -> None:
        found = told(Ledger(data=declared(income=6_000_000, expenses=3_043_688, savings=2_000_000)))

        assert found.band is None
        assert found.everyday.basis is SpendingBasis.USUAL_MONTH
        assert found.everyday.a_week == -700_000
        assert [it.low for it in found.days] == [None] * DAYS
        assert found.opening == 2_000_000
        assert "belum cukup" in basis_words(found, "id")

    def test_spreads_usual_income_evenly_where_nobody_knows_its_day(self) -> None:
        """Paid on the first or on the last, a person who spends what they earn is never short for it."""
        found = told(Ledger(data=declared(income=3_043_688, expenses=3_043_688, savings=100_000)))

        assert (found.due, found.everyday.income_a_month) == ((), 3_043_688)
        assert all(abs(it.cash - 100_000) <= 1 for it in found.days)
        assert found.short is None
        assert basis_words(found, "en").endswith("spread evenly, as its day is not known")

    def test_expects_usual_income_on_the_day_that_the_own_months_begin_on(self) -> None:
        ledger = Ledger(data=declared(income=6_000_000, expenses=3_000_000, savings=1_000_000), start_day=25)

        found = told(ledger)

        assert {it.kind for it in found.due} == {DueKind.USUAL_INCOME}
        assert due_on(found) == dict.fromkeys(("2026-11-25", "2026-12-25", "2027-01-25"), 6_000_000)
        assert found.everyday.income_a_month == 0

    @pytest.mark.parametrize(("amount", "income"), [(50_000, 6_000_000), (5_500_000, 0)])
    def test_still_expects_usual_income_beside_what_is_not_worth_attention(
        self, amount: int, income: int
    ) -> None:
        """A little cashback does not stand for a salary."""
        data = declared(income=6_000_000, expenses=3_000_000, savings=1_000_000)

        found = told(Ledger(data=data, recurring=(rule(amount),)))

        assert found.everyday.income_a_month == income

    def test_does_not_take_saving_by_a_rule_for_a_bill_of_the_usual_month(self) -> None:
        data = declared(income=0, expenses=3_043_688, savings=9_000_000)
        saving = rule(-500_000, category_id=CATEGORIES["saving.investment"].id)
        budgets = {("2026-11", "saving.investment"): Plan(500_000)}

        found = told(Ledger(data=data, recurring=(saving,), budgets=budgets))

        assert found.everyday.a_week == -700_000

    def test_takes_what_was_invested_without_a_rhythm_as_everyday_life(self) -> None:
        """It leaves the account all the same; what goes into goals is planned otherwise."""
        weekly = [
            Entry(TODAY - timedelta(days=7 * week + week % 3), -100_000 - week, code, f"{code} {week}")
            for week in range(12)
            for code in ("saving.investment", "saving.goal")
        ]

        found = told(even_life().with_entries(*weekly))

        assert -600_000 < found.everyday.a_week < -580_000

    def test_knows_categories_that_rest_this_month(self) -> None:
        """Payments on debts are left out of everyday life, in a month without any, too."""
        paid = [
            Entry(TODAY - timedelta(days=30 + 7 * week), -200_000 - 7 * week, "needs.debt", f"Adira {week}")
            for week in range(8)
        ]

        found = told(even_life().with_entries(*paid), debt())

        assert found.everyday.a_week == -490_000

    def test_with_budgets_alone_goes_by_them(self) -> None:
        ledger = Ledger(
            accounts={"bank": Purse(opening=1_000_000)},
            budgets={("2026-11", "needs.eating"): Plan(1_000_000)},
        )

        found = told(ledger)

        assert (found.everyday.basis, found.everyday.a_week) == (SpendingBasis.BUDGET, -229_984)

    def test_of_somebody_new_says_what_is_missing(self) -> None:
        found = told(Ledger())

        assert found.missing == ("current_savings", "monthly_expenses")
        assert found.short is None
        assert forecast_words(found, "en") == "Your balances are not known, so only the change is shown."


def test_half_a_year_is_looked_at() -> None:
    assert told(even_life(weeks=40)).everyday.weeks == 26
