"""A turn that something happens to: one end, one problem, nothing half kept, and afterwards all is well."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from dev.gemini_server.server import GeminiServer
from dev.stack.running import Running
from shared.domain.money import format_rupiah
from tests.journeys.gemini_script import adviser, begins
from tests.journeys.mongo_beside import Mongo, let_reservations_end, let_the_lease_end, mongo_beside
from tests.journeys.scenes import ASKED, BEGUN, heard_until_text, rest_of, scene, somebody, until_status
from tests.journeys.talking import LEFT_OVER, id_of
from tests.people import People, Person


@pytest.fixture
async def person(stack: Running, people: People) -> Person:
    return await somebody(stack, people)


class TestStopped:
    async def test_it_ends_at_once_and_the_next_message_is_answered(
        self, stack: Running, person: Person
    ) -> None:
        script = GeminiServer(begins(*BEGUN), always=adviser)
        async with scene(stack, person, script) as (me, gemini, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
                message = heard[0].data["user_message"]["id"]
                await me.ask("POST", f"{session}/messages/{message}/stop", status=204)
                told = await rest_of(heard, events)
            await gemini.until(lambda: gemini.left == 1)
            await me.ask("POST", f"{session}/messages/{message}/stop", status=204)
            left = await me.messages(session)
            retried = await me.retry(session, message)
            late = await me.ask("POST", f"{session}/messages/{message}/stop", status=409)

        assert told.end.name == "error"
        assert told.end.data["code"] == "turn_stopped"
        assert [(each["type"], each["status"]) for each in left] == [("user", "aborted")]
        assert format_rupiah(LEFT_OVER, "id") in retried.text
        assert retried.answer["reply_to"] == message
        assert late.json()["code"] == "turn_not_running"


class TestTwoAtOnce:
    async def test_the_second_is_refused_and_the_first_goes_on(self, stack: Running, person: Person) -> None:
        go_on = asyncio.Event()
        script = GeminiServer(begins(*BEGUN, then=go_on), always=adviser)
        first = {"content": ASKED, "client_message_id": str(uuid4())}
        async with scene(stack, person, script) as (me, gemini, _):
            session = await me.begin()
            async with me.saying(session, ASKED, message_id=first["client_message_id"]) as events:
                heard = await heard_until_text(events)
                message = heard[0].data["user_message"]["id"]
                refused = [
                    await me.ask("POST", f"{session}/messages", status=409, json={"content": "Makasih"}),
                    await me.ask("POST", f"{session}/messages", status=409, json=first),
                    await me.ask("POST", f"{session}/messages/{message}/retry", status=409),
                ]
                during = await me.messages(session)
                asked = len(gemini.asked)
                go_on.set()
                told = await rest_of(heard, events)
            same = await me.ask("POST", f"{session}/messages", json=first)
            other = await me.ask(
                "POST", f"{session}/messages", status=422, json={**first, "content": "Makasih"}
            )
            kept = await me.messages(session)
            next_one = await me.say(session, "Makasih")

        assert {each.json()["code"] for each in refused} == {"turn_in_progress"}
        assert [(each["type"], each["status"]) for each in during] == [("user", "pending")]
        assert asked == 1
        assert told.answer["content"] == told.text
        assert same.json()["answer"] == told.answer
        assert other.json()["code"] == "client_message_id_reused"
        assert [each["id"] for each in kept] == [message, told.answer["id"]]
        assert next_one.answer["content"] == next_one.text


class TestClientGone:
    async def test_the_model_is_left_and_the_message_marked(self, stack: Running, person: Person) -> None:
        script = GeminiServer(begins(*BEGUN), always=adviser)
        async with scene(stack, person, script) as (me, gemini, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
            await gemini.until(lambda: gemini.left == 1)
            left = await until_status(me, session, "aborted")
            retried = await me.retry(session, heard[0].data["user_message"]["id"])
            used = await me.used_today()
            kept = await me.messages(session)

        assert len(left) == 1
        assert retried.answer["content"] == retried.text
        assert used >= retried.only("usage")["tokens"]
        assert [each["status"] for each in kept] == ["complete", "complete"]


class TestKilled:
    async def test_after_the_lease_the_message_is_answered_once(self, stack: Running, person: Person) -> None:
        script = GeminiServer(begins(*BEGUN), always=adviser)
        async with scene(stack, person, script) as (me, gemini, functions):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
                await functions.kill()
                with pytest.raises(httpx.RemoteProtocolError):
                    await rest_of(heard, events)
            await gemini.until(lambda: gemini.left == 1)
            await functions.start()
            message = heard[0].data["user_message"]["id"]
            left = await me.messages(session)
            reserved = await me.quota()
            held = await me.ask("POST", f"{session}/messages/{message}/retry", status=409)
            await let_the_lease_end(stack.mongodb_url, id_of(session))
            retried = await me.retry(session, message)
            kept = await me.messages(session)
            await let_reservations_end(stack.mongodb_url, person.id)
            counted = await me.quota()

        assert [(each["type"], each["status"]) for each in left] == [("user", "pending")]
        assert held.json()["code"] == "turn_in_progress"
        assert format_rupiah(LEFT_OVER, "id") in retried.text
        assert [(each["type"], each["status"]) for each in kept] == [("user", "complete"), ("ai", "complete")]
        assert reserved["used"] == 0 < reserved["reserved"]
        assert (counted["used"], counted["reserved"]) == (retried.only("usage")["tokens"], 0)


class TestMongoStopped:
    @pytest.fixture
    async def mongo(self, tmp_path: Path) -> AsyncGenerator[Mongo]:
        async with mongo_beside(tmp_path / "mongo") as mongo:
            yield mongo

    async def test_one_problem_then_all_is_well(self, stack: Running, person: Person, mongo: Mongo) -> None:
        go_on = asyncio.Event()
        script = GeminiServer(begins(*BEGUN, then=go_on), always=adviser)
        async with scene(stack, person, script, MONGODB_URL=mongo.url) as (me, _, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
                await mongo.stop()
                go_on.set()
                told = await rest_of(heard, events)
            down = await me.ask("GET", session, status=503)
            await mongo.start()
            message = heard[0].data["user_message"]["id"]
            left = await me.messages(session)
            await let_the_lease_end(mongo.url, id_of(session))
            retried = await me.retry(session, message)
            kept = await me.messages(session)
            await let_reservations_end(mongo.url, person.id)
            counted = await me.quota()

        assert told.end.name == "error"
        assert (told.end.data["status"], told.end.data["code"]) == (503, "chat_store_unavailable")
        assert down.json()["code"] == "chat_store_unavailable"
        assert [(each["type"], each["status"]) for each in left] == [("user", "pending")]
        assert format_rupiah(LEFT_OVER, "id") in retried.text
        assert [(each["type"], each["status"]) for each in kept] == [("user", "complete"), ("ai", "complete")]
        assert (counted["used"], counted["reserved"]) == (retried.only("usage")["tokens"], 0)

    async def test_a_short_outage_is_not_even_noticed(
        self, stack: Running, person: Person, mongo: Mongo
    ) -> None:
        go_on = asyncio.Event()
        script = GeminiServer(begins(*BEGUN, then=go_on), always=adviser)
        async with scene(stack, person, script, MONGODB_URL=mongo.url) as (me, _, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
                await mongo.stop()
                await mongo.start()
                go_on.set()
                told = await rest_of(heard, events)
            kept = await me.messages(session)

        assert told.answer["content"] == told.text
        assert [each["status"] for each in kept] == ["complete", "complete"]
