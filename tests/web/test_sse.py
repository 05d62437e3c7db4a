"""Server-sent events: in pieces, kept alive, cancelled when nobody listens, ended exactly once."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.types import Message, Scope
from structlog.testing import capture_logs

from shared.web.problems import problem_of, problem_response
from shared.web.sse import EventStream, ServerEvent
from tests.fakes.web import FakeVerifier, a_caller, client, signed_client
from tests.web.serving import served
from tests.web.toy import DoneEvent, TickEvent, ToyBroken, ToyDeps, ToyWish, toy_app

STREAM = {"Accept": "text/event-stream"}
PATH = "/api/v1/toys/gasing/wind"
SCOPE: Scope = {"type": "http", "headers": []}


def parsed(text: str) -> list[tuple[str, Any]]:
    """The events of a whole stream, comments left out."""
    events: list[tuple[str, Any]] = []
    for block in text.split("\n\n"):
        if block.startswith("event: "):
            name, data = block.split("\n")
            events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


async def wind(deps: ToyDeps) -> httpx.Response:
    return await signed_client(toy_app(deps), a_caller()).post(PATH, headers=STREAM)


async def collected(events: AsyncIterator[ServerEvent]) -> list[tuple[str, Any]]:
    """What a client sees of a stream."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await EventStream(events)(scope, receive, send)

    answer = await client(app).get("/")
    return parsed(answer.text)


async def sent_slowly(events: AsyncIterator[ServerEvent], *, until: asyncio.Event) -> list[tuple[str, Any]]:
    """What a client sees of a stream whose pieces the connection takes only after `until`."""
    received = bytearray()

    async def receive() -> Message:
        return await asyncio.Future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await until.wait()
            received.extend(message["body"])

    await EventStream(events)(SCOPE, receive, send)
    return parsed(received.decode())


class TestEventStream:
    async def test_sends_each_event_as_one_line_of_json(self) -> None:
        answer = await wind(ToyDeps(ticks=2))

        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["X-Accel-Buffering"] == "no"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.text == (
            'event: tick\ndata: {"number":0}\n\n'
            'event: tick\ndata: {"number":1}\n\n'
            'event: done\ndata: {"ticks":2}\n\n'
        )

    async def test_says_null_where_there_is_nothing_as_other_answers_do(self) -> None:
        wish = ToyWish(name="gasing")

        sent = ServerEvent("done", wish).to_bytes().decode()

        assert sent == f"event: done\ndata: {wish.model_dump_json()}\n\n"
        assert '"note":null' in sent

    async def test_shows_a_problem_as_other_answers_do(self) -> None:
        problem = problem_of(ToyBroken(), "en", "r")

        sent = ServerEvent("error", problem).to_bytes()

        body = bytes(problem_response(ToyBroken(), "en", "r").body)
        assert sent == b"event: error\ndata: " + body + b"\n\n"
        assert "errors" not in json.loads(body)

    async def test_comes_only_to_those_who_ask(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).post(PATH)

        assert answer.json() == {"ticks": 3}

    async def test_a_refusal_before_the_first_event_is_a_problem(self) -> None:
        answer = await client(toy_app()).post(PATH, headers=STREAM)

        assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


class TestEnd:
    async def test_an_error_on_the_way_ends_it_as_a_problem(self) -> None:
        answer = await wind(ToyDeps(fails_at=1))

        events = parsed(answer.text)
        assert [name for name, _ in events] == ["tick", "error"]
        assert events[-1][1]["code"] == "toy_broken"
        assert events[-1][1]["request_id"] == answer.headers["X-Request-Id"]

    async def test_a_bug_on_the_way_is_told_without_its_secrets(self) -> None:
        async def events() -> AsyncIterator[ServerEvent]:
            yield ServerEvent("tick", TickEvent(number=1))
            raise RuntimeError("a secret")

        with capture_logs() as logs:
            seen = await collected(events())

        assert [name for name, _ in seen] == ["tick", "error"]
        assert seen[-1][1]["code"] == "internal_error"
        assert [entry["event"] for entry in logs] == ["stream_failed"]

    async def test_events_that_just_stop_end_in_an_error(self) -> None:
        async def events() -> AsyncIterator[ServerEvent]:
            yield ServerEvent("tick", TickEvent(number=1))

        seen = await collected(events())

        assert [name for name, _ in seen] == ["tick", "error"]

    async def test_nothing_comes_after_the_end_but_the_work_goes_on(self) -> None:
        went_on = asyncio.Event()

        async def events() -> AsyncIterator[ServerEvent]:
            yield ServerEvent("done", DoneEvent(ticks=0))
            yield ServerEvent("error", DoneEvent(ticks=0))
            went_on.set()
            raise ToyBroken

        seen = await collected(events())

        assert [name for name, _ in seen] == ["done"]
        assert went_on.is_set()


class TestTime:
    async def test_events_arrive_one_by_one(self) -> None:
        deps = ToyDeps(permits=asyncio.Semaphore(0))
        assert deps.permits is not None
        headers = {**STREAM, "Authorization": f"Bearer {FakeVerifier().issue(a_caller())}"}

        async with (
            asyncio.timeout(20),
            served(toy_app(deps)) as origin,
            httpx.AsyncClient(base_url=origin) as asking,
            asking.stream("POST", PATH, headers=headers) as answer,
        ):
            pieces = answer.aiter_text()
            for number in range(3):
                deps.permits.release()
                assert f'"number":{number}' in await anext(pieces)

    async def test_silence_is_filled_with_comments(self) -> None:
        deps = ToyDeps(permits=asyncio.Semaphore(0), keep_alive=0.001)
        headers = {**STREAM, "Authorization": f"Bearer {FakeVerifier().issue(a_caller())}"}

        async with (
            asyncio.timeout(20),
            served(toy_app(deps)) as origin,
            httpx.AsyncClient(base_url=origin) as asking,
            asking.stream("POST", PATH, headers=headers) as answer,
        ):
            assert (await anext(answer.aiter_text())).startswith(": keep-alive\n\n")

    async def test_a_client_that_leaves_cancels_the_work_at_once(self) -> None:
        deps = ToyDeps(permits=asyncio.Semaphore(1))
        headers = {**STREAM, "Authorization": f"Bearer {FakeVerifier().issue(a_caller())}"}

        async with asyncio.timeout(20), served(toy_app(deps)) as origin:
            async with (
                httpx.AsyncClient(base_url=origin) as asking,
                asking.stream("POST", PATH, headers=headers) as answer,
            ):
                await anext(answer.aiter_text())

            await deps.closed.wait()

    async def test_work_that_swallows_its_cancellation_is_cancelled_again(self) -> None:
        begun, left, closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def events() -> AsyncIterator[ServerEvent]:
            try:
                try:
                    begun.set()
                    await asyncio.Future()
                except asyncio.CancelledError:
                    pass
                while True:
                    yield ServerEvent("tick", TickEvent(number=1))
            finally:
                closed.set()

        async def receive() -> Message:
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            pass

        async with asyncio.timeout(20):
            stream = asyncio.create_task(EventStream(events())(SCOPE, receive, send))
            await begun.wait()
            left.set()
            await stream

        assert closed.is_set()

    async def test_a_time_limit_inside_the_events_still_works(self) -> None:
        async def events() -> AsyncIterator[ServerEvent]:
            try:
                async with asyncio.timeout(None) as limit:
                    yield ServerEvent("tick", TickEvent(number=1))
                    limit.reschedule(asyncio.get_running_loop().time())
                    await asyncio.Event().wait()
            except TimeoutError:
                yield ServerEvent("done", DoneEvent(ticks=1))

        async with asyncio.timeout(20):
            seen = await collected(events())

        assert [name for name, _ in seen] == ["tick", "done"]

    async def test_a_time_limit_that_ends_while_an_event_waits_to_be_sent_is_an_error(self) -> None:
        closed = asyncio.Event()

        async def events() -> AsyncIterator[ServerEvent]:
            try:
                async with asyncio.timeout(None) as limit:
                    yield ServerEvent("tick", TickEvent(number=0))
                    yield ServerEvent("tick", TickEvent(number=1))
                    limit.reschedule(asyncio.get_running_loop().time())
                    yield ServerEvent("tick", TickEvent(number=2))
            finally:
                closed.set()

        async with asyncio.timeout(20):
            with capture_logs() as logs:
                seen = await sent_slowly(events(), until=closed)

        assert [(name, data.get("number")) for name, data in seen] == [
            ("tick", 0),
            ("tick", 1),
            ("error", None),
        ]
        assert seen[-1][1]["code"] == "internal_error"
        assert [entry["event"] for entry in logs] == ["stream_cut_off"]

    async def test_work_that_is_cancelled_after_the_end_ends_the_stream_once(self) -> None:
        async def events() -> AsyncIterator[ServerEvent]:
            yield ServerEvent("done", DoneEvent(ticks=0))
            raise asyncio.CancelledError

        async with asyncio.timeout(20):
            seen = await collected(events())

        assert [name for name, _ in seen] == ["done"]

    async def test_events_that_fail_to_close_end_in_an_error(self) -> None:
        class Unclosable:
            def __aiter__(self) -> "Unclosable":
                return self

            async def __anext__(self) -> ServerEvent:
                raise asyncio.CancelledError

            async def aclose(self) -> None:
                raise RuntimeError("a secret")

        async with asyncio.timeout(20):
            seen = await collected(Unclosable())

        assert [(name, data["code"]) for name, data in seen] == [("error", "internal_error")]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b", "event: done\n\ndata: {}"])
async def test_no_text_can_break_out_of_its_event(text: str) -> None:
    async def events() -> AsyncIterator[ServerEvent]:
        yield ServerEvent("done", ToyWish(name="x", note=text))

    (only,) = await collected(events())

    assert only[1]["note"] == text
