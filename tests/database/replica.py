"""A second database on the stack's server with the same schema, free to be broken.

Locks, broken policies and dropped triggers in it reach neither PostgREST nor the tests beside.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).parents[2]
PLATFORM = ROOT / "dev" / "stack" / "sql"
AUTH_TABLES = ROOT / "dev" / "stack" / "auth" / "tables.sql"
MIGRATIONS = ROOT / "supabase" / "migrations"
SHARED_BY_THE_SERVER = "10_roles.sql"
OPEN_BY_DEFAULT = "40_default_privileges.sql"


@contextmanager
def replica_of(admin_url: str, *, open_by_default: bool = True) -> Generator[str]:
    """The URL of a fresh database with all migrations, dropped afterwards.

    `open_by_default` is what older Supabase projects are: every new object open to the API's roles.
    """
    name = f"replica_{uuid4().hex[:12]}"
    _on_server(admin_url, sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        url = make_conninfo(admin_url, dbname=name)
        _prepare(url, open_by_default=open_by_default)
        yield url
    finally:
        _on_server(admin_url, sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _on_server(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def _prepare(url: str, *, open_by_default: bool) -> None:
    left_out = {SHARED_BY_THE_SERVER} | (set[str]() if open_by_default else {OPEN_BY_DEFAULT})
    platform = [file for file in sorted(PLATFORM.glob("*.sql")) if file.name not in left_out]
    with psycopg.connect(url, autocommit=True) as connection:
        _run(connection, "supabase_admin", platform)
        _run(connection, "supabase_auth_admin", [AUTH_TABLES])
        _run(connection, "supabase_admin", sorted((PLATFORM / "after_auth").glob("*.sql")))
        _run(connection, "postgres", sorted(MIGRATIONS.glob("*.sql")))


def _run(connection: Connection, role: str, files: list[Path]) -> None:
    connection.execute(sql.SQL("set session authorization {}").format(sql.Identifier(role)))
    for file in files:
        connection.execute(file.read_bytes())
    connection.execute("reset session authorization")


def rewrite(connection: Connection, function: str, old: str, new: str) -> None:
    """Put the function's source back with one piece replaced; the piece must be there."""
    row = connection.execute("select pg_get_functiondef(%s::regprocedure)", (function,)).fetchone()
    assert row is not None
    source: str = row[0]
    assert old in source
    connection.execute(source.replace(old, new).encode())
