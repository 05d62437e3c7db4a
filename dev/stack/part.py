"""One part of the stack: what to run. How it is run, watched and stopped is the supervisor's business."""

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import httpx

from dev.stack.servers import Account


@dataclass(frozen=True, kw_only=True)
class Command:
    """A program with its arguments and its environment, as `account` where it is not ourselves."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    account: Account | None = None
    folder: str = "/"


async def nothing() -> None:
    """Nothing to do."""


async def at_once() -> bool:
    """Ready as soon as it began."""
    return True


@dataclass(frozen=True, kw_only=True)
class Part:
    """A program that keeps running, or, without a command, work that is done once at every start.

    `before` prepares, `ready` asks whether it serves (asked again and again for at most `within` seconds),
    `after` finishes; parts in `needs` are wholly started before it begins.
    """

    name: str
    needs: tuple[str, ...] = ()
    command: Callable[[], Command] | None = None
    before: Callable[[], Awaitable[None]] = nothing
    ready: Callable[[], Awaitable[bool]] = at_once
    after: Callable[[], Awaitable[None]] = nothing
    within: float = 60.0
    stop_signal: int = signal.SIGTERM
    orphan_signal: int = signal.SIGKILL


def answers(url: str) -> Callable[[], Awaitable[bool]]:
    """A readiness question: does a GET of `url` answer 2xx?"""

    async def ask() -> bool:
        try:
            async with httpx.AsyncClient(timeout=2, trust_env=False) as http:
                return (await http.get(url)).is_success
        except httpx.TransportError:
            return False

    return ask
