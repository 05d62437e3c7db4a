"""The facts of a snapshot as the database tells them, inside whatever answer they come with."""

from datetime import datetime
from typing import cast

from pydantic import JsonValue

from shared.domain.budget.facts import SnapshotFacts
from shared.domain.budget.model import FinancialData, FinancialRecord
from shared.stores.database import Row
from shared.stores.debt_rows import debts_owed


def snapshot_of(told: Row) -> SnapshotFacts:
    """What `snapshot_facts` answers with, as a value."""
    tracked = {name: value for name, value in told.items() if name != "financial_data"}
    owed = debts_owed(cast("list[Row]", told["debts"]))
    return SnapshotFacts.model_validate(
        {
            **tracked,
            "record": record_of(told["financial_data"]),
            "debts": owed.debts,
            "debts_left_out": owed.left_out,
        }
    )


def record_of(row: JsonValue) -> FinancialRecord:
    """A row of financial_data; an empty record before anything was told."""
    if not isinstance(row, dict):
        return FinancialRecord()
    columns = {name: row[name] for name in FinancialData.model_fields}
    return FinancialRecord.of_stored(columns, updated_at=datetime.fromisoformat(str(row["updated_at"])))
