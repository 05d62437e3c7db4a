"""A small client that keeps connections busy and counts whole answers; the same for every server."""

import asyncio
import re
import time
from typing import NamedTuple

LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)
HEAD_END = b"\r\n\r\n"
PATIENCE = 30
"""Seconds for one answer."""


class Answer(NamedTuple):
    """Status and body."""

    status: int
    body: bytes


class Turn(NamedTuple):
    """Answers a second while all connections were busy, and all answers until the last was silent."""

    rate: float
    answers: int


class Broken(RuntimeError):
    """A server answered otherwise than before, or hung up."""


class _Connection(asyncio.Protocol):
    """Asks again as soon as an answer is whole, until it is told to stop."""

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.answers = 0
        self.last = Answer(0, b"")
        self.stopped = False
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self._whole = 0
        self._expected: Answer | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Put an answer together; only its head is searched, and only once."""
        self._buffer += data
        if not self._whole:
            end = self._buffer.find(HEAD_END)
            if end < 0:
                return
            length = LENGTH.search(self._buffer, 0, end + 2)
            if length is None:
                self._fail("an answer without its length")
                return
            self._whole = end + len(HEAD_END) + int(length[1])
        if len(self._buffer) >= self._whole:
            self._answered()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake up whoever waits."""
        if not self.done.done():
            self.done.set_exception(Broken(f"hung up after {self.answers} answers"))

    def _answered(self) -> None:
        answer = Answer(int(self._buffer[9:12]), bytes(self._buffer[self._buffer.find(HEAD_END) + 4 :]))
        self._buffer.clear()
        self._whole = 0
        self._expected = self._expected or answer
        if answer != self._expected:
            self._fail(f"{answer.status} and {len(answer.body)} bytes, unlike the answer before")
            return
        self.last = answer
        self.answers += 1
        if self.stopped:
            self._close()
        elif self._transport is not None:
            self._transport.write(self.request)

    def _fail(self, why: str) -> None:
        self.done.set_exception(Broken(why))
        self._close()

    def _close(self) -> None:
        if not self.done.done():
            self.done.set_result(None)
        if self._transport is not None:
            self._transport.close()


def ask(port: int, request: bytes) -> Answer:
    """One answer."""
    return asyncio.run(_ask(port, request))


async def _ask(port: int, request: bytes) -> Answer:
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: _Connection(request), "127.0.0.1", port
    )
    connection.stopped = True
    async with asyncio.timeout(PATIENCE):
        await connection.done
    return connection.last


def turn(port: int, request: bytes, *, connections: int, seconds: float) -> Turn:
    """Keeps so many connections busy for a while. Raises Broken where an answer is unlike the first."""
    return asyncio.run(_turn(port, request, connections, seconds))


async def _turn(port: int, request: bytes, connections: int, seconds: float) -> Turn:
    loop = asyncio.get_running_loop()
    busy = [
        (await loop.create_connection(lambda: _Connection(request), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    begun = time.perf_counter()
    before = sum(it.answers for it in busy)
    await asyncio.sleep(seconds)
    counted = sum(it.answers for it in busy) - before
    taken = time.perf_counter() - begun
    for it in busy:
        it.stopped = True
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(it.done for it in busy))
    if any(it.last.status != 200 for it in busy):
        raise Broken(f"answered with {busy[0].last.status}")
    return Turn(counted / taken, sum(it.answers for it in busy))
