"""One pool of HTTP connections per event loop, shared by everything that talks to Supabase."""

import asyncio
from weakref import WeakKeyDictionary

import httpx

TIMEOUT = httpx.Timeout(8.0, connect=2.0, pool=2.0)
"""Seconds; no answer of ours waits longer for one of theirs."""

_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


def shared_client() -> httpx.AsyncClient:
    """The client of the running event loop, made when first asked for."""
    loop = asyncio.get_running_loop()
    client = _clients.get(loop)
    if client is None or client.is_closed:
        client = httpx.AsyncClient(
            timeout=TIMEOUT,
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=20),
            follow_redirects=False,
            trust_env=False,
        )
        _clients[loop] = client
    return client


async def close_shared_client() -> None:
    """Close the pool of the running event loop, for tests and for programs that end."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.aclose()
