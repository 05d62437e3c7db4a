"""One truth for a person's figures: where each comes from is decided here, once, for everybody."""

from datetime import datetime
from typing import Protocol

from shared.domain.budget.facts import SnapshotFacts
from shared.domain.budget.model import Snapshot
from shared.domain.budget.snapshot import take_snapshot


class SnapshotFactsReader(Protocol):
    """Reads what the caller declared and what they track."""

    async def read_snapshot(self) -> SnapshotFacts:
        """Empty facts before anything is stored."""
        ...


class SnapshotService:
    """The caller's figures as every capability starts from them."""

    def __init__(self, *, facts: SnapshotFactsReader) -> None:
        self._facts = facts

    async def read(self, *, now: datetime) -> Snapshot:
        """The figures known at `now`, each with its basis, and the names of what is missing."""
        return take_snapshot(await self._facts.read_snapshot(), now=now)
