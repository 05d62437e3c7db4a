"""What budgets are computed from, in memory: everybody's books, summed up the plain way."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from shared.domain.budget.facts import BudgetFacts, SnapshotFacts
from shared.domain.budget.model import FinancialRecord
from shared.domain.caller import Caller
from shared.domain.months import Month
from tests.builders.bookings import TODAY
from tests.builders.ledger import Ledger
from tests.fakes.financial_data import FakeFinancialData


class FakeBudgetFacts:
    """Everybody's books beside the table of what they declared; both fail when that is down."""

    def __init__(self, declared: FakeFinancialData, *, today: Callable[[], date] = lambda: TODAY) -> None:
        self.books: dict[UUID, Ledger] = {}
        self.reads = 0
        self.declared = declared
        self.today = today

    def as_caller(self, caller: Caller) -> "FakeBudgetFactsOfCaller":
        """The store as deps would build it."""
        return FakeBudgetFactsOfCaller(self, caller)


class FakeBudgetFactsOfCaller:
    """One person's own facts."""

    def __init__(self, everybody: FakeBudgetFacts, caller: Caller) -> None:
        self._everybody = everybody
        self._caller = caller

    async def read_snapshot(self) -> SnapshotFacts:
        """What the caller declared and tracks."""
        facts = self._books().snapshot_facts(today=self._everybody.today())
        return facts.model_copy(update={"record": await self._record()})

    async def read_month(self, month: Month | None) -> BudgetFacts:
        """A budget month of the caller."""
        facts = self._books().facts(month, today=self._everybody.today())
        snapshot = facts.snapshot.model_copy(update={"record": await self._record()})
        return facts.model_copy(update={"snapshot": snapshot})

    async def _record(self) -> FinancialRecord:
        self._everybody.reads += 1
        return await self._everybody.declared.as_caller(self._caller).read() or FinancialRecord()

    def _books(self) -> Ledger:
        return self._everybody.books.get(self._caller.id, Ledger())
