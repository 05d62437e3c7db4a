"""The pool of connections to Gemini, one per event loop: every running answer holds one of them."""

import asyncio
from functools import cache
from ssl import SSLContext
from weakref import WeakKeyDictionary

import httpx

CONNECT = 3.0
"""Seconds to reach Google; how long an answer may take is each call's own business."""

MOST_ANSWERS = 500
"""How many answers may come at once."""

_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncClient] = WeakKeyDictionary()


def gemini_client() -> httpx.AsyncClient:
    """The client of the running event loop, made when first asked for."""
    loop = asyncio.get_running_loop()
    client = _clients.get(loop)
    if client is None or client.is_closed:
        client = httpx.AsyncClient(
            verify=certificates(),
            timeout=httpx.Timeout(None, connect=CONNECT, pool=CONNECT),
            limits=httpx.Limits(
                max_connections=MOST_ANSWERS, max_keepalive_connections=20, keepalive_expiry=20
            ),
            follow_redirects=False,
            trust_env=False,
        )
        _clients[loop] = client
    return client


@cache
def certificates() -> SSLContext:
    """Whom we believe to be Google; reading them takes a moment, once."""
    return httpx.create_ssl_context(trust_env=False)


async def close_gemini_client() -> None:
    """Close the pool of the running event loop, for tests and for programs that end."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.aclose()
