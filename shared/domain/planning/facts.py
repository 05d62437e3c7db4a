"""What is stored about somebody's money, as plans start from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import Field

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.model import Snapshot
from shared.domain.budget.month.model import CategorySum
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.goals.keeping import KeptGoal
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.stored_plans import is_paid, kept_debts
from shared.domain.values import Value


class UsedCategory(Value):
    """A category that something was booked under in the last twelve months."""

    category_id: UUID
    code: str | None
    name: str
    name_en: str | None
    budget_group: BudgetGroup
    is_fixed: bool


class PlanningFacts(Value):
    """All that is stored, as the database tells it in one round trip.

    `budget` is the month that today lies in, `used` the categories of its items, `debts` what is still owed,
    `goals` all goals with where their money lies. `debt_accounts` are the accounts that track debts, by the
    id of the debt.
    """

    budget: BudgetFacts
    used: tuple[UsedCategory, ...] = ()
    debts: tuple[PlannedDebt, ...] = ()
    debt_accounts: Mapping[str, UUID] = Field(default_factory=dict[str, UUID])
    goals: tuple[KeptGoal, ...] = ()

    @property
    def categories(self) -> tuple[CategorySum, ...]:
        """This month's categories, and those that rest in it."""
        month = self.budget.month.categories
        here = {it.category_id for it in month}
        resting = (it for it in self.used if it.category_id not in here)
        return (
            *month,
            *(CategorySum(**dict(it), amount=0, transactions=0, budget=None) for it in resting),
        )


class Stored(NamedTuple):
    """The same with the figures drawn from it, and the debts that every plan follows."""

    facts: PlanningFacts
    snapshot: Snapshot
    debts: tuple[PlannedDebt, ...]

    @classmethod
    def of(cls, facts: PlanningFacts, *, now: datetime) -> "Stored":
        """As it stands at `now`."""
        kept = facts.budget.snapshot
        snapshot = take_snapshot(kept, now=now)
        debts = kept_debts(facts.debts, kept.record.data, snapshot, keeps_debts=kept.keeps_debts)
        return cls(facts, snapshot, debts)

    def rupiah(self, name: str) -> int | None:
        """A figure of the snapshot, where it is known."""
        return self.snapshot.rupiah(f"snapshot.{name}")

    @property
    def pays_debts(self) -> bool:
        """Whether the plan itself pays something on debts each month, beside other spending."""
        return any(is_paid(it.debt) for it in self.debts)
