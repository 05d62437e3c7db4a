"""Random books of one person: everything that a month is summed from, as plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from shared.domain.budget.transactions import BudgetGroup, Category, TransactionSource
from shared.domain.months import Month
from tests.database.tracker.calendar_reference import Start

CALENDAR_MONTH = Start(1)
FIRST_MONTH = Month(2024, 6)
FIRST_DAY = date(2024, 5, 20)
DAYS = 560
"""Books are kept from May 2024 on for about eighteen months."""


def _own(number: int, name: str, group: BudgetGroup) -> Category:
    return Category(id=UUID(int=number), code=None, name=name, budget_group=group)


OWN_CATEGORIES = (
    _own(1, "Anabul", BudgetGroup.NEEDS),
    _own(2, "Vinyl", BudgetGroup.WANTS),
    _own(3, "Umrah", BudgetGroup.SAVING),
)
"""Categories of the person's own; the database gives each person's an id of its own."""

SYSTEM_CODES = (
    "income.salary",
    "needs.rent",
    "needs.groceries",
    "wants.coffee",
    "wants.subscriptions",
    "saving.emergency",
)
MERCHANTS = (
    None,
    "Indomaret",
    "INDOMARET",
    "Kopi Kenangan",
    "kopi kenangan",
    "PLN",
    "Tokopedia",
    "Warung Bu Tini",
)

Purpose = str | None
"""The code of a system category, or the name of one's own; None for none."""

PURPOSES: tuple[Purpose, ...] = (None, *SYSTEM_CODES, *(own.name for own in OWN_CATEGORIES))
PLANNED_PURPOSES = ("needs.rent", "needs.groceries", "wants.coffee", "saving.emergency", "Anabul", "Vinyl")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One transaction; with parts, these say what it was for."""

    day: date
    amount: int
    purpose: Purpose = None
    merchant: str | None = None
    source: TransactionSource = TransactionSource.MANUAL
    parts: tuple[tuple[int, Purpose], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Money from the first account to the second; it may arrive some days later."""

    day: date
    arrives: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One budget."""

    purpose: str
    month: Month
    amount: int
    moved: int
    rollover_surplus: bool
    rollover_overspend: bool


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What one person keeps. With `closed_until`, months up to it were closed while `start_then` was set."""

    start: Start
    entries: tuple[Entry, ...]
    transfers: tuple[Transfer, ...]
    plans: tuple[Plan, ...]
    closed_until: Month | None = None
    start_then: Start = CALENDAR_MONTH

    @classmethod
    def empty(cls) -> "Ledger":
        """Books with accounts and categories, and nothing in them yet."""
        return cls(start=CALENDAR_MONTH, entries=(), transfers=(), plans=())


_days = st.integers(0, DAYS - 1).map(lambda number: FIRST_DAY + timedelta(days=number))
_starts = st.sampled_from((1, 2, 15, 16, 25, 28, None)).map(Start)
_months = st.integers(0, 15).map(FIRST_MONTH.add)
_spent = st.integers(1, 3_000_000).map(lambda amount: -amount)
_amounts = st.one_of(_spent, _spent, _spent, st.integers(1, 12_000_000))
_purposes = st.sampled_from(PURPOSES)


@st.composite
def _split(draw: st.DrawFn) -> Entry:
    sign = draw(st.sampled_from((-1, -1, 1)))
    parts = draw(st.lists(st.tuples(st.integers(1, 500_000), _purposes), min_size=2, max_size=4))
    return Entry(
        day=draw(_days),
        amount=sign * sum(amount for amount, _ in parts),
        merchant=draw(st.sampled_from(MERCHANTS)),
        parts=tuple((sign * amount, purpose) for amount, purpose in parts),
    )


_plain = st.builds(
    Entry,
    day=_days,
    amount=_amounts,
    purpose=_purposes,
    merchant=st.sampled_from(MERCHANTS),
    parts=st.just(()),
)
_reconciled = st.builds(
    Entry,
    day=_days,
    amount=_amounts,
    purpose=st.sampled_from((None, "needs.rent")),
    merchant=st.sampled_from(MERCHANTS),
    source=st.just(TransactionSource.RECONCILIATION),
    parts=st.just(()),
)


def _transfer(day: date, later: int, amount: int) -> Transfer:
    return Transfer(day=day, arrives=day + timedelta(days=later), amount=amount)


_transfers = st.builds(_transfer, _days, st.integers(0, 7), st.integers(1, 5_000_000))
_plans = st.builds(
    Plan,
    purpose=st.sampled_from(PLANNED_PURPOSES),
    month=_months,
    amount=st.integers(0, 4_000_000),
    moved=st.sampled_from((0, 0, -250_000, 125_000)),
    rollover_surplus=st.booleans(),
    rollover_overspend=st.booleans(),
)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Books with splits, transfers, refunds, reconciliations and budgets with gaps, perhaps partly closed."""
    entries = draw(st.lists(st.one_of(_plain, _plain, _plain, _split(), _reconciled), max_size=40))
    plans = draw(st.lists(_plans, max_size=25, unique_by=lambda plan: (plan.purpose, plan.month)))
    closing = draw(st.booleans()) and bool(entries)
    return Ledger(
        start=draw(_starts),
        entries=tuple(entries),
        transfers=tuple(draw(st.lists(_transfers, max_size=6))),
        plans=tuple(plans),
        closed_until=draw(_months) if closing else None,
        start_then=draw(_starts),
    )


asked_months = st.integers(-2, 18).map(FIRST_MONTH.add)
"""Months from before the books begin to after they end."""
