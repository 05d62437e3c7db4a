"""Supabase's own advisors find nothing to warn about, and would."""

import os
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dev.stack.places import path_with_node, supabase_cli
from dev.stack.running import Running

PROOF = "advisors_proof"


def test_the_schema_gives_the_advisors_nothing_to_warn_about(stack: Running, tmp_path: Path) -> None:
    advice = _advise(stack.database_url, tmp_path)

    assert advice.returncode == 0, advice.stdout + advice.stderr


def test_a_table_without_row_level_security_would_be_found(stack: Running, tmp_path: Path) -> None:
    known = conninfo_to_dict(stack.database_url)
    database = f"postgresql://{known['user']}:{known['password']}@{known['host']}:{known['port']}/{PROOF}"
    with psycopg.connect(stack.database_url, autocommit=True) as connection:
        connection.execute(f"create database {PROOF}".encode())
        try:
            with psycopg.connect(database, autocommit=True) as other:
                other.execute("create table public.bare (id int)")
                other.execute("grant select on public.bare to anon")
            advice = _advise(database, tmp_path)
        finally:
            connection.execute(f"drop database {PROOF} with (force)".encode())

    assert advice.returncode != 0
    assert "rls_disabled_in_public" in advice.stdout


def _advise(database_url: str, home: Path) -> subprocess.CompletedProcess[str]:
    quiet = {"DO_NOT_TRACK": "1", "NO_COLOR": "1", "PGSSLMODE": "disable", "HOME": str(home)}
    return subprocess.run(
        [supabase_cli(), "db", "advisors", "--fail-on", "warn", f"--remote={database_url}"],
        cwd=home,
        env={**os.environ, **quiet, "PATH": path_with_node()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
