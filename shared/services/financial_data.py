"""A person's declared figures: read them, change them."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import JsonValue

from shared.domain.budget.model import FinancialDataChange, FinancialRecord


class FinancialDataReader(Protocol):
    """Reads the caller's own record."""

    async def read(self) -> FinancialRecord | None:
        """The record, or None before anything is stored."""
        ...


class FinancialDataStore(FinancialDataReader, Protocol):
    """Keeps the caller's own record."""

    async def save(self, changes: Mapping[str, JsonValue]) -> FinancialRecord:
        """Create the record or change only the given keys; None clears one."""
        ...


class FinancialDataService:
    """The caller's declared figures."""

    def __init__(self, *, store: FinancialDataStore) -> None:
        self._store = store

    async def read(self) -> FinancialRecord:
        """What is stored; an empty record before anything is."""
        return await self._store.read() or FinancialRecord()

    async def save(self, change: FinancialDataChange) -> FinancialRecord:
        """Change the keys that were sent, and answer with the whole record."""
        changes = change.changes()
        return await self._store.save(changes) if changes else await self.read()
