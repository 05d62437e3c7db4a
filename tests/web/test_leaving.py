"""An answer in one piece is worked on only while its client waits for it."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from shared.web.leaving import while_connected


class Client:
    """Waits for its answer until `gone`."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self.request = Request({"type": "http"}, receive=self._receive)
        self._body: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def _receive(self) -> Message:
        if self._body:
            return self._body.pop()
        await self.gone.wait()
        return {"type": "http.disconnect"}


async def test_gives_what_comes_of_it() -> None:
    assert await while_connected(Client().request, asyncio.sleep(0, "done")) == "done"


async def test_raises_what_it_raises() -> None:
    async def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await while_connected(Client().request, fail())


@pytest.mark.parametrize("by", ["the client", "the server"])
async def test_is_cancelled_and_awaited_when_it_is_left(by: str) -> None:
    client, begun, tidied = Client(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            tidied.set()

    waiting = asyncio.create_task(while_connected(client.request, work()))
    await begun.wait()
    if by == "the client":
        client.gone.set()
    else:
        waiting.cancel()

    with pytest.raises(ClientDisconnect if by == "the client" else asyncio.CancelledError):
        await waiting
    assert tidied.is_set()
