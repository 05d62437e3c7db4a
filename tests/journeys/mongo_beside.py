"""A MongoDB beside the stack's, which a test may stop and start without taking it from anybody."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from dev.stack.plan import MONGODB_DATABASE
from dev.stack.state import State
from tests.journeys.broken_roads import Road, Traffic
from tests.stack.stacks import Start

PAST = {"$dateSubtract": {"startDate": "$$NOW", "unit": "second", "amount": 1}}


class Mongo:
    """One server with its own data; `start` after `stop` finds the data at the same address.

    The address is a road's: whatever takes the server's own port while it is down, nobody is led there.
    """

    def __init__(self, folder: Path, road: Road) -> None:
        self._folder = folder
        self._road = road
        self._running: Start | None = None

    @property
    def url(self) -> str:
        """Where it is, also while it is down."""
        return f"mongodb://127.0.0.1:{self._road.port}/?directConnection=true"

    async def start(self) -> None:
        """Begin to serve."""
        self._running = Start(self._folder, "mongo")
        await asyncio.to_thread(self._running.until_ready)
        self._road.lead_to(State(self._folder).ports()["mongo"])
        self._road.set(Traffic.FLOWS)

    async def stop(self) -> None:
        """End, as a server does that is taken down."""
        if self._running is not None:
            await asyncio.to_thread(self._running.end, signal.SIGINT)
            self._road.set(Traffic.REFUSED)
            self._running = None


@asynccontextmanager
async def mongo_beside(folder: Path) -> AsyncGenerator[Mongo]:
    """A server that runs; its data is removed in the end."""
    async with Road.open(to_port=0) as road:
        mongo = Mongo(folder, road)
        await mongo.start()
        try:
            yield mongo
        finally:
            await mongo.stop()
            State(folder).wipe()


async def let_the_lease_end(mongodb_url: str, session_id: UUID) -> None:
    """End the lease of a turn that is gone, as time would. Fails where none holds the session."""
    held = {"_id": session_id, "running_turn": {"$ne": None}}
    async with _database(mongodb_url) as database:
        ended = await database["chat_sessions"].update_one(held, [{"$set": {"running_turn.until": PAST}}])
    assert ended.matched_count == 1, "no turn holds the session"


async def let_reservations_end(mongodb_url: str, user_id: UUID) -> None:
    """End what turns that are gone have reserved, as time would. Fails where they reserved nothing."""
    reserved: dict[str, Any] = {"user_id": user_id, "reservations": {"$ne": []}}
    async with _database(mongodb_url) as database:
        ended = await database["ai_quota"].update_one(
            reserved, {"$set": {"reservations.$[].until": datetime.now(UTC) - timedelta(seconds=1)}}
        )
    assert ended.matched_count == 1, "nothing is reserved"


@asynccontextmanager
async def _database(mongodb_url: str) -> AsyncGenerator[AsyncDatabase[dict[str, Any]]]:
    client = AsyncMongoClient[dict[str, Any]](mongodb_url, uuidRepresentation="standard")
    async with client:
        yield client[MONGODB_DATABASE]
