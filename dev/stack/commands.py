"""What the commands do."""

import os
import shlex
import subprocess
import sys
import time

from rich.console import Console

from dev.stack import processes, screen
from dev.stack.files import last_lines
from dev.stack.mails import caught
from dev.stack.places import ROOT
from dev.stack.plan import Plan, remembered_plan
from dev.stack.running import stack_command
from dev.stack.state import Record, State


class NothingThere(RuntimeError):
    """No stack was ever started on this state."""


def up_detached(state: State, options: list[str]) -> int:
    """Start a stack that goes on when this command ends; return when it is ready or has failed."""
    state.make()
    state.refuse_if_held()
    log = state.log("stack")
    with log.open("wb") as output:
        process = subprocess.Popen(
            stack_command("up", "--state", str(state.folder), *options),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    with log.open(encoding="utf-8") as told:
        while process.poll() is None and not _ready(state.record(), process.pid):
            _copy(told.read())
            time.sleep(0.05)
        _copy(told.read())
    return process.returncode or 0


def down(state: State) -> int:
    """Stop what runs on the state, also what a killed supervisor left."""
    record = state.record()
    if record is None:
        print("nothing runs")
        return 0
    processes.end(record.supervisor, within=60)
    end_leftovers(state)
    print("stopped")
    return 0


def end_leftovers(state: State) -> None:
    """End what an earlier stack on this state left running when it was killed."""
    record = state.record()
    if record is None:
        return
    for process in reversed(list(record.parts.values())):
        processes.end(process)
    state.keep_record(None)


def reset(state: State, *, sure: bool) -> int:
    """Stop the stack and remove its data, keys and mails."""
    if not state.folder.exists():
        print("nothing to remove")
        return 0
    if not sure and not _agreed(f"Remove all data in {state.folder}? [y/N] "):
        return 1
    if state.record() is not None:
        down(state)
    state.wipe()
    print(f"removed {state.folder}")
    return 0


def status(state: State) -> int:
    """Show what runs; 0 when all of it does and is ready."""
    plan, record = _known(state), state.record()
    Console(highlight=False).print(screen.status_table(plan, record))
    return 0 if record is not None and record.ready and record.supervisor.lives else 1


def logs(state: State, *, part: str | None, lines: int, follow: bool) -> int:
    """Show the end of one log or of all; with `follow`, go on."""
    files = [state.log(part)] if part else sorted(state.logs.glob("*.log"))
    missing = [file.name for file in files if not file.exists()]
    if missing or not files:
        names = ", ".join(file.stem for file in sorted(state.logs.glob("*.log"))) or "none"
        print(f"no such log; there are: {names}", file=sys.stderr)
        return 1
    for file in files:
        print(f"==> {file}")
        print("\n".join(last_lines(file, lines)))
    if follow:
        os.execvp("tail", ["tail", "-n", "0", "-F", *map(str, files)])  # noqa: S606  # tail is the follower
    return 0


def env(state: State) -> int:
    """Print the addresses and keys for a shell to source."""
    for name, value in _known(state).environment().items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def mails(state: State) -> int:
    """List the caught mails, the newest last."""
    for mail in caught(state.mails):
        print(f"{mail.file}\n  to {mail.to}: {mail.subject}\n")
    return 0


def _known(state: State) -> Plan:
    plan = remembered_plan(state)
    if plan is None:
        raise NothingThere(
            f"no stack was ever started on {state.folder}: `python -m dev.stack up` starts one"
        )
    return plan


def _ready(record: Record | None, pid: int) -> bool:
    return record is not None and record.ready and record.supervisor.pid == pid


def _copy(text: str) -> None:
    print(text, end="", flush=True)


def _agreed(question: str) -> bool:
    return input(question).strip().lower() in ("y", "yes", "ya")
