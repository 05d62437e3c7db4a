"""A TCP road between a function and what it depends on, which a test can close, block and open again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from enum import Enum


class Traffic(Enum):
    """What happens on the road."""

    FLOWS = "flows"
    REFUSED = "refused"
    STUCK = "stuck"


class Road:
    """Passes bytes to a port of this machine while its traffic flows."""

    def __init__(self, *, to_port: int) -> None:
        self._to_port = to_port
        self._traffic = Traffic.FLOWS
        self._flows = asyncio.Event()
        self._flows.set()
        self._travellers: set[asyncio.StreamWriter] = set()
        self.port = 0

    @classmethod
    @asynccontextmanager
    async def open(cls, *, to_port: int) -> AsyncGenerator["Road"]:
        """A road on a free port, torn up at the end."""
        road = cls(to_port=to_port)
        server = await asyncio.start_server(road._carry, "127.0.0.1", 0)
        road.port = server.sockets[0].getsockname()[1]
        try:
            yield road
        finally:
            server.close()
            road._turn_back()

    def set(self, traffic: Traffic) -> None:
        """Change what happens; whoever is under way when a road closes is turned back."""
        self._traffic = traffic
        if traffic is Traffic.STUCK:
            self._flows.clear()
        else:
            self._flows.set()
        if traffic is Traffic.REFUSED:
            self._turn_back()

    def lead_to(self, port: int) -> None:
        """Lead somewhere else from now on."""
        self._to_port = port

    def _turn_back(self) -> None:
        for writer in self._travellers:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._traffic is Traffic.REFUSED:
            writer.transport.abort()
            return
        try:
            onward = await asyncio.open_connection("127.0.0.1", self._to_port)
        except ConnectionError:
            writer.transport.abort()
            return
        self._travellers |= {writer, onward[1]}
        try:
            await asyncio.gather(self._pass_on(reader, onward[1]), self._pass_on(onward[0], writer))
        finally:
            self._travellers -= {writer, onward[1]}

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(65536):
                await self._flows.wait()
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
