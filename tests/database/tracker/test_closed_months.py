"""A month that a person closed does not change, by whatever way somebody tries."""

from typing import Any

import pytest

from tests.database.tracker.books import COFFEE, GROCERIES, Books, Row, legs, refusal


@pytest.fixture
def account(books: Books) -> str:
    return books.account(opened_on="2025-01-01", opening_balance=1_000)


def close(books: Books, month: str = "2025-03") -> Row:
    return books.call("close_month", month=month)


def closed(books: Books) -> list[str]:
    return [row["month"] for row in books.rows("closed_months", order="month")]


class TestTransactions:
    def test_are_not_added(self, books: Books, account: str) -> None:
        close(books)
        row = {"account_id": account, "amount": -1, "booked_on": "2025-03-31"}

        added = books.send("POST", "/transactions", row)
        recorded = books.send("POST", "/rpc/record_transactions", {"entries": [row]})
        long_before = books.send("POST", "/transactions", row | {"booked_on": "2001-01-01"})
        in_open_time = books.add("transactions", **row | {"booked_on": "2025-04-01"})

        assert [refusal(each) for each in (added, recorded, long_before)] == ["month_closed"] * 3
        assert [each["id"] for each in books.rows("transactions")] == [in_open_time["id"]]

    def test_are_refused_together_with_those_that_would_do(self, books: Books, account: str) -> None:
        close(books)
        rows = [
            {"account_id": account, "amount": -1, "booked_on": day} for day in ("2025-05-01", "2025-02-01")
        ]

        assert refusal(books.send("POST", "/transactions", rows)) == "month_closed"
        assert books.rows("transactions") == []

    @pytest.mark.parametrize(
        "change",
        [
            {"amount": -2},
            {"booked_on": "2025-03-11"},
            {"booked_on": "2025-04-10"},
            {"category_id": COFFEE},
            {"merchant": "Lain"},
            {"note": "lain"},
            {"account_id": "another"},
        ],
        ids=str,
    )
    def test_do_not_change(self, books: Books, account: str, change: dict[str, Any]) -> None:
        kept = books.transaction(account, -1, on="2025-03-10", merchant="Kopi Kita")
        before = books.rows("transactions")
        close(books)
        if change.get("account_id") == "another":
            change = {"account_id": books.account()}

        answer = books.send("PATCH", "/transactions", change, id=f"eq.{kept}")

        assert refusal(answer) == "month_closed"
        assert books.rows("transactions") == before

    def test_do_not_move_into_closed_time(self, books: Books, account: str) -> None:
        later = books.transaction(account, -1, on="2025-04-10")
        close(books)

        answer = books.send("PATCH", "/transactions", {"booked_on": "2025-03-31"}, id=f"eq.{later}")

        assert refusal(answer) == "month_closed"

    def test_are_not_removed(self, books: Books, account: str) -> None:
        kept = books.transaction(account, -1, on="2025-03-10")
        close(books)

        assert refusal(books.send("DELETE", "/transactions", id=f"eq.{kept}")) == "month_closed"
        assert refusal(books.send("DELETE", "/transactions", booked_on="gt.2000-01-01")) == "month_closed"
        assert len(books.rows("transactions")) == 1

    def test_are_saved_again_as_they_are(self, books: Books, account: str) -> None:
        kept = books.transaction(account, -1, on="2025-03-10", merchant="Kopi Kita")
        close(books)

        assert books.change("transactions", kept, merchant="Kopi Kita")[0]["amount"] == -1

    def test_are_not_linked_or_unlinked(self, books: Books, account: str) -> None:
        other = books.account()
        inside = books.transaction(account, -50, on="2025-03-30")
        outside = books.transaction(other, 50, on="2025-04-02")
        both = books.add_all("transactions", legs(account, other, booked_on="2025-02-02"))
        close(books)

        linked = books.send("POST", "/rpc/link_transfer", {"first_id": inside, "second_id": outside})
        unlinked = books.send("POST", "/rpc/unlink_transfer", {"transfer_id": both[0]["transfer_id"]})

        assert (refusal(linked), refusal(unlinked)) == ("month_closed", "month_closed")

    def test_are_not_reconciled(self, books: Books, account: str) -> None:
        close(books)
        wish = {"account_id": account, "balance": 77, "on_day": "2025-03-31"}

        assert refusal(books.send("POST", "/rpc/reconcile_account", wish)) == "month_closed"

    def test_let_go_of_a_recurring_transaction(self, books: Books, account: str) -> None:
        rule = books.add(
            "recurring_transactions",
            account_id=account,
            amount=-1,
            rrule="FREQ=DAILY",
            starts_on="2025-01-01",
        )
        books.transaction(account, -1, on="2025-03-10", recurring_id=rule["id"], due_on="2025-03-10")
        close(books)

        books.remove("recurring_transactions", id=f"eq.{rule['id']}")

        assert books.rows("transactions")[0]["recurring_id"] is None

    def test_are_not_split_and_their_parts_do_not_change(self, books: Books, account: str) -> None:
        whole = books.transaction(account, -100, on="2025-03-10")
        split = books.transaction(account, -100, on="2025-03-10")
        parts = [{"amount": -60, "category_id": COFFEE}, {"amount": -40, "category_id": None}]
        first = books.call("split_transaction", transaction_id=split, parts=parts)[0]
        close(books)

        refusals = [
            books.send("POST", "/rpc/split_transaction", {"transaction_id": whole, "parts": parts}),
            books.send("POST", "/rpc/split_transaction", {"transaction_id": split, "parts": []}),
            books.send("PATCH", "/transaction_parts", {"category_id": GROCERIES}, id=f"eq.{first['id']}"),
            books.send("DELETE", "/transaction_parts", transaction_id=f"eq.{split}"),
            books.send("POST", "/transaction_parts", [{"transaction_id": whole, **each} for each in parts]),
        ]

        assert [refusal(answer) for answer in refusals] == ["month_closed"] * 5
        assert len(books.rows("transaction_parts")) == 2


class TestPlans:
    def test_budgets_do_not_change(self, books: Books) -> None:
        kept = books.add("budgets", category_id=COFFEE, month="2025-03", amount=5)
        later = books.add("budgets", category_id=COFFEE, month="2025-04", amount=5)
        close(books)

        refusals = [
            books.send("PATCH", "/budgets", {"amount": 6}, id=f"eq.{kept['id']}"),
            books.send("PATCH", "/budgets", {"rollover_surplus": True}, id=f"eq.{kept['id']}"),
            books.send("PATCH", "/budgets", {"month": "2025-05"}, id=f"eq.{kept['id']}"),
            books.send("PATCH", "/budgets", {"month": "2025-02"}, id=f"eq.{later['id']}"),
            books.send("DELETE", "/budgets", id=f"eq.{kept['id']}"),
            books.send("POST", "/budgets", {"category_id": GROCERIES, "month": "2025-01", "amount": 1}),
        ]

        assert [refusal(answer) for answer in refusals] == ["month_closed"] * 6
        assert books.change("budgets", later["id"], amount=6)[0]["amount"] == 6

    @pytest.mark.parametrize("use", ["transaction", "part", "budget"])
    def test_a_category_that_was_used_stays_in_its_group(self, books: Books, account: str, use: str) -> None:
        category = books.category("WANTS")
        if use == "transaction":
            books.transaction(account, -1, on="2025-03-31", category_id=category)
        elif use == "part":
            whole = books.transaction(account, -2, on="2025-03-31")
            parts = [{"amount": -1, "category_id": category}, {"amount": -1}]
            books.call("split_transaction", transaction_id=whole, parts=parts)
        else:
            books.add("budgets", category_id=category, month="2025-03", amount=1)
        close(books)

        answer = books.send("PATCH", "/categories", {"budget_group": "NEEDS"}, id=f"eq.{category}")

        assert refusal(answer) == "month_closed"
        assert books.change("categories", category, name="Nama baru", archived=True)

    def test_a_category_that_was_not_used_there_changes_its_group(self, books: Books, account: str) -> None:
        category = books.category("WANTS")
        books.transaction(account, -1, on="2025-04-01", category_id=category)
        close(books)

        assert books.change("categories", category, budget_group="NEEDS")[0]["budget_group"] == "NEEDS"


class TestOpenings:
    @pytest.mark.parametrize(
        "change",
        [
            {"opening_balance": 2_000},
            {"opening_balance": 0},
            {"opened_on": "2025-06-01"},
            {"opened_on": "2025-02-01"},
        ],
        ids=str,
    )
    def test_do_not_change(self, books: Books, account: str, change: dict[str, Any]) -> None:
        close(books)

        answer = books.send("PATCH", "/accounts", change, id=f"eq.{account}")

        assert refusal(answer) == "month_closed"

    def test_do_not_appear_or_go(self, books: Books, account: str) -> None:
        late = books.account(opened_on="2025-04-01", opening_balance=5)
        close(books)
        wish = {"name": "Lama", "kind": "BANK", "opened_on": "2025-03-31", "opening_balance": 5}

        assert refusal(books.send("POST", "/accounts", wish)) == "month_closed"
        assert refusal(books.send("DELETE", "/accounts", id=f"eq.{account}")) == "month_closed"
        moved = books.send("PATCH", "/accounts", {"opened_on": "2025-03-31"}, id=f"eq.{late}")
        assert refusal(moved) == "month_closed"

    def test_change_in_open_time_and_where_there_is_nothing(self, books: Books, account: str) -> None:
        late = books.account(opened_on="2025-04-01", opening_balance=5)
        empty = books.account(opened_on="2025-01-01")
        close(books)

        assert books.change("accounts", late, opening_balance=6)
        assert books.change("accounts", empty, opened_on="2025-02-01")
        assert books.change("accounts", account, name="Nama baru", archived=True, for_emergencies=True)
        assert books.add("accounts", name="Lama", kind="CASH", opened_on="2025-03-31")


class TestClosing:
    def test_takes_every_month_since_the_first_transaction_along(self, books: Books, account: str) -> None:
        books.transaction(account, -1, on="2024-12-31")

        row = close(books)

        assert (row["month"], row["first_day"], row["last_day"]) == ("2025-03", "2025-03-01", "2025-03-31")
        assert closed(books) == ["2024-12", "2025-01", "2025-02", "2025-03"]

    def test_without_transactions_takes_the_month_alone(self, books: Books) -> None:
        close(books)

        assert closed(books) == ["2025-03"]

    def test_goes_on_from_what_is_closed(self, books: Books, account: str) -> None:
        close(books, "2025-01")

        close(books, "2025-03")

        assert closed(books) == ["2025-01", "2025-02", "2025-03"]

    def test_again_changes_nothing(self, books: Books) -> None:
        first = close(books)

        assert close(books) == first
        assert closed(books) == ["2025-03"]

    def test_an_earlier_month_leaves_no_gap(self, books: Books) -> None:
        close(books, "2025-03")

        assert close(books, "2025-01")["last_day"] == "2025-01-31"
        assert closed(books) == ["2025-01", "2025-02", "2025-03"]

    def test_refuses_a_month_that_has_not_ended(self, books: Books) -> None:
        current = books.call("budget_month")["month"]

        for month in (current, "2100-01"):
            answer = books.send("POST", "/rpc/close_month", {"month": month})
            assert refusal(answer) == "month_ended"
        assert closed(books) == []

    def test_is_of_the_caller_alone(self, books: Books, others: Books) -> None:
        close(books)

        assert closed(others) == []
        assert others.transaction(others.account(), -1, on="2025-03-10")

    def test_keeps_its_bounds_whatever_the_settings_become(self, books: Books) -> None:
        books.add("budget_settings", start_day=25)
        close(books)

        books.send("PATCH", "/budget_settings", {"start_day": 1}, user_id=f"eq.{books.person.id}")

        months = books.call("budget_months", from_month="2025-02", to_month="2025-05")
        assert [(row["first_day"], row["last_day"], row["closed"]) for row in months] == [
            ("2025-02-01", "2025-02-24", False),
            ("2025-02-25", "2025-03-24", True),
            ("2025-03-25", "2025-04-30", False),
            ("2025-05-01", "2025-05-31", False),
        ]

    def test_nobody_writes_closed_months(self, books: Books) -> None:
        close(books)
        row = {"month": "2025-04", "first_day": "2025-04-01", "last_day": "2025-04-30"}

        for method in ("POST", "PATCH", "DELETE"):
            assert refusal(books.send(method, "/closed_months", row, month="eq.2025-03")) == "42501"


class TestReopening:
    def test_lets_the_month_and_all_after_it_change_again(self, books: Books, account: str) -> None:
        kept = books.transaction(account, -1, on="2025-02-10")
        close(books)

        reopened = books.call("reopen_month", month="2025-03")
        still = books.send("PATCH", "/transactions", {"amount": -2}, id=f"eq.{kept}")
        books.call("reopen_month", month="2025-02")

        assert [row["month"] for row in reopened] == ["2025-03"]
        assert refusal(still) == "month_closed"
        assert books.change("transactions", kept, amount=-2)[0]["amount"] == -2
        assert closed(books) == []

    def test_of_what_is_open_changes_nothing(self, books: Books) -> None:
        close(books)

        assert books.call("reopen_month", month="2025-04") == []
        assert closed(books) == ["2025-03"]

    def test_is_of_the_caller_alone(self, books: Books, others: Books) -> None:
        close(books)

        assert others.call("reopen_month", month="2025-01") == []
        assert closed(books) == ["2025-03"]
