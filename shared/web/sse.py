"""Server-sent events: one task runs the events, the connection is watched beside it.

The stream holds `event:`/`data:` pairs whose data is one line of JSON, and comments while nothing
happens. It ends with exactly one terminal event: the first of `done` or `error` that the events
give, or an `error` holding a problem when they fail, stop or are cancelled before one.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import structlog
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from shared import telemetry
from shared.errors import FintarError
from shared.web.leaving import client_gone, stop_when_cancelled
from shared.web.negotiation import preferred_language
from shared.web.problems import is_expected, problem_of
from shared.web.refusals import InternalError
from shared.words import Language

TERMINAL = frozenset({"done", "error"})
KEEP_ALIVE = b": keep-alive\n\n"

log = structlog.stdlib.get_logger("fintar.stream")


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event of a stream."""

    event: str
    data: BaseModel

    def to_bytes(self) -> bytes:
        """The event on the wire. JSON escapes line breaks, so the data is always one line."""
        return f"event: {self.event}\ndata: {self.data.model_dump_json()}\n\n".encode()


@dataclass(frozen=True, slots=True)
class _Connection:
    """One sending of a stream: what makes its events, where they wait, and who watches the client."""

    pump: "asyncio.Task[None]"
    queue: "asyncio.Queue[ServerEvent]"
    gone: "asyncio.Task[None]"

    def has_run_dry(self) -> bool:
        """Whether nothing waits and nothing more will come."""
        return self.pump.done() and self.queue.empty()


class EventStream:
    """An answer that is sent while it is made; an ASGI app like any Starlette response.

    When the client goes away, the events are cancelled where they wait and closed. `keep_alive` is
    in seconds.
    """

    def __init__(self, events: AsyncIterator[ServerEvent], *, keep_alive: float = 15.0) -> None:
        self._events = events
        self._keep_alive = keep_alive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events until they end or the client leaves."""
        await send({"type": "http.response.start", "status": 200, "headers": _headers(scope)})
        language = _language(scope)
        queue: asyncio.Queue[ServerEvent] = asyncio.Queue(maxsize=1)
        pump = asyncio.create_task(self._pump(queue, language))
        gone = asyncio.create_task(client_gone(receive))
        try:
            await self._write(_Connection(pump, queue, gone), send, language)
        finally:
            gone.cancel()
            pump.cancel()
            await asyncio.gather(pump, gone, return_exceptions=True)

    async def _write(self, connection: _Connection, send: Send, language: Language) -> None:
        ended = False
        async with aclosing(self._arriving(connection)) as arriving:
            async for event in arriving:
                ended = ended or (event is not None and event.event in TERMINAL)
                await _send_chunk(send, event.to_bytes() if event else KEEP_ALIVE)
        if connection.gone.done():
            return
        _log_if_cut_off(connection.pump)
        if not ended:
            await _send_chunk(send, _failure(InternalError(), language).to_bytes())
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _arriving(self, connection: _Connection) -> AsyncGenerator[ServerEvent | None]:
        """The events as they come, and None where it stays quiet; until they end or the client leaves."""
        coming = asyncio.create_task(connection.queue.get())
        try:
            while True:
                awaited = {coming, connection.gone, connection.pump}
                await asyncio.wait(awaited, timeout=self._keep_alive, return_when=asyncio.FIRST_COMPLETED)
                if connection.gone.done():
                    return
                if coming.done():
                    yield coming.result()
                    coming = asyncio.create_task(connection.queue.get())
                elif connection.has_run_dry():
                    return
                elif not connection.pump.done():
                    yield None
        finally:
            coming.cancel()

    async def _pump(self, queue: "asyncio.Queue[ServerEvent]", language: Language) -> None:
        """Run the events in one task from first to last, so that their own timeouts keep working."""
        ended = False
        try:
            async for event in self._events:
                stop_when_cancelled()
                if ended:
                    log.warning("event_after_the_end", sent=event.event)
                    continue
                ended = event.event in TERMINAL
                await queue.put(event)
            if not ended:
                log.error("stream_without_end")
                await queue.put(_failure(InternalError(), language))
        except Exception as error:
            await self._tell_failure(error, queue, language, ended=ended)
        finally:
            await _close(self._events)

    async def _tell_failure(
        self,
        error: Exception,
        queue: "asyncio.Queue[ServerEvent]",
        language: Language,
        *,
        ended: bool,
    ) -> None:
        told = error if isinstance(error, FintarError) and is_expected(error) else InternalError()
        if told is not error:
            log.error("stream_failed", exc_info=error)
        if not ended:
            await queue.put(_failure(told, language))


def _log_if_cut_off(pump: "asyncio.Task[None]") -> None:
    why = asyncio.CancelledError() if pump.cancelled() else pump.exception()
    if why is not None:
        log.error("stream_cut_off", exc_info=why)


def _failure(error: FintarError, language: Language) -> ServerEvent:
    trace = telemetry.current_trace()
    return ServerEvent("error", problem_of(error, language, trace.request_id if trace else ""))


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    if "aws.event" in scope:  # Lambda's Python runtime answers in one piece
        headers.append((b"x-fintar-stream", b"buffered"))
    return headers


def _language(scope: Scope) -> Language:
    for name, value in scope["headers"]:
        if name == b"accept-language":
            return preferred_language(value.decode("latin-1"))
    return preferred_language("")


async def _send_chunk(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _close(events: AsyncIterator[ServerEvent]) -> None:
    close = getattr(events, "aclose", None)
    if close is not None:
        await close()
