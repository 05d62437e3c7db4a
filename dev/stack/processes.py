"""Processes told apart for certain: by number and by the moment they began."""

import os
import signal
import time
from pathlib import Path
from typing import NamedTuple


class ProcessId(NamedTuple):
    """A process that no later one with the same number can be mistaken for."""

    pid: int
    began: int

    @property
    def lives(self) -> bool:
        """Whether it still runs (a zombie does not)."""
        return _began(self.pid) == self.began


def identify(pid: int) -> ProcessId:
    """The process `pid`. Raises ProcessLookupError when there is none."""
    began = _began(pid)
    if began is None:
        raise ProcessLookupError(pid)
    return ProcessId(pid, began)


def send(process: ProcessId, signal_number: int) -> None:
    """Send a signal if the process still lives."""
    if process.lives:
        os.kill(process.pid, signal_number)


def end(process: ProcessId, *, politely: int = signal.SIGTERM, within: float = 10.0) -> None:
    """Ask a process to end and wait `within` seconds; then kill it."""
    send(process, politely)
    if not wait_for_end(process, within=within):
        send(process, signal.SIGKILL)
        wait_for_end(process, within=within)


def wait_for_end(process: ProcessId, *, within: float) -> bool:
    """Wait up to `within` seconds; True when the process is gone."""
    deadline = time.monotonic() + within
    while process.lives:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _began(pid: int) -> int | None:
    """Clock ticks between boot and the start of `pid`; None when it is gone or only a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name in brackets may hold spaces and brackets itself.
    state, *fields = stat.rpartition(")")[2].split()
    return None if state in "ZX" else int(fields[18])
