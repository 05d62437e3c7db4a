"""What a person books, for tests: transactions, accounts, budgets, and some categories of the system.

Amounts are signed whole rupiah.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from shared.domain.budget.transactions import AccountKind, BudgetGroup, Category, TransactionSource
from shared.domain.months import Month

NAMESPACE = UUID("7d8f1c52-4e0a-4f6e-9f3c-0d6b8c1e2a11")
TODAY = date(2026, 11, 22)
SPENDING = {BudgetGroup.NEEDS, BudgetGroup.WANTS}


def named_id(name: str) -> UUID:
    """An id that follows from a name."""
    return uuid5(NAMESPACE, name)


def _system(number: int, code: str, names: tuple[str, str], *, fixed: bool = False) -> Category:
    group = {"income": "INCOME", "needs": "NEEDS", "wants": "WANTS", "saving": "SAVING"}[
        code.partition(".")[0]
    ]
    return Category(
        id=UUID(f"00000000-0000-4000-8000-000000000{number}"),
        code=code,
        name=names[0],
        name_en=names[1],
        budget_group=BudgetGroup(group),
        is_fixed=fixed,
    )


CATEGORIES = {
    category.code: category
    for category in (
        _system(101, "income.salary", ("Gaji", "Salary")),
        _system(102, "income.bonus", ("Bonus & THR", "Bonus & holiday pay")),
        _system(107, "needs.rent", ("Kos & sewa", "Rent"), fixed=True),
        _system(108, "needs.groceries", ("Belanja dapur", "Groceries")),
        _system(109, "needs.eating", ("Makan sehari-hari", "Everyday meals")),
        _system(111, "needs.phone", ("Pulsa & internet", "Phone & internet"), fixed=True),
        _system(116, "needs.debt", ("Cicilan & utang", "Debt payments"), fixed=True),
        _system(123, "wants.coffee", ("Kopi & jajan", "Coffee & snacks")),
        _system(125, "wants.shopping", ("Belanja", "Shopping")),
        _system(128, "wants.subscriptions", ("Langganan", "Subscriptions"), fixed=True),
        _system(135, "saving.investment", ("Investasi", "Investing")),
        _system(136, "saving.goal", ("Tabungan tujuan", "Saving for a goal")),
    )
}
"""Some of the system's categories, with the ids that the database gives them."""

BY_ID = {category.id: category for category in CATEGORIES.values()}


class Entry(NamedTuple):
    """One transaction; `parts` are (amount, category code) and replace its own category."""

    day: date
    amount: int
    category: str | None = None
    merchant: str | None = None
    account: str = "bank"
    transfer: bool = False
    source: TransactionSource = TransactionSource.MANUAL
    recurring_id: UUID | None = None
    parts: tuple[tuple[int, str | None], ...] = ()
    key: str = ""
    """Tells two otherwise equal transactions apart."""
    due_on: date | None = None
    """The due day that a transaction from a rule settles, by default its own day."""

    @property
    def id(self) -> UUID:
        """An id that follows from the transaction."""
        return named_id(repr(self))

    @property
    def settles(self) -> date | None:
        """The due day of the rule it was proposed from; None without a rule."""
        return (self.due_on or self.day) if self.recurring_id else None


class Purse(NamedTuple):
    """One account."""

    kind: AccountKind = AccountKind.BANK
    opening: int = 0
    for_emergencies: bool = False
    archived: bool = False


class Plan(NamedTuple):
    """A budget of one category in one month."""

    amount: int
    moved: int = 0
    carried: int = 0


def monthly(
    amount: int, *, day: int, months: Iterable[str], category: str | None = None, merchant: str | None = None
) -> tuple[Entry, ...]:
    """The same transaction in each of some months, on their last day where they are too short."""
    return tuple(
        Entry(
            date(month.year, month.month, min(day, monthrange(month.year, month.month)[1])),
            amount,
            category,
            merchant,
        )
        for month in map(Month.parse, months)
    )


def months(first: str, last: str) -> list[str]:
    """The months from the first to the last."""
    start, end = Month.parse(first), Month.parse(last)
    return [str(start.add(number)) for number in range(start.months_until(end) + 1)]
