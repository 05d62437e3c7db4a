"""How long a call may take, and how long it may be silent: one timer for the whole of it.

A timer for each read, as `asyncio.timeout` sets one, would cost more than reading what came.
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from shared.gateways.advisor.gemini.failures import Failed
from shared.gateways.advisor.protocol import AdvisorFailure

T = TypeVar("T")

TICK = 0.001
"""Seconds by which a timer may ring too early."""


class Watch:
    """Rings at `until`, by the loop's clock, or after `idle` seconds without a sign of life.

    Only reading is watched: what whoever listens does with it takes no time of the service's.
    """

    def __init__(self, *, until: float, idle: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._until = until
        self._idle = idle
        self._alive = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._reader: asyncio.Task[object] | None = None
        self._rang = False

    def alive(self) -> None:
        """There was a sign of life."""
        self._alive = self._loop.time()

    def only(self, seconds: float) -> None:
        """From now on there are at most so many seconds left."""
        self._until = min(self._until, self._loop.time() + seconds)
        self.close()

    def close(self) -> None:
        """No more timer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def read(self, work: Awaitable[T]) -> T:
        """What `work` gives, in time. Raises Failed: STALLED or TIMED_OUT."""
        task = asyncio.current_task()
        cancelled_before = task.cancelling() if task is not None else 0
        self._reader = task
        if self._timer is None:
            self._timer = self._loop.call_at(self._due, self._look)
        try:
            return await work
        except asyncio.CancelledError:
            # As asyncio.timeout does: our own cancelling ends here, anybody else's goes on.
            if self._rang and task is not None and task.uncancel() <= cancelled_before:
                is_over = self._until <= self._alive + self._idle
                raise Failed(AdvisorFailure.TIMED_OUT if is_over else AdvisorFailure.STALLED) from None
            raise
        finally:
            self._reader = None

    @property
    def _due(self) -> float:
        return min(self._alive + self._idle, self._until)

    def _look(self) -> None:
        """Ring, or look again when it may be due by then."""
        self._timer = None
        if self._reader is None:
            return
        if self._due - self._loop.time() > TICK:
            self._timer = self._loop.call_at(self._due, self._look)
        else:
            self._rang = True
            self._reader.cancel()
