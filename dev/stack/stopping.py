"""Notice that the stack is to stop: by a signal, or because its terminal or its user's process has gone."""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from dev.stack.processes import identify

LOOKED_EVERY = 0.5


class Stopped(Exception):
    """Somebody asked the stack to stop."""


def listen(*, for_process: int | None) -> asyncio.Event:
    """An event that is set as soon as the stack is to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, _hang_up, stop)
    if os.isatty(sys.stdout.fileno()):
        # make, when it is the terminal's first process, keeps the signal to itself.
        _when(_terminal_is_gone, lambda: _hang_up(stop))
    if for_process is not None:
        process = identify(for_process)
        _when(lambda: not process.lives, stop.set)
    return stop


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, unless asked to stop before it is done. Raises Stopped."""
    doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((doing, waiting), return_when=asyncio.FIRST_COMPLETED)
    if doing.done():
        waiting.cancel()
        return doing.result()
    doing.cancel()
    await asyncio.gather(doing, return_exceptions=True)
    raise Stopped


def _hang_up(stop: asyncio.Event) -> None:
    """The terminal is gone: what is still said goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    stop.set()


def _terminal_is_gone() -> bool:
    terminal = select.poll()
    terminal.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLHUP for _, event in terminal.poll(0))


def _when(holds: Callable[[], bool], then: Callable[[], None]) -> None:
    """Look again and again."""
    if holds():
        then()
    else:
        asyncio.get_running_loop().call_later(LOOKED_EVERY, _when, holds, then)
