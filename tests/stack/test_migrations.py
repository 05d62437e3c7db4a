"""Migrations that are applied already cost a later start nothing."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from dev.stack import database
from dev.stack.plan import Plan, remembered_plan
from dev.stack.running import Running
from dev.stack.state import State
from tests.stack.clones import clone
from tests.stack.stacks import Start


@pytest.fixture
def plan(stack: Running) -> Plan:
    remembered = remembered_plan(State(stack.mails.parent))
    if remembered is None:
        pytest.skip("not a stack of our own")
    return remembered


async def test_what_is_applied_is_not_pushed_again(plan: Plan, tmp_path: Path) -> None:
    nowhere = tmp_path / "the CLI would need this folder"

    await database.push_migrations(replace(plan, state=State(nowhere)))

    assert not nowhere.exists()


async def test_holidays_are_filled_in_once_for_each_release_of_their_package(
    plan: Plan, tmp_path: Path
) -> None:
    state = State(tmp_path)
    nobody_listens = replace(plan, state=state, ports={**plan.ports, "postgres": 1})

    await database.fill_holidays(replace(plan, state=state))
    await database.fill_holidays(nobody_listens)
    state.keep_filled("holidays", "an older release")

    with pytest.raises(psycopg.OperationalError):
        await database.fill_holidays(nobody_listens)


async def test_what_hosted_supabase_brings_can_be_applied_again(plan: Plan) -> None:
    await database.apply_after_auth(plan)

    assert await database.is_up(plan)


def test_migrations_belong_to_a_role_that_is_no_superuser(stack: Running) -> None:
    with psycopg.connect(stack.database_url) as connection:
        rows = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchall()

    assert rows == [(False,)]


def test_a_migration_that_fails_names_itself_with_its_last_lines_and_stops_everything(tmp_path: Path) -> None:
    root, folder = clone(tmp_path / "clone"), tmp_path / "state"
    migrations = root / "supabase" / "migrations"
    for file in migrations.glob("*.sql"):
        file.unlink()
    (migrations / "20990101000000_misspell.sql").write_text("create tabel public.misspelt (id int);\n")

    start = Start(folder, "postgres", "auth", "migrations", root=root)
    said, left = start.said(), State(folder).record()
    State(folder).wipe()

    assert (start.process.returncode, left) == (1, None)
    assert "migrations could not start: supabase db push failed" in said
    assert "20990101000000_misspell.sql" in said
    assert 'syntax error at or near "tabel"' in said
