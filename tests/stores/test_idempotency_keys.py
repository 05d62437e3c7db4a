"""Idempotency keys: in memory and in Postgres they keep the same promises, and one key has one effect."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import LiteralString

import httpx
import psycopg
import pytest

from dev.stack.running import Running
from shared.domain.caller import Caller
from shared.domain.requests import KeyClaim, KeyState, StoredAnswer
from shared.errors import Unauthenticated
from shared.stores.http import close_shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.web.idempotency import IdempotencyKeys
from tests.fakes.web import FakeIdempotencyKeys, FixedClock, a_caller, signed_client, web_parts
from tests.people import People
from tests.stores.bystanders import Enter, enter_in_memory, entering
from tests.stores.owners import database_of
from tests.web.toy import ToyDeps, toy_app

KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
ANSWER = StoredAnswer(
    status=201, content_type="application/json", body=' {"note":"é \\u2028 \\"x\\"",  "a":1}\n'
)

Pass = Callable[[Caller], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """Keys, callers to claim them, and ways to let a claim's lease or day run out."""

    keys: IdempotencyKeys
    enter: Enter
    pass_lease: Pass
    pass_day: Pass


def in_memory() -> Place:
    clock = FixedClock()

    async def pass_lease(caller: Caller) -> None:
        clock.advance(timedelta(seconds=60))

    async def pass_day(caller: Caller) -> None:
        clock.advance(timedelta(hours=24))

    return Place(FakeIdempotencyKeys(clock), enter_in_memory, pass_lease, pass_day)


def in_postgres(stack: Running, people: People) -> Place:
    async def change(statement: LiteralString, caller: Caller) -> None:
        connection = await psycopg.AsyncConnection.connect(stack.admin_database_url, autocommit=True)
        async with connection:
            await connection.execute(statement, (caller.id,))

    async def pass_lease(caller: Caller) -> None:
        await change("update private.idempotency_keys set leased_until = now() where caller_id = %s", caller)

    async def pass_day(caller: Caller) -> None:
        await change("update private.idempotency_keys set expires_at = now() where caller_id = %s", caller)

    return Place(IdempotencyKeyStore(database_of(stack)), entering(people), pass_lease, pass_day)


@pytest.fixture(params=["in memory", "in Postgres"])
async def place(request: pytest.FixtureRequest) -> AsyncGenerator[Place]:
    """The fake and the real one."""
    if request.param == "in memory":
        yield in_memory()
        return
    stack: Running = request.getfixturevalue("stack")
    async with People.of(stack) as people:
        yield in_postgres(stack, people)
    await close_shared_client()


async def claim(place: Place, caller: Caller, fingerprint: str = "f" * 64) -> KeyClaim:
    return await place.keys.claim(caller, key=KEY, fingerprint=fingerprint)


class TestClaim:
    async def test_is_new_once_and_then_in_progress(self, place: Place) -> None:
        caller = await place.enter()

        assert (await claim(place, caller)).state is KeyState.NEW
        assert (await claim(place, caller)).state is KeyState.IN_PROGRESS

    async def test_of_twenty_at_once_is_new_for_one(self, place: Place) -> None:
        caller = await place.enter()

        claims = await asyncio.gather(*(claim(place, caller) for _ in range(20)))

        states = [each.state for each in claims]
        assert (states.count(KeyState.NEW), states.count(KeyState.IN_PROGRESS)) == (1, 19)

    async def test_gives_the_kept_answer_to_the_last_character(self, place: Place) -> None:
        caller = await place.enter()
        await claim(place, caller)
        await place.keys.keep(caller, key=KEY, answer=ANSWER)

        assert await claim(place, caller) == KeyClaim(state=KeyState.REPLAY, answer=ANSWER)

    async def test_gives_an_answer_without_a_body(self, place: Place) -> None:
        caller = await place.enter()
        nothing = StoredAnswer(status=204, content_type="application/json", body="")
        await claim(place, caller)
        await place.keys.keep(caller, key=KEY, answer=nothing)

        assert (await claim(place, caller)).answer == nothing

    async def test_for_another_request_is_reused(self, place: Place) -> None:
        caller = await place.enter()
        await claim(place, caller)

        assert (await claim(place, caller, "e" * 64)).state is KeyState.REUSED

    async def test_after_a_release_is_new(self, place: Place) -> None:
        caller = await place.enter()
        await claim(place, caller)
        await place.keys.release(caller, key=KEY)

        assert (await claim(place, caller, "e" * 64)).state is KeyState.NEW

    async def test_after_the_lease_is_new_for_the_same_request_only(self, place: Place) -> None:
        caller = await place.enter()
        await claim(place, caller)
        await place.pass_lease(caller)

        assert (await claim(place, caller, "e" * 64)).state is KeyState.REUSED
        assert (await claim(place, caller)).state is KeyState.NEW

    async def test_tells_one_moment_for_all_tries_of_a_day(self, place: Place) -> None:
        caller = await place.enter()
        first = await claim(place, caller)
        await place.pass_lease(caller)
        taken_over = await claim(place, caller)
        await place.keys.release(caller, key=KEY)
        tried_again = await claim(place, caller)
        await place.pass_day(caller)
        forgotten = await claim(place, caller)

        assert first.claimed_at is not None
        assert first == taken_over == tried_again
        assert forgotten.claimed_at is not None
        assert forgotten.claimed_at > first.claimed_at

    async def test_after_a_release_takes_no_late_answer(self, place: Place) -> None:
        caller = await place.enter()
        await claim(place, caller)
        await place.keys.release(caller, key=KEY)
        await place.keys.keep(caller, key=KEY, answer=ANSWER)

        assert (await claim(place, caller)).state is KeyState.NEW

    async def test_never_meets_another_callers_key(self, place: Place) -> None:
        owner, stranger = await place.enter(), await place.enter()
        await claim(place, owner)
        await place.keys.keep(owner, key=KEY, answer=ANSWER)

        assert (await claim(place, stranger)).state is KeyState.NEW

    async def test_is_refused_to_a_token_of_nobody(self, stack: Running) -> None:
        keys = IdempotencyKeyStore(database_of(stack))

        with pytest.raises(Unauthenticated):
            await keys.claim(a_caller(), key=KEY, fingerprint="f" * 64)

        await close_shared_client()


async def make(app_of: ToyDeps, caller: Caller) -> httpx.Response:
    return await signed_client(toy_app(app_of), caller).post(
        "/api/v1/toys", json={"name": "gasing"}, headers={"Idempotency-Key": KEY}
    )


class TestThroughTheWebLayer:
    async def test_twenty_repeats_at_once_have_one_effect(self, place: Place) -> None:
        deps = ToyDeps(web=replace(web_parts(), idempotency=place.keys))
        caller = await place.enter()

        answers = await asyncio.gather(*(make(deps, caller) for _ in range(20)))
        last = await make(deps, caller)

        assert len(deps.toys) == 1
        assert {answer.status_code for answer in answers} <= {201, 409}
        assert {answer.content for answer in answers if answer.status_code == 201} == {last.content}

    async def test_cut_off_between_effect_and_answer_it_has_one_effect(self, place: Place) -> None:
        deps = ToyDeps(web=replace(web_parts(), idempotency=place.keys), gate=asyncio.Event())
        caller = await place.enter()
        cut_off = asyncio.create_task(make(deps, caller))
        await deps.entered.wait()
        cut_off.cancel()
        await asyncio.gather(cut_off, return_exceptions=True)
        assert deps.gate is not None
        deps.gate.set()

        at_once = await make(deps, caller)
        await place.pass_lease(caller)
        later = await make(deps, caller)

        assert (at_once.status_code, later.status_code) == (409, 201)
        assert [str(toy) for toy in deps.toys] == [later.json()["id"]]

    async def test_the_same_request_after_a_day_has_an_effect_of_its_own(self, place: Place) -> None:
        deps = ToyDeps(web=replace(web_parts(), idempotency=place.keys))
        caller = await place.enter()
        first = await make(deps, caller)
        await place.pass_day(caller)

        second = await make(deps, caller)

        assert len(deps.toys) == 2
        assert first.json()["id"] != second.json()["id"]
