"""The budget analysis of the caller's own figures, and of one of their budget months."""

import asyncio
from datetime import datetime
from typing import NamedTuple, Protocol

from shared.domain.budget.engine import analyze
from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.model import BudgetAnalysis, Snapshot
from shared.domain.budget.month.analysis import MonthAnalysis
from shared.domain.budget.month.engine import analyze_month
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.months import Month
from shared.services.snapshot import SnapshotFactsReader


class SnapshotReader(Protocol):
    """Reads the caller's figures."""

    async def read(self, *, now: datetime) -> Snapshot:
        """The figures known at `now`."""
        ...


class BudgetFactsReader(Protocol):
    """Reads what a budget month is computed from."""

    async def read_month(self, month: Month | None) -> BudgetFacts:
        """The facts of that budget month, or of the one that today lies in."""
        ...


class FactsReader(SnapshotFactsReader, BudgetFactsReader, Protocol):
    """Reads both: a person's usual figures, and one budget month."""


class BudgetMonth(NamedTuple):
    """A person's budget as a whole, one month of it, and the facts that both were computed from."""

    facts: BudgetFacts
    analysis: BudgetAnalysis
    month: MonthAnalysis


class BudgetService:
    """What can be said about the caller's budget."""

    def __init__(self, *, snapshots: SnapshotReader, facts: BudgetFactsReader) -> None:
        self._snapshots = snapshots
        self._facts = facts

    async def analyze(self, *, now: datetime) -> BudgetAnalysis:
        """Analyse the figures known at `now`; what is missing is named, not an error."""
        return analyze(await self._snapshots.read(now=now), now=now)

    async def read_month(self, month: Month | None, *, now: datetime) -> BudgetMonth:
        """Analyse a budget month, by default the one of today, together with the figures known at `now`."""
        facts = await self._facts.read_month(month)
        # A year of many transactions keeps the processor busy for long enough to hold up everybody else.
        return await asyncio.to_thread(_analyzed, facts, now=now)


def _analyzed(facts: BudgetFacts, *, now: datetime) -> BudgetMonth:
    snapshot = take_snapshot(facts.snapshot, now=now)
    return BudgetMonth(facts, analyze(snapshot, now=now), analyze_month(facts, snapshot))
