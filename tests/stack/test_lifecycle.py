"""A stack starts, survives, names what is wrong, and leaves nothing behind."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

from dev.stack.plan import remembered_plan
from dev.stack.servers import reachable_program, server_account
from dev.stack.state import Record, State
from tests.stack.stacks import Start, all_gone, eventually, record_of, running, say

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands Postgres to another user")


@pytest.fixture
def folder(tmp_path: Path) -> Generator[Path]:
    yield tmp_path / "state"
    State(tmp_path / "state").wipe()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_all_parts(folder: Path, number: int) -> None:
    start = Start(folder, "mail", "gateway")
    record = start.until_ready()

    start.end(number)

    assert start.process.returncode == 0
    assert all_gone(record.parts)
    assert State(folder).record() is None


def test_down_stops_a_detached_stack_and_status_tells_both(folder: Path) -> None:
    started = say("up", "--detach", "--only", "mail", "--state", str(folder))
    record = record_of(folder)

    running = say("status", "--state", str(folder))
    stopped = say("down", "--state", str(folder))
    after = say("status", "--state", str(folder))

    assert started.returncode == 0, started.stdout + started.stderr
    assert running.returncode == 0
    assert str(record.parts["mail"].pid) in running.stdout
    assert stopped.returncode == 0
    assert all_gone(record.parts)
    assert after.returncode == 1


def test_after_kill_9_no_process_is_left_and_the_next_start_has_the_data(folder: Path) -> None:
    start = Start(folder, "postgres", "mail")
    record = start.until_ready()
    _sql(folder, "create table public.kept as select 42 as answer")

    start.end(signal.SIGKILL)
    eventually(lambda: all_gone(record.parts))

    with running(folder, "postgres"):
        assert _sql(folder, "select answer from public.kept") == [(42,)]


def test_what_a_killed_stack_left_is_ended_by_the_next_start(folder: Path) -> None:
    State(folder).make()
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    record = Record.model_validate({"supervisor": (1, -1), "parts": {"mail": _identity(left.pid)}})
    State(folder).keep_record(record)

    with running(folder, "mail"):
        assert left.wait(timeout=10) != 0


def test_a_terminal_that_goes_away_takes_the_stack_along(folder: Path) -> None:
    terminal, its_other_end = pty.openpty()
    start = Start(folder, "mail", output=its_other_end)
    record = start.until_ready()

    os.close(terminal)
    os.close(its_other_end)
    eventually(lambda: start.process.poll() is not None)

    assert all_gone(record.parts)


def test_a_part_that_cannot_start_names_itself_and_shows_its_last_log_lines(folder: Path) -> None:
    broken = folder.parent / "auth"
    broken.write_text("#!/bin/sh\necho no such database >&2\nexit 3\n")
    broken.chmod(0o755)

    start = Start(folder, "auth", "mail", environment={"FINTAR_AUTH_BIN": str(broken)})
    said = start.said()

    assert start.process.returncode == 1
    assert "auth ended at once (exit code 3)" in said
    assert "| no such database" in said
    assert State(folder).record() is None


def test_a_part_that_ends_by_itself_is_started_again_and_that_is_told(folder: Path) -> None:
    start = Start(folder, "mail")
    first = start.until_ready().parts["mail"]

    os.kill(first.pid, signal.SIGKILL)
    eventually(lambda: record_of(folder).parts["mail"] != first)
    said = start.end()

    assert "mail ended by itself (signal SIGKILL); starting it again" in said


def test_postgres_runs_in_a_folder_deeper_than_a_unix_socket_may_be(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)

    with running(deep, "postgres"):
        assert _sql(deep, "select 1") == [(1,)]
    State(deep).wipe()


@root_only
def test_root_may_start_a_stack_where_only_root_may_enter(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)

    with running(home / "state", "postgres"):
        assert _sql(home / "state", "select 1") == [(1,)]
        outside = State(home / "state").outside()
    say("reset", "--yes", "--state", str(home / "state"))

    assert outside is not None
    assert not outside.exists()


@root_only
def test_a_program_that_only_root_may_reach_is_run_from_a_copy(tmp_path: Path) -> None:
    home = tmp_path / "wheel"
    (home / "bin").mkdir(parents=True)
    home.chmod(0o700)
    shutil.copy("/bin/true", home / "bin" / "program")
    account = server_account()
    assert account is not None

    copy = reachable_program(home / "bin" / "program", account, home=home)
    ran = subprocess.run([copy], user=account.user, group=account.group, check=False)
    shutil.rmtree(copy.parents[2])

    assert ran.returncode == 0


@root_only
def test_a_copy_that_a_kill_cut_short_is_cleared_and_made_again(tmp_path: Path) -> None:
    home = tmp_path / "wheel"
    home.mkdir(mode=0o700)
    shutil.copy("/bin/true", home / "program")
    whole = reachable_program(home / "program", server_account()).parent
    (whole / "program").unlink()
    whole.rename(whole.with_name("partial"))

    copy = reachable_program(home / "program", server_account())
    kept = sorted(each.name for each in copy.parents[1].iterdir())
    ran = subprocess.run([copy], check=False)
    shutil.rmtree(copy.parents[1])

    assert kept == ["whole"]
    assert ran.returncode == 0


def _identity(pid: int) -> tuple[int, int]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return pid, int(fields[19])


def _sql(folder: Path, statement: str) -> list[tuple[object, ...]]:
    plan = remembered_plan(State(folder))
    assert plan is not None
    with psycopg.connect(plan.database_url("supabase_admin"), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
