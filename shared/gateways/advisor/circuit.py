"""A circuit breaker around an advisor: a service that fails again and again is left alone for a while.

Closed, every request goes through. After so many failures in a row, none of them the request's own fault, it
opens: for a while nothing is asked, and the refusal comes at once. Then one request may try. If that one
succeeds the circuit closes, if it fails the service rests again.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from enum import Enum, auto
from math import ceil

from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    Finished,
    TurnRequest,
)

FAILURES = 5
"""How many failures in a row open the circuit."""

REST = 30.0
"""Seconds for which it stays open."""

OF_THE_SERVICE = frozenset(
    {
        AdvisorFailure.UNREACHABLE,
        AdvisorFailure.RATE_LIMITED,
        AdvisorFailure.OVERLOADED,
        AdvisorFailure.TIMED_OUT,
        AdvisorFailure.STALLED,
        AdvisorFailure.BROKEN_STREAM,
        AdvisorFailure.EMPTY,
        AdvisorFailure.MISCONFIGURED,
    }
)
"""Failures that the next request would probably meet as well, whoever sends it."""

OF_THE_REQUEST = frozenset({AdvisorFailure.BLOCKED, AdvisorFailure.REJECTED, AdvisorFailure.MALFORMED})
"""Failures that only a service that works can give. What is in neither set never reached it."""


class Pass(Enum):
    """What a request was let through as."""

    ORDINARY = auto()
    PROBE = auto()


class Circuit:
    """Counts failures. `clock` gives seconds that only grow; it belongs to one process."""

    def __init__(self, *, clock: Callable[[], float], failures: int = FAILURES, rest: float = REST) -> None:
        self._clock = clock
        self._limit = failures
        self._rest = rest
        self._failures = 0
        self._open_until: float | None = None
        self._is_probed = False

    def enter(self) -> Pass:
        """Let one request through. Raises AdvisorUnavailable while open, with when it may be tried again."""
        if self._open_until is None:
            return Pass.ORDINARY
        left = self._open_until - self._clock()
        if left > 0 or self._is_probed:
            raise AdvisorUnavailable(AdvisorFailure.CIRCUIT_OPEN, retry_after=max(1, ceil(left)))
        self._is_probed = True
        return Pass.PROBE

    def leave(self, entered: Pass, *, works: bool | None) -> None:
        """Say how a request went: whether the service works, or None where nobody waited to see.

        A request from before the circuit opened says nothing new once it is open.
        """
        if entered is Pass.PROBE:
            self._is_probed = False
            if works is not None:
                self._failures = 0
                self._open_until = None if works else self._clock() + self._rest
        elif self._open_until is None and works is not None:
            self._failures = 0 if works else self._failures + 1
            if self._failures >= self._limit:
                self._open_until = self._clock() + self._rest


class CircuitAdvisor:
    """An advisor behind a circuit."""

    def __init__(self, advisor: Advisor, circuit: Circuit) -> None:
        self._advisor = advisor
        self._circuit = circuit

    @property
    def model(self) -> str:
        """The name under which its answers are stored."""
        return self._advisor.model

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """What the advisor answers. Raises AdvisorUnavailable, at once while the circuit is open."""
        entered, works = self._circuit.enter(), None
        try:
            async with aclosing(self._advisor.stream(request)) as events:
                async for event in events:
                    works = True if isinstance(event, Finished) else works
                    yield event
        except AdvisorUnavailable as failure:
            works = _works(failure.reason)
            raise
        finally:
            self._circuit.leave(entered, works=works)


def _works(failure: AdvisorFailure) -> bool | None:
    if failure in OF_THE_SERVICE:
        return False
    return True if failure in OF_THE_REQUEST else None
