"""A request that is sent again has one effect, whatever became of the first."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import psycopg
import pytest

from dev.stack.places import ROOT
from dev.stack.running import Running
from tests.people import People, Person

WISH = {"type": "budget_help", "title": "Gaji bulan ini"}


@pytest.fixture
async def person(people: People) -> Person:
    return await people("pengulang")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@asynccontextmanager
async def dying_function(stack: Running) -> AsyncGenerator[str]:
    """The origin of a chat function that is killed between effect and answer."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.journeys.dying_function",
        str(port),
        cwd=ROOT,
        env=os.environ | dict(stack.env),
    )
    try:
        await until_it_listens(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_it_listens(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            await writer.wait_closed()
            return
    raise AssertionError("the function never listened")


def headers(person: Person, key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.access_token}", "Idempotency-Key": key}


async def create(http: httpx.AsyncClient, origin: str, person: Person, key: str) -> httpx.Response:
    return await http.post(f"{origin}/api/v1/chat/sessions", json=WISH, headers=headers(person, key))


async def session_ids(http: httpx.AsyncClient, stack: Running, person: Person) -> list[str]:
    answer = await http.get(
        f"{stack.api_url}/chat/sessions", headers={"Authorization": f"Bearer {person.access_token}"}
    )
    return [session["id"] for session in answer.raise_for_status().json()["items"]]


async def let_the_lease_end(stack: Running, person: Person) -> None:
    connection = await psycopg.AsyncConnection.connect(stack.admin_database_url, autocommit=True)
    async with connection:
        await connection.execute(
            "update private.idempotency_keys set leased_until = now() where caller_id = %s",
            (person.id,),
        )


async def test_a_kill_between_effect_and_answer_leaves_one_effect(stack: Running, person: Person) -> None:
    key = str(uuid4())
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        async with dying_function(stack) as origin:
            with pytest.raises(httpx.RemoteProtocolError):
                await create(http, origin, person, key)
        made = await session_ids(http, stack, person)

        too_soon = await create(http, stack.url, person, key)
        await let_the_lease_end(stack, person)
        again = await create(http, stack.url, person, key)
        replayed = await create(http, stack.url, person, key)
        kept = await session_ids(http, stack, person)

    assert len(made) == 1
    assert (too_soon.status_code, too_soon.json()["code"]) == (409, "idempotency_key_in_progress")
    assert (again.status_code, again.json()["id"]) == (201, made[0])
    assert replayed.content == again.content
    assert replayed.headers["Idempotency-Replayed"] == "true"
    assert kept == made


async def test_twenty_at_once_have_one_effect(stack: Running, person: Person) -> None:
    key = str(uuid4())
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        answers = await asyncio.gather(*(create(http, stack.url, person, key) for _ in range(20)))
        made = await session_ids(http, stack, person)

    assert len(made) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {answer.json()["id"] for answer in answers if answer.status_code == 201} == set(made)


async def test_a_key_belongs_to_its_person(stack: Running, person: Person, people: People) -> None:
    key = str(uuid4())
    stranger = await people("orang.lain")
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        mine = await create(http, stack.url, person, key)
        theirs = await create(http, stack.url, stranger, key)

    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert mine.json()["id"] != theirs.json()["id"]
