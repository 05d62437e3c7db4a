"""Postgres: its own data folder, TCP on this machine only, since a Unix socket's path holds 107 bytes."""

import asyncio
import os
import shutil
import signal
import subprocess
from pathlib import Path

from dev.stack import database
from dev.stack.files import write_private
from dev.stack.part import Command, Part
from dev.stack.places import postgres_home
from dev.stack.plan import Plan
from dev.stack.ports import HOST
from dev.stack.servers import data_folder, reachable_program

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
QUICK_BUT_UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def postgres(plan: Plan) -> Part:
    """The database server, with what hosted Supabase brings applied at every start."""
    return Part(
        name="postgres",
        before=lambda: asyncio.to_thread(_make_cluster, plan),
        command=lambda: _command(plan),
        ready=lambda: database.is_up(plan),
        after=lambda: database.apply_platform(plan),
        stop_signal=signal.SIGINT,
        orphan_signal=signal.SIGINT,
    )


def _command(plan: Plan) -> Command:
    settings = SETTINGS | (QUICK_BUT_UNSAFE if plan.throwaway else {})
    flags = [flag for name, value in settings.items() for flag in ("-c", f"{name}={value}")]
    where = ["-D", str(_cluster(plan)), "-p", str(plan.ports["postgres"])]
    return Command(arguments=(_tool(plan, "postgres"), *where, *flags), account=plan.account)


def _make_cluster(plan: Plan) -> None:
    """Made beside its place and moved there when whole, so that a kill leaves none or all of it."""
    cluster = _cluster(plan)
    if cluster.exists():
        return
    draft = cluster.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    password = cluster.with_name("password")
    write_private(password, plan.credentials.passwords["supabase_admin"])
    if plan.account is not None:
        os.chown(password, plan.account.user, plan.account.group)
    _initdb(plan, draft, password)
    password.unlink()
    draft.rename(cluster)


def _initdb(plan: Plan, folder: Path, password: Path) -> None:
    arguments = ["-D", str(folder), "-U", "supabase_admin", "--auth=scram-sha-256", f"--pwfile={password}"]
    speed = ["--no-sync"] if plan.throwaway else []
    with plan.state.log("postgres").open("ab") as log:
        subprocess.run(
            [_tool(plan, "initdb"), *arguments, "--encoding=UTF8", "--locale=C.UTF-8", *speed],
            check=True,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=plan.account.user if plan.account else None,
            group=plan.account.group if plan.account else None,
            extra_groups=[] if plan.account else None,
        )


def _cluster(plan: Plan) -> Path:
    return data_folder(plan.state, "postgres", plan.account) / "cluster"


def _tool(plan: Plan, name: str) -> str:
    home = postgres_home()
    return str(reachable_program(home / "bin" / name, plan.account, home=home))
