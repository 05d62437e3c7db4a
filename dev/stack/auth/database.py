"""Postgres as supabase_auth_admin: one connection for each transaction, a bounded number of them at once."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from dev.stack.auth.answers import when_the_database_fails

Transaction = AsyncConnection[TupleRow]

_TABLES = Path(__file__).with_name("tables.sql")
_MIGRATION_LOCK = 8_617_263
_SECONDS_TO_CONNECT = 5


class Database:
    """Opens transactions. Holds no connection while idle, so a restarted Postgres is simply found again."""

    def __init__(self, url: str, *, at_once: int = 10) -> None:
        self._url = url
        self._places = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """A transaction that commits at the end of the block and rolls back on any exception.

        Raises DatabaseTrouble when Postgres fails in a way that the block did not explain itself.
        """
        with when_the_database_fails("Database error querying schema"):
            async with self._places, await self._connect() as connection, connection.transaction():
                yield connection

    async def make_tables(self) -> None:
        """Bring schema auth to its present shape; safe to run at every start, also twice at once."""
        async with await self._connect() as connection, connection.transaction():
            await connection.execute("select pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
            await connection.execute(_TABLES.read_bytes())

    async def _connect(self) -> Transaction:
        return await AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=_SECONDS_TO_CONNECT, application_name="auth"
        )
