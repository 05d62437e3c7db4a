"""Just enough HTTP/1.1 to answer one client, byte by byte, and to see it go."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import responses
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dev.gemini_server.replies import Ending, Raw


class ClientLeft(Exception):
    """The client closed the connection before it had the whole answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body."""
        return json.loads(self.body)


async def read_request(reader: asyncio.StreamReader) -> Asked | None:
    """The next request of a connection; None where there is none."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    method, target, _ = first.split(" ")
    parts = urlsplit(target)
    return Asked(method, parts.path, parse_qs(parts.query), headers, body)


class Line:
    """A connection on which replies are played."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def play(self, reply: Raw) -> bool:
        """Send a reply; whether the connection may be used again. Raises ClientLeft."""
        if reply.status is None:
            self._close(reset=False)
            return False
        # While a reply is on its way the client sends nothing: what can be read is its going away.
        going = asyncio.create_task(self._reader.read(1))
        try:
            await self._send_all(reply, going)
        finally:
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)
        if reply.ending is not Ending.WHOLE:
            self._close(reset=reply.ending is Ending.RESET)
            return False
        self._writer.write(b"0\r\n\r\n")
        return True

    async def _send_all(self, reply: Raw, going: asyncio.Task[bytes]) -> None:
        self._writer.write(_head(reply))
        for step in reply.steps:
            if isinstance(step, asyncio.Event):
                await self._wait_for(step, going)
                continue
            if isinstance(step, bytes):
                self._writer.write(b"%x\r\n%b\r\n" % (len(step), step))
            # Each piece in a packet of its own, and a look at the client before the next.
            await self._pause(0 if isinstance(step, bytes) else step, going)
        if reply.ending is Ending.SILENT:
            await self._pause(None, going)

    async def _pause(self, seconds: float | None, going: asyncio.Task[bytes]) -> None:
        """Wait so long, or for ever, but not for nobody."""
        try:
            await self._writer.drain()
            await asyncio.wait({going}, timeout=seconds)
        except ConnectionError:
            raise ClientLeft from None
        if going.done():
            raise ClientLeft

    async def _wait_for(self, sign: asyncio.Event, going: asyncio.Task[bytes]) -> None:
        """Wait until the sign is given, but not for nobody."""
        given = asyncio.create_task(sign.wait())
        try:
            await asyncio.wait({given, going}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            given.cancel()
        if going.done():
            raise ClientLeft

    def _close(self, *, reset: bool) -> None:
        if reset:
            bare: socket.socket = self._writer.get_extra_info("socket")
            bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._writer.transport.abort()
        self._writer.close()


def _head(reply: Raw) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {responses.get(reply.status or 0, '')}", "transfer-encoding: chunked"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
