"""Prepare the database of the stack: what hosted Supabase brings, then the project's migrations."""

import asyncio
import os
import shutil
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from dev import holidays
from dev.stack.places import SQL, SUPABASE, path_with_node, supabase_cli
from dev.stack.plan import Plan

SIGNED_IN_ROLES = ("postgres", "authenticator", "supabase_auth_admin")


class PreparationFailed(RuntimeError):
    """SQL or the Supabase CLI refused; the message or the log says why."""


async def is_up(plan: Plan) -> bool:
    """Whether Postgres lets its superuser in."""
    try:
        url = plan.database_url("supabase_admin")
        async with await psycopg.AsyncConnection.connect(url, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


async def apply_platform(plan: Plan) -> None:
    """The roles, schemas and rights that hosted Supabase brings; then the roles' passwords."""
    await asyncio.to_thread(_apply_folder, plan, SQL)
    await asyncio.to_thread(_set_passwords, plan)


async def apply_after_auth(plan: Plan) -> None:
    """The rights that can be given only when Supabase Auth has made its tables."""
    await asyncio.to_thread(_apply_folder, plan, SQL / "after_auth")


async def push_migrations(plan: Plan) -> None:
    """Push what is new with the Supabase CLI; when nothing is, the CLI is not even asked."""
    wanted = {file.name.split("_")[0] for file in (SUPABASE / "migrations").glob("*.sql")}
    if wanted == await asyncio.to_thread(_applied, plan):
        return
    await _supabase(plan, "db", "push", f"--remote={plan.database_url('postgres')}", "--yes")


async def fill_holidays(plan: Plan) -> None:
    """Fill in the public holidays, once for each release of the package that knows them."""
    release = version("holidays")
    if plan.state.filled("holidays") == release:
        return
    await asyncio.to_thread(holidays.fill, plan.database_url("postgres"))
    plan.state.keep_filled("holidays", release)


def _apply_folder(plan: Plan, folder: Path) -> None:
    with psycopg.connect(plan.database_url("supabase_admin"), autocommit=True) as connection:
        for file in sorted(folder.glob("*.sql")):
            _apply(connection, file)


def _apply(connection: psycopg.Connection, file: Path) -> None:
    try:
        connection.execute(file.read_bytes())
    except psycopg.Error as error:
        raise PreparationFailed(f"{file.name}: {error}") from error


def _set_passwords(plan: Plan) -> None:
    with psycopg.connect(plan.database_url("supabase_admin"), autocommit=True) as connection:
        for role in SIGNED_IN_ROLES:
            change = sql.SQL("alter role {} login password {}")
            connection.execute(
                change.format(sql.Identifier(role), sql.Literal(plan.credentials.passwords[role]))
            )


def _applied(plan: Plan) -> set[str]:
    with psycopg.connect(plan.database_url("postgres"), autocommit=True) as connection:
        try:
            return {
                row[0]
                for row in connection.execute("select version from supabase_migrations.schema_migrations")
            }
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
            return set()


async def _supabase(plan: Plan, *arguments: str) -> None:
    """Run the CLI on a copy of `supabase/`, for it writes beside what it reads."""
    await asyncio.to_thread(_copy_project, plan.state.cli / "supabase")
    with plan.state.log("migrations").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            str(supabase_cli()),
            *arguments,
            cwd=plan.state.cli,
            env=_cli_environment(plan),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        if await process.wait() != 0:
            raise PreparationFailed(f"supabase {' '.join(arguments[:2])} failed")


def _copy_project(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy(SUPABASE / "config.toml", target)
    shutil.copytree(SUPABASE / "migrations", target / "migrations")


def _cli_environment(plan: Plan) -> dict[str, str]:
    quiet = {"DO_NOT_TRACK": "1", "NO_COLOR": "1", "PGSSLMODE": "disable", "HOME": str(plan.state.cli)}
    return dict(os.environ) | quiet | {"PATH": path_with_node()}
