"""Whoever stops listening stops the model: the connection is closed, and Google sees it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest

from dev.gemini_server.faults import FRAMES
from dev.gemini_server.replies import Ending, Raw, says
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.protocol import AdvisorEvent, FinishReason, TextDelta
from tests.gateways.gemini.asking import Gemini, a_request, gemini, plain_client, settings_for

HALTS = Raw(steps=FRAMES[:2], ending=Ending.SILENT)


async def server_saw_it(it: Gemini, count: int = 1) -> None:
    async with asyncio.timeout(30):
        await it.server.until(lambda: it.server.left == count)


async def test_closing_the_stream_closes_the_connection() -> None:
    async with gemini(HALTS) as it:
        events = it.advisor.stream(a_request())
        async with aclosing(events):
            async for event in events:
                if isinstance(event, TextDelta):
                    break

        await server_saw_it(it)
        assert await anext(events, None) is None


async def test_cancelling_the_task_that_reads_closes_the_connection() -> None:
    seen: list[AdvisorEvent] = []
    begun = asyncio.Event()

    async def read(it: Gemini) -> None:
        async with aclosing(it.advisor.stream(a_request())) as events:
            async for event in events:
                seen.append(event)
                begun.set()

    async with gemini(HALTS) as it:
        reading = asyncio.create_task(read(it))
        await begun.wait()
        reading.cancel()

        await server_saw_it(it)
        with pytest.raises(asyncio.CancelledError):
            await reading


async def test_leaving_before_there_is_an_answer_closes_the_connection() -> None:
    async with gemini(Raw(steps=[1_000.0])) as it:
        waiting = asyncio.create_task(it.asked())
        await it.server.until(lambda: len(it.server.asked) == 1)
        waiting.cancel()

        await server_saw_it(it)
        assert len(it.server.asked) == 1


async def test_leaving_between_two_attempts_ends_them() -> None:
    async with gemini(Raw(status=None), says("Halo."), backoff=10) as it:
        waiting = asyncio.create_task(it.asked())
        await it.server.until(lambda: len(it.server.asked) == 1)
        await it.server.hang_up()
        waiting.cancel()

        with pytest.raises(asyncio.CancelledError):
            await waiting
    assert len(it.server.asked) == 1


async def test_many_may_come_and_go_over_one_advisor() -> None:
    async def leave(it: Gemini) -> None:
        async with aclosing(it.advisor.stream(a_request())) as events:
            await anext(events)

    async with gemini(always=HALTS) as it:
        await asyncio.gather(*(leave(it) for _ in range(25)))
        await server_saw_it(it, 25)


async def test_a_connection_serves_one_answer_after_another() -> None:
    async with gemini(always=says("Gajimu ", "Rp7 juta.")) as it:
        told = [await it.asked() for _ in range(5)]

        assert it.server.connections == 1
    assert {each.end for each in told} == {FinishReason.ANSWERED}
    assert it.server.left == 0


async def test_the_connection_is_closed_by_the_time_the_stream_is() -> None:
    class Frames(httpx.AsyncByteStream):
        is_closed = False

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for frame in FRAMES:
                yield frame

        async def aclose(self) -> None:
            self.is_closed = True

    frames = Frames()

    class Memory(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=frames)

    async with plain_client(Memory()) as http:
        advisor = GeminiAdvisor(settings_for("http://memory"), http=lambda: http)
        events = advisor.stream(a_request())
        await anext(events)
        await events.aclose()

        assert frames.is_closed
