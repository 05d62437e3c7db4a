"""What the budget function works with; the one place that names its stores."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.domain.caller import Caller
from shared.services.budget import BudgetService
from shared.services.financial_data import FinancialDataService
from shared.services.snapshot import SnapshotService
from shared.settings import SupabaseSettings, WebSettings, load
from shared.stores.database import Database
from shared.stores.financial_data import FinancialDataRows
from shared.stores.http import shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.stores.rate_limits import RateLimitStore
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.wiring import real_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """Services by caller, and the web layer's parts."""

    web: WebParts
    financial_data: Callable[[Caller], FinancialDataService]
    budget: Callable[[Caller], BudgetService]
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Deps":
        """The real parts. Raises MissingSetting, naming the variable."""
        supabase, web = load(SupabaseSettings, environment), load(WebSettings, environment)
        database = Database(url=supabase.url, publishable_key=supabase.publishable_key, http=shared_client)
        return cls(
            web=real_parts(
                supabase=supabase,
                web=web,
                http=shared_client,
                rate_limits=RateLimitStore(database),
                idempotency=IdempotencyKeyStore(database),
            ),
            financial_data=lambda caller: FinancialDataService(store=_rows(database, caller)),
            budget=lambda caller: BudgetService(
                snapshots=SnapshotService(financial_data=_rows(database, caller))
            ),
            checks={"database": database.ping},
        )


def _rows(database: Database, caller: Caller) -> FinancialDataRows:
    return FinancialDataRows(database=database, caller=caller)
