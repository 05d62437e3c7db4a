"""Run the parts: start them in order, those that need not wait for each other at once; watch; stop all.

A part that ends by itself is started again, which is told, and given up when that does not help.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from dev.stack.files import last_lines
from dev.stack.part import Command, Part
from dev.stack.processes import ProcessId, identify
from dev.stack.progress import Progress
from dev.stack.state import Record, State

LAUNCH = Path(__file__).with_name("launch.py")
LOG_LINES_SHOWN = 15
RESTARTS_GRANTED = 3
RESTARTS_COUNTED_FOR = 60.0


class PartFailed(RuntimeError):
    """A part could not start, or kept ending; the message names it and holds its last log lines."""


class Supervisor:
    """The parts of one stack and their processes."""

    def __init__(
        self, parts: Sequence[Part], *, state: State, surroundings: Mapping[str, str], progress: Progress
    ) -> None:
        self._parts = {part.name: part for part in parts}
        self._state = state
        self._surroundings = surroundings
        self._progress = progress
        self._processes: dict[str, asyncio.subprocess.Process] = {}
        self._ids: dict[str, ProcessId] = {}
        self._supervisor = identify(os.getpid())
        self._ready = False

    async def start(self) -> None:
        """Start everything. Raises PartFailed, after which `stop` is still to be called."""
        started = {name: asyncio.Event() for name in self._parts}
        try:
            async with asyncio.TaskGroup() as together:
                for part in self._parts.values():
                    together.create_task(self._start_in_turn(part, started))
        except* PartFailed as failures:
            raise PartFailed(_first(failures)) from None

    def tell_ready(self) -> None:
        """Write down that people may come."""
        self._ready = True
        self._write_down()

    async def watch(self) -> None:
        """Return never; start again what ends. Raises PartFailed when that does not help."""
        try:
            async with asyncio.TaskGroup() as together:
                for name in self._processes:
                    together.create_task(self._keep_running(self._parts[name]))
        except* PartFailed as failures:
            raise PartFailed(_first(failures)) from None

    async def stop(self) -> None:
        """Stop what was started, in reverse order."""
        for part in reversed(self._parts.values()):
            if part.name in self._processes:
                await self._stop_one(part)
        self._state.keep_record(None)

    async def _start_in_turn(self, part: Part, started: Mapping[str, asyncio.Event]) -> None:
        for need in (need for need in part.needs if need in started):
            await started[need].wait()
        await self._start_one(part)
        started[part.name].set()

    async def _start_one(self, part: Part) -> None:
        self._progress.begin(part.name)
        try:
            async with asyncio.timeout(part.within):
                await part.before()
                if part.command is not None:
                    await self._launch(part, part.command())
                await self._until_ready(part)
                await part.after()
        except TimeoutError:
            raise self._failure(part, f"was not ready within {part.within:.0f} seconds") from None
        except PartFailed:
            raise
        except Exception as error:
            raise self._failure(part, f"could not start: {error}") from error
        self._progress.done(part.name)

    async def _launch(self, part: Part, command: Command) -> None:
        account = command.account
        rights = (str(account.user), str(account.group)) if account else ("-1", "-1")
        with self._state.log(part.name).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid()), str(int(part.orphan_signal))),
                *(*rights, *command.arguments),
                cwd=command.folder,
                env={**self._surroundings, **command.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes[part.name] = process
        self._ids[part.name] = identify(process.pid)
        self._write_down()

    async def _until_ready(self, part: Part) -> None:
        while not await part.ready():
            process = self._processes.get(part.name)
            if process is not None and process.returncode is not None:
                raise self._failure(part, f"ended at once ({_how(process.returncode)})")
            await asyncio.sleep(0.03)

    async def _keep_running(self, part: Part) -> None:
        ends: list[float] = []
        while True:
            code = await self._processes[part.name].wait()
            now = time.monotonic()
            ends = [end for end in ends if now - end < RESTARTS_COUNTED_FOR] + [now]
            if len(ends) > RESTARTS_GRANTED:
                raise self._failure(part, f"ended {len(ends)} times within a minute ({_how(code)})")
            self._progress.tell(f"{part.name} ended by itself ({_how(code)}); starting it again")
            await self._start_one(part)

    async def _stop_one(self, part: Part) -> None:
        process = self._processes[part.name]
        if process.returncode is None:
            process.send_signal(part.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), timeout=10)
        except TimeoutError:
            self._progress.tell(f"{part.name} did not stop within 10 seconds and is killed")
            process.kill()
            await process.wait()

    def _write_down(self) -> None:
        record = Record(supervisor=self._supervisor, parts=dict(self._ids), ready=self._ready)
        self._state.keep_record(record)

    def _failure(self, part: Part, what: str) -> PartFailed:
        lines = last_lines(self._state.log(part.name), LOG_LINES_SHOWN)
        return PartFailed("\n".join((f"{part.name} {what}", *(f"  | {line}" for line in lines))))


def _first(failures: BaseExceptionGroup[PartFailed]) -> str:
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else str(first)


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
