"""What plans start from, read as its owner in one round trip."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import cast

from shared.domain.caller import Caller
from shared.domain.planning.facts import PlanningFacts
from shared.domain.planning.model import PlannedDebt
from shared.stores.budget_facts import facts_of
from shared.stores.database import Database, DatabaseAnswered, DatabaseUnavailable, RefusedByDatabase, Row
from shared.stores.debt_rows import debt_of


class PlanningFactsRows:
    """The facts of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def read(self) -> PlanningFacts:
        """All that is stored. Raises AccountGone, and DatabaseAnswered where the rows cannot be summed."""
        call = self._database.as_caller(self._caller).rpc("planning_facts", {})
        try:
            answered = await self._database.run(call)
        except RefusedByDatabase:
            # Nothing was told that could be wrong: a sum that no number holds is ours to answer for.
            raise DatabaseAnswered(None, "planning_facts refused without input") from None
        if not answered:
            raise DatabaseUnavailable
        return await asyncio.to_thread(_facts, answered[0])


def _facts(told: Row) -> PlanningFacts:
    budget = cast("Row", told["budget"])
    debts = cast("list[Row]", cast("Row", budget["snapshot"])["debts"])
    return PlanningFacts.model_validate(
        {
            "budget": facts_of(budget),
            "used": told["categories"],
            "debts": tuple(_planned_debts(debts)),
            "debt_accounts": {row["id"]: row["account_id"] for row in debts if row["account_id"] is not None},
            "goals": told["goals"],
        }
    )


def _planned_debts(rows: Sequence[Row]) -> Iterator[PlannedDebt]:
    """Debts under their ids; one whose terms do not go together is left out, as it is of a snapshot."""
    for row in rows:
        debt = debt_of(row)
        if debt is not None:
            yield PlannedDebt.model_validate({"id": row["id"], "debt": debt, "due_day": row["due_day"]})
