"""What a budget is computed from, read as its owner in one round trip."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from shared.domain.budget.facts import BudgetFacts, SnapshotFacts
from shared.domain.budget.month.model import Item
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.caller import Caller
from shared.domain.months import Month
from shared.stores.database import Database, DatabaseAnswered, DatabaseUnavailable, RefusedByDatabase, Row
from shared.stores.snapshot_rows import snapshot_of

_RULE = tuple(RecurringRule.model_fields)
"""What is told of a recurring transaction; its row holds more."""


class BudgetFactsRows:
    """The facts of one caller, each read by one function of the database."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read_snapshot(self) -> SnapshotFacts:
        """What was declared, the last full budget months and balances.

        Raises AccountGone, and DatabaseAnswered where the rows cannot be summed.
        """
        return snapshot_of(await self._ask("snapshot_facts", {}))

    async def read_month(self, month: Month | None) -> BudgetFacts:
        """A budget month with all that its analysis needs; None is the month of today.

        Raises AccountGone, RefusedByDatabase for a month that no transaction can lie in, and
        DatabaseAnswered where the rows cannot be summed.
        """
        told = await self._ask("budget_facts", {} if month is None else {"month": str(month)})
        return await asyncio.to_thread(facts_of, told)

    async def _ask(self, function: str, arguments: Mapping[str, Any]) -> Row:
        call = self._database.as_caller(self._caller).rpc(function, {**arguments})
        try:
            answered = await self._database.run(call)
        except RefusedByDatabase:
            if arguments:
                raise
            # Nothing was told that could be wrong: a sum that no number holds is ours to answer for.
            raise DatabaseAnswered(None, f"{function} refused without input") from None
        if not answered:
            raise DatabaseUnavailable
        return answered[0]


def facts_of(told: Row) -> BudgetFacts:
    """What `budget_facts` answers with, as values. Twenty thousand items take a fifth of a second, so this
    runs beside the loop."""
    recurring = cast("list[Row]", told["recurring"])
    return BudgetFacts.model_validate(
        {
            **told,
            "snapshot": snapshot_of(cast("Row", told["snapshot"])),
            # One by one: validating them all in one call would not let another thread run meanwhile.
            "items": tuple(Item.model_validate(item) for item in cast("list[Row]", told["items"])),
            "recurring": [{name: row[name] for name in _RULE} for row in recurring],
        }
    )
