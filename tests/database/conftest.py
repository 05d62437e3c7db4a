"""Connections to the stack's database, people behind PostgREST, and a replica that a test may break."""

from collections.abc import Iterator

import httpx
import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.over_sql import Cast, invite_cast
from tests.database.replica import replica_of
from tests.database.tracker.books import Books
from tests.people import People


@pytest.fixture(scope="session")
def operator(stack: Running) -> Iterator[Connection]:
    """The stack's own database, as the role that owns the migrations."""
    with psycopg.connect(stack.database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def replica_url(stack: Running) -> Iterator[str]:
    """A database with the same schema that nothing else uses."""
    with replica_of(stack.admin_database_url) as url:
        yield url


@pytest.fixture(scope="session")
def _replica(replica_url: str) -> Iterator[Connection]:
    with psycopg.connect(replica_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def people_of_replica(_replica: Connection) -> Cast:
    """Everybody who lives in the replica."""
    return invite_cast(_replica)


@pytest.fixture
def replica(_replica: Connection) -> Iterator[Connection]:
    """The replica as its superuser, inside a transaction that is undone after the test."""
    with _replica.transaction(force_rollback=True):
        yield _replica


@pytest.fixture(scope="session")
def rest(stack: Running) -> Iterator[httpx.Client]:
    """PostgREST of the stack, as nobody yet."""
    headers = {"apikey": stack.publishable_key}
    with httpx.Client(
        base_url=f"{stack.url}/rest/v1", headers=headers, timeout=20, trust_env=False
    ) as client:
        yield client


@pytest.fixture
async def books(people: People, rest: httpx.Client) -> Books:
    """What a fresh person keeps."""
    return Books(person=await people("sari"), http=rest)


@pytest.fixture
async def others(people: People, rest: httpx.Client) -> Books:
    """What another fresh person keeps."""
    return Books(person=await people("budi"), http=rest)
