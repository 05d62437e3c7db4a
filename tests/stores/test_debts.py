"""Debts as Postgres tells them, read through their store."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed, LeftOutDebt
from shared.errors import Unauthenticated
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.database import Database, DatabaseUnavailable
from shared.stores.debt_rows import debts_owed
from shared.stores.debts import DebtRows
from shared.stores.goals import GoalRows
from shared.stores.planning_facts import PlanningFactsRows
from tests.fakes.web import a_caller
from tests.functions.budget.test_on_the_stack import signed_in
from tests.people import People, Person
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

LOAN = {
    "kind": "VEHICLE_LOAN",
    "name": "Motor",
    "lender": "FIF",
    "method": "FLAT",
    "principal": 18_000_000,
    "balance": 12_000_000,
    "annual_rate": 0.12,
    "early_penalty": 0.05,
    "interest_waived": True,
}
CARD = {"kind": "CREDIT_CARD", "name": "Kartu", "method": "EFFECTIVE", "annual_rate": 0.21}

Add = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


def today() -> date:
    """The day in Jakarta."""
    return today_in_jakarta(now=datetime.now(UTC))


def next_year(day: int) -> str:
    """A day of the month that it is now, a year on."""
    return str(today().replace(year=today().year + 1, day=day))


@pytest.fixture
async def person(people: People) -> Person:
    """Somebody new."""
    return await people("owner")


@pytest.fixture
def rows(stack: Running, person: Person) -> DebtRows:
    """Their debts."""
    return DebtRows(database=database_of(stack), caller=caller_of(person))


@pytest.fixture
def add(stack: Running, person: Person) -> Add:
    """Writes a row as their client does."""

    async def write(table: str, row: dict[str, Any]) -> dict[str, Any]:
        key = {"apikey": stack.publishable_key, "Prefer": "return=representation"}
        async with signed_in(stack, person) as client:
            answer = await client.post(f"/rest/v1/{table}", json=row, headers=key)
        assert answer.status_code == 201, answer.text
        return answer.json()[0]

    return write


async def test_a_debt_comes_back_as_it_was_told(rows: DebtRows, add: Add) -> None:
    await add("debts", LOAN | {"ends_on": next_year(28), "due_day": 31})

    owed = await rows.read()

    told = {name: value for name, value in LOAN.items() if not isinstance(value, float)}
    exact = {"annual_rate": Decimal("0.12"), "early_penalty": Decimal("0.05"), "months_left": 13}
    assert owed == DebtsOwed(debts=(Debt.model_validate(told | exact),))


async def test_somebody_new_owes_nothing(rows: DebtRows) -> None:
    assert await rows.read() == DebtsOwed()


async def test_terms_that_the_balance_of_an_account_outgrew_are_left_out(
    stack: Running, person: Person, rows: DebtRows, add: Add
) -> None:
    account = await add(
        "accounts",
        {"name": "Kredivo", "kind": "PAYLATER", "opening_balance": -90_000_000, "opened_on": "2024-01-01"},
    )
    # The month's interest is more than the instalment that was told when less was owed.
    flat = {"kind": "PAYLATER", "method": "FLAT", "principal": 3_000_000, "annual_rate": 0.36}
    await add("debts", flat | {"name": "Paylater", "instalment": 600_000, "account_id": account["id"]})
    await add("debts", CARD | {"balance": 5})
    left_out = (LeftOutDebt(name="Paylater", balance=90_000_000),)

    owed = await rows.read()

    assert ([debt.name for debt in owed.debts], owed.left_out) == (["Kartu"], left_out)
    caller, database = caller_of(person), database_of(stack)
    planned = await PlanningFactsRows(database=database, caller=caller).read()
    assert [it.debt.name for it in planned.debts] == ["Kartu"]
    assert UUID(account["id"]) in planned.debt_accounts.values()
    facts = await BudgetFactsRows(database=database, caller=caller).read_snapshot()
    goals = await GoalRows(database=database, caller=caller).read()
    month = await BudgetFactsRows(database=database, caller=caller).read_month(None)
    for told in (facts, goals.snapshot, month.snapshot):
        assert (told.keeps_debts, told.debts, told.debts_left_out) == (True, owed.debts, left_out)


async def test_a_token_that_is_none_is_refused(stack: Running) -> None:
    with pytest.raises(Unauthenticated):
        await DebtRows(database=database_of(stack), caller=a_caller()).read()


async def test_no_answer_is_not_no_debt() -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="<html>")

    client = httpx.AsyncClient(transport=httpx.MockTransport(broken))
    database = Database(url="http://database.test", publishable_key="key", http=lambda: client)

    with pytest.raises(DatabaseUnavailable):
        await DebtRows(database=database, caller=a_caller()).read()


def test_a_name_that_is_no_name_is_left_out() -> None:
    row: dict[str, Any] = dict.fromkeys(Debt.model_fields) | CARD | {"name": "\u00a0", "balance": 7}

    assert debts_owed([row]).left_out == (LeftOutDebt(name="\u00a0", balance=7),)
