"""MongoDB: one client per event loop, collections with their rules, and one way to fail.

MongoDB knows no row-level security. The stores over it are built with a caller, and every query carries the
caller's id.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from weakref import WeakKeyDictionary

from bson.decimal128 import Decimal128
from pymongo import AsyncMongoClient, IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import CollectionInvalid, ConnectionFailure, OperationFailure, PyMongoError

from shared import telemetry
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.stores.slots import Slots

Document = dict[str, Any]

CONNECT_MS = 3_000
"""How long one attempt to connect may take."""

OPERATION_MS = 5_000
"""How long one operation may take altogether, unless a test is less patient."""

AT_ONCE = 16
"""Operations that run at once in one event loop, each over a socket of its own; the others wait."""

QUEUE = 10.0
"""Seconds that an operation may wait for its turn, before its own time begins."""

NAMESPACE_EXISTS = 48
"""The server's code for a collection that another process has just made."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A collection's name, the JSON schema that the server holds its documents to, and its indexes."""

    name: str
    schema: Mapping[str, Any]
    indexes: Sequence[IndexModel]

    @property
    def validator(self) -> Document:
        """The schema as the server keeps it."""
        return {"$jsonSchema": dict(self.schema)}


@dataclass(kw_only=True)
class _Connection:
    client: AsyncMongoClient[Document]
    ensured: set[str] = field(default_factory=set[str])
    ensuring: asyncio.Lock = field(default_factory=asyncio.Lock)
    slots: Slots = field(default_factory=lambda: Slots(AT_ONCE, patience=QUEUE))


class Documents:
    """The database of conversations. Connects when first asked, once per event loop.

    `patience_ms` is how long one operation may take altogether, looking for a server included, once it is
    its turn: with more to do at once than a process has time for, operations wait rather than fail.
    """

    def __init__(self, *, url: str, database: str, patience_ms: int = OPERATION_MS) -> None:
        self._url = url
        self._database = database
        self._patience_ms = patience_ms
        self._connections: WeakKeyDictionary[asyncio.AbstractEventLoop, _Connection] = WeakKeyDictionary()

    @asynccontextmanager
    async def using(self, rules: Rules) -> AsyncGenerator[AsyncCollection[Document]]:
        """The collection, with its rules in place, for a block that asks for no other.

        Outages inside raise ChatStoreUnavailable, and so does too long a queue.
        """
        with telemetry.spent("mongo"):
            try:
                connection = self._connection()
                async with connection.slots.one():
                    await self._ensure(connection, rules)
                    yield connection.client[self._database][rules.name]
            except PyMongoError as error:
                if is_outage(error):
                    raise ChatStoreUnavailable from error
                raise

    async def ping(self) -> None:
        """Ask the server whether it is there. Raises ChatStoreUnavailable."""
        try:
            await self._connection().client.admin.command("ping")
        except PyMongoError as error:
            raise ChatStoreUnavailable from error

    async def close(self) -> None:
        """Close the running loop's client."""
        connection = self._connections.pop(asyncio.get_running_loop(), None)
        if connection is not None:
            await connection.client.close()

    def _connection(self) -> _Connection:
        loop = asyncio.get_running_loop()
        if loop not in self._connections:
            self._connections[loop] = _Connection(client=_client(self._url, self._patience_ms))
        return self._connections[loop]

    async def _ensure(self, connection: _Connection, rules: Rules) -> None:
        if rules.name in connection.ensured:
            return
        async with connection.ensuring:
            if rules.name not in connection.ensured:
                await _apply(connection.client[self._database], rules)
                connection.ensured.add(rules.name)


def _client(url: str, patience_ms: int) -> AsyncMongoClient[Document]:
    """A client for functions: few sockets, none kept through a freeze, quick to say that nobody answers."""
    return AsyncMongoClient(
        url,
        appname="fintar",
        tz_aware=True,
        uuidRepresentation="standard",
        maxPoolSize=AT_ONCE,
        minPoolSize=0,
        maxIdleTimeMS=60_000,
        serverMonitoringMode="poll",
        connectTimeoutMS=CONNECT_MS,
        serverSelectionTimeoutMS=CONNECT_MS,
        timeoutMS=patience_ms,
    )


async def _apply(database: AsyncDatabase[Document], rules: Rules) -> None:
    """Make the collection or bring its rules up to date; nothing is written where they are in place."""
    listed = await database.list_collections(filter={"name": rules.name})
    known = await listed.to_list()
    if not known:
        await _create(database, rules)
    elif known[0]["options"].get("validator") != rules.validator:
        await database.command("collMod", rules.name, validator=rules.validator)
    await database[rules.name].create_indexes(list(rules.indexes))


async def _create(database: AsyncDatabase[Document], rules: Rules) -> None:
    try:
        await database.create_collection(rules.name, validator=rules.validator, check_exists=False)
    except CollectionInvalid:
        return
    except OperationFailure as error:
        if error.code != NAMESPACE_EXISTS:
            raise


def is_outage(error: PyMongoError) -> bool:
    """Whether the server, not the request, is to blame."""
    return isinstance(error, ConnectionFailure) or error.timeout


def to_bson(value: object) -> Any:  # noqa: ANN401 - BSON knows no narrower type
    """A dumped value as BSON keeps it: decimals exactly, dates as ISO text."""
    match value:
        case Decimal():
            return Decimal128(value)
        case datetime():
            return value
        case date():
            return value.isoformat()
        case dict():
            return {key: to_bson(inner) for key, inner in cast("dict[str, object]", value).items()}
        case list() | tuple():
            return [to_bson(inner) for inner in cast("Sequence[object]", value)]
        case _:
            return value


def from_bson(value: object) -> Any:  # noqa: ANN401 - as above
    """What BSON keeps, as the values' own types."""
    match value:
        case Decimal128():
            return value.to_decimal()
        case dict():
            return {key: from_bson(inner) for key, inner in cast("dict[str, object]", value).items()}
        case list():
            return [from_bson(inner) for inner in cast("list[object]", value)]
        case _:
            return value
