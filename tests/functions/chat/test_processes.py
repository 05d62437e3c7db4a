"""Turns that run in another process: one that is killed in the middle, and one that is stopped from here."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from dev.stack.places import ROOT
from dev.stack.running import Running
from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.services.turns import LEASE
from shared.stores.http import close_shared_client
from tests.fakes.web import FixedClock
from tests.functions.chat.world import SESSIONS, STREAM, begin_session, events_of, send
from tests.people import People, Person

BOUND = 60
"""Seconds that any of this may take."""


@dataclass(frozen=True, kw_only=True)
class Here:
    """The chat function in this process, over the real stores, with a clock of its own."""

    http: httpx.AsyncClient
    clock: FixedClock


def headers(person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.access_token}"}


@pytest.fixture
async def person(people: People) -> Person:
    return await people("penanya")


@pytest.fixture
async def here(stack: Running, person: Person) -> AsyncGenerator[Here]:
    clock = FixedClock(datetime.now(UTC))
    real = Deps.from_environment(dict(stack.env))
    assert real.close is not None
    transport = httpx.ASGITransport(make_app(replace(real, web=replace(real.web, clock=clock))))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://here.test", headers=headers(person)
    ) as http:
        yield Here(http=http, clock=clock)
    await real.close()
    await close_shared_client()


@asynccontextmanager
async def elsewhere(stack: Running, person: Person, manner: str) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of a chat function in another process, whose advisor `dies` or `waits`."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.functions.chat.odd_function", str(port), manner),
        cwd=ROOT,
        env=os.environ | dict(stack.env),
    )
    try:
        await until_it_listens(port)
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers=headers(person), timeout=BOUND, trust_env=False
        ) as http:
            yield http
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_it_listens(port: int) -> None:
    async with asyncio.timeout(BOUND):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            await writer.wait_closed()
            return


async def said(here: Here, session_id: str) -> list[dict[str, Any]]:
    """The messages of a session."""
    return (await here.http.get(f"{SESSIONS}/{session_id}/messages")).json()["items"]


async def killed_turn(stack: Running, person: Person, here: Here) -> tuple[str, str]:
    """A session whose first turn ended with its process, and the id that its message was sent under."""
    message_id = str(uuid4())
    session_id = await begin_session(here.http)
    here.clock.now = datetime.now(UTC)
    async with elsewhere(stack, person, "dies") as http:
        with pytest.raises(httpx.RemoteProtocolError):
            await http.post(
                f"{SESSIONS}/{session_id}/messages",
                json={"content": "Keuanganku sehat?", "client_message_id": message_id},
                headers=STREAM,
            )
    return session_id, message_id


class TestKilled:
    async def test_leaves_the_message_pending_and_takes_it_up_again_after_the_lease(
        self, stack: Running, person: Person, here: Here
    ) -> None:
        session_id, message_id = await killed_turn(stack, person, here)
        left = await said(here, session_id)
        retry = f"{SESSIONS}/{session_id}/messages/{left[0]['id']}/retry"
        too_soon = [
            await here.http.post(retry),
            await send(here.http, session_id, client_message_id=message_id),
        ]
        here.clock.now = datetime.now(UTC) + LEASE + timedelta(seconds=1)
        retried = await here.http.post(retry)
        again = await send(here.http, session_id, client_message_id=message_id)

        assert [(message["type"], message["status"]) for message in left] == [("user", "pending")]
        assert [(answer.status_code, answer.json()["code"]) for answer in too_soon] == [
            (409, "turn_in_progress")
        ] * 2
        assert retried.status_code == 200, retried.text
        assert again.json() == retried.json()
        kept = await said(here, session_id)
        assert [(message["type"], message["status"]) for message in kept] == [
            ("user", "complete"),
            ("ai", "complete"),
        ]

    async def test_makes_way_for_another_message_after_the_lease(
        self, stack: Running, person: Person, here: Here
    ) -> None:
        session_id, _ = await killed_turn(stack, person, here)
        here.clock.now = datetime.now(UTC) + LEASE + timedelta(seconds=1)
        answered = await send(here.http, session_id, "Dana daruratku cukup?")

        assert answered.status_code == 200, answered.text
        kept = await said(here, session_id)
        assert [message["status"] for message in kept] == ["aborted", "complete", "complete"]


class TestStopped:
    async def test_from_here_ends_the_stream_there(self, stack: Running, person: Person, here: Here) -> None:
        session_id = await begin_session(here.http)
        url = f"{SESSIONS}/{session_id}/messages"
        heard, answers = "", list[httpx.Response]()
        async with (
            asyncio.timeout(BOUND),
            elsewhere(stack, person, "waits") as http,
            http.stream("POST", url, json={"content": "Keuanganku sehat?"}, headers=STREAM) as answer,
        ):
            async for chunk in answer.aiter_text():
                heard += chunk
                if not answers and "\n\n" in heard:
                    message_id = events_of(heard[: heard.index("\n\n")])[0].data["user_message"]["id"]
                    here.clock.now = datetime.now(UTC)
                    answers.append(await here.http.post(f"{url}/{message_id}/stop"))
                    answers.append(await send(here.http, session_id, "Yang lain dulu"))

        assert [each.status_code for each in answers] == [204, 200]
        told = events_of(heard)
        assert [event.name for event in told if event.name in {"done", "error"}] == ["error"]
        assert told[-1].data["code"] == "turn_stopped"
        kept = await said(here, session_id)
        assert [message["status"] for message in kept] == ["aborted", "complete", "complete"]
