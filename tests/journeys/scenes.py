"""Scenes: somebody with figures who agreed, before functions that ask a scripted Gemini."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from dev.gemini_server.server import GeminiServer
from dev.stack.running import Running
from tests.journeys.event_source import Event
from tests.journeys.served_functions import ServedFunctions, served_functions
from tests.journeys.talking import MINUTES, Talker, Told, has_figures, talking
from tests.people import People, Person

ASKED = "Berapa sisa uangku tiap bulan?"
BEGUN = ("Sebentar ya. ", "Aku lihat dulu. ")
"""The second sentence shows that the first is whole."""


async def somebody(stack: Running, people: People) -> Person:
    """Somebody with figures."""
    person = await people("terganggu")
    await has_figures(stack, person)
    return person


@asynccontextmanager
async def agreed(functions: ServedFunctions, person: Person) -> AsyncGenerator[Talker]:
    """Somebody who lets Gemini read along."""
    async with talking(functions.url, person) as me:
        await me.decide(granted=True)
        yield me


class Scene(NamedTuple):
    """Somebody who agreed, at functions that ask this server for Gemini."""

    me: Talker
    gemini: GeminiServer
    functions: ServedFunctions


@asynccontextmanager
async def scene(
    stack: Running, person: Person, gemini: GeminiServer, **environment: str
) -> AsyncGenerator[Scene]:
    """The scene, with the stack's databases where the environment does not say otherwise."""
    async with (
        asyncio.timeout(3 * MINUTES),
        gemini,
        served_functions(stack, gemini=gemini.url, **environment) as functions,
        agreed(functions, person) as me,
    ):
        yield Scene(me, gemini, functions)


async def heard_until_text(events: AsyncIterator[Event]) -> list[Event]:
    """What is heard up to the first words."""
    heard: list[Event] = []
    async for event in events:
        heard.append(event)
        if event.name == "text":
            return heard
    raise AssertionError(f"no words came: {heard}")


async def rest_of(heard: list[Event], events: AsyncIterator[Event]) -> Told:
    """All that the stream told, to its end."""
    return Told([*heard, *[event async for event in events]])


async def until_status(me: Talker, session: str, status: str) -> list[dict[str, Any]]:
    """What was said, once the first message has that status."""
    while True:
        said = await me.messages(session)
        if said[0]["status"] == status:
            return said
        await asyncio.sleep(0.05)
