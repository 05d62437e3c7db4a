"""What the budget function works with; the one place that names its stores."""

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.advice.wiring import narrations_from
from shared.domain.caller import Caller
from shared.services.budget import BudgetService
from shared.services.category_rules import CategoryRuleService
from shared.services.debts import DebtService
from shared.services.exports import ExportService
from shared.services.financial_data import FinancialDataService
from shared.services.goals import GoalService
from shared.services.imports import ImportService
from shared.services.planning import PlanningService
from shared.services.snapshot import SnapshotService
from shared.services.transactions import TransactionService
from shared.settings import SupabaseSettings, WebSettings, load
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.category_rules import CategoryRuleRows
from shared.stores.database import Database
from shared.stores.debts import DebtRows
from shared.stores.exports import ExportPages
from shared.stores.financial_data import FinancialDataRows
from shared.stores.goals import GoalRows
from shared.stores.http import LONG_PATIENCE, patient_client, shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.stores.imports import ImportRows
from shared.stores.planning_facts import PlanningFactsRows
from shared.stores.rate_limits import RateLimitStore
from shared.stores.transactions import TransactionRows
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.wiring import real_parts

if TYPE_CHECKING:
    from shared.advice.narration import Narration


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """Services by caller, and the web layer's parts. `close` gives back what the running loop holds open."""

    web: WebParts
    financial_data: Callable[[Caller], FinancialDataService]
    budget: Callable[[Caller], BudgetService]
    transactions: Callable[[Caller], TransactionService]
    category_rules: Callable[[Caller], CategoryRuleService]
    imports: Callable[[Caller], ImportService]
    exports: Callable[[Caller], ExportService]
    goals: Callable[[Caller], GoalService]
    planning: Callable[[Caller], PlanningService]
    debts: Callable[[Caller], DebtService]
    narration: "Callable[[Caller], Narration]"
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    close: Callable[[], Awaitable[None]] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Deps":
        """The real parts. Raises MissingSetting, naming the variable."""
        supabase, web = load(SupabaseSettings, environment), load(WebSettings, environment)
        database = Database(url=supabase.url, publishable_key=supabase.publishable_key, http=shared_client)
        patient = Database(
            url=supabase.url,
            publishable_key=supabase.publishable_key,
            http=patient_client,
            patience=LONG_PATIENCE,
        )
        narrations = narrations_from(environment, database)
        return cls(
            web=real_parts(
                supabase=supabase,
                web=web,
                http=shared_client,
                rate_limits=RateLimitStore(database),
                idempotency=IdempotencyKeyStore(database),
            ),
            financial_data=lambda caller: FinancialDataService(store=_rows(database, caller)),
            budget=lambda caller: _budget(BudgetFactsRows(database=database, caller=caller)),
            transactions=lambda caller: TransactionService(
                store=TransactionRows(database=database, caller=caller)
            ),
            category_rules=lambda caller: CategoryRuleService(
                # A rule may reach years of transactions.
                store=CategoryRuleRows(database=patient, caller=caller)
            ),
            imports=lambda caller: ImportService(
                store=ImportRows(database=database, patient=patient, caller=caller),
                bookkeeping=TransactionRows(database=database, caller=caller),
            ),
            exports=lambda caller: ExportService(store=ExportPages(database=database, caller=caller)),
            goals=lambda caller: GoalService(store=GoalRows(database=database, caller=caller)),
            planning=lambda caller: PlanningService(
                facts=PlanningFactsRows(database=database, caller=caller)
            ),
            debts=lambda caller: DebtService(store=DebtRows(database=database, caller=caller)),
            narration=narrations.of,
            checks={"database": database.ping},
            close=narrations.close,
        )


def _budget(facts: BudgetFactsRows) -> BudgetService:
    return BudgetService(snapshots=SnapshotService(facts=facts), facts=facts)


def _rows(database: Database, caller: Caller) -> FinancialDataRows:
    return FinancialDataRows(database=database, caller=caller)
