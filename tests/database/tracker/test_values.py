"""Absurd amounts, impossible dates and texts that break lines are refused where they would be kept."""

import asyncio
from typing import Any

import httpx
import pytest

from dev.stack.running import Running
from tests.database.tracker.books import COFFEE, SALARY, Books, Row, refusal
from tests.people import People, Person

MAX = 999_999_999_999_999


@pytest.fixture(scope="module")
def keeper(stack: Running, rest: httpx.Client) -> Books:
    """One person for all that is refused: nothing of it stays."""

    async def invite() -> Person:
        async with People.of(stack) as people:
            return await people("keeper")

    return Books(person=asyncio.run(invite()), http=rest)


def _row_of(books: Books, table: str) -> Row:
    account = books.account()
    return {
        "accounts": {"name": "Dompet", "kind": "CASH"},
        "transactions": {"account_id": account, "amount": -1, "booked_on": "2026-10-10"},
        "recurring_transactions": {
            "account_id": account,
            "amount": -1,
            "rrule": "FREQ=MONTHLY;BYMONTHDAY=25",
            "starts_on": "2026-01-31",
        },
        "budgets": {"category_id": COFFEE, "month": "2026-11", "amount": 1},
        "budget_settings": {},
        "categories": {"name": "Kucing", "budget_group": "WANTS"},
        "category_rules": {"pattern": "kopi kita", "category_id": COFFEE},
        "insight_dismissals": {"insight": "price_rise:netflix"},
    }[table]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("transactions", {"amount": 0}),
        ("transactions", {"amount": MAX + 1}),
        ("transactions", {"amount": -MAX - 1}),
        ("transactions", {"amount": 10**30}),
        ("transactions", {"amount": 1.5}),
        ("transactions", {"amount": None}),
        ("transactions", {"booked_on": "1999-12-31"}),
        ("transactions", {"booked_on": "2101-01-01"}),
        ("transactions", {"booked_on": "2026-02-30"}),
        ("transactions", {"booked_on": "infinity"}),
        ("transactions", {"booked_on": None}),
        ("transactions", {"merchant": ""}),
        ("transactions", {"merchant": "  "}),
        ("transactions", {"merchant": "x" * 121}),
        ("transactions", {"merchant": "Kopi\nKita"}),
        ("transactions", {"note": "x" * 501}),
        ("transactions", {"note": "bel\u0007"}),
        ("transactions", {"note": "\n"}),
        ("transactions", {"source": "IMPORT"}),
        ("transactions", {"source": "RECONCILIATION"}),
        ("transactions", {"source": "MAGIC"}),
        ("transactions", {"due_on": "1999-12-31"}),
        ("accounts", {"name": ""}),
        ("accounts", {"name": "x" * 61}),
        ("accounts", {"name": "a\tb"}),
        ("accounts", {"kind": "SOCK"}),
        ("accounts", {"opening_balance": MAX + 1}),
        ("accounts", {"opened_on": "1999-12-31"}),
        ("accounts", {"institution": " "}),
        ("categories", {"name": "x" * 61}),
        ("categories", {"budget_group": "LUCK"}),
        ("budgets", {"amount": -1}),
        ("budgets", {"amount": MAX + 1}),
        ("budgets", {"month": "2026-13"}),
        ("budgets", {"month": "2026-1"}),
        ("budgets", {"month": "2026-11\n"}),
        ("budgets", {"month": "1999-11"}),
        ("budgets", {"month": "2101-02"}),
        ("budgets", {"category_id": SALARY}),
        ("budget_settings", {"start_day": 0}),
        ("budget_settings", {"start_day": 29}),
        ("budget_settings", {"month_start": "FULL_MOON"}),
        ("recurring_transactions", {"amount": 0}),
        ("recurring_transactions", {"rrule": "FREQ=HOURLY"}),
        ("recurring_transactions", {"rrule": "freq=monthly"}),
        ("recurring_transactions", {"rrule": "FREQ=MONTHLY\nDTSTART:20260101"}),
        ("recurring_transactions", {"rrule": "RRULE:FREQ=MONTHLY"}),
        ("recurring_transactions", {"rrule": "FREQ=MONTHLY;BYDAY=" + "1MO," * 60 + "1TU"}),
        ("recurring_transactions", {"ends_on": "2025-12-31"}),
        ("recurring_transactions", {"starts_on": "1999-12-31"}),
        ("recurring_transactions", {"skipped": ["2026-01-31"] * 401}),
        ("recurring_transactions", {"skipped": [None]}),
        ("category_rules", {"pattern": "x"}),
        ("category_rules", {"pattern": " x "}),
        ("category_rules", {"pattern": "x" * 121}),
        ("category_rules", {"match": "LIKE"}),
        ("category_rules", {"priority": 1001}),
        ("category_rules", {"status": "MAYBE"}),
        ("insight_dismissals", {"insight": ""}),
        ("insight_dismissals", {"insight": "x" * 121}),
    ],
    ids=str,
)
def test_is_refused(keeper: Books, table: str, values: dict[str, Any]) -> None:
    row = _row_of(keeper, table)

    answer = keeper.send("POST", f"/{table}", row | values)

    assert answer.status_code == 400, answer.text
    assert answer.json()["code"][:2] in ("22", "23"), answer.text


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("transactions", {"amount": MAX}),
        ("transactions", {"amount": -MAX}),
        ("transactions", {"booked_on": "2000-01-01", "note": "dua\nbaris"}),
        ("transactions", {"booked_on": "2100-12-31", "merchant": "Kopi ☕ “Kita”, =1+1"}),
        ("accounts", {"opening_balance": -MAX, "opened_on": "2000-01-01"}),
        ("budgets", {"amount": 0, "month": "1999-12"}),
        ("budgets", {"amount": MAX, "month": "2101-01"}),
        ("recurring_transactions", {"rrule": "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231"}),
        ("recurring_transactions", {"skipped": ["2026-01-31", "2026-02-28"], "ends_on": "2026-01-31"}),
        ("budget_settings", {"month_start": "LAST_WORKING_DAY"}),
        ("budget_settings", {"start_day": 28}),
    ],
    ids=str,
)
def test_is_kept(books: Books, table: str, values: dict[str, Any]) -> None:
    added = books.add(table, **_row_of(books, table) | values)

    assert {name: added[name] for name in values} == values


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("transactions", "import_id", None),
        ("transactions", "import_fingerprint", "x"),
        ("transactions", "is_split", True),
        ("budgets", "moved", 5),
        ("category_rules", "origin", "CORRECTION"),
        ("accounts", "id", "00000000-0000-4000-8000-000000000001"),
        ("transactions", "created_at", "2001-01-01"),
    ],
)
def test_what_only_the_database_writes_is_not_granted(
    keeper: Books, table: str, column: str, value: object
) -> None:
    row = _row_of(keeper, table)

    assert refusal(keeper.send("POST", f"/{table}", row | {column: value})) == "42501"


@pytest.mark.parametrize(
    "values",
    [
        {"amount": 1},
        {"category_id": COFFEE},
        {"to_account_id": "itself"},
    ],
    ids=str,
)
def test_a_recurring_transfer_leaves_one_account_for_another(keeper: Books, values: dict[str, Any]) -> None:
    row = _row_of(keeper, "recurring_transactions") | {"to_account_id": keeper.account()} | values
    if row["to_account_id"] == "itself":
        row["to_account_id"] = row["account_id"]

    answer = keeper.send("POST", "/recurring_transactions", row)

    assert refusal(answer) == "recurring_transactions_transfer_check"


def test_a_pattern_is_kept_in_lower_case_with_single_spaces_and_once(books: Books) -> None:
    rule = books.add("category_rules", pattern="  Kopi   KITA\t", category_id=COFFEE)

    again = books.send("POST", "/category_rules", {"pattern": "kopi kita", "category_id": COFFEE})

    assert rule["pattern"] == "kopi kita"
    assert refusal(again) == "category_rules_pattern_key"


def test_an_account_is_opened_today_with_nothing_in_it(books: Books) -> None:
    account = books.add("accounts", name="Dompet", kind="CASH")

    assert (account["opening_balance"], account["for_emergencies"], account["archived"]) == (0, False, False)
    assert account["opened_on"] >= "2026-01-01"


def test_a_due_day_is_booked_once_and_forgotten_with_its_rule(books: Books) -> None:
    row = _row_of(books, "recurring_transactions")
    rule = books.add("recurring_transactions", **row)
    wish = _row_of(books, "transactions") | {"source": "RECURRING", "recurring_id": rule["id"]}
    books.add("transactions", **wish, due_on="2026-10-25")

    twice = books.send("POST", "/transactions", wish | {"due_on": "2026-10-25"})
    undated = books.send("POST", "/transactions", wish)
    books.add("transactions", **wish, due_on="2026-11-25")
    books.remove("recurring_transactions", id=f"eq.{rule['id']}")

    assert refusal(twice) == "transactions_recurring_id_due_on_key"
    assert refusal(undated) == "transactions_due_check"
    assert {row["due_on"] for row in books.rows("transactions")} == {"2026-10-25", "2026-11-25"}
    assert [row["recurring_id"] for row in books.rows("transactions")] == [None, None]


@pytest.mark.parametrize("due_on", [None, "2026-10-25"])
def test_what_claims_to_recur_names_what_recurs(books: Books, due_on: str | None) -> None:
    wish = _row_of(books, "transactions") | {"source": "RECURRING", "due_on": due_on}

    answer = books.send("POST", "/transactions", wish)

    assert refusal(answer) == "transactions_recurring_origin"


def test_a_transfer_that_recurred_can_be_unlinked_and_its_rule_removed(books: Books) -> None:
    bank, wallet = books.account(), books.account()
    row = _row_of(books, "recurring_transactions") | {"account_id": bank, "to_account_id": wallet}
    rule = books.add("recurring_transactions", **row | {"amount": -5, "category_id": None})
    due = {"source": "RECURRING", "recurring_id": rule["id"], "due_on": "2026-10-25"}
    wish = {"account_id": bank, "to_account_id": wallet, "booked_on": "2026-10-25", "amount": -5} | due
    legs = books.call("record_transactions", entries=[wish])

    books.call("unlink_transfer", transfer_id=legs[0]["transfer_id"])
    books.remove("recurring_transactions", id=f"eq.{rule['id']}")

    kept = [(row["source"], row["due_on"], row["transfer_id"]) for row in books.rows("transactions")]
    assert kept == [("RECURRING", "2026-10-25", None)] * 2


def test_a_budget_can_be_set_again_in_one_request(books: Books) -> None:
    row = _row_of(books, "budgets")
    books.add("budgets", **row)

    headers = {
        "Authorization": f"Bearer {books.person.access_token}",
        "Prefer": "resolution=merge-duplicates,return=representation",
    }
    again = books.http.post(
        "/budgets?on_conflict=user_id,category_id,month", json=row | {"amount": 7}, headers=headers
    )

    assert again.raise_for_status().json()[0]["amount"] == 7


def test_a_category_with_budgets_does_not_become_income(books: Books) -> None:
    category = books.category("WANTS")
    budget = books.add("budgets", category_id=category, month="2026-11", amount=5)

    answer = books.send("PATCH", "/categories", {"budget_group": "INCOME"}, id=f"eq.{category}")
    books.remove("budgets", id=f"eq.{budget['id']}")

    assert refusal(answer) == "budget_group_income"
    assert books.change("categories", category, budget_group="INCOME")[0]["budget_group"] == "INCOME"
