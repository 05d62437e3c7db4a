"""Financial data rows, read and written as their owner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.caller import Caller
from shared.stores.database import Database, Row

_COLUMNS = (*FinancialData.model_fields,)


class FinancialDataRows:
    """The financial data row of one caller, which exists once something was saved."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> FinancialRecord | None:
        """The caller's record, None before there is one."""
        rows = self._database.as_caller(self._caller).from_("financial_data").select(*_COLUMNS, "updated_at")
        found = await self._database.run(rows.eq("user_id", str(self._caller.id)))
        return _record(found[0]) if found else None

    async def save(self, changes: Mapping[str, JsonValue]) -> FinancialRecord:
        """Create the record or change only the given columns; null clears one."""
        arguments: dict[str, Any] = {"changes": {**changes}}
        asked = self._database.as_caller(self._caller).rpc("save_financial_data", arguments)
        saved = await self._database.run(asked)
        return _record(saved[0])


def _record(row: Row) -> FinancialRecord:
    return FinancialRecord.of_stored(
        {name: row[name] for name in _COLUMNS}, updated_at=datetime.fromisoformat(str(row["updated_at"]))
    )
