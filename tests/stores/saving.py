"""People who save for goals, over the fake and over the real database alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid4

import httpx

from dev.stack.running import Running
from shared.domain.caller import Caller
from shared.services.goals import GoalStore
from shared.stores.goals import GoalRows
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.goals import FakeGoals
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.owners import database_of

PLENTY = 1_000


class Saver(Protocol):
    """Somebody who saves, and a way to open an account."""

    goals: GoalStore

    async def add_account(self, balance: int = PLENTY) -> UUID:
        """An account with money in it."""
        ...


Enrol = Callable[[], Awaitable[Saver]]


class SaverInMemory:
    """Somebody whose goals are in dictionaries."""

    def __init__(self, everybody: FakeGoals) -> None:
        caller = a_caller()
        self._savings = everybody.of(caller)
        self.goals: GoalStore = everybody.as_caller(caller)

    async def add_account(self, balance: int = PLENTY) -> UUID:
        return self._savings.add_account(balance)


@dataclass
class SaverInPostgres:
    """Somebody whose accounts are written through PostgREST with their own token."""

    stack: Running
    caller: Caller
    goals: GoalStore

    async def add_account(self, balance: int = PLENTY) -> UUID:
        headers = {
            "apikey": self.stack.publishable_key,
            "Authorization": f"Bearer {self.caller.token}",
            "Prefer": "return=representation",
        }
        row = {"name": uuid4().hex, "kind": "BANK", "opening_balance": balance, "opened_on": "2024-01-01"}
        async with httpx.AsyncClient(base_url=self.stack.url, headers=headers, trust_env=False) as http:
            answer = await http.post("/rest/v1/accounts", json=row)
        return UUID(answer.raise_for_status().json()[0]["id"])


def savers_over_postgrest(stack: Running, people: People) -> Enrol:
    """People whose rows are in Postgres."""
    database = database_of(stack)

    async def enrol() -> Saver:
        person = await people("saver")
        caller = Caller(
            id=person.id, email=person.email, role=person.role, session_id=None, token=person.access_token
        )
        return SaverInPostgres(stack, caller, GoalRows(database=database, caller=caller))

    return enrol


def savers_in_memory() -> Enrol:
    """People whose goals are in dictionaries."""
    everybody = FakeGoals(FakeBudgetFacts(FakeFinancialData()))

    async def enrol() -> Saver:
        return SaverInMemory(everybody)

    return enrol
