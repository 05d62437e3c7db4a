"""The budget function over fakes, with people to ask it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.types import ASGIApp

from functions.budget.deps import Deps
from functions.budget.routes import make_app
from shared.advice.narration import Narration
from shared.domain.caller import Caller
from shared.services.budget import BudgetService, FactsReader
from shared.services.category_rules import CategoryRuleService
from shared.services.debts import DebtService
from shared.services.exports import ExportService
from shared.services.financial_data import FinancialDataService
from shared.services.goals import GoalService
from shared.services.imports import ImportService
from shared.services.planning import PlanningService
from shared.services.snapshot import SnapshotService
from shared.services.transactions import TransactionService
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.debts import FakeDebts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.goals import FakeGoals
from tests.fakes.imports import FakeImports
from tests.fakes.ledger import FakeLedger
from tests.fakes.plans import FakePlans
from tests.fakes.web import a_caller, client, signed_client, web_parts

DATA = "/api/v1/financial/data"
BUDGET = "/api/v1/financial/budget"

FIGURES: dict[str, Any] = {
    "monthly_income": 5_500_000,
    "monthly_expenses": 4_800_000,
    "current_savings": 3_000_000,
    "current_debt": 0,
    "emergency_fund_amount": 2_000_000,
}
"""The five figures that complete financial data."""


@dataclass(frozen=True, slots=True)
class World:
    """The app, what is declared and tracked behind it, an owner and a stranger."""

    app: ASGIApp
    table: FakeFinancialData
    facts: FakeBudgetFacts
    ledger: FakeLedger
    imports: FakeImports
    goals: FakeGoals
    plans: FakePlans
    debts: FakeDebts
    owner: Caller = field(default_factory=a_caller)
    stranger: Caller = field(default_factory=a_caller)

    def as_owner(self) -> httpx.AsyncClient:
        """The owner's client."""
        return signed_client(self.app, self.owner)

    def as_stranger(self) -> httpx.AsyncClient:
        """Somebody else's client."""
        return signed_client(self.app, self.stranger)

    def as_nobody(self) -> httpx.AsyncClient:
        """A client without a token."""
        return client(self.app)


def make_world(narration: Callable[[Caller], Narration] = lambda _: Narration(None)) -> World:
    """A function whose table is empty."""
    table = FakeFinancialData()
    facts = FakeBudgetFacts(table)
    ledger = FakeLedger()
    imports = FakeImports(ledger)
    goals = FakeGoals(facts)
    plans = FakePlans(facts)
    debts = FakeDebts()
    deps = Deps(
        web=web_parts(),
        financial_data=lambda caller: FinancialDataService(store=table.as_caller(caller)),
        budget=lambda caller: _budget(facts.as_caller(caller)),
        transactions=lambda caller: TransactionService(store=ledger.transactions_of(caller)),
        category_rules=lambda caller: CategoryRuleService(store=ledger.rules_of(caller)),
        imports=lambda caller: ImportService(
            store=imports.of(caller), bookkeeping=ledger.transactions_of(caller)
        ),
        exports=lambda caller: ExportService(store=imports.exports_of(caller)),
        goals=lambda caller: GoalService(store=goals.as_caller(caller)),
        planning=lambda caller: PlanningService(facts=plans.as_caller(caller)),
        debts=lambda caller: DebtService(store=debts.as_caller(caller)),
        narration=narration,
    )
    return World(make_app(deps), table, facts, ledger, imports, goals, plans, debts)


def _budget(facts: FactsReader) -> BudgetService:
    return BudgetService(snapshots=SnapshotService(facts=facts), facts=facts)
