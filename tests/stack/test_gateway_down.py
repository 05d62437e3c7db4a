"""The gateway says which part is down, or broke off."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Generator

import httpx
import pytest

from dev.stack.gateway import Gateway, routes
from dev.stack.gateway_keys import Doorkeeper
from dev.stack.ports import HOST
from dev.stack.signing import make_credentials

CREDENTIALS = make_credentials()
PATHS = {"auth": "/auth/v1/settings", "postgrest": "/rest/v1/users", "functions": "/api/v1/users/me"}

each_part = pytest.mark.parametrize(("part", "path"), PATHS.items(), ids=PATHS)


@pytest.fixture
def dead() -> Generator[str]:
    """An address that is taken, so that nobody else gets it, and where nobody listens."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        yield f"http://{HOST}:{taken.getsockname()[1]}"


@pytest.fixture
async def breaks_off() -> AsyncGenerator[str]:
    """A part that hangs up on each request."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, HOST, 0) as server:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"


@each_part
async def test_a_part_that_is_down_is_named(dead: str, part: str, path: str) -> None:
    answer = await _ask(dead, path)

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json() == {"message": f"{part} does not answer: is it running?"}


@each_part
async def test_a_part_that_breaks_off_is_named(breaks_off: str, part: str, path: str) -> None:
    answer = await _ask(breaks_off, path)

    assert answer.status_code == 502
    assert answer.json() == {"message": f"{part} broke off: RemoteProtocolError"}


async def _ask(origin: str, path: str) -> httpx.Response:
    """Ask a gateway before parts that are all at `origin`."""
    doorkeeper = Doorkeeper(CREDENTIALS, issuer="http://gateway/auth/v1")
    async with httpx.AsyncClient(trust_env=False) as http:
        where = routes(auth=origin, postgrest=origin, functions=origin)
        gateway = Gateway(routes=where, doorkeeper=doorkeeper, http=http)
        transport = httpx.ASGITransport(gateway)
        headers = {"apikey": CREDENTIALS.publishable_key}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://gateway", headers=headers
        ) as client:
            return await client.get(path)
