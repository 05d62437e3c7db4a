"""Stacks of a few parts, started as a person would start them, for tests of starting and stopping."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

from dev.stack.places import ROOT
from dev.stack.processes import ProcessId, identify
from dev.stack.running import stack_command
from dev.stack.state import Record, State

PATIENCE = 120.0


class Start:
    """One `up` in the foreground, on a state folder, with some parts or, when none is named, with all."""

    def __init__(
        self,
        folder: Path,
        *parts: str,
        environment: Mapping[str, str] | None = None,
        output: int = subprocess.PIPE,
        root: Path = ROOT,
    ) -> None:
        only = [word for part in parts for word in ("--only", part)]
        self.state = State(folder)
        self.process = subprocess.Popen(
            stack_command("up", "--state", str(folder), "--for-process", str(os.getpid()), *only),
            cwd=root,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def until_ready(self) -> Record:
        """Wait until it is ready; its record of processes."""
        eventually(lambda: self._is_ready() or self.process.poll() is not None)
        record = self.state.record()
        assert record is not None, f"it did not start:\n{self.process.communicate()[0]}"
        return record

    def end(self, with_signal: int = signal.SIGINT) -> str:
        """Send a signal and wait for the end; all that was said."""
        self.process.send_signal(with_signal)
        return self.said()

    def said(self) -> str:
        """Wait for the end; all that was said."""
        return self.process.communicate(timeout=PATIENCE)[0]

    def _is_ready(self) -> bool:
        record = self.state.record()
        return record is not None and record.ready and record.supervisor.pid == self.process.pid


@contextmanager
def running(folder: Path, *parts: str) -> Generator[Record]:
    """A stack that runs as long as the block; its record of processes."""
    start = Start(folder, *parts)
    try:
        yield start.until_ready()
    finally:
        start.end()


def record_of(folder: Path) -> Record:
    """Who runs on a state now."""
    record = State(folder).record()
    assert record is not None
    return record


def say(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the stack."""
    return subprocess.run(stack_command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False)


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails when it does not within two minutes."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def all_gone(processes: Mapping[str, ProcessId]) -> bool:
    """Whether none of the processes lives any more."""
    return none_lives(processes.values())


def none_lives(processes: Iterable[ProcessId]) -> bool:
    """Whether none of the processes lives any more."""
    return not any(process.lives for process in processes)


def family(pid: int) -> frozenset[ProcessId]:
    """A process and all that descend from it, whoever started them."""
    parents = _parents()
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(identify(each) for each in found)


def _parents() -> dict[int, int]:
    """The parent of each process that runs."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    return parents
