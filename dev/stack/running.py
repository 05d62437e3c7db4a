"""A stack that runs, as tests and scripts see it: addresses and keys, whoever started it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.stack.credentials import Jwk
from dev.stack.places import ROOT
from dev.stack.plan import remembered_plan
from dev.stack.state import State

GOOGLES_KEY = "GEMINI_API_KEY"


class NotStarted(RuntimeError):
    """The stack could not start; the message is what it said."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """Where everything is. `signing_key` is the private key, so that tests can forge tokens."""

    url: str
    api_url: str
    publishable_key: str
    secret_key: str
    database_url: str
    admin_database_url: str
    mongodb_url: str
    mongodb_database: str
    mails: Path
    signing_key: Jwk
    env: Mapping[str, str]


def from_environment(environment: Mapping[str, str] = os.environ) -> Running:
    """The stack that environment variables describe. Raises KeyError, naming the one that is missing."""
    return Running(
        url=environment["SUPABASE_URL"],
        api_url=environment["FINTAR_API_URL"],
        publishable_key=environment["SUPABASE_PUBLISHABLE_KEY"],
        secret_key=environment["SUPABASE_SECRET_KEY"],
        database_url=environment["DATABASE_URL"],
        admin_database_url=environment["FINTAR_ADMIN_DATABASE_URL"],
        mongodb_url=environment["MONGODB_URL"],
        mongodb_database=environment["MONGODB_DATABASE"],
        mails=Path(environment["FINTAR_MAILS"]),
        signing_key=json.loads(Path(environment["FINTAR_SIGNING_KEY"]).read_bytes()),
        env=dict(environment),
    )


def of_state(folder: Path) -> Running:
    """The stack whose state is `folder`. Raises NotStarted when it never was."""
    plan = remembered_plan(State(folder))
    if plan is None:
        raise NotStarted(f"no stack was ever started on {folder}")
    return from_environment(plan.environment())


def start_throwaway(
    folder: Path, *, for_process: int, environment: Mapping[str, str] | None = None
) -> Running:
    """Start a stack whose data is quick and gone with it; it ends at the latest with `for_process`.

    No key of Google's reaches its functions, whatever this process was given: `environment` alone says
    whether they ask a Gemini server, and which.
    """
    options = ["--state", str(folder), "--throwaway", "--no-demo", "--for-process", str(for_process)]
    inherited = {name: value for name, value in os.environ.items() if name != GOOGLES_KEY}
    said = subprocess.run(
        stack_command("up", "--detach", *options),
        cwd=ROOT,
        env={**inherited, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode != 0:
        raise NotStarted(f"{said.stdout}{said.stderr}")
    return of_state(folder)


def stop(folder: Path) -> None:
    """Stop the stack on `folder`, if one runs."""
    subprocess.run(stack_command("down", "--state", str(folder)), cwd=ROOT, capture_output=True, check=True)


def stack_command(*arguments: str) -> list[str]:
    """The command line of the stack."""
    return [sys.executable, "-m", "dev.stack", *arguments]
