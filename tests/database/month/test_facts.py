"""What an analysis starts from, in one round trip each."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from psycopg import Connection

from shared.domain.budget.month.model import Item, MonthSummary, TrendMonth
from shared.domain.months import Month
from tests.database.month.keeping import Keeper
from tests.database.month.ledgers import Ledger, asked_months, ledgers
from tests.database.over_sql import become
from tests.database.tracker.books import COFFEE, SALARY, Books, refusal


def trend(rows: list[Any]) -> list[TrendMonth]:
    return [TrendMonth.model_validate(row) for row in rows]


def items(rows: list[Any]) -> list[Item]:
    return [Item.model_validate(row) for row in rows]


class TestTheSnapshot:
    def test_of_nobody_in_particular_is_empty(self, books: Books) -> None:
        told = books.call("snapshot_facts")

        assert (told["financial_data"], told["accounts"]) == (None, [])
        assert [each.transactions for each in trend(told["months"])] == [0, 0, 0]

    def test_tells_what_was_declared(self, books: Books) -> None:
        books.call("save_financial_data", changes={"monthly_income": 7_500_000})

        told = books.call("snapshot_facts")

        assert told["financial_data"] == books.rows("financial_data")[0]

    def test_tells_the_last_three_full_months_of_a_day(self, books: Books) -> None:
        books.add("budget_settings", start_day=25)

        told = [
            [str(each.month) for each in trend(books.call("snapshot_facts", as_of=day)["months"])]
            for day in ("2026-10-24", "2026-10-25")
        ]

        assert told == [["2026-07", "2026-08", "2026-09"], ["2026-08", "2026-09", "2026-10"]]

    def test_tells_balances_of_the_day_in_accounts_in_use(self, books: Books) -> None:
        bank = books.account("Jago", opening_balance=500, opened_on="2026-01-01", for_emergencies=True)
        books.account("Lama", opening_balance=9, opened_on="2026-01-01", archived=True)
        books.transaction(bank, -200, on="2026-10-10")
        books.transaction(bank, -100, on="2026-10-11")

        told = books.call("snapshot_facts", as_of="2026-10-10")["accounts"]

        assert told == [{"id": bank, "name": "Jago", "kind": "BANK", "balance": 300, "for_emergencies": True}]

    @pytest.mark.parametrize("day", ["1999-12-31", "2101-01-01", "0001-01-01", "infinity", "2026-02-30"])
    def test_of_a_day_that_no_transaction_has_is_refused(self, books: Books, day: str) -> None:
        answer = books.send("POST", "/rpc/snapshot_facts", {"as_of": day})

        assert (answer.status_code, refusal(answer) in {"22023", "22008"}) == (400, True)

    @given(ledger=ledgers(), month=asked_months)
    @settings(max_examples=25, deadline=None)
    def test_sums_months_as_the_slow_way_does(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)
            reference = keeper.reference()
            told = keeper.ask("select public.snapshot_facts(%s)", reference.days(month)[0])

        assert trend(told["months"]) == [reference.trend_month(month.add(-back)) for back in (3, 2, 1)]


class TestTheFactsOfAMonth:
    def test_hold_the_snapshot_of_today_and_the_month(self, books: Books) -> None:
        books.transaction(books.account(), 5_000, category_id=SALARY)

        told = books.call("budget_facts", month="2026-10")

        assert told["snapshot"] == books.call("snapshot_facts")
        assert told["month"] == books.call("month_summary", month="2026-10")
        assert told["today"] == books.account_opened_today()
        assert (told["recurring"], told["dismissed"], told["items_cut"]) == ([], [], False)

    def test_without_naming_it_are_of_the_month_of_today(self, books: Books) -> None:
        told = MonthSummary.model_validate(books.call("budget_facts")["month"])

        assert told == MonthSummary.model_validate(books.call("month_summary"))

    def test_hold_active_rules_and_dismissed_insights(self, books: Books) -> None:
        rule = {"account_id": books.account(), "amount": -1, "rrule": "FREQ=DAILY", "starts_on": "2026-01-01"}
        active = books.add("recurring_transactions", **rule)
        books.add("recurring_transactions", **rule, is_active=False)
        books.add("insight_dismissals", insight="budget_over:2026-10")

        told = books.call("budget_facts", month="2026-10")

        assert told["recurring"] == [active | {"booked": []}]
        assert told["dismissed"] == ["budget_over:2026-10"]

    def test_count_the_rules_beyond_the_hundred_oldest(self, books: Books) -> None:
        rule = {"account_id": books.account(), "amount": -1, "rrule": "FREQ=DAILY", "starts_on": "2026-01-01"}
        added = books.send("POST", "/recurring_transactions", [rule] * 102)
        assert added.is_success

        told, review = books.call("budget_facts", month="2026-10"), books.call("recurring_to_review")

        assert (len(told["recurring"]), told["rules_left_out"]) == (100, 2)
        assert (len(review["rules"]), review["rules_left_out"]) == (100, 2)

    def test_name_the_due_days_of_the_month_that_are_booked(self, books: Books) -> None:
        account = books.account()
        rule = books.add(
            "recurring_transactions",
            account_id=account,
            amount=-1,
            rrule="FREQ=DAILY",
            starts_on="2026-01-01",
        )
        for day in ("2026-11-01", "2026-10-31", "2026-10-01", "2026-09-30"):
            books.transaction(account, -1, on="2026-10-15", recurring_id=rule["id"], due_on=day)
        books.transaction(account, -1, on="2026-10-16")

        [told] = books.call("budget_facts", month="2026-10")["recurring"]

        assert told["booked"] == ["2026-10-01", "2026-10-31"]

    def test_are_only_the_callers(self, books: Books, others: Books) -> None:
        account = others.account()
        others.transaction(account, -1, category_id=COFFEE)
        others.add(
            "recurring_transactions",
            account_id=account,
            amount=-1,
            rrule="FREQ=DAILY",
            starts_on="2026-01-01",
        )
        others.add("insight_dismissals", insight="x")

        told = books.call("budget_facts", month="2026-10")

        assert (told["items"], told["recurring"], told["dismissed"]) == ([], [], [])
        assert (told["snapshot"]["accounts"], told["month"]["transactions"]) == ([], 0)

    @given(ledger=ledgers(), month=asked_months)
    @settings(max_examples=25, deadline=None)
    def test_hold_every_item_of_twelve_months_the_newest_first(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)
            told = keeper.ask("select public.budget_facts(%s)", str(month))
            reference = keeper.reference()
        found = items(told["items"])
        first_day, last_day = reference.days(month.add(-11))[0], reference.days(month)[-1]

        assert Counter(
            (item.transaction_id, item.amount, item.category_id, item.merchant) for item in found
        ) == (
            Counter(
                (
                    UUID(int=flow.number),
                    flow.amount,
                    flow.purpose and keeper.categories[flow.purpose].id,
                    flow.merchant,
                )
                for flow in reference.flows()
                if first_day <= flow.day <= last_day and not flow.is_adjustment
            )
        )
        days = [item.booked_on for item in found]
        assert days == sorted(days, reverse=True)

    @pytest.mark.parametrize(("kept", "told", "cut"), [(20_000, 20_000, False), (20_001, 20_000, True)])
    def test_hold_so_many_items_at_most_and_say_when_older_ones_are_missing(
        self, operator: Connection, kept: int, told: int, cut: bool
    ) -> None:
        with operator.transaction(force_rollback=True):
            facts = ask_for_facts_of_many(operator, kept)

        assert (len(facts["items"]), facts["items_cut"]) == (told, cut)
        oldest = min(item.booked_on for item in items(facts["items"]))
        assert oldest == (date(2026, 1, 2) if cut else date(2026, 1, 1))

    def test_hold_sums_that_no_bigint_could(self, operator: Connection) -> None:
        largest = 999_999_999_999_999
        with operator.transaction(force_rollback=True):
            facts = ask_for_facts_of_many(operator, 10_000, amount=-largest)
            row = operator.execute("select public.snapshot_facts('2026-12-31')").fetchone()

        balances = [account["balance"] for account in row[0]["accounts"]] if row else []
        assert 1_000_000 - largest * 10_000 in balances
        assert sum(month["spending"] for month in facts["month"]["trend"]) == largest * 10_000


def ask_for_facts_of_many(connection: Connection, transactions: int, *, amount: int = -1) -> Any:
    """The facts of somebody with one transaction on new year's day and all others on later days."""
    keeper = Keeper(connection, Ledger.empty())
    connection.execute(
        """
        insert into public.transactions (user_id, account_id, booked_on, amount)
        select %s, %s, date '2026-01-01' + least(number, 1 + number %% 300), %s
        from generate_series(0, %s) as number
        """,
        (keeper.id, keeper.accounts[0], amount, transactions - 1),
    )
    become(connection, "authenticated", keeper.id)
    row = connection.execute("select public.budget_facts('2026-12')").fetchone()
    assert row is not None
    return row[0]
