"""What the tools of one caller work with: the services of the HTTP API, each made when it is first needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.services.budget import BudgetService
    from shared.services.budgets import BudgetPlanService
    from shared.services.category_rules import CategoryRuleService
    from shared.services.debts import DebtService
    from shared.services.goals import GoalService
    from shared.services.planning import PlanningService
    from shared.services.profiles import ProfileService
    from shared.services.proposals import ProposalService
    from shared.services.snapshot import SnapshotService
    from shared.services.spending import SpendingService
    from shared.services.transactions import TransactionService


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolServices:
    """Makers of services that all act as the same caller.

    They are makers so that a function which starts cold does not import every engine: a tool asks for its
    service when it runs, and only then is the engine behind it imported.
    """

    snapshots: "Callable[[], SnapshotService]"
    budget: "Callable[[], BudgetService]"
    spending: "Callable[[], SpendingService]"
    transactions: "Callable[[], TransactionService]"
    planning: "Callable[[], PlanningService]"
    goals: "Callable[[], GoalService]"
    debts: "Callable[[], DebtService]"
    profiles: "Callable[[], ProfileService]"
    budgets: "Callable[[], BudgetPlanService]"
    category_rules: "Callable[[], CategoryRuleService]"
    proposals: "Callable[[], ProposalService]"
