"""People who keep books, over the fake ledger and over the real database alike."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

import httpx
import psycopg

from dev.stack.running import Running
from shared.domain.budget.categories.model import CategoryRule, RuleMatch
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import Account, AccountKind
from shared.domain.caller import Caller
from shared.services.category_rules import CategoryRuleStore
from shared.services.transactions import TransactionStore
from shared.stores.category_rules import CategoryRuleRows
from shared.stores.transactions import TransactionRows
from tests.builders.bookkeeping import category_id
from tests.fakes.ledger import FakeBooks, FakeLedger
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.owners import database_of


class Keeper(Protocol):
    """Somebody with books, and ways to write what a client writes directly."""

    transactions: TransactionStore
    rules: CategoryRuleStore

    async def add_account(self, name: str, *, archived: bool = False) -> UUID:
        """A bank account."""
        ...

    async def add_rule(
        self, pattern: str, code: str, *, match: str = "CONTAINS", active: bool = True
    ) -> UUID:
        """A category rule, active or proposed."""
        ...

    async def add_recurring(self, account: UUID, rrule: str) -> UUID:
        """A recurring transaction of -1.250.000 since September 2026."""
        ...

    async def dismiss(self, key: str) -> None:
        """Put an offer aside."""
        ...

    async def close(self, until: date) -> None:
        """Close everything up to a day."""
        ...


Enrol = Callable[[], Awaitable[Keeper]]


class KeeperInMemory:
    """Somebody whose books are in dictionaries."""

    def __init__(self, ledger: FakeLedger) -> None:
        caller = a_caller()
        self._books: FakeBooks = ledger.books_of(caller)
        self.transactions: TransactionStore = ledger.transactions_of(caller)
        self.rules: CategoryRuleStore = ledger.rules_of(caller)

    async def add_account(self, name: str, *, archived: bool = False) -> UUID:
        account = Account(id=uuid4(), name=name, kind=AccountKind.BANK, archived=archived)
        self._books.accounts[account.id] = account
        return account.id

    async def add_rule(
        self, pattern: str, code: str, *, match: str = "CONTAINS", active: bool = True
    ) -> UUID:
        rule = CategoryRule(
            id=uuid4(), pattern=pattern, match=RuleMatch(match), category_id=category_id(code)
        )
        self._books.rules[rule.id] = rule
        if active:
            self._books.active.add(rule.id)
        return rule.id

    async def add_recurring(self, account: UUID, rrule: str) -> UUID:
        rule = RecurringRule(
            id=uuid4(), account_id=account, amount=-1_250_000, rrule=rrule, starts_on=date(2026, 9, 1)
        )
        self._books.recurring[rule.id] = rule
        return rule.id

    async def dismiss(self, key: str) -> None:
        self._books.dismissed.append(key)

    async def close(self, until: date) -> None:
        self._books.closed_until = until


class KeeperInPostgres:
    """Somebody whose rows are written through PostgREST with their own token."""

    def __init__(self, stack: Running, caller: Caller) -> None:
        database = database_of(stack)
        self._stack = stack
        self.caller = caller
        self.transactions: TransactionStore = TransactionRows(database=database, caller=caller)
        self.rules: CategoryRuleStore = CategoryRuleRows(database=database, caller=caller)

    async def add_account(self, name: str, *, archived: bool = False) -> UUID:
        return await self._insert("accounts", {"name": name, "kind": "BANK", "archived": archived})

    async def add_rule(
        self, pattern: str, code: str, *, match: str = "CONTAINS", active: bool = True
    ) -> UUID:
        row = {"pattern": pattern, "match": match, "category_id": str(category_id(code))}
        return await self._insert("category_rules", row | {"status": "ACTIVE" if active else "PROPOSED"})

    async def add_recurring(self, account: UUID, rrule: str) -> UUID:
        row = {"account_id": str(account), "amount": -1_250_000, "rrule": rrule, "starts_on": "2026-09-01"}
        return await self._insert("recurring_transactions", row)

    async def dismiss(self, key: str) -> None:
        await self._post("insight_dismissals", {"insight": key})

    async def close(self, until: date) -> None:
        connection = await psycopg.AsyncConnection.connect(self._stack.database_url, autocommit=True)
        async with connection:
            await connection.execute(
                "insert into public.closed_months (user_id, month, first_day, last_day) "
                "values (%s, %s, %s, %s)",
                (self.caller.id, f"{until:%Y-%m}", until.replace(day=1), until),
            )

    async def _insert(self, table: str, row: dict[str, Any]) -> UUID:
        return UUID((await self._post(table, row))["id"])

    async def _post(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        headers = {
            "apikey": self._stack.publishable_key,
            "Authorization": f"Bearer {self.caller.token}",
            "Prefer": "return=representation",
        }
        async with httpx.AsyncClient(base_url=self._stack.url, trust_env=False, timeout=20) as frontend:
            answer = await frontend.post(f"/rest/v1/{table}", json=row, headers=headers)
        return cast("list[dict[str, Any]]", answer.raise_for_status().json())[0]


def enrol_in_memory() -> Enrol:
    """Keepers who share one ledger."""
    ledger = FakeLedger()

    async def enrol() -> Keeper:
        return KeeperInMemory(ledger)

    return enrol


def enrol_over_postgrest(stack: Running, people: People) -> Enrol:
    """Keepers who share one database."""

    async def enrol() -> Keeper:
        person = await people("keeper")
        return KeeperInPostgres(
            stack,
            Caller(
                id=person.id, email=person.email, role=person.role, session_id=None, token=person.access_token
            ),
        )

    return enrol
