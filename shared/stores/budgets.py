"""One person's budgets, written as their owner."""

from typing import Any, cast

from shared.domain.budget.budgets import KeptBudget, NewBudget, refusal_of_budget
from shared.domain.caller import Caller
from shared.stores.database import Database, RefusedByDatabase

_KEY = "user_id,category_id,month"
"""One budget a category and month: writing it again finds it."""


class BudgetRows:
    """The budgets of one caller."""

    def __init__(self, *, database: Database, caller: Caller) -> None:
        self._database = database
        self._caller = caller

    async def put(self, budget: NewBudget) -> KeptBudget:
        """Keep a budget; one of that category and month gets the new amount. Raises BudgetRefused."""
        # The library's own type for a row is not a whole one.
        table = cast("Any", self._database.as_caller(self._caller).from_("budgets"))
        try:
            rows = await self._database.run(table.upsert(budget.model_dump(mode="json"), on_conflict=_KEY))
        except RefusedByDatabase as refused:
            raise refusal_of_budget(refused.constraint) from None
        return KeptBudget.model_validate(rows[0])
