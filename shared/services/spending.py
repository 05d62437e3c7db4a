"""The caller's transactions, looked through: single ones, and what full months have in common."""

import asyncio
from datetime import datetime
from typing import Protocol

from shared.domain.budget.patterns.engine import spending_patterns
from shared.domain.budget.patterns.model import SpendingMonths, SpendingPatterns
from shared.domain.budget.search import FoundTransactions, TransactionSearch
from shared.domain.days import today_in_jakarta


class SpendingStore(Protocol):
    """The caller's transactions, searched and summed."""

    async def find(self, search: TransactionSearch) -> FoundTransactions:
        """The transactions that meet every condition."""
        ...

    async def read_months(self, months: int) -> SpendingMonths:
        """The last full budget months."""
        ...


class SpendingService:
    """What the caller spent."""

    def __init__(self, *, store: SpendingStore) -> None:
        self._store = store

    async def find(self, search: TransactionSearch) -> FoundTransactions:
        """The transactions that meet every condition, the newest first, with sums of all of them."""
        return await self._store.find(search)

    async def patterns(self, months: int, *, now: datetime) -> SpendingPatterns | None:
        """What the last full months (1 to 12) tell; None where too few of them have transactions."""
        told = await self._store.read_months(months)
        return await asyncio.to_thread(spending_patterns, told, day=today_in_jakarta(now=now))
