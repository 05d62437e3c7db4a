"""What every store of financial data does: the one in memory and the one in Postgres."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from pydantic import JsonValue

from dev.stack.running import Running
from shared.domain.budget.model import FinancialDataChange
from shared.domain.caller import Caller
from shared.errors import InvalidInput, Unauthenticated
from shared.services.financial_data import FinancialDataStore
from shared.stores.financial_data import FinancialDataRows
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.web import a_caller
from tests.people import People, Person
from tests.stores.owners import database_of

StoreOf = Callable[[str], Awaitable[FinancialDataStore]]
SYNTAX = "beli,motor).or=(id.gt.0)*&select=*%00'\";-- drop"
WIDEST = "\U0001f600" * 80
DEBT: dict[str, JsonValue] = {
    "kind": "COOPERATIVE_LOAN",
    "name": WIDEST,
    "balance": 9_999_999_999_999,
    "monthly_payment": 9_999_999_999_999,
    "annual_rate": 19.123456,
    "lender": WIDEST,
}


def caller_of(person: Person) -> Caller:
    """The caller that a person's token makes."""
    return Caller(
        id=person.id, email=person.email, role=person.role, session_id=None, token=person.access_token
    )


@pytest.fixture(params=["memory", "postgres"])
def store_of(request: pytest.FixtureRequest) -> StoreOf:
    """The store of a fresh person, by the role they play."""
    if request.param == "memory":
        table = FakeFinancialData()

        async def in_memory(role: str) -> FinancialDataStore:
            return table.as_caller(a_caller())

        return in_memory

    people: People = request.getfixturevalue("people")
    database = database_of(request.getfixturevalue("stack"))

    async def in_postgres(role: str) -> FinancialDataStore:
        return FinancialDataRows(database=database, caller=caller_of(await people(role)))

    return in_postgres


class TestRead:
    async def test_finds_nothing_before_anything_is_saved(self, store_of: StoreOf) -> None:
        store = await store_of("owner")

        assert await store.read() is None

    async def test_finds_what_was_saved(self, store_of: StoreOf) -> None:
        store = await store_of("owner")
        saved = await store.save({"monthly_income": 999_999_999_999_999, "stated_goals": [SYNTAX]})

        assert await store.read() == saved
        assert saved.data.monthly_income == 999_999_999_999_999
        assert saved.data.stated_goals == (SYNTAX,)

    async def test_finds_nothing_of_somebody_else(self, store_of: StoreOf) -> None:
        owner, stranger = await store_of("owner"), await store_of("stranger")
        await owner.save({"monthly_income": 1})

        assert await stranger.read() is None


class TestSave:
    async def test_leaves_absent_keys_and_clears_with_null(self, store_of: StoreOf) -> None:
        store = await store_of("owner")
        await store.save({"monthly_income": 5, "current_debt": 7, "assets": [], "risk_tolerance": "MODERATE"})

        record = await store.save({"monthly_income": None, "current_savings": 0})

        told = FinancialDataChange.model_validate(record.data.model_dump(exclude_none=True)).changes()
        assert told == {"current_savings": 0, "current_debt": 7, "assets": [], "risk_tolerance": "MODERATE"}

    async def test_keeps_four_full_lists(self, store_of: StoreOf) -> None:
        store = await store_of("owner")
        told: dict[str, Any] = {
            "stated_goals": ["\U0001f600" * 200] * 20,
            "current_investments": [
                {"kind": "GOVERNMENT_BOND", "name": WIDEST, "value": 1, "monthly_contribution": 1}
            ]
            * 30,
            "assets": [{"kind": "MOTORCYCLE", "name": WIDEST, "value": 1}] * 30,
            "liabilities": [DEBT] * 30,
            "insurance": [
                {"kind": "BPJS_KETENAGAKERJAAN", "provider": WIDEST, "monthly_premium": 1, "coverage": 1}
            ]
            * 30,
        }

        record = await store.save(FinancialDataChange.model_validate_json(json.dumps(told)).changes())

        assert record.unreadable == ()
        assert record.data.model_dump(mode="json", exclude_none=True) == told
        assert await store.read() == record

    async def test_moves_the_time_of_change_on(self, store_of: StoreOf) -> None:
        store = await store_of("owner")
        first = await store.save({"monthly_income": 1})

        second = await store.save({"monthly_income": 2})

        assert first.updated_at is not None
        assert second.updated_at is not None
        assert first.updated_at < second.updated_at


class TestInPostgres:
    async def test_sets_aside_what_a_client_wrote_in_another_shape(
        self, stack: Running, people: People
    ) -> None:
        owner = await people("owner")
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as frontend:
            wrote = await frontend.post(
                "/rest/v1/financial_data",
                json={"monthly_income": 5_000_000, "assets": [{"colour": "red"}]},
                headers={"apikey": stack.publishable_key, "Authorization": f"Bearer {owner.access_token}"},
            )
        assert wrote.status_code == 201

        record = await FinancialDataRows(database=database_of(stack), caller=caller_of(owner)).read()

        assert record is not None
        assert record.data.monthly_income == 5_000_000
        assert record.unreadable == ("assets",)

    async def test_refuses_a_column_that_is_not_the_owners_to_write(
        self, stack: Running, people: People
    ) -> None:
        owner, stranger = await people("owner"), await people("stranger")
        store = FinancialDataRows(database=database_of(stack), caller=caller_of(owner))

        with pytest.raises(InvalidInput):
            await store.save({"user_id": str(stranger.id)})

    async def test_refuses_a_token_that_is_no_more(self, stack: Running, people: People) -> None:
        owner = caller_of(await people("owner"))
        forged = owner.model_copy(update={"token": owner.token[:-4] + "AAAA"})

        with pytest.raises(Unauthenticated):
            await FinancialDataRows(database=database_of(stack), caller=forged).read()

    async def test_refuses_whose_account_is_gone(self, stack: Running, people: People) -> None:
        gone = await people("gone")
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as admin:
            await admin.delete(f"/auth/v1/admin/users/{gone.id}", headers={"apikey": stack.secret_key})

        with pytest.raises(Unauthenticated):
            await FinancialDataRows(database=database_of(stack), caller=caller_of(gone)).save(
                {"monthly_income": 1}
            )
