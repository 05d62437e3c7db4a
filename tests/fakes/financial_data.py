"""Financial data in memory."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pydantic import JsonValue

from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.caller import Caller
from shared.stores.database import DatabaseUnavailable

BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)


class FakeFinancialData:
    """The table of everybody's financial data; `down` makes it fail like an unreachable database."""

    def __init__(self) -> None:
        self.down = False
        self.saves = 0
        self.rows: dict[UUID, dict[str, JsonValue]] = {}

    def as_caller(self, caller: Caller) -> "FakeFinancialDataOfCaller":
        """The store as deps would build it."""
        return FakeFinancialDataOfCaller(self, caller)


class FakeFinancialDataOfCaller:
    """One person's own row."""

    def __init__(self, table: FakeFinancialData, caller: Caller) -> None:
        self._table = table
        self._caller = caller

    async def read(self) -> FinancialRecord | None:
        """The caller's record."""
        self._refuse_when_down()
        row = self._table.rows.get(self._caller.id)
        return None if row is None else self._record(row)

    async def save(self, changes: Mapping[str, JsonValue]) -> FinancialRecord:
        """Create or change the caller's row."""
        self._refuse_when_down()
        empty: dict[str, JsonValue] = dict.fromkeys(FinancialData.model_fields)
        row = {**self._table.rows.get(self._caller.id, empty), **changes}
        self._table.rows[self._caller.id] = row
        self._table.saves += 1
        return self._record(row)

    def _record(self, row: Mapping[str, JsonValue]) -> FinancialRecord:
        return FinancialRecord.of_stored(row, updated_at=BEGINNING + timedelta(minutes=self._table.saves))

    def _refuse_when_down(self) -> None:
        if self._table.down:
            raise DatabaseUnavailable
