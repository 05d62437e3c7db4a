"""A budget month as the parts of the engine look at it: the facts, arranged once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from shared.domain.budget.facts import LIQUID, AccountBalance, BudgetFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Snapshot
from shared.domain.budget.month.analysis import RecurringCharge, Standing
from shared.domain.budget.month.charges import Series, charge_of, find_series
from shared.domain.budget.month.history import History, within
from shared.domain.budget.month.model import CategorySum, Item, MonthSummary
from shared.domain.budget.transactions import BudgetGroup

SPENDING = frozenset({BudgetGroup.NEEDS, BudgetGroup.WANTS})


@dataclass(frozen=True)
class MonthContext:
    """The facts of a month with what several parts of the engine need of them."""

    facts: BudgetFacts
    snapshot: Snapshot
    limits: Limits

    @property
    def summary(self) -> MonthSummary:
        """The month in sums."""
        return self.facts.month

    @property
    def day(self) -> date:
        """The day the month is looked at from: today, or its last day once that has passed."""
        return min(self.facts.today, self.summary.last_day)

    @property
    def standing(self) -> Standing:
        """Where the month lies, seen from today."""
        if self.facts.today > self.summary.last_day:
            return Standing.PAST
        return Standing.AHEAD if self.facts.today < self.summary.first_day else Standing.RUNNING

    @property
    def running(self) -> bool:
        """Whether today lies in the month."""
        return self.standing is Standing.RUNNING

    @property
    def days(self) -> int:
        """How many days the month has."""
        return (self.summary.last_day - self.summary.first_day).days + 1

    @property
    def days_lived(self) -> int:
        """How many of them have come, today included."""
        return max(0, (self.day - self.summary.first_day).days + 1)

    @property
    def days_left(self) -> int:
        """How many are still to be lived, today included."""
        return (self.summary.last_day - self.day).days + 1

    @property
    def tomorrow(self) -> date:
        """The day after the one that is looked from."""
        return self.day + timedelta(days=1)

    @cached_property
    def history(self) -> History:
        """The months before."""
        return History(self.facts)

    @cached_property
    def categories(self) -> Mapping[UUID | None, CategorySum]:
        """The month's categories by id."""
        return {category.category_id: category for category in self.summary.categories}

    @cached_property
    def spending_categories(self) -> tuple[CategorySum, ...]:
        """The month's categories of needs and wants."""
        return tuple(it for it in self.summary.categories if it.budget_group in SPENDING)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The month's own items."""
        return tuple(within(self.facts.items, self.summary.first_day, self.summary.last_day))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """What comes back, as far as it came until the day."""
        return find_series((item for item in self.facts.items if item.booked_on <= self.day), self.limits)

    @cached_property
    def charges(self) -> tuple[RecurringCharge, ...]:
        """The series as they stand on the day."""
        return tuple(
            charge_of(series, self.facts.recurring, day=self.day, limits=self.limits)
            for series in self.series
        )

    @cached_property
    def bill_ids(self) -> frozenset[UUID]:
        """The transactions that are bills: outgoing charges that still come back, and what rules proposed."""
        active = {charge.subject for charge in self.charges if charge.active and not charge.incoming}
        outgoing = (it for it in self.series if not it.incoming and it.subject in active)
        found = (it.transaction_id for series in outgoing for it in series.occurrences)
        proposed = (it.transaction_id for it in self.facts.items if it.recurring_id and it.amount < 0)
        return frozenset((*found, *proposed))

    @cached_property
    def everyday_accounts(self) -> tuple[AccountBalance, ...]:
        """Accounts whose money may be spent: cash, bank and e-wallets not kept for emergencies."""
        accounts = self.facts.snapshot.accounts
        return tuple(it for it in accounts if it.kind in LIQUID and not it.for_emergencies)

    @cached_property
    def yardstick(self) -> str | None:
        """The id of the figure that amounts are held against: a usual month's income, else its spending."""
        names = ("snapshot.monthly_income", "snapshot.monthly_expenses")
        return next((name for name in names if (self.snapshot.rupiah(name) or 0) > 0), None)

    def matters(self, amount: int | Decimal) -> bool:
        """Whether an amount is worth a person's attention; nothing is where no usual month is known."""
        usual = self.snapshot.rupiah(self.yardstick) if self.yardstick else None
        return usual is not None and amount >= self.limits.value("materiality") * usual
