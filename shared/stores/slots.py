"""A bound on how much is asked of a server at once: who comes later waits here, first come first served.

Time limits of a client are counted by the clock. In a process with more to do than it has time for, answers
lie unread until their limit has passed, although the server gave them at once. So the clock of an operation
starts when there is a place for it, and no more of them run than are soon read.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from shared.domain.conversation.errors import ChatStoreUnavailable


class Slots:
    """So many places in one event loop; who gets none within `patience` seconds is sent away."""

    def __init__(self, most: int, *, patience: float) -> None:
        self._free = asyncio.Semaphore(most)
        self._patience = patience

    @asynccontextmanager
    async def one(self) -> AsyncGenerator[None]:
        """A place while the block runs; no block inside may ask for another. Raises ChatStoreUnavailable."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise ChatStoreUnavailable from None
        try:
            yield
        finally:
            self._free.release()
