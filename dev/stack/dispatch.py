"""One address for all functions: an ASGI application that hands each request to the function it is for.

A function that cannot be imported answers 503 and says why, while the others go on; with reload it heals as
soon as its code does.
"""

import importlib
import json
import traceback
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

PREFIXES: Mapping[str, tuple[str, ...]] = {
    "account": ("/api/v1/auth", "/api/v1/users", "/api/v1/health/account"),
    "budget": ("/api/v1/financial", "/api/v1/health/budget"),
    "chat": ("/api/v1/chat", "/api/v1/health/chat"),
}


class Dispatcher:
    """One application for each path prefix."""

    def __init__(self, applications: Mapping[str, ASGIApp]) -> None:
        self._routes = [
            (prefix, application) for name, application in applications.items() for prefix in PREFIXES[name]
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or one lifespan, by the function it is for."""
        if scope["type"] == "lifespan":
            await _accept_lifespan(receive, send)
            return
        await self._application_for(scope["path"])(scope, receive, send)

    def _application_for(self, path: str) -> ASGIApp:
        if path == "/health":
            return _answer(200, {"status": "alive"})
        for prefix, application in self._routes:
            if path == prefix or path.startswith(f"{prefix}/"):
                return application
        return _answer(404, _problem(404, "not_found", f"no function answers {path}"))


def load(name: str) -> ASGIApp:
    """A function's application; one that says why where it cannot be imported."""
    try:
        return importlib.import_module(f"functions.{name}.main").app
    except Exception as error:  # whatever is wrong with one function, the others go on
        traceback.print_exc()
        reason = f"the function {name} cannot start: {type(error).__name__}: {error}"
        return _answer(503, _problem(503, "function_cannot_start", reason))


def _answer(status: int, body: Mapping[str, Any]) -> ASGIApp:
    content = json.dumps(body).encode()
    kind = b"application/problem+json" if status >= 400 else b"application/json"
    headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode())]

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return application


def _problem(status: int, code: str, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail}


async def _accept_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
