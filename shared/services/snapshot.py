"""One truth for a person's figures: where each comes from is decided here, once, for everybody."""

from datetime import datetime

from shared.domain.budget.model import FinancialRecord, Snapshot
from shared.domain.budget.snapshot import declared_snapshot
from shared.services.financial_data import FinancialDataReader


class SnapshotService:
    """The caller's figures as every capability starts from them."""

    def __init__(self, *, financial_data: FinancialDataReader) -> None:
        self._financial_data = financial_data

    async def read(self, *, now: datetime) -> Snapshot:
        """The figures known at `now`, each with its basis, and the names of what is missing."""
        record = await self._financial_data.read() or FinancialRecord()
        return declared_snapshot(record, now=now)
