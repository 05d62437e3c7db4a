"""One pool of HTTP connections per event loop, shared by everything that talks to Supabase."""

import asyncio
from weakref import WeakKeyDictionary

import httpx

PATIENCE = 8.0
"""Seconds; no answer of ours waits longer for one of theirs."""

LONG_PATIENCE = 25.0
"""Seconds for what takes in a whole file at once; the clouds' gateways cut an answer off at 29."""

_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[float, httpx.AsyncClient]] = WeakKeyDictionary()


def shared_client() -> httpx.AsyncClient:
    """The client of the running event loop, made when first asked for."""
    return _client(PATIENCE)


def patient_client() -> httpx.AsyncClient:
    """The client of the running event loop for requests that may take long."""
    return _client(LONG_PATIENCE)


async def close_shared_client() -> None:
    """Close the pools of the running event loop, for tests and for programs that end."""
    for client in _clients.pop(asyncio.get_running_loop(), {}).values():
        await client.aclose()


def _client(patience: float) -> httpx.AsyncClient:
    clients = _clients.setdefault(asyncio.get_running_loop(), {})
    client = clients.get(patience)
    if client is None or client.is_closed:
        client = httpx.AsyncClient(
            timeout=httpx.Timeout(patience, connect=2.0, pool=2.0),
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=20),
            follow_redirects=False,
            trust_env=False,
        )
        clients[patience] = client
    return client
