"""Budget months for tests: everyday lives with sensible defaults, and every odd one for properties."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.model import FinancialData, Snapshot
from shared.domain.budget.month.analysis import Insight, MonthAnalysis
from shared.domain.budget.month.engine import analyze_month
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.budget.transactions import AccountKind, TransactionSource
from tests.builders.bookings import CATEGORIES, TODAY, Entry, Plan, Purse, monthly, months
from tests.builders.finances import NOON
from tests.builders.ledger import Ledger

YEAR = months("2025-12", "2026-11")
BEFORE = YEAR[:-1]
"""The eleven months before November 2026, in which today lies."""


def snapshot_of(facts: BudgetFacts) -> Snapshot:
    """The snapshot at noon."""
    return take_snapshot(facts.snapshot, now=NOON)


def analysis_of(ledger: Ledger, month: str | None = None, *, today: date = TODAY) -> MonthAnalysis:
    """The analysis of a month, by default the one of today."""
    facts = ledger.facts(month, today=today)
    return analyze_month(facts, snapshot_of(facts))


def number(analysis: MonthAnalysis, name: str) -> Any:
    """The number of the figure `month.<name>`; None where there is none."""
    figure = analysis.find(f"month.{name}")
    return None if figure is None else figure.value


def codes(analysis: MonthAnalysis) -> list[str]:
    """The codes of the insights, heaviest first."""
    return [insight.code for insight in analysis.insights]


def insight_of(analysis: MonthAnalysis, code: str) -> Insight:
    """The one insight of that code."""
    [found] = [insight for insight in analysis.insights if insight.code == code]
    return found


def salary(amount: int = 6_000_000, *, day: int = 1, of: list[str] = YEAR) -> tuple[Entry, ...]:
    """Pay on the same day of each month."""
    return monthly(amount, day=day, months=of, category="income.salary", merchant="PT Maju")


def meals(amount: int = 50_000, *, of: list[str] = YEAR, until: date = TODAY) -> tuple[Entry, ...]:
    """A meal every other day, until today; amounts differ a little from day to day."""
    return tuple(
        Entry(day, -amount - day.day * 100, "needs.eating", f"Warung {day.day}")
        for month in of
        for day in (date.fromisoformat(f"{month}-{number:02}") for number in range(1, 28, 2))
        if day <= until
    )


def usual_year(**more: Any) -> Ledger:
    """A year of pay, rent and meals that nothing stands out of, up to 22 November 2026."""
    rent = monthly(-1_500_000, day=3, months=YEAR, category="needs.rent", merchant="Kos Bu Tini")
    ledger: dict[str, Any] = {
        "accounts": {"bank": Purse(opening=-34_000_000)},
        "entries": (*salary(), *rent, *meals()),
    }
    return Ledger(**{**ledger, **more})


def entries() -> st.SearchStrategy[Entry]:
    """Any transaction of the year, split or not; amounts are thousands."""
    categories = st.none() | st.sampled_from([str(code) for code in CATEGORIES])

    def build(booked: Entry, other: str | None, split: bool) -> Entry:
        half = booked.amount // 2
        parts = ((half, booked.category), (booked.amount - half, other))
        return booked._replace(category=None, parts=parts) if split else booked

    whole = st.builds(
        Entry,
        day=st.integers(0, 400).map(lambda back: date(2026, 12, 10) - timedelta(days=back)),
        amount=st.integers(-2_500, 4_500).filter(bool).map(lambda number: number * 2_000),
        category=categories,
        merchant=st.sampled_from([None, "Netflix", "Kos Bu Tini", "Tokopedia", "PT Maju", "12345", "🍜"]),
        account=st.sampled_from(["bank", "cash"]),
        transfer=st.just(False),
        source=st.sampled_from([TransactionSource.MANUAL, TransactionSource.RECONCILIATION]),
        recurring_id=st.none(),
        parts=st.just(()),
        key=st.text("abcdef", min_size=6, max_size=6),
    )
    return st.builds(build, whole, categories, st.booleans())


def rhythms() -> st.SearchStrategy[tuple[Entry, ...]]:
    """A payment that comes back every month of the year, its price perhaps changing once."""

    def build(day: int, price: int, later: int, changes: int) -> tuple[Entry, ...]:
        kept, new = YEAR[:changes], YEAR[changes:]
        options: dict[str, Any] = {"day": day, "category": "wants.subscriptions", "merchant": "Spotify"}
        return (
            *monthly(-price * 1_000, months=kept, **options),
            *monthly(-later * 1_000, months=new, **options),
        )

    prices = st.integers(20, 900)
    return st.builds(build, st.integers(1, 31), prices, prices, st.integers(0, 12))


def ledgers() -> st.SearchStrategy[Ledger]:
    """Any books: some transactions, perhaps a rhythm, perhaps budgets, accounts and declared figures."""
    codes = st.sampled_from(["needs.eating", "wants.coffee", "wants.shopping", "saving.investment"])
    plans = st.integers(0, 3_000).map(lambda number: Plan(number * 1_000))
    known = st.none() | st.integers(0, 20_000).map(lambda number: number * 1_000)

    def build(
        booked: list[Entry],
        rhythm: tuple[Entry, ...],
        plan: dict[str, Plan],
        opening: int,
        income: int | None,
    ) -> Ledger:
        return Ledger(
            data=FinancialData(monthly_income=income),
            accounts={
                "bank": Purse(opening=opening * 1_000),
                "cash": Purse(AccountKind.CASH),
                "darurat": Purse(opening=500_000, for_emergencies=True),
            },
            entries=(*booked, *rhythm),
            budgets={("2026-11", code): amount for code, amount in plan.items()},
        )

    return st.builds(
        build,
        st.lists(entries(), max_size=40),
        st.just(()) | rhythms(),
        st.dictionaries(codes, plans, max_size=3),
        st.integers(-1_000, 50_000),
        known,
    )


def looked_at() -> st.SearchStrategy[str]:
    """A month to ask for: over, running or ahead."""
    return st.sampled_from(["2026-08", "2026-10", "2026-11", "2026-12"])
