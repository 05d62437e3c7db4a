"""The store of consents: in memory and over PostgREST it keeps the same promises."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import date, timedelta
from typing import Protocol
from uuid import uuid4

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.consent.model import Decision, Purpose
from shared.domain.consent.texts import current_text
from shared.domain.requests import DatabaseUnavailable
from shared.errors import TooMany, Unauthenticated
from shared.services.consents import ConsentStore
from shared.stores.consents import Consents
from shared.stores.database import Database
from shared.stores.http import close_shared_client
from tests.fakes.consents import FakeConsents
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

AI = Purpose.AI_PROCESSING
VERSION = current_text(AI).version


class Decider(ConsentStore, Protocol):
    """The store with what chat asks of it."""

    async def is_granted(self, purpose: Purpose) -> bool: ...


Enrol = Callable[[], Awaitable[Decider]]


@pytest.fixture(params=["in memory", "over PostgREST"])
async def enrol(request: pytest.FixtureRequest) -> AsyncGenerator[Enrol]:
    """Makes people who have decided nothing."""
    if request.param == "in memory":
        everybody = FakeConsents()

        async def remember() -> Decider:
            return everybody.as_caller(a_caller())

        yield remember
        return
    stack: Running = request.getfixturevalue("stack")
    async with People.of(stack) as people:

        async def register() -> Decider:
            return Consents(database=database_of(stack), caller=caller_of(await people("owner")))

        yield register
    await close_shared_client()


async def decide(store: Decider, *, granted: bool, version: date = VERSION) -> Decision:
    return await store.decide(uuid4(), purpose=AI, version=version, granted=granted)


class TestDeciding:
    async def test_is_remembered_with_the_latest_first(self, enrol: Enrol) -> None:
        mine = await enrol()

        made = [await decide(mine, granted=granted) for granted in (True, False, True)]

        told = await mine.read(limit=10)
        assert list(told) == made[::-1]
        assert [one.version for one in told] == [VERSION] * 3
        assert list(await mine.read(limit=1)) == made[-1:]

    async def test_is_seen_by_nobody_else(self, enrol: Enrol) -> None:
        mine, theirs = await enrol(), await enrol()

        await decide(mine, granted=True)

        assert list(await theirs.read(limit=10)) == []
        assert not await theirs.is_granted(AI)

    async def test_by_a_repeat_that_comes_late_grants_nothing_again(self, enrol: Enrol) -> None:
        mine, key = await enrol(), uuid4()
        await mine.decide(key, purpose=AI, version=VERSION, granted=True)
        withdrawn = await decide(mine, granted=False)

        repeated = await mine.decide(key, purpose=AI, version=VERSION, granted=True)

        assert repeated == withdrawn

    async def test_refused_twice_is_one_refusal(self, enrol: Enrol) -> None:
        mine = await enrol()

        first, second = await decide(mine, granted=False), await decide(mine, granted=False)

        assert first == second

    async def test_again_and_again_is_refused_but_taking_back_never(self, enrol: Enrol) -> None:
        mine = await enrol()
        for _ in range(50):
            await decide(mine, granted=True)

        with pytest.raises(TooMany):
            await decide(mine, granted=True)
        assert not (await decide(mine, granted=False)).granted


class TestIsGranted:
    async def test_follows_the_latest_decision(self, enrol: Enrol) -> None:
        mine = await enrol()

        seen = [await mine.is_granted(AI)]
        for granted in (True, False, True):
            await decide(mine, granted=granted)
            seen.append(await mine.is_granted(AI))

        assert seen == [False, True, False, True]

    async def test_asks_for_the_text_in_force(self, enrol: Enrol) -> None:
        mine = await enrol()

        await decide(mine, granted=True, version=VERSION - timedelta(days=1))

        assert not await mine.is_granted(AI)


class TestOverPostgrest:
    async def test_asks_once(self, stack: Running, people: People) -> None:
        asked: list[httpx.Request] = []

        async def count(request: httpx.Request) -> None:
            asked.append(request)

        caller = caller_of(await people("owner"))
        async with httpx.AsyncClient(trust_env=False, event_hooks={"request": [count]}) as http:
            database = Database(url=stack.url, publishable_key=stack.publishable_key, http=lambda: http)
            await Consents(database=database, caller=caller).is_granted(AI)

        assert [request.url.path for request in asked] == ["/rest/v1/consents"]

    async def test_says_nothing_is_granted_to_nobody(self, stack: Running) -> None:
        with pytest.raises(Unauthenticated):
            await Consents(database=database_of(stack), caller=a_caller()).is_granted(AI)
        await close_shared_client()

    async def test_tells_when_the_database_is_gone(self) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            database = Database(url="http://127.0.0.1:9", publishable_key="x", http=lambda: http)

            with pytest.raises(DatabaseUnavailable):
                await Consents(database=database, caller=a_caller()).is_granted(AI)
