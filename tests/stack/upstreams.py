"""Servers in the test's own process: the gateway, and a part behind it that tells what it was asked."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from dev.stack.ports import HOST


@dataclass
class Part:
    """Answers each request with what it was; `/events` streams until told to go on, `/slow` never answers."""

    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)
    was_left: asyncio.Event = field(default_factory=asyncio.Event)
    waits: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/api/v1/events":
            await self._stream(send)
        elif scope["path"] == "/api/v1/slow":
            await self._wait_until_left(receive)
        else:
            await self._echo(scope, receive, send)

    async def _stream(self, send: Send) -> None:
        await send(_start(b"text/event-stream"))
        await send({"type": "http.response.body", "body": b"event: first\n\n", "more_body": True})
        await self.may_go_on.wait()
        await send({"type": "http.response.body", "body": b"event: second\n\n"})

    async def _wait_until_left(self, receive: Receive) -> None:
        self.waits.set()
        while (await receive())["type"] != "http.disconnect":
            continue
        self.was_left.set()

    async def _echo(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = {
            "method": scope["method"],
            "path": scope["raw_path"].decode(),
            "query": scope["query_string"].decode(),
            "headers": {name.decode(): value.decode() for name, value in scope["headers"]},
            "body": (await _body(receive)).decode(),
        }
        await send(_start(b"application/json"))
        await send({"type": "http.response.body", "body": json.dumps(told).encode()})


@asynccontextmanager
async def serving(application: ASGIApp) -> AsyncGenerator[str]:
    """Serve an application on a free port as long as the block; its origin."""
    listener = socket.create_server((HOST, 0))
    config = uvicorn.Config(application, lifespan="off", log_level="error", proxy_headers=False)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()


def _start(kind: bytes) -> MutableMapping[str, Any]:
    headers = [
        (b"content-type", kind),
        (b"x-from", b"upstream"),
        (b"access-control-allow-origin", b"http://x"),
    ]
    return {"type": "http.response.start", "status": 200, "headers": headers}


async def _body(receive: Receive) -> bytes:
    whole, more = b"", True
    while more:
        message = await receive()
        whole += message.get("body", b"")
        more = message.get("more_body", False)
    return whole
