"""What a stack keeps between starts, in one folder: keys, ports, data, logs, mails and who is running."""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Generator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dev.stack.credentials import Credentials
from dev.stack.files import write_private, write_whole
from dev.stack.processes import ProcessId


class AlreadyRunning(RuntimeError):
    """Another `up` holds this state."""


class Record(BaseModel):
    """The processes of a running stack, and whether all of it is ready."""

    model_config = ConfigDict(frozen=True)

    supervisor: ProcessId
    parts: dict[str, ProcessId] = {}
    ready: bool = False


class State:
    """The folder of one stack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.logs = self.folder / "logs"
        self.mails = self.folder / "mails"
        self.keys = self.folder / "keys"
        self.cli = self.folder / "cli"
        self.credentials_file = self.keys / "credentials.json"

    def make(self) -> None:
        """Make the folders; others may pass through (Postgres runs as another user) but not look."""
        for folder in (self.folder, self.logs, self.mails, self.keys, self.cli):
            folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)
        self.keys.chmod(0o700)

    @contextlib.contextmanager
    def held(self) -> Generator[None]:
        """Hold the state alone. Raises AlreadyRunning."""
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise AlreadyRunning(f"a stack already runs on {self.folder}") from None
        finally:
            os.close(handle)

    def refuse_if_held(self) -> None:
        """Raises AlreadyRunning when a stack runs on this state."""
        with self.held():
            return

    def credentials(self) -> Credentials:
        """The keys and passwords. Raises FileNotFoundError before the first start."""
        return Credentials.model_validate_json(self.credentials_file.read_bytes())

    def keep_credentials(self, credentials: Credentials) -> None:
        """Keep the keys and passwords, and the signing key also by itself, for tests that sign with it."""
        write_private(self.keys / "signing_key.json", json.dumps(credentials.signing_key))
        write_private(self.credentials_file, credentials.model_dump_json(indent=1))

    def ports(self) -> dict[str, int]:
        """The ports of the last start; empty before the first."""
        file = self.folder / "ports.json"
        return json.loads(file.read_bytes()) if file.exists() else {}

    def keep_ports(self, ports: Mapping[str, int]) -> None:
        """Remember the ports, so that addresses stay the same from start to start."""
        write_whole(self.folder / "ports.json", json.dumps(dict(ports)))

    def record(self) -> Record | None:
        """Who runs, as last written; None when nothing was ever started or all was stopped in order."""
        file = self.folder / "running.json"
        try:
            return Record.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            return None

    def keep_record(self, record: Record | None) -> None:
        """Write down who runs; None when nobody does."""
        file = self.folder / "running.json"
        if record is None:
            file.unlink(missing_ok=True)
        else:
            write_whole(file, record.model_dump_json())

    def log(self, part: str) -> Path:
        """Where a part's output goes."""
        return self.logs / f"{part}.log"

    def put_logs_aside(self) -> None:
        """Begin new logs; those of the start before are kept in `logs/previous`."""
        previous = self.logs / "previous"
        previous.mkdir(exist_ok=True)
        for log in self.logs.glob("*.log"):
            if log != self.log("stack"):
                log.replace(previous / log.name)

    def outside(self) -> Path | None:
        """The folder outside the state where servers of another user keep their data, if there is one."""
        file = self.folder / "data-is-at"
        return Path(file.read_text(encoding="utf-8")) if file.exists() else None

    def keep_outside(self, folder: Path) -> None:
        """Remember where the data is when it cannot be here."""
        write_whole(self.folder / "data-is-at", str(folder))

    def filled(self, what: str) -> str:
        """Which version of some data the database was filled with; empty when it never was."""
        file = self.folder / f"{what}-filled"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def keep_filled(self, what: str, version: str) -> None:
        """Remember it, so that a later start need not fill it again."""
        write_whole(self.folder / f"{what}-filled", version)

    def wipe(self) -> None:
        """Remove everything, the data outside included."""
        for folder in (self.outside(), self.folder):
            if folder is not None and folder.exists():
                shutil.rmtree(folder)
