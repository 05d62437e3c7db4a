"""What is safe to spend, how fast money goes, and how long it lasts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.budget.model import FinancialData
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import AccountKind
from tests.builders.bookings import TODAY, Entry, Plan, Purse, monthly, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import BEFORE, YEAR, analysis_of, ledgers, meals, number, salary
from tests.domain.budget.month.purses import purse, rule

DAY_TEN = date(2026, 11, 10)
TWENTIETH = date(2026, 11, 20)


class TestSafeToSpend:
    def test_spreads_what_is_left_over_the_days_left(self) -> None:
        analysis = analysis_of(purse(900_050))

        assert number(analysis, "days_left") == 9
        assert number(analysis, "room") == 900_050
        assert number(analysis, "safe_per_day") == 100_005

    def test_keeps_back_bills_cards_saving_and_emergencies(self) -> None:
        ledger = Ledger(
            accounts={
                "bank": Purse(opening=5_000_000),
                "kas": Purse(AccountKind.CASH, 100_000),
                "darurat": Purse(opening=9_000_000, for_emergencies=True),
                "kartu": Purse(AccountKind.CREDIT_CARD, -700_000),
                "paylater": Purse(AccountKind.PAYLATER, -2_000_000),
                "reksa": Purse(AccountKind.INVESTMENT, 8_000_000),
            },
            budgets={("2026-11", "saving.investment"): Plan(500_000)},
            recurring=(rule(-1_000_000, 25), rule(-300_000, 20, merchant="Lewat", skipped=(TWENTIETH,))),
        ).with_entries(Entry(date(2026, 11, 28), -200_000, "wants.coffee", "Nanti"))
        analysis = analysis_of(ledger)

        assert number(analysis, "everyday_money") == 5_100_000
        assert number(analysis, "card_debt") == 700_000 + 2_000_000
        assert number(analysis, "saving_planned") == 500_000
        assert number(analysis, "upcoming_bills") == 1_000_000
        assert number(analysis, "upcoming_booked") == 200_000
        assert number(analysis, "room_in_accounts") == 5_100_000 - 2_700_000 - 500_000 - 1_200_000
        assert number(analysis, "safe_per_day") == 700_000 // 9

    def test_does_not_count_pay_that_has_not_come(self) -> None:
        ledger = purse(900_000, recurring=(rule(6_000_000, 25, merchant="PT Maju"),))

        assert number(analysis_of(ledger), "upcoming_pay") == 6_000_000
        assert number(analysis_of(ledger), "safe_per_day") == 100_000

    def test_keeps_to_the_budgets_where_they_leave_less(self) -> None:
        ledger = purse(
            9_000_000,
            entries=(Entry(DAY_TEN, -550_000, "needs.eating", "Warung"),),
            budgets={("2026-11", "needs.eating"): Plan(1_000_000)},
        )
        analysis = analysis_of(ledger)

        assert number(analysis, "room_in_budgets") == 450_000
        assert number(analysis, "safe_per_day") == 50_000

    def test_is_not_limited_by_a_budget_for_a_trifle(self) -> None:
        ledger = purse(
            9_000_000,
            entries=(Entry(DAY_TEN, -550_000, "needs.eating", "Warung"),),
            budgets={("2026-11", "wants.coffee"): Plan(50_000)},
            data=FinancialData(monthly_expenses=1_000_000),
        )

        assert number(analysis_of(ledger), "room_in_budgets") is None
        assert number(analysis_of(ledger), "safe_per_day") == (9_000_000 - 550_000) // 9

    def test_is_zero_and_never_less(self) -> None:
        ledger = purse(100_000, recurring=(rule(-1_000_000, 25),))

        assert number(analysis_of(ledger), "room_in_accounts") == -900_000
        assert number(analysis_of(ledger), "safe_per_day") == 0

    def test_is_unknown_without_accounts_and_budgets(self) -> None:
        assert number(analysis_of(Ledger()), "safe_per_day") is None

    @settings(deadline=None)
    @given(ledgers(), st.integers(1, 50).map(lambda number: number * 1_000))
    def test_never_grows_by_spending(self, ledger: Ledger, amount: int) -> None:
        before = number(analysis_of(ledger), "room")
        after = number(analysis_of(ledger.with_entries(Entry(TODAY, -amount, None, key="more"))), "room")

        assert after <= before


class TestUpcoming:
    def test_takes_a_rule_once_a_month(self) -> None:
        rent = rule(-1_000_000, 25)
        paid = Entry(TWENTIETH, -1_000_000, "needs.rent", "Kos", recurring_id=rent.id)
        in_time = paid._replace(due_on=date(2026, 11, 25))
        for_last_month = paid._replace(due_on=date(2026, 10, 25))
        by_hand = paid._replace(recurring_id=None, merchant="KOS 0812")
        ledger = purse(9_000_000, recurring=(rent,))

        assert number(analysis_of(ledger), "upcoming_bills") == 1_000_000
        assert number(analysis_of(ledger.with_entries(in_time)), "upcoming_bills") == 0
        assert number(analysis_of(ledger.with_entries(for_last_month)), "upcoming_bills") == 1_000_000
        assert number(analysis_of(ledger.with_entries(by_hand)), "upcoming_bills") == 0

    @pytest.mark.parametrize("booked_on", ["2026-10-31", "2026-11-07", "2026-11-30"])
    def test_does_not_expect_a_due_day_that_is_booked_on_another(self, booked_on: str) -> None:
        school = rule(-850_000, 7, merchant="PAUD")
        paid = Entry(
            date.fromisoformat(booked_on), -850_000, None, recurring_id=school.id, due_on=date(2026, 11, 7)
        )
        analysis = analysis_of(purse(9_000_000, recurring=(school,), entries=(paid,)))

        assert number(analysis, "upcoming_bills") == 0

    def test_keeps_back_what_is_overdue_until_it_is_booked_or_skipped(self) -> None:
        school = rule(-850_000, 7, merchant="PAUD")
        paid = Entry(TODAY, -850_000, None, "PAUD", recurring_id=school.id, due_on=date(2026, 11, 7))
        skipped = school.model_copy(update={"skipped": (date(2026, 11, 7),)})
        overdue = purse(1_441_500, recurring=(school,))

        assert number(analysis_of(overdue), "upcoming_bills") == 850_000
        assert number(analysis_of(overdue), "room") == 591_500
        assert number(analysis_of(overdue), "safe_per_day") == 591_500 // 9
        assert number(analysis_of(overdue.with_entries(paid)), "room") == 591_500
        assert number(analysis_of(purse(1_441_500, recurring=(skipped,))), "room") == 1_441_500

    def test_expects_each_overdue_day_of_a_rule(self) -> None:
        weekly = rule(-100_000, 0, rrule="FREQ=WEEKLY;BYDAY=MO", merchant="Les", starts_on=date(2026, 11, 1))
        paid = Entry(date(2026, 11, 9), -100_000, None, "Les", recurring_id=weekly.id)
        by_hand = Entry(date(2026, 11, 3), -100_000, None, "les")
        ledger = purse(9_000_000, recurring=(weekly,))

        assert number(analysis_of(ledger), "upcoming_bills") == 500_000
        assert number(analysis_of(ledger.with_entries(paid)), "upcoming_bills") == 400_000
        assert number(analysis_of(ledger.with_entries(paid, by_hand)), "upcoming_bills") == 300_000

    def test_leaves_what_was_due_last_month_to_last_month(self) -> None:
        ledger = purse(9_000_000, recurring=(rule(-1_000_000, 31, rrule="FREQ=MONTHLY;BYMONTHDAY=31"),))

        assert number(analysis_of(ledger), "upcoming_bills") == 0

    def test_expects_pay_that_is_due_but_does_not_count_it_as_safe(self) -> None:
        ledger = purse(900_000, recurring=(rule(6_000_000, 20, merchant="PT Maju"),))

        assert number(analysis_of(ledger), "upcoming_pay") == 6_000_000
        assert number(analysis_of(ledger), "safe_per_day") == 100_000

    @pytest.mark.parametrize("month", ["2026-10", "2026-12"])
    def test_is_told_of_the_running_month_alone(self, month: str) -> None:
        ledger = purse(9_000_000, recurring=(rule(-1_000_000, 7),))

        assert number(analysis_of(ledger, month), "upcoming_bills") is None

    @pytest.mark.parametrize(
        "kept",
        [
            rule(-1_000_000, 25, skipped=(date(2026, 11, 25),)),
            rule(-1_000_000, 25, ends_on=date(2026, 11, 24)),
            rule(-1_000_000, 25, starts_on=date(2026, 11, 26)),
            rule(-1_000_000, 25, to_account_id=named_id("tabungan"), merchant=None),
            rule(-1_000_000, 25, rrule="FREQ=MONTHLY;BYMONTHDAY=99"),
        ],
        ids=["skipped", "ended", "not begun", "a transfer", "unreadable"],
    )
    def test_leaves_out_what_does_not_come(self, kept: RecurringRule) -> None:
        assert number(analysis_of(purse(9_000_000, recurring=(kept,))), "upcoming_bills") == 0

    def test_expects_charges_that_were_found(self) -> None:
        spotify = monthly(-59_000, day=28, months=BEFORE, category="wants.subscriptions", merchant="Spotify")
        ledger = purse(9_000_000, entries=spotify)
        dated_ahead = Entry(date(2026, 11, 28), -59_000, "wants.subscriptions", "Spotify")

        assert number(analysis_of(ledger), "upcoming_bills") == 59_000
        assert number(analysis_of(ledger.with_entries(dated_ahead)), "upcoming_bills") == 0
        assert number(analysis_of(ledger.with_entries(dated_ahead)), "upcoming_booked") == 59_000

    def test_does_not_expect_a_charge_twice_that_is_kept(self) -> None:
        spotify = monthly(-59_000, day=28, months=BEFORE, category="wants.subscriptions", merchant="Spotify")
        ledger = purse(9_000_000, entries=spotify, recurring=(rule(-59_000, 28, merchant="Spotify"),))

        assert number(analysis_of(ledger), "upcoming_bills") == 59_000

    def test_counts_saving_that_is_due_as_saving(self) -> None:
        saving = monthly(-400_000, day=28, months=BEFORE, category="saving.investment", merchant="Bibit")
        budgets = {("2026-11", "saving.investment"): Plan(300_000)}
        analysis = analysis_of(purse(9_000_000, entries=saving, budgets=budgets))

        assert number(analysis, "upcoming_bills") == 0
        assert number(analysis, "saving_planned") == 400_000


class TestPace:
    def test_is_this_months_own_after_a_week(self) -> None:
        rent = monthly(-1_500_000, day=3, months=YEAR, category="needs.rent", merchant="Kos")
        eaten = tuple(Entry(date(2026, 11, day), -55_000, None, f"W{day}") for day in range(1, 23, 2))

        assert number(analysis_of(purse(0, entries=(*rent, *eaten))), "daily_pace") == 55_000 * 11 // 22

    def test_is_the_usual_one_before(self) -> None:
        days = ("05", "15", "25")
        eaten = tuple(
            Entry(date.fromisoformat(f"{month}-{day}"), -310_000, "needs.eating", f"Warung {day}{month}")
            for month in ("2026-07", "2026-08", "2026-10")
            for day in days
        )
        today = Entry(date(2026, 11, 1), -900_000, "needs.eating", "Pesta")
        analysis = analysis_of(purse(0, entries=(*eaten, today)), today=date(2026, 11, 2))

        assert number(analysis, "daily_pace") == 30_000

    def test_leaves_out_what_stands_out(self) -> None:
        eaten = (*salary(), *meals())
        once = Entry(TODAY, -3_000_000, "wants.shopping", "Laptop")
        calm, shopped = (analysis_of(Ledger(entries=it)) for it in (eaten, (*eaten, once)))

        assert number(shopped, "daily_pace") == number(calm, "daily_pace")

    def test_is_unknown_before_anything_is_spent(self) -> None:
        assert number(analysis_of(Ledger()), "daily_pace") == 0
