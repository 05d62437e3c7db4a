"""A month as a client asks for it: what comes in and what is refused."""

import pytest

from shared.domain.budget.month.model import MonthSummary
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month
from tests.database.month.plans import EMERGENCY, RENT, plan
from tests.database.tracker.books import COFFEE, GROCERIES, SALARY, Books, refusal


def summary(books: Books, month: str = "2026-10") -> MonthSummary:
    return MonthSummary.model_validate(books.call("month_summary", month=month))


class TestAskingForAMonth:
    def test_without_naming_it_tells_the_one_of_today(self, books: Books) -> None:
        told = MonthSummary.model_validate(books.call("month_summary"))

        assert str(told.month) == books.call("budget_month")["month"]
        assert (told.transactions, told.planned, told.categories) == (0, None, ())

    def test_of_nothing_is_all_zero(self, books: Books) -> None:
        told = summary(books)

        assert (told.month, told.closed, told.net) == (Month(2026, 10), False, 0)
        assert len(told.trend) == 12
        assert {each.spending for each in told.trend} == {0}
        assert {(day.spent, day.cumulative, day.budget_line) for day in told.days} == {(0, 0, None)}

    def test_is_possible_by_get_as_for_any_reading_function(self, books: Books) -> None:
        answer = books.send("GET", "/rpc/month_summary", month="2026-10")

        assert MonthSummary.model_validate(answer.raise_for_status().json()) == summary(books)

    @pytest.mark.parametrize("function", ["month_summary", "budget_facts"])
    @pytest.mark.parametrize(
        "month", ["2026-13", "2026-1", "26-10", "", "0000-01", "1999-11", "2101-02", "9999-12"]
    )
    def test_that_is_none_is_refused(self, books: Books, function: str, month: str) -> None:
        answer = books.send("POST", f"/rpc/{function}", {"month": month})

        assert answer.status_code == 400
        assert refusal(answer) in {"year_month_check", "22023"}

    @pytest.mark.parametrize("month", ["1999-12", "2101-01"])
    def test_at_the_ends_of_time_works(self, books: Books, month: str) -> None:
        assert str(summary(books, month).month) == month

    def test_holds_amounts_beyond_what_a_bigint_holds(self, books: Books) -> None:
        account = books.account()
        most = 999_999_999_999_999
        rows = [
            {"account_id": account, "amount": -most, "booked_on": "2026-10-10", "category_id": COFFEE}
            for _ in range(100)
        ]
        for _ in range(100):
            books.add_all("transactions", rows)

        told = summary(books)

        assert told.spending == told.days[-1].cumulative == 10_000 * most > 2**63


class TestWhatAMonthTells:
    def test_leaves_transfers_out_and_adjustments_apart(self, books: Books) -> None:
        bank, cash = books.account(opening_balance=1_000_000, opened_on="2026-01-01"), books.account()
        books.transaction(bank, 5_000_000, category_id=SALARY)
        books.transaction(bank, -30_000, category_id=COFFEE, merchant="Tuku")
        books.transaction(bank, 5_000, category_id=COFFEE, merchant="tuku")
        books.transfer(bank, cash, 400_000)
        books.call("reconcile_account", account_id=cash, balance=390_000, on_day="2026-10-20")

        told = summary(books)

        assert (told.income, told.wants, told.spending, told.adjustments) == (
            5_000_000,
            25_000,
            25_000,
            -10_000,
        )
        assert (told.transactions, told.net) == (3, 4_965_000)
        assert [(each.merchant, each.amount, each.transactions) for each in told.merchants] == [
            ("Tuku", 25_000, 2)
        ]

    def test_counts_what_has_no_category_by_its_sign(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, 70_000)
        books.transaction(account, -20_000)

        told = summary(books)

        assert (told.income, told.uncategorized, told.spending) == (70_000, 20_000, 20_000)
        assert [(each.budget_group, each.category_id, each.amount) for each in told.categories] == [
            (BudgetGroup.INCOME, None, 70_000),
            (None, None, 20_000),
        ]

    def test_names_the_ten_merchants_where_most_was_spent(self, books: Books) -> None:
        account = books.account()
        for number in range(12):
            books.transaction(account, -1_000 * (number + 1), merchant=f"Toko {number:02}")

        told = summary(books)

        assert [each.merchant for each in told.merchants] == [
            f"Toko {number:02}" for number in range(11, 1, -1)
        ]

    def test_spreads_the_budgets_of_spending_and_not_of_saving_over_the_days(self, books: Books) -> None:
        plan(books, GROCERIES, 3_100_000)
        plan(books, EMERGENCY, 900_000)

        told = summary(books)

        assert told.planned == 4_000_000
        assert [told.days[0].budget_line, told.days[14].budget_line, told.days[30].budget_line] == [
            100_000,
            1_500_000,
            3_100_000,
        ]

    def test_carries_on_a_plan_that_rolls_over_and_forgets_one_that_does_not(self, books: Books) -> None:
        plan(books, GROCERIES, 100_000, month="2026-08", rollover_surplus=True)
        plan(books, RENT, 100_000, month="2026-08")

        told = summary(books)

        budgets = {each.category_id: each.budget for each in told.categories}
        assert [str(category) for category in budgets] == [GROCERIES]
        assert (told.planned, told.categories[0].amount) == (100_000, 0)

    def test_follows_the_days_on_which_the_month_begins(self, books: Books) -> None:
        books.add("budget_settings", start_day=25)
        account = books.account()
        for day in ("2026-09-24", "2026-09-25", "2026-10-24", "2026-10-25"):
            books.transaction(account, -1_000, on=day)

        told = summary(books)

        assert (str(told.first_day), str(told.last_day), told.spending) == ("2026-09-25", "2026-10-24", 2_000)


class TestWhoAsks:
    def test_sees_nobody_elses_money(self, books: Books, others: Books) -> None:
        books.transaction(books.account(), -1_000, category_id=COFFEE)
        plan(books, COFFEE, 5_000)

        told = summary(others)

        assert (told.transactions, told.spending, told.categories) == (0, 0, ())
        assert others.rows("items") == []

    @pytest.mark.parametrize("function", ["month_summary", "snapshot_facts", "budget_facts"])
    def test_must_be_signed_in(self, books: Books, function: str) -> None:
        answer = books.http.post(f"/rpc/{function}", json={})

        assert answer.status_code == 401
