"""Connections to the stack's database, and a replica of it that a test may break."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.over_sql import Cast, invite_cast
from tests.database.replica import replica_of


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
