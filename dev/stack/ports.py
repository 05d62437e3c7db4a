"""Free ports: the wanted one where it is free, else the next one that is; held as long as the stack runs."""

import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

HOST = "127.0.0.1"
STEP = 100


class PortHolder:
    """Takes ports so that two stacks which start at the same moment never take the same one.

    A taken port is a locked file of this user; the lock ends with the process, however it ends.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"fintar-ports-{os.getuid()}"
        self._held: dict[int, int] = {}

    def take_all(self, wanted: Mapping[str, int]) -> dict[str, int]:
        """A port for each name: the wanted one, or the next free one."""
        return {name: self.take(port) for name, port in wanted.items()}

    def take(self, wanted: int) -> int:
        """The wanted port or the next free one, each `STEP` higher."""
        for port in _candidates(wanted):
            if self._hold(port):
                return port
        raise OSError(f"no free port from {wanted} on")

    def let_go(self) -> None:
        """Give all ports back."""
        for handle in self._held.values():
            os.close(handle)
        self._held.clear()

    def _hold(self, port: int) -> bool:
        if port in self._held:
            return False
        self._folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self._folder / str(port), os.O_RDWR | os.O_CREAT, 0o600)
        if _lock(handle) and is_free(port):
            self._held[port] = handle
            return True
        os.close(handle)
        return False


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _candidates(wanted: int) -> Iterator[int]:
    yield from range(wanted, 65536, STEP)
    yield from range(wanted % STEP + 20000, wanted, STEP)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
