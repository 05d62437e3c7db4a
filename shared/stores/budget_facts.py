"""What a budget is computed from, read as its owner in one round trip."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from pydantic import JsonValue

from shared.domain.budget.facts import BudgetFacts, SnapshotFacts
from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.domain.budget.month.model import Item
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.caller import Caller
from shared.domain.months import Month
from shared.stores.database import Database, DatabaseUnavailable, Row

_RULE = tuple(RecurringRule.model_fields)
"""What is told of a recurring transaction; its row holds more."""


class BudgetFactsRows:
    """The facts of one caller, each read by one function of the database."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read_snapshot(self) -> SnapshotFacts:
        """What was declared, the last full budget months and balances. Raises AccountGone."""
        return _snapshot(await self._ask("snapshot_facts", {}))

    async def read_month(self, month: Month | None) -> BudgetFacts:
        """A budget month with all that its analysis needs; None is the month of today.

        Raises AccountGone, and RefusedByDatabase for a month that no transaction can lie in.
        """
        told = await self._ask("budget_facts", {} if month is None else {"month": str(month)})
        return await asyncio.to_thread(_facts, told)

    async def _ask(self, function: str, arguments: Mapping[str, Any]) -> Row:
        call = self._database.as_caller(self._caller).rpc(function, {**arguments})
        answered = await self._database.run(call)
        if not answered:
            raise DatabaseUnavailable
        return answered[0]


def _facts(told: Row) -> BudgetFacts:
    """The facts as values. Twenty thousand items take a fifth of a second, so this runs beside the loop."""
    recurring = cast("list[Row]", told["recurring"])
    return BudgetFacts.model_validate(
        {
            **told,
            "snapshot": _snapshot(cast("Row", told["snapshot"])),
            # One by one: validating them all in one call would not let another thread run meanwhile.
            "items": tuple(Item.model_validate(item) for item in cast("list[Row]", told["items"])),
            "recurring": [{name: row[name] for name in _RULE} for row in recurring],
        }
    )


def _snapshot(told: Row) -> SnapshotFacts:
    return SnapshotFacts.model_validate({**_without_row(told), "record": _record(told["financial_data"])})


def _without_row(told: Row) -> Row:
    return {name: value for name, value in told.items() if name != "financial_data"}


def _record(row: JsonValue) -> FinancialRecord:
    """The declared figures; an empty record before anything was told."""
    if not isinstance(row, dict):
        return FinancialRecord()
    columns = {name: row[name] for name in FinancialData.model_fields}
    return FinancialRecord.of_stored(columns, updated_at=datetime.fromisoformat(str(row["updated_at"])))
