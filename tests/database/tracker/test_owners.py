"""Nothing of one person refers to an account or a category of another, whoever writes it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.database.tracker.books import COFFEE, GROCERIES, Books, Row, refusal


def _recurring(account: str, **values: object) -> Row:
    return {
        "account_id": account,
        "amount": -1,
        "rrule": "FREQ=MONTHLY",
        "starts_on": "2026-01-01",
        **values,
    }


def _transaction(account: str, **values: object) -> Row:
    return {"account_id": account, "amount": -1, "booked_on": "2026-10-10", **values}


ROWS_WITH_A_CATEGORY: dict[str, Callable[[str, str], Row]] = {
    "transactions": lambda account, category: _transaction(account, category_id=category),
    "budgets": lambda account, category: {"category_id": category, "month": "2026-11", "amount": 1},
    "recurring_transactions": lambda account, category: _recurring(account, category_id=category),
    "category_rules": lambda account, category: {"pattern": "kopi", "category_id": category},
}


class TestCategories:
    def test_everybody_sees_the_systems_and_only_their_own(self, books: Books, others: Books) -> None:
        mine = books.category("WANTS", name="Kucing")

        seen = books.rows("categories")
        others_see = others.rows("categories")

        assert [row["id"] for row in seen if row["user_id"]] == [mine]
        assert [row for row in others_see if row["user_id"]] == []
        assert len(others_see) == 37

    def test_the_systems_are_in_two_languages_and_all_four_groups(self, books: Books) -> None:
        system = [row for row in books.rows("categories") if row["user_id"] is None]

        assert all(row["name"] and row["name_en"] for row in system)
        assert {row["budget_group"] for row in system} == {"INCOME", "NEEDS", "WANTS", "SAVING"}
        by_code = {row["code"]: row for row in system}
        assert by_code["needs.rent"]["is_fixed"]
        assert by_code["wants.coffee"]["id"] == COFFEE
        assert by_code["giving.charity"]["budget_group"] == "NEEDS"

    @pytest.mark.parametrize(
        "change",
        [{"name": "Minum"}, {"budget_group": "NEEDS"}, {"is_fixed": True}, {"archived": True}],
        ids=str,
    )
    def test_nobody_changes_or_removes_the_systems(self, books: Books, change: Row) -> None:
        assert books.change("categories", COFFEE, **change) == []
        assert books.remove("categories", id=f"eq.{COFFEE}") == []
        assert len(books.rows("categories")) == 37

    @pytest.mark.parametrize(
        "forged", [{"code": "wants.mine"}, {"user_id": None}, {"name_en": "Mine"}], ids=str
    )
    def test_nobody_adds_one_to_the_systems(self, books: Books, forged: Row) -> None:
        wish = {"name": "Milik semua", "budget_group": "WANTS", **forged}

        assert refusal(books.send("POST", "/categories", wish)) == "42501"

    def test_a_name_is_used_once(self, books: Books, others: Books) -> None:
        books.category(name="Kucing")

        again = books.send("POST", "/categories", {"name": "KUCING", "budget_group": "NEEDS"})

        assert refusal(again) == "categories_name_key"
        assert others.category(name="Kucing")

    @pytest.mark.parametrize("table", ROWS_WITH_A_CATEGORY)
    def test_of_the_system_and_of_ones_own_can_be_used(self, books: Books, table: str) -> None:
        account = books.account()

        for category in (GROCERIES, books.category()):
            row = ROWS_WITH_A_CATEGORY[table](account, category)
            assert books.add(table, **row | ({"pattern": category} if table == "category_rules" else {}))

    @pytest.mark.parametrize("table", ROWS_WITH_A_CATEGORY)
    def test_of_somebody_else_cannot_be_used(self, books: Books, others: Books, table: str) -> None:
        row = ROWS_WITH_A_CATEGORY[table]
        theirs, account = others.category(), books.account()

        added = books.send("POST", f"/{table}", row(account, theirs))
        mine = books.add(table, **row(account, GROCERIES))
        changed = books.send("PATCH", f"/{table}", {"category_id": theirs}, id=f"eq.{mine['id']}")

        assert (refusal(added), refusal(changed)) == ("category_owner", "category_owner")

    def test_of_somebody_else_cannot_be_used_in_a_part(self, books: Books, others: Books) -> None:
        whole, theirs = books.transaction(books.account(), -2), others.category()
        parts = [{"transaction_id": whole, "amount": -1, "category_id": theirs}] * 2

        assert refusal(books.send("POST", "/transaction_parts", parts)) == "category_owner"
        answer = books.send(
            "POST",
            "/rpc/split_transaction",
            {"transaction_id": whole, "parts": [{"amount": -1, "category_id": theirs}, {"amount": -1}]},
        )
        assert refusal(answer) == "category_owner"

    def test_that_nobody_has_cannot_be_used(self, books: Books) -> None:
        wish = _transaction(books.account(), category_id=str(uuid4()))

        assert refusal(books.send("POST", "/transactions", wish)) == "transactions_category_id_fkey"

    def test_goes_only_when_it_is_not_used_and_takes_its_rules_along(self, books: Books) -> None:
        used, unused = books.category(), books.category()
        books.transaction(books.account(), -1, category_id=used)
        books.add("category_rules", pattern="kopi", category_id=unused)

        answer = books.send("DELETE", "/categories", id=f"eq.{used}")

        assert refusal(answer) == "transactions_category_id_fkey"
        assert len(books.remove("categories", id=f"eq.{unused}")) == 1
        assert books.rows("category_rules") == []


class TestAccounts:
    def test_of_somebody_else_cannot_be_used(self, books: Books, others: Books) -> None:
        mine, theirs = books.account(), others.account()
        kept = books.transaction(mine, -1)

        refusals = [
            refusal(books.send("POST", "/transactions", _transaction(theirs))),
            refusal(books.send("PATCH", "/transactions", {"account_id": theirs}, id=f"eq.{kept}")),
            refusal(books.send("POST", "/recurring_transactions", _recurring(theirs))),
            refusal(books.send("POST", "/recurring_transactions", _recurring(mine, to_account_id=theirs))),
        ]

        assert refusals == [
            "transactions_account_fkey",
            "transactions_account_fkey",
            "recurring_transactions_account_fkey",
            "recurring_transactions_to_account_fkey",
        ]

    def test_a_recurring_transaction_of_somebody_else_cannot_be_named(
        self, books: Books, others: Books
    ) -> None:
        theirs = others.add("recurring_transactions", **_recurring(others.account()))
        wish = _transaction(books.account(), recurring_id=theirs["id"], due_on="2026-10-10")

        assert refusal(books.send("POST", "/transactions", wish)) == "transactions_recurring_fkey"

    def test_a_name_is_used_once(self, books: Books) -> None:
        books.account("Dompet")

        again = books.send("POST", "/accounts", {"name": "dompet", "kind": "CASH"})

        assert refusal(again) == "accounts_name_key"

    @pytest.mark.parametrize("use", ["transaction", "recurring", "recurring target"])
    def test_goes_only_when_it_is_not_used(self, books: Books, use: str) -> None:
        account, other = books.account(), books.account()
        if use == "transaction":
            books.transaction(account, -1)
        elif use == "recurring":
            books.add("recurring_transactions", **_recurring(account))
        else:
            books.add("recurring_transactions", **_recurring(other, to_account_id=account))

        assert refusal(books.send("DELETE", "/accounts", id=f"eq.{account}")).endswith("account_fkey")
        assert len(books.rows("accounts")) == 2

    def test_goes_when_it_is_not_used(self, books: Books) -> None:
        account = books.account(opening_balance=5)

        assert len(books.remove("accounts", id=f"eq.{account}")) == 1


class TestOwners:
    @pytest.mark.parametrize(
        ("table", "row"),
        [
            ("accounts", {"name": "X", "kind": "CASH"}),
            ("categories", {"name": "X", "budget_group": "WANTS"}),
            ("budget_settings", {"start_day": 3}),
            ("insight_dismissals", {"insight": "x"}),
        ],
    )
    def test_nobody_writes_in_the_name_of_somebody_else(
        self, books: Books, others: Books, table: str, row: dict[str, Any]
    ) -> None:
        wish = row | {"user_id": str(others.person.id)}

        assert refusal(books.send("POST", f"/{table}", wish)) == "42501"

    def test_an_id_that_somebody_else_has_can_be_chosen(self, books: Books, others: Books) -> None:
        taken = books.transaction(books.account(), -1)

        assert others.transaction(others.account(), -2, id=taken) == taken
        assert [row["amount"] for row in books.rows("transactions")] == [-1]
