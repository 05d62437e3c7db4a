"""The next 90 days of cash."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from shared.domain.budget.model import FinancialData
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.planning.forecast.model import DAYS, DueKind, Forecast, SpendingBasis
from shared.domain.planning.forecast.words import basis_words, forecast_words
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import TODAY, Entry, Plan, Purse, monthly, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import ledgers
from tests.domain.planning.forecast.lives import (
    PAY,
    RENT,
    TOMORROW,
    YEAR_OF_BILLS,
    bills_until,
    even_life,
    told,
    with_bills,
)
from tests.domain.planning.plans import effective_debt, flat_debt


def debt(day: int | None = 10, **fields: Any) -> PlannedDebt:
    """A flat loan of 600,000 a month."""
    return PlannedDebt.model_validate({**flat_debt(**fields), "due_day": day})


def rule(amount: int, rrule: str = "FREQ=MONTHLY;BYMONTHDAY=5", **fields: Any) -> RecurringRule:
    """Something that the person keeps as recurring."""
    ids = {"id": named_id(rrule), "account_id": named_id("bank")}
    return RecurringRule.model_validate(
        {**ids, "amount": amount, "rrule": rrule, "starts_on": date(2026, 1, 1), **fields}
    )


def due_on(found: Forecast) -> dict[str, int]:
    """What falls due, by day."""
    return {str(it.day): it.amount for it in found.due}


class TestCash:
    def test_begins_with_what_may_be_spent_today(self) -> None:
        ledger = even_life(opening=5_000_000)
        purses = {**ledger.accounts, "darurat": Purse(opening=9_000_000, for_emergencies=True)}

        found = told(Ledger(accounts=purses, entries=ledger.entries))

        assert (found.opening, found.emergency_fund) == (5_000_000, 9_000_000)
        assert len(found.days) == DAYS
        assert found.days[0].day == TOMORROW

    def test_of_even_days_goes_down_evenly_and_surely(self) -> None:
        found = told(even_life(a_day=70_000, opening=20_000_000))

        assert [it.cash for it in found.days] == [20_000_000 - 70_000 * day for day in range(1, 91)]
        assert all(it.low == it.cash == it.high for it in found.days)
        assert found.everyday.a_week == -490_000
        assert found.everyday.by_weekday == (-70_000,) * 7

    def test_rises_with_pay_and_falls_with_rent(self) -> None:
        found = told(with_bills(even_life(), opening=3_000_000))

        assert due_on(found) == {
            "2026-11-25": PAY,
            "2026-12-03": -RENT,
            "2026-12-25": PAY,
            "2027-01-03": -RENT,
            "2027-01-25": PAY,
            "2027-02-03": -RENT,
        }
        bills = bills_until(90)
        assert [it.cash for it in found.days] == [
            3_000_000 + bills[day - 1] - 70_000 * day for day in range(1, 91)
        ]
        assert {it.name for it in found.due} == {"PT Maju", "Kos Bu Tini"}

    def test_knows_weekdays(self) -> None:
        ledger = even_life()
        saturdays = tuple(
            Entry(day, -300_000, "wants.shopping", merchant=None)
            for day in (TODAY - timedelta(days=back) for back in range(84))
            if day.weekday() == 5
        )

        found = told(ledger.with_entries(*saturdays))

        assert found.everyday.by_weekday == (-70_000,) * 5 + (-370_000, -70_000)
        steps = [(later.day.weekday(), later.cash - it.cash) for it, later in pairwise(found.days)]
        assert {step for weekday, step in steps if weekday == 5} == {-370_000}
        assert {step for weekday, step in steps if weekday != 5} == {-70_000}

    @given(ledgers())
    def test_of_any_books_adds_up(self, ledger: Ledger) -> None:
        found = told(ledger, debt())

        due = {it.day: 0 for it in found.days}
        for it in found.due:
            due[it.day] += it.amount
        assert all(it.due == due[it.day] for it in found.days)
        assert all(it.low is None or it.high is None or it.low <= it.cash <= it.high for it in found.days)
        assert forecast_words(found, "id")
        assert forecast_words(found, "en")


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
        ledger = Ledger(
            data=FinancialData(
                monthly_income=6_000_000, monthly_expenses=3_043_688, current_savings=2_000_000
            )
        )

        found = told(ledger)

        assert found.band is None
        assert found.everyday.basis is SpendingBasis.USUAL_MONTH
        assert found.everyday.a_week == -700_000
        assert [it.low for it in found.days] == [None] * DAYS
        assert found.opening == 2_000_000
        assert {it.kind for it in found.due} == {DueKind.USUAL_INCOME}
        assert due_on(found) == dict.fromkeys(("2026-12-01", "2027-01-01", "2027-02-01"), 6_000_000)
        assert "belum cukup" in basis_words(found, "id")

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


class TestDue:
    def test_holds_rules_until_the_last_day(self) -> None:
        ledger = Ledger(
            accounts={"bank": Purse(opening=9_000_000)}, recurring=(rule(-250_000, merchant="Indihome"),)
        )

        found = told(ledger)

        # The 5th of November was neither booked nor skipped: it waits.
        assert due_on(found) == {
            str(day): -250_000 for day in (TOMORROW, date(2026, 12, 5), date(2027, 1, 5), date(2027, 2, 5))
        }
        assert {it.name for it in found.due} == {"Indihome"}

    def test_holds_what_is_booked_ahead(self) -> None:
        ahead = Entry(date(2026, 11, 28), -400_000, "wants.shopping", "Tokopedia")

        [due] = told(even_life().with_entries(ahead)).due

        assert (due.day, due.amount, due.kind, due.name) == (ahead.day, -400_000, DueKind.BOOKED, "Tokopedia")

    def test_holds_instalments_on_their_days_until_the_debt_ends(self) -> None:
        found = told(even_life(), debt(balance=1_000_000, months_left=2))

        assert [(str(it.day), it.amount, it.kind) for it in found.due] == [
            ("2026-12-10", -510_000, DueKind.DEBT),
            ("2027-01-10", -510_000, DueKind.DEBT),
        ]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (30, ["2026-11-30", "2026-12-30", "2027-01-30"]),
            (31, ["2026-11-30", "2026-12-31", "2027-01-31"]),
            (22, ["2026-12-22", "2027-01-22"]),
            (23, ["2026-11-23", "2026-12-23", "2027-01-23"]),
            (None, ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ],
    )
    def test_knows_short_months_and_the_edges(self, day: int | None, expected: list[str]) -> None:
        assert [str(it.day) for it in told(even_life(), debt(day)).due] == expected

    def test_holds_an_instalment_once_where_it_comes_back_in_the_transactions(self) -> None:
        paid = monthly(-600_000, day=9, months=YEAR_OF_BILLS, category="needs.rent", merchant="Adira")

        found = told(even_life().with_entries(*paid), debt(10))

        assert [(str(it.day), it.name) for it in found.due] == [
            ("2026-12-09", "Adira"),
            ("2027-01-09", "Adira"),
            ("2027-02-09", "Adira"),
        ]

    def test_keeps_two_debts_of_the_same_amount_apart(self) -> None:
        found = told(even_life(), debt(), debt(key="other"))

        assert [it.amount for it in found.due] == [-600_000] * 6

    def test_of_a_debt_that_grows_goes_on(self) -> None:
        growing = PlannedDebt.model_validate(
            {**effective_debt(months_left=None, instalment=50_000), "due_day": 1}
        )

        assert [it.amount for it in told(even_life(), growing).due] == [-50_000] * 3


class TestShort:
    def test_is_the_first_day_that_ends_below_zero(self) -> None:
        found = told(with_bills(even_life(a_day=200_000), opening=300_000))

        assert found.short is not None
        assert (found.short.day, found.short.lacking) == (date(2026, 11, 24), 100_000)
        assert (found.short.because, found.short.everyday) == ((), 400_000)
        assert found.days[2].cash == PAY - 300_000

    def test_is_tomorrow_where_accounts_are_overdrawn(self) -> None:
        found = told(with_bills(even_life(a_day=10_000), opening=-6_000_000))

        assert found.short is not None
        assert found.short.day == TOMORROW

    def test_comes_when_a_bill_is_more_than_what_is_left(self) -> None:
        rent = monthly(-RENT, day=3, months=YEAR_OF_BILLS, category="needs.rent", merchant="Kos Bu Tini")
        entries = (*even_life(a_day=50_000).entries, *rent)
        opening = 2_500_000 - sum(entry.amount for entry in entries)

        found = told(Ledger(accounts={"bank": Purse(opening=opening)}, entries=entries), debt(1))

        short = found.short
        assert short is not None
        # 2.5 million less 11 days of 50,000, an instalment of 600,000 on the 1st and rent on the 3rd.
        assert (short.day, short.lacking) == (date(2026, 12, 3), 150_000)
        assert [(it.name, it.amount) for it in short.because] == [("Kos Bu Tini", -RENT), ("bike", -600_000)]
        assert short.everyday == 11 * 50_000
        assert forecast_words(found, "id") == (
            "Uang tunaimu diperkirakan kurang mulai 3 Desember 2026, sebesar Rp150.000. Dua minggu "
            "sebelumnya jatuh tempo: Kos Bu Tini Rp1.500.000 (3/12), bike Rp600.000 (1/12); belanja "
            "sehari-hari sekitar Rp550.000."
        )

    def test_is_nothing_where_the_money_lasts(self) -> None:
        found = told(with_bills(even_life(), opening=20_000_000))

        assert found.short is found.may_be_short is None
        assert forecast_words(found, "en").startswith("Your cash lasts the next 90 days")

    def test_may_be_earlier_than_it_is_expected(self) -> None:
        uneven = tuple(
            Entry(
                TODAY - timedelta(days=7 * week),
                -(200_000 + 100_000 * (week % 5)),
                "needs.eating",
                f"A{week}",
            )
            for week in range(20)
        )
        spent = sum(entry.amount for entry in uneven)

        found = told(Ledger(accounts={"bank": Purse(opening=3_000_000 - spent)}, entries=uneven))

        assert found.short is not None
        assert found.may_be_short is not None
        assert found.may_be_short.day < found.short.day


def test_half_a_year_is_looked_at() -> None:
    assert told(even_life(weeks=40)).everyday.weeks == 26
