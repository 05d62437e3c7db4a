"""The budget analysis of the caller's own figures."""

from datetime import datetime
from typing import Protocol

from shared.domain.budget.engine import analyze
from shared.domain.budget.model import BudgetAnalysis, Snapshot


class SnapshotReader(Protocol):
    """Reads the caller's figures."""

    async def read(self, *, now: datetime) -> Snapshot:
        """The figures known at `now`."""
        ...


class BudgetService:
    """What can be said about the caller's budget."""

    def __init__(self, *, snapshots: SnapshotReader) -> None:
        self._snapshots = snapshots

    async def analyze(self, *, now: datetime) -> BudgetAnalysis:
        """Analyse the figures known at `now`; what is missing is named, not an error."""
        return analyze(await self._snapshots.read(now=now), now=now)
