"""Conversations kept in memory or in MongoDB, made for one caller at a time."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from dev.stack.running import Running
from shared.domain.caller import Caller
from shared.domain.conversation.keeping import ConversationStores
from shared.stores.ai_analytics import AiAnalytics
from shared.stores.chat_messages import ChatMessages
from shared.stores.chat_proposals import ChatProposals
from shared.stores.chat_sessions import ChatSessions
from shared.stores.documents import Documents
from tests.fakes.chat import FakeConversations
from tests.fakes.web import a_caller

Conversing = Callable[[Caller], ConversationStores]


@dataclass(frozen=True, slots=True)
class Kept:
    """An owner's stores, and a stranger's over the same data."""

    owner: Caller
    mine: ConversationStores
    theirs: ConversationStores


def kept_by(conversing: Conversing) -> Kept:
    """Two people who do not know each other."""
    owner = a_caller()
    return Kept(owner=owner, mine=conversing(owner), theirs=conversing(a_caller()))


def mongo_stores(documents: Documents) -> Conversing:
    """The real stores."""
    return lambda caller: ConversationStores(
        sessions=ChatSessions(documents=documents, caller=caller),
        messages=ChatMessages(documents=documents, caller=caller),
        offered=ChatProposals(documents=documents, caller=caller),
        analytics=AiAnalytics(documents=documents, caller=caller),
    )


@asynccontextmanager
async def mongo(stack: Running) -> AsyncGenerator[Documents]:
    """The documents of the stack."""
    documents = Documents(url=stack.mongodb_url, database=stack.mongodb_database)
    yield documents
    await documents.close()


class Wire:
    """A line to a server that can be cut, held and mended, always at the same address."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._flows = asyncio.Event()
        self.port = 0

    async def mend(self) -> None:
        """Let everything through."""
        self._flows.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Drop what is open and take no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in tuple(self._open):
            writer.transport.abort()

    def hold(self) -> None:
        """Take everything and let nothing through, like a server that hangs."""
        self._flows.clear()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        self._open |= {writer, back}
        try:
            await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
        except ConnectionError:
            return
        finally:
            self._open -= {writer, back}
            writer.transport.abort()
            back.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            await self._flows.wait()
            target.write(data)
            await target.drain()
        target.close()


@asynccontextmanager
async def wired(stack: Running, *, patience_ms: int) -> AsyncGenerator[tuple[Wire, Documents]]:
    """The documents of the stack over a line that tests may cut."""
    address = urlsplit(stack.mongodb_url)
    wire = Wire(address.hostname or "127.0.0.1", address.port or 27017)
    await wire.mend()
    url = f"mongodb://127.0.0.1:{wire.port}/?directConnection=true"
    documents = Documents(url=url, database=stack.mongodb_database, patience_ms=patience_ms)
    yield wire, documents
    await documents.close()
    wire.cut()


def in_memory() -> Conversing:
    """The stores in memory."""
    return FakeConversations().as_caller
