"""What the caller means to spend on a category in a budget month."""

from typing import Protocol

from shared.domain.budget.budgets import KeptBudget, NewBudget


class BudgetStore(Protocol):
    """Keeps the caller's budgets."""

    async def put(self, budget: NewBudget) -> KeptBudget:
        """Keep a budget, or give the one that is there its amount. Raises BudgetRefused."""
        ...


class BudgetPlanService:
    """The caller's budgets."""

    def __init__(self, *, store: BudgetStore) -> None:
        self._store = store

    async def put(self, budget: NewBudget) -> KeptBudget:
        """Keep a budget; one of that category and month gets the new amount. Raises BudgetRefused."""
        return await self._store.put(budget)
