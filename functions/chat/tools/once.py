"""What is read once and told to everybody who asks: each read is a round trip of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from shared.domain.budget.facts import SnapshotFacts
from shared.domain.debts.owed import DebtsOwed

T = TypeVar("T")


class _Once(Generic[T]):
    """The first answer, for everybody. Who asks after a failure asks anew."""

    def __init__(self, ask: Callable[[], Awaitable[T]]) -> None:
        self._ask = ask
        self._asking = asyncio.Lock()
        self._told: tuple[T, ...] = ()

    async def __call__(self) -> T:
        async with self._asking:
            if not self._told:
                self._told = (await self._ask(),)
            return self._told[0]


class SnapshotFactsOnce:
    """The facts behind a person's figures as they stood when they were first asked for."""

    def __init__(self, read: Callable[[], Awaitable[SnapshotFacts]]) -> None:
        self._once = _Once(read)

    async def read_snapshot(self) -> SnapshotFacts:
        """The facts. Raises what reading them raises."""
        return await self._once()


class DebtsOnce:
    """What a person owes as it stood when it was first asked for."""

    def __init__(self, read: Callable[[], Awaitable[DebtsOwed]]) -> None:
        self._once = _Once(read)

    async def read(self) -> DebtsOwed:
        """The debts. Raises what reading them raises."""
        return await self._once()
