"""What the budget function answers with about financial data."""

from datetime import datetime
from typing import Literal

from shared.domain.budget.model import FinancialData, FinancialRecord


class FinancialDataView(FinancialData):
    """My financial data as it is kept.

    `completed`: income, spending, savings, debt and emergency fund are all told. `unreadable` names
    fields whose stored content has another shape; they are shown as null until they are saved anew.
    """

    currency: Literal["IDR"] = "IDR"
    completed: bool
    unreadable: tuple[str, ...]
    updated_at: datetime | None

    @classmethod
    def of(cls, record: FinancialRecord) -> "FinancialDataView":
        """The record as its owner sees it."""
        return cls(
            **dict(record.data),
            completed=record.data.is_complete(),
            unreadable=record.unreadable,
            updated_at=record.updated_at,
        )
