"""What plans start from, in memory: books, debts and goals of everybody."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.budget.facts import BudgetFacts
from shared.domain.caller import Caller
from shared.domain.goals.keeping import KeptGoal
from shared.domain.planning.facts import PlanningFacts, UsedCategory
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import BY_ID
from tests.fakes.budget_facts import FakeBudgetFacts


@dataclass(slots=True)
class KeptPlans:
    """One person's debts and goals."""

    debts: list[PlannedDebt] = field(default_factory=list[PlannedDebt])
    debt_accounts: dict[str, UUID] = field(default_factory=dict[str, UUID])
    goals: list[KeptGoal] = field(default_factory=list[KeptGoal])


class FakePlans:
    """Everybody's, beside their books."""

    def __init__(self, books: FakeBudgetFacts) -> None:
        self.of: defaultdict[UUID, KeptPlans] = defaultdict(KeptPlans)
        self.books = books

    def as_caller(self, caller: Caller) -> "FakePlanningFacts":
        """The store as deps would build it."""
        return FakePlanningFacts(self, caller)


class FakePlanningFacts:
    """One person's own."""

    def __init__(self, everybody: FakePlans, caller: Caller) -> None:
        self._everybody = everybody
        self._caller = caller

    async def read(self) -> PlanningFacts:
        """All that is stored."""
        kept = self._everybody.of[self._caller.id]
        budget = await self._everybody.books.as_caller(self._caller).read_month(None)
        return planning_facts(budget, kept)


def planning_facts(budget: BudgetFacts, kept: KeptPlans | None = None) -> PlanningFacts:
    """Facts of a month with the categories that its items name, and what is kept beside it."""
    plans = kept or KeptPlans()
    used = {item.category_id for item in budget.items if item.category_id is not None}
    return PlanningFacts(
        budget=budget,
        used=tuple(_used(category_id) for category_id in used),
        debts=tuple(plans.debts),
        debt_accounts=plans.debt_accounts,
        goals=tuple(plans.goals),
    )


def _used(category_id: UUID) -> UsedCategory:
    category = BY_ID[category_id]
    return UsedCategory(
        category_id=category_id,
        code=category.code,
        name=category.name,
        name_en=category.name_en,
        budget_group=category.budget_group,
        is_fixed=category.is_fixed,
    )
