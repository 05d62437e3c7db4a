"""Budgets in memory, with the rules that the database holds."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

from shared.domain.budget.budgets import KeptBudget, NewBudget, refusal_of_budget
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.caller import Caller
from shared.domain.months import Month
from shared.domain.requests import DatabaseUnavailable
from tests.builders.bookkeeping import system_categories


@dataclass
class KeptBudgets:
    """One person's budgets, by category and month; months up to `closed_until` no longer change."""

    rows: dict[tuple[UUID, Month], KeptBudget] = field(default_factory=dict[tuple[UUID, Month], KeptBudget])
    closed_until: Month | None = None
    down: bool = False

    async def put(self, budget: NewBudget) -> KeptBudget:
        """Keep a budget, or give the one that is there its amount."""
        if self.down:
            raise DatabaseUnavailable
        groups = {each.id: each.budget_group for each in system_categories()}
        group = groups.get(budget.category_id)
        if group is None:
            raise refusal_of_budget("budgets_category_id_fkey")
        if group is BudgetGroup.INCOME:
            raise refusal_of_budget("budget_group_income")
        if self.closed_until is not None and budget.month <= self.closed_until:
            raise refusal_of_budget("month_closed")
        key = (budget.category_id, budget.month)
        self.rows[key] = KeptBudget(id=uuid5(budget.category_id, str(budget.month)), **dict(budget))
        return self.rows[key]


class FakeBudgets:
    """Everybody's."""

    def __init__(self) -> None:
        self._of: dict[UUID, KeptBudgets] = {}

    def of(self, caller: Caller) -> KeptBudgets:
        """One person's, the store as deps would build it."""
        return self._of.setdefault(caller.id, KeptBudgets())
