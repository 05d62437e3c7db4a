"""The turns that run in this process: each is watched, so that it ends when it is told to."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

import structlog

from shared.domain.conversation.errors import ChatStoreUnavailable, TurnStopped
from shared.errors import FintarError
from shared.web.leaving import stop_when_cancelled

E = TypeVar("E")

LOOK_EVERY = 2.0
"""Seconds between two looks at whether a turn may go on; as long may a stop from another process take."""

log = structlog.stdlib.get_logger("fintar.turns")


class Watch:
    """Over one turn: hands out its events, and cuts them off where the turn has to end."""

    def __init__(self) -> None:
        self._why: FintarError | None = None
        self._waiting: asyncio.Timeout | None = None

    def end(self, why: FintarError) -> None:
        """End the turn, at once where it waits for its next event. The first reason counts."""
        if self._why is not None:
            return
        self._why = why
        if self._waiting is not None:
            self._waiting.reschedule(asyncio.get_running_loop().time())

    async def next(self, events: AsyncIterator[E]) -> E | None:
        """The next event, None after the last. Raises why the turn has to end, once its work is cancelled."""
        self.check()
        try:
            # A deadline that is set only when the turn has to end: it cancels what is waited for.
            async with asyncio.timeout(None) as self._waiting:
                return await anext(events, None)
        except Exception:
            self.check()
            raise
        finally:
            self._waiting = None

    def check(self) -> None:
        """Raises why the turn has to end, if it has to."""
        if self._why is not None:
            raise self._why


class RunningTurns:
    """Every turn that runs in this process, by its id. `look_every` is in seconds."""

    def __init__(self, *, look_every: float = LOOK_EVERY) -> None:
        self._look_every = look_every
        self._watches: dict[UUID, Watch] = {}

    def stop(self, turn_id: UUID) -> None:
        """Stop a turn if it runs here."""
        watch = self._watches.get(turn_id)
        if watch is not None:
            watch.end(TurnStopped())

    @asynccontextmanager
    async def watched(self, turn_id: UUID, look: Callable[[], Awaitable[None]]) -> AsyncGenerator[Watch]:
        """Watch a turn: `look` is asked now and then, and raises why the turn has to end."""
        watch = self._watches[turn_id] = Watch()
        looking = asyncio.create_task(self._look_on(watch, look))
        try:
            yield watch
        finally:
            del self._watches[turn_id]
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _look_on(self, watch: Watch, look: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(self._look_every)
            try:
                await look()
                stop_when_cancelled()
            except ChatStoreUnavailable:
                # The turn goes on: what it cannot store in the end, it will say.
                log.warning("turn_not_looked_at")
                stop_when_cancelled()
            except FintarError as why:
                watch.end(why)
                return
