"""What a person gets while a part is down or stuck: a clear 503, nothing lost, and then all is well."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest

from dev.stack.running import Running
from functions.account import routes as account
from functions.account.deps import Deps as AccountDeps
from functions.budget import routes as budget
from functions.budget.deps import Deps as BudgetDeps
from functions.chat import routes as chat
from functions.chat.deps import Deps as ChatDeps
from shared.stores.http import close_shared_client
from tests.journeys.broken_roads import Road, Traffic
from tests.people import People, Person

BAD_TRAFFIC = [Traffic.REFUSED, Traffic.STUCK]
BOUND = 60.0
"""Seconds for all that one client asks; every part's own patience is far shorter."""


@dataclass(frozen=True, kw_only=True)
class Town:
    """Functions whose roads to Supabase and MongoDB can be blocked, and somebody who lives there."""

    supabase: Road
    mongo: Road
    person: Person
    environment: dict[str, str]

    @asynccontextmanager
    async def calling(self, app: httpx.AsyncBaseTransport) -> AsyncGenerator[httpx.AsyncClient]:
        """A client of one function, signed in as the person."""
        headers = {"Authorization": f"Bearer {self.person.access_token}"}
        base = "http://functions.test/api/v1"
        async with (
            asyncio.timeout(BOUND),
            httpx.AsyncClient(transport=app, base_url=base, headers=headers) as client,
        ):
            yield client

    def account(self) -> httpx.ASGITransport:
        """The account function."""
        return httpx.ASGITransport(account.make_app(AccountDeps.from_environment(self.environment)))

    def budget(self) -> httpx.ASGITransport:
        """The budget function."""
        return httpx.ASGITransport(budget.make_app(BudgetDeps.from_environment(self.environment)))

    @asynccontextmanager
    async def chatting(self) -> AsyncGenerator[httpx.AsyncClient]:
        """A client of the chat function, signed in as the person."""
        deps = ChatDeps.from_environment(self.environment)
        assert deps.close is not None
        async with self.calling(httpx.ASGITransport(chat.make_app(deps))) as client:
            yield client
        await deps.close()


@pytest.fixture
async def town(stack: Running, people: People) -> AsyncGenerator[Town]:
    supabase_port, mongo = urlsplit(stack.url).port, urlsplit(stack.mongodb_url)
    assert supabase_port is not None
    assert mongo.port is not None
    person = await people("warga")
    async with Road.open(to_port=supabase_port) as to_supabase, Road.open(to_port=mongo.port) as to_mongo:
        environment = dict(stack.env) | {
            "SUPABASE_URL": f"http://127.0.0.1:{to_supabase.port}",
            "SUPABASE_JWT_ISSUER": f"{stack.url}/auth/v1",
            # The replica set names its own address: only a direct connection takes the road.
            "MONGODB_URL": f"mongodb://127.0.0.1:{to_mongo.port}/?directConnection=true",
        }
        yield Town(supabase=to_supabase, mongo=to_mongo, person=person, environment=environment)
        await close_shared_client()


def told_as(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_figures_survive_a_database_that_is_gone(town: Town) -> None:
    async with town.calling(town.budget()) as budget:
        saved = await budget.post("/financial/data", json={"monthly_income": 5_000_000})

        town.supabase.set(Traffic.REFUSED)
        read = await budget.get("/financial/data")
        changed = await budget.post("/financial/data", json={"monthly_income": 1})
        ready = await budget.get("/health/budget/ready")
        alive = await budget.get("/health/budget")
        town.supabase.set(Traffic.FLOWS)
        again = await budget.get("/financial/data")

    assert saved.status_code == 200, saved.text
    assert told_as(read) == (503, "database_unavailable")
    assert told_as(changed) == (503, "database_unavailable")
    assert int(read.headers["Retry-After"]) >= 1
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert again.json()["monthly_income"] == 5_000_000


async def test_figures_survive_a_database_that_is_stuck(town: Town) -> None:
    async with town.calling(town.budget()) as budget:
        await budget.post("/financial/data", json={"monthly_income": 5_000_000})

        town.supabase.set(Traffic.STUCK)
        read = await budget.get("/financial/data")
        town.supabase.set(Traffic.FLOWS)
        again = await budget.get("/financial/data")

    assert told_as(read) == (503, "database_unavailable")
    assert again.json()["monthly_income"] == 5_000_000


async def asked_as_told(client: httpx.AsyncClient, path: str, *, after: httpx.Response) -> httpx.Response:
    """The answer to asking again when the refusal said, which is not before its cooldown is over."""
    for _ in range(3):
        await asyncio.sleep(int(after.headers["Retry-After"]))
        after = await client.get(path)
        if after.status_code != 503:
            break
    return after


@pytest.mark.parametrize("traffic", BAD_TRAFFIC)
async def test_signing_in_says_when_supabase_auth_does_not_answer(town: Town, traffic: Traffic) -> None:
    wish = {"email": town.person.email, "password": town.person.password}
    async with town.calling(town.account()) as account:
        town.supabase.set(traffic)
        refused = await account.post("/auth/login", json=wish)
        town.supabase.set(Traffic.FLOWS)
        again = await account.post("/auth/login", json=wish)

    assert told_as(refused) == (503, "auth_unavailable")
    assert again.status_code == 200, again.text


async def test_a_cold_function_without_signing_keys_says_so(town: Town) -> None:
    town.supabase.set(Traffic.REFUSED)
    async with town.calling(town.budget()) as budget:
        refused = await budget.get("/financial/data")
        town.supabase.set(Traffic.FLOWS)
        again = await asked_as_told(budget, "/financial/data", after=refused)

    assert told_as(refused) == (503, "auth_unavailable")
    assert again.status_code == 200, again.text


@pytest.mark.parametrize("traffic", BAD_TRAFFIC)
async def test_conversations_survive_a_mongodb_that_does_not_answer(town: Town, traffic: Traffic) -> None:
    async with town.chatting() as chat:
        session = (await chat.post("/chat/sessions", json={})).json()
        url = f"/chat/sessions/{session['id']}"
        first = await chat.post(f"{url}/messages", json={"content": "Halo"})

        town.mongo.set(traffic)
        listed = await chat.get("/chat/sessions")
        sent = await chat.post(f"{url}/messages", json={"content": "Berapa tabunganku?"})
        town.mongo.set(Traffic.FLOWS)
        read = await chat.get(url)

    assert first.status_code == 200, first.text
    assert told_as(listed) == (503, "chat_store_unavailable")
    assert told_as(sent) == (503, "chat_store_unavailable")
    assert read.status_code == 200, read.text
    assert "Halo" in [message["content"] for message in read.json()["messages"]["items"]]


async def test_an_answer_says_when_figures_cannot_be_read(town: Town) -> None:
    async with town.chatting() as chat:
        session = (await chat.post("/chat/sessions", json={})).json()
        body = {"content": "Berapa tabunganku?"}
        url = f"/chat/sessions/{session['id']}/messages"

        # The rate limit stands in the same database, so the turn is refused whole.
        town.supabase.set(Traffic.REFUSED)
        refused = await chat.post(url, json=body)
        town.supabase.set(Traffic.FLOWS)
        again = await chat.post(url, json=body)

    assert told_as(refused) == (503, "database_unavailable")
    assert again.status_code == 200, again.text
