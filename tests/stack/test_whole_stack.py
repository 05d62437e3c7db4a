"""All parts at once: started with the demo, killed, started again, and stopped by Ctrl-C."""

import os
import secrets
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pymongo import MongoClient
from pymongo.collection import Collection

from dev.stack.plan import MONGODB_DATABASE, Plan, remembered_plan
from dev.stack.ports import HOST
from dev.stack.state import State
from tests.stack.stacks import Start, eventually, family, none_lives

MARK = "FINTAR_TEST_MARK"


@pytest.fixture
def folder(tmp_path: Path) -> Generator[Path]:
    yield tmp_path / "state"
    State(tmp_path / "state").wipe()


@pytest.fixture
def mark() -> str:
    """In the environment of every process of one stack, also of those that lost their parent."""
    return secrets.token_hex(8)


def test_a_killed_stack_goes_on_with_its_data_on_other_ports_and_ctrl_c_leaves_no_process(
    folder: Path, mark: str
) -> None:
    first = Start(folder, environment={MARK: mark})
    first.until_ready()
    before = _plan(folder)
    with _conversations(before) as conversations:
        conversations.insert_one({"_id": "kept"})
    _sql(before, "update public.users set first_name = 'Somebody else' where email = 'sari@example.com'")
    killed = family(first.process.pid)
    first.end(signal.SIGKILL)
    eventually(lambda: none_lives(killed) and not _marked(mark))

    with _somebody() as taken:
        State(folder).keep_ports({**before.ports, "mongo": taken})
        second = Start(folder, environment={MARK: mark})
        second.until_ready()
    after = _plan(folder)
    with _conversations(after) as conversations:
        kept = [row["_id"] for row in conversations.find()]
    names = _sql(after, "select first_name from public.users where email = 'sari@example.com'")
    stopped = family(second.process.pid)
    said = second.end(signal.SIGINT)
    eventually(lambda: none_lives(stopped) and not _marked(mark))

    assert len(killed) > len(before.ports)
    assert second.process.returncode == 0, said
    assert after.ports["mongo"] != taken
    assert kept == ["kept"]
    assert names == [("Somebody else",)]


@contextmanager
def _somebody() -> Generator[int]:
    """A port that somebody else has; the stack's own would be anybody's as soon as it is dead."""
    with socket.create_server((HOST, 0)) as somebody:
        yield somebody.getsockname()[1]


def _plan(folder: Path) -> Plan:
    plan = remembered_plan(State(folder))
    assert plan is not None
    return plan


@contextmanager
def _conversations(plan: Plan) -> Generator[Collection[dict[str, Any]]]:
    """A collection, found by the name of the replica set: by the address that its member tells."""
    with MongoClient[dict[str, Any]](HOST, plan.ports["mongo"], replicaSet="fintar") as client:
        yield client[MONGODB_DATABASE]["test"]


def _sql(plan: Plan, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(plan.database_url("supabase_admin"), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def _marked(mark: str) -> list[int]:
    """The processes that carry the mark, as far as they are ours."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.stat().st_uid == os.geteuid() and mark.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found
