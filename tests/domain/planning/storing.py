"""What is stored of somebody, for tests: books, debts and goals as plans start from them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shared.domain.goals.keeping import HeldAmount, KeptGoal
from shared.domain.goals.model import GoalKind
from shared.domain.planning.facts import Stored
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import TODAY, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import snapshot_of
from tests.fakes.plans import KeptPlans, planning_facts

BEGUN = date(2026, 1, 1)
BEGUN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def stored_of(
    ledger: Ledger,
    *debts: PlannedDebt,
    goals: Sequence[KeptGoal] = (),
    debt_accounts: Mapping[str, UUID] | None = None,
) -> Stored:
    """What is stored on 22 November 2026 of somebody with these books, debts and goals."""
    facts = ledger.facts(today=TODAY)
    kept = KeptPlans(debts=list(debts), debt_accounts=dict(debt_accounts or {}), goals=list(goals))
    return Stored.of(planning_facts(facts, kept), now=snapshot_of(facts).as_of)


def kept_goal(
    name: str = "Nikah",
    *,
    kind: GoalKind = GoalKind.WEDDING,
    held: Mapping[str, int] | None = None,
    **fields: Any,
) -> KeptGoal:
    """A goal of 30 million; `held` is what it holds in accounts, by their names."""
    amounts = held or {}
    told: dict[str, Any] = {
        "id": named_id(name),
        "kind": kind,
        "name": name,
        "target": 30_000_000,
        "priced_on": BEGUN,
        "started_on": BEGUN,
        "created_at": BEGUN_AT,
        "updated_at": BEGUN_AT,
        "set_aside": sum(amounts.values()),
        "held": [
            HeldAmount(account_id=named_id(account), amount=amount) for account, amount in amounts.items()
        ],
    }
    return KeptGoal.model_validate({**told, **fields})
