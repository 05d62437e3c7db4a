"""A server that speaks Gemini's REST and its event streams, on this machine, by a script or out of itself.

    async with GeminiServer(says("Halo."), refuses(503, "UNAVAILABLE")) as server:
        ...  # server.url is what FINTAR_GEMINI_BASE_URL names, server.asked what came in

Each call takes the next reply of the script; once it is used up the server replies with `always` (a reply, or
what finds one for a request), or out of itself. Requests that Gemini would refuse are refused, and take none.
`left` counts the clients that went away before they had all of it, `connections` those that ever were.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from dev.gemini_server.brain import reply_to
from dev.gemini_server.framing import JSON, as_array, as_object, as_stream, refuses, to_bytes
from dev.gemini_server.http import Asked, ClientLeft, Line, read_request
from dev.gemini_server.replies import Answer, Json, Raw, Reply
from dev.gemini_server.rules import MODELS, Violation, read_wish, violations
from dev.gemini_server.wishes import GenerateWish

Brain = Callable[[GenerateWish], Reply]
"""Finds the reply to a request."""

_CALL = re.compile(r"/v[0-9][a-z0-9]*/models/(?P<model>[^/:]+):(?P<method>[A-Za-z]+)")
_MODELS = re.compile(r"/v[0-9][a-z0-9]*/models(?:/(?P<model>[^/:]+))?")
_REASON = "type.googleapis.com/google.rpc.ErrorInfo"
_FIELDS = "type.googleapis.com/google.rpc.BadRequest"


class GeminiServer:
    """Answers on `url` while it is entered. Another `key` than the one given is refused."""

    def __init__(
        self, *script: Reply, always: Reply | Brain | None = None, key: str | None = None, port: int = 0
    ) -> None:
        self._script = deque(script)
        self._always = reply_to if always is None else always
        self.asked: list[Asked] = []
        self.left = 0
        self.connections = 0
        self._news = asyncio.Event()
        self.url = ""
        self._key = key
        self._port = port
        self._hangs_up = False
        self._writers: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port, limit=2**24)
        host, port = self._server.sockets[0].getsockname()[:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await self.hang_up()

    async def serve(self) -> None:
        """Answer until cancelled."""
        await self._server.serve_forever()

    async def hang_up(self) -> None:
        """Close all connections, as services do with those that are idle."""
        self._hangs_up = True
        for writer in self._writers.values():
            writer.transport.abort()
        await asyncio.gather(*self._writers)
        self._hangs_up = False

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until this is so; looked at whenever somebody asks or leaves."""
        while not is_so():
            await self._news.wait()
            self._news.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.create_task(self._served(reader, writer))
        self._writers[task] = writer
        task.add_done_callback(self._writers.pop)

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer on one connection until its client is done."""
        line = Line(reader, writer)
        try:
            while (asked := await read_request(reader)) is not None:
                self.asked.append(asked)
                self._news.set()
                if not await line.play(self._reply(asked)):
                    return
        except ClientLeft:
            if not self._hangs_up:
                self.left += 1
                self._news.set()
        finally:
            writer.close()

    def _reply(self, asked: Asked) -> Raw:
        if self._key is not None and asked.headers.get("x-goog-api-key") != self._key:
            return refuses(
                400, "INVALID_ARGUMENT", details=({"@type": _REASON, "reason": "API_KEY_INVALID"},)
            )
        if asked.method == "GET" and (found := _MODELS.fullmatch(asked.path)):
            return _models(found["model"])
        called = _CALL.fullmatch(asked.path)
        if asked.method != "POST" or called is None or called["model"] not in MODELS:
            return refuses(404, "NOT_FOUND")
        if called["method"] == "countTokens":
            return Raw(headers=JSON, steps=[to_bytes({"totalTokens": len(asked.body) // 4})])
        wish = read_wish(asked.body)
        wrong = violations(wish, called["model"]) if isinstance(wish, GenerateWish) else wish
        if wrong or not isinstance(wish, GenerateWish):
            return _refusal(wrong)
        return self._generated(asked, called["method"], wish)

    def _generated(self, asked: Asked, method: str, wish: GenerateWish) -> Raw:
        reply = self._script.popleft() if self._script else self._always
        if not isinstance(reply, Answer | Raw):
            reply = reply(wish)
        if not isinstance(reply, Answer):
            return reply
        if method == "generateContent":
            return as_object(reply)
        if method != "streamGenerateContent":
            return refuses(404, "NOT_FOUND")
        return as_stream(reply) if asked.query.get("alt") == ["sse"] else as_array(reply)


def _models(model: str | None) -> Raw:
    if model is not None and model not in MODELS:
        return refuses(404, "NOT_FOUND")
    described: list[Json] = [{"name": f"models/{each}", "inputTokenLimit": 1_048_576} for each in MODELS]
    told = {"models": described} if model is None else described[MODELS.index(model)]
    return Raw(headers=JSON, steps=[to_bytes(told)])


def _refusal(wrong: list[Violation]) -> Raw:
    fields = [{"field": each.field, "description": each.why} for each in wrong]
    return refuses(400, "INVALID_ARGUMENT", details=({"@type": _FIELDS, "fieldViolations": fields},))
