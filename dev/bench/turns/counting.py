"""How often a turn asks MongoDB, PostgREST and the model: counted in this process, at their clients."""

import logging
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import structlog
from pymongo import monitoring

from dev.bench.turns.hearing import begin, message, signed
from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.gateways.advisor.gemini.connections import gemini_client
from shared.stores.http import close_shared_client, patient_client, shared_client

HERE = "http://here.bench"


@dataclass(frozen=True, slots=True)
class Trips:
    """What one turn asked for: requests as they were sent, and MongoDB's commands by name."""

    database: Sequence[httpx.Request] = ()
    model: Sequence[httpx.Request] = ()
    mongo: Counter[str] = field(default_factory=Counter[str])


class Counting(monitoring.CommandListener):
    """Counts while it is told to."""

    def __init__(self) -> None:
        self.mongo: Counter[str] = Counter()
        self.database: list[httpx.Request] = []
        self.model: list[httpx.Request] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """A command was sent."""
        self.mongo[event.command_name] += 1

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """It was answered."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """It was refused."""

    async def asked_database(self, request: httpx.Request) -> None:
        """A request to Supabase was sent; signing keys are no part of a turn."""
        if "/rest/v1/" in str(request.url):
            self.database.append(request)

    async def asked_model(self, request: httpx.Request) -> None:
        """A request to the model was sent."""
        self.model.append(request)

    def take(self) -> Trips:
        """What was counted since the last time."""
        trips = Trips(tuple(self.database), tuple(self.model), Counter(self.mongo))
        self.mongo.clear()
        self.database.clear()
        self.model.clear()
        return trips


class Counted:
    """The chat function in this process, and what it asks for."""

    def __init__(self, http: httpx.AsyncClient, counting: Counting, token: str) -> None:
        self._http = http
        self._counting = counting
        self._token = token

    async def turn(self, content: str) -> Trips:
        """The trips of the first turn of a conversation."""
        url = await begin(self._http, HERE, self._token)
        self._counting.take()
        answer = await self._http.post(url, content=message(content), headers=_headers(self._token))
        answer.raise_for_status()
        return self._counting.take()


@asynccontextmanager
async def counted(environment: Mapping[str, str], token: str) -> AsyncGenerator[Counted]:
    """The chat function with its clients counted."""
    # The table alone is told: how a request went stands in no line of its own.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    counting = Counting()
    # Clients that are made from here on are listened to; the function makes its own when first asked.
    monitoring.register(counting)
    for client, hook in (
        (shared_client(), counting.asked_database),
        (patient_client(), counting.asked_database),
        (gemini_client(), counting.asked_model),
    ):
        client.event_hooks = {"request": [hook]}
    deps = Deps.from_environment(dict(environment))
    transport: Any = httpx.ASGITransport(make_app(deps))
    try:
        async with httpx.AsyncClient(transport=transport, base_url=HERE, timeout=60) as http:
            yield Counted(http, counting, token)
    finally:
        if deps.close is not None:
            await deps.close()
        await close_shared_client()


def _headers(token: str) -> dict[str, str]:
    return {**signed(token), "content-type": "application/json"}
