"""A conversation from consent to its end: Gemini words the figures, a yes writes a row, a no ends Gemini."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, cast

import httpx
import pytest
from pymongo import AsyncMongoClient

from dev.gemini_server.server import GeminiServer
from dev.stack.running import Running
from shared.domain.money import format_rupiah
from shared.words import Language
from supabase import AsyncClient, AsyncClientOptions, create_async_client
from tests.journeys.gemini_script import adviser
from tests.journeys.served_functions import served_functions
from tests.journeys.talking import LEFT_OVER, Talker, Told, has_figures, id_of, talking
from tests.people import People, Person


class Words(NamedTuple):
    """What is said in a language, and what must be heard."""

    language: Language
    left_over: str
    record: str
    searched: str
    thanks: str


INDONESIAN = Words(
    "id", "Berapa sisa uangku tiap bulan?", "Catat ngopi 35rb pakai GoPay", "sisa uang", "Makasih"
)
ENGLISH = Words(
    "en",
    "How much money is left each month?",
    "Please record coffee 35k with GoPay",
    "left month",
    "Thank you so much for that",
)


@asynccontextmanager
async def sdk_of(stack: Running, person: Person) -> AsyncGenerator[AsyncClient]:
    """The official client, in which the person has signed in."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        options = AsyncClientOptions(auto_refresh_token=False, persist_session=False, httpx_client=http)
        client = await create_async_client(stack.url, stack.publishable_key, options)
        await client.auth.sign_in_with_password({"email": person.email, "password": person.password})
        yield client


class Scene(NamedTuple):
    """A person with figures at functions that ask this server for Gemini."""

    me: Talker
    person: Person
    gemini: GeminiServer
    words: Words


@pytest.fixture(params=[INDONESIAN, ENGLISH], ids=["indonesian", "english"])
async def scene(stack: Running, people: People, request: pytest.FixtureRequest) -> AsyncGenerator[Scene]:
    words: Words = request.param
    person = await people("obrolan")
    await has_figures(stack, person)
    async with (
        GeminiServer(always=adviser) as gemini,
        served_functions(stack, gemini=gemini.url) as functions,
        talking(functions.url, person, language=words.language) as me,
    ):
        yield Scene(me, person, gemini, words)


def check_grounded(told: Told, words: Words) -> None:
    """An answer of Gemini's that quotes a figure, which is shown to follow from a fact."""
    figure = format_rupiah(LEFT_OVER, words.language)
    names = told.names
    provenance = told.only("provenance")

    assert names[0] == "turn_started"
    assert told.only("turn_started")["advisor"].startswith("gemini")
    assert told.only("turn_started")["language"] == words.language
    assert told.only("tool_started")["name"] == told.only("tool_finished")["name"] == "budget_analysis"
    assert told.only("tool_started")["purpose"]
    assert told.only("tool_finished")["failure"] is None
    assert figure in told.text
    assert "advisor_changed" not in names
    assert {"card", "text"} < set(names)
    assert names[-3:] == ["provenance", "usage", "done"]
    assert "budget.surplus" in {fact["id"] for fact in provenance["facts"]}
    assert [each for each in provenance["figures"] if not each["fact_ids"]] == []
    assert told.answer["content"] == told.text
    assert told.answer["cards"] == [event.data for event in told.events if event.name == "card"]
    assert told.only("usage")["model"].startswith("gemini")


async def proposed_and_rejected(scene: Scene, session: str) -> None:
    """A no ends a proposal: it waits no longer, and no later yes writes it."""
    me, words = scene.me, scene.words
    offered = (await me.say(session, words.record)).only("proposal")
    proposal = f"{session}/proposals/{offered['id']}"
    waiting = (await me.ask("GET", f"{session}/proposals")).json()["items"]
    rejected = (await me.ask("POST", proposal, json={"decision": "REJECT"})).json()
    late = await me.ask("POST", proposal, status=409, json={"decision": "CONFIRM"})
    left = (await me.ask("GET", f"{session}/proposals")).json()["items"]

    assert [each["id"] for each in waiting] == [offered["id"]]
    assert (rejected["state"], rejected["result"]) == ("REJECTED", None)
    assert late.json()["code"] == "proposal_rejected"
    assert left == []


async def proposed_and_confirmed(scene: Scene, stack: Running, session: str) -> None:
    """A coffee is proposed, nothing is written before the yes, and the yes writes it once."""
    me, words = scene.me, scene.words
    told = await me.say(session, words.record)
    offered = told.only("proposal")
    proposal = f"{session}/proposals/{offered['id']}"
    async with sdk_of(stack, scene.person) as client:
        before = (await client.table("transactions").select("amount").execute()).data
        first = (await me.ask("POST", proposal, json={"decision": "CONFIRM"})).json()
        again = (await me.ask("POST", proposal, json={"decision": "CONFIRM"})).json()
        rows = (await client.table("transactions").select("amount, accounts(name)").execute()).data

    assert offered["tool"] == "record_transactions"
    assert "GoPay" in offered["summary"]
    assert [shown["state"] for shown in told.answer["proposals"]] == ["PENDING"]
    assert before == []
    assert (first["state"], again) == ("CONFIRMED", first)
    assert cast("list[dict[str, Any]]", rows) == [{"amount": -35_000, "accounts": {"name": "GoPay"}}]


async def rated_found_and_exported(scene: Scene, session: str, told: Told) -> None:
    """The answer is rated; the conversation has a title, is found by its words, and can be taken along."""
    me, words = scene.me, scene.words
    wish = {"rating": "DOWN", "reason": "MISUNDERSTOOD", "comment": "Aku tanya bulan lalu."}
    rated = await me.ask("PUT", f"{session}/messages/{told.answer['id']}/feedback", json=wish)
    read = (await me.ask("GET", session)).json()
    listed = (await me.ask("GET", "/chat/sessions", params={"q": words.searched})).json()
    missed = (await me.ask("GET", "/chat/sessions", params={"q": "kambing"})).json()
    exported = await me.ask("GET", f"{session}/export")

    assert rated.json()["feedback"]["rating"] == "DOWN"
    assert read["title"] == words.left_over
    assert [found["id"] for found in listed["items"]] == [str(id_of(session))]
    assert missed["items"] == []
    assert exported.headers["content-type"].startswith("text/markdown")
    assert format_rupiah(LEFT_OVER, words.language) in exported.text
    assert words.left_over.rstrip("?") in exported.text


async def archived_and_removed(me: Talker, stack: Running, session: str) -> None:
    """Archived it is out of the list; removed, nothing of it is left."""
    await me.ask("PATCH", session, json={"is_active": False})
    active = (await me.ask("GET", "/chat/sessions")).json()["items"]
    archived = (await me.ask("GET", "/chat/sessions", params={"state": "archived"})).json()["items"]
    await me.ask("DELETE", session, status=204)
    await me.ask("GET", session, status=404)
    await me.ask("GET", f"{session}/messages", status=404)
    client = AsyncMongoClient[dict[str, Any]](stack.mongodb_url, uuidRepresentation="standard")
    async with client:
        database = client[stack.mongodb_database]
        left = [
            await database["chat_messages"].count_documents({"session_id": id_of(session)}),
            await database["chat_sessions"].count_documents({"_id": id_of(session)}),
        ]

    assert str(id_of(session)) not in {each["id"] for each in active}
    assert [each["id"] for each in archived] == [str(id_of(session))]
    assert left == [0, 0]


async def test_from_consent_to_the_end(scene: Scene, stack: Running) -> None:
    me, gemini, words = scene.me, scene.gemini, scene.words
    session = await me.begin()

    refused = await me.say(session, words.thanks)
    assert refused.only("advisor_changed")["reason"] == "no_consent"
    assert gemini.asked == []

    assert (await me.decide(granted=True))["state"] == "GRANTED"
    session = await me.begin()
    told = await me.say(session, words.left_over)
    check_grounded(told, words)
    assert await me.used_today() == told.only("usage")["tokens"]
    await proposed_and_rejected(scene, session)
    await proposed_and_confirmed(scene, stack, session)
    await rated_found_and_exported(scene, session, told)

    assert (await me.decide(granted=False))["state"] == "WITHDRAWN"
    asked = len(gemini.asked)
    offline = await me.say(session, words.left_over)
    assert offline.only("advisor_changed")["reason"] == "no_consent"
    assert offline.only("advisor_changed")["message"]
    assert offline.only("usage")["model"] == offline.only("advisor_changed")["advisor"] == "offline"
    assert offline.only("provenance")["figures"]
    assert len(gemini.asked) == asked == 6
    await archived_and_removed(me, stack, session)


async def test_the_same_message_again_gives_the_same_answer_and_takes_nothing(scene: Scene) -> None:
    me, message_id = scene.me, "0f8fad5b-d9cb-469f-a165-70867728950e"
    await me.decide(granted=True)
    session = await me.begin()

    first = await me.say(session, scene.words.left_over, message_id=message_id)
    used, asked = await me.used_today(), len(scene.gemini.asked)
    again = await me.say(session, scene.words.left_over, message_id=message_id)

    assert again.answer == first.answer
    assert again.text == first.text
    assert (await me.used_today(), len(scene.gemini.asked)) == (used, asked)
    assert len(await me.messages(session)) == 2


async def test_what_leaves_names_nobody(scene: Scene, stack: Running) -> None:
    me, person = scene.me, scene.person
    await me.decide(granted=True)
    said = f"{scene.words.left_over} (081234567890, {person.email}, 3273012345670001)"

    told = await me.say(await me.begin(), said)

    left = b"".join(asked.body for asked in scene.gemini.asked)
    assert told.answer
    for secret in ("081234567890", person.email, "3273012345670001", str(person.id), person.access_token):
        assert secret.encode() not in left
    assert {asked.headers["x-goog-api-key"] for asked in scene.gemini.asked} == {"a-key"}


async def test_the_server_of_a_local_stack_tells_what_a_tool_found(stack: Running, people: People) -> None:
    person = await people("mencoba")
    await has_figures(stack, person)
    async with (
        GeminiServer() as gemini,
        served_functions(stack, gemini=gemini.url) as functions,
        talking(functions.url, person) as me,
    ):
        await me.decide(granted=True)
        told = await me.say(await me.begin(), "Berapa sisa anggaranku tiap bulan?")

    assert "advisor_changed" not in told.names
    assert told.only("tool_finished")["failure"] is None
    assert told.answer["content"] == told.text != ""
    assert told.only("usage")["model"].startswith("gemini")
