"""An ASGI app from routers: paths to resources, and around them what every request needs."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route as StarlettePath
from starlette.routing import Router as StarletteRouter
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from shared.telemetry import configure_logging
from shared.web.handling import Endpoint, Resource
from shared.web.health import Checked, health_router
from shared.web.middleware import HeadMiddleware, ProblemMiddleware, TraceMiddleware
from shared.web.parts import WebParts
from shared.web.refusals import UnknownPath
from shared.web.routing import Route, Router

REQUEST_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "X-Request-Id",
    "apikey",
    "X-Client-Info",
)
EXPOSED_HEADERS = (
    "X-Request-Id",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Server-Timing",
    "Idempotency-Replayed",
    "Content-Language",
    "X-Fintar-Stream",
)


def make_application(
    *, routers: Sequence[Router[Any]], deps: Checked, security: WebParts, name: str | None = None
) -> ASGIApp:
    """The app of one function: its routers, its health, and the layers around them.

    `name` is the function's name for its health routes, by default its routers' one name.
    """
    configure_logging(security.log_level, redact=_redacted)
    name = name or _one_name(routers)
    routes = [route for router in (*routers, health_router(name)) for route in router.routes]
    app: ASGIApp = StarletteRouter(
        _paths(routes, deps, security), redirect_slashes=False, default=_unknown_path
    )
    app = HeadMiddleware(_without_trailing_slash(app))
    app = ProblemMiddleware(app)
    app = CORSMiddleware(
        app,
        allow_origins=security.origins,
        allow_methods=("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"),
        allow_headers=REQUEST_HEADERS,
        expose_headers=EXPOSED_HEADERS,
        max_age=7200,
    )
    return TraceMiddleware(app)


def _redacted(text: str) -> str:
    from shared.domain.redaction.engine import redacted  # noqa: PLC0415 - a start need not read its word lists

    return redacted(text)


def _one_name(routers: Sequence[Router[Any]]) -> str:
    names = {router.name for router in routers}
    if len(names) != 1:
        raise ValueError(f"routers of one function share its name, or `name` is given: {sorted(names)}")
    return names.pop()


def _paths(routes: Sequence[Route], deps: Checked, parts: WebParts) -> list[StarlettePath]:
    by_path: defaultdict[str, dict[str, Endpoint]] = defaultdict(dict)
    for route in routes:
        if route.method in by_path[route.path]:
            raise ValueError(f"{route.method} {route.path} is registered twice")
        by_path[route.path][route.method] = Endpoint(route, deps, parts)
    ordered = sorted(by_path, key=_fixed_pieces_first)
    return [StarlettePath(path, Resource(path, by_path[path])) for path in ordered]


def _fixed_pieces_first(path: str) -> list[bool]:
    """Sorts `/consultants/bookings` before `/consultants/{id}`, whichever was registered first."""
    return [piece.startswith("{") for piece in path.split("/")]


def _without_trailing_slash(app: ASGIApp) -> ASGIApp:
    async def trimmed(scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] == "http" and len(path) > 1 and path.endswith("/"):
            scope = {**scope, "path": path[:-1]}
        await app(scope, receive, send)

    return trimmed


async def _unknown_path(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose()(scope, receive, send)
        return
    raise UnknownPath
