"""The server: its paths, and what every answer has in common."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dev.stack.auth import (
    routes_admin,
    routes_links,
    routes_mail,
    routes_public,
    routes_signup,
    routes_token,
    routes_user,
    routes_verify,
)
from dev.stack.auth.answers import VERSION_HEADER, DatabaseTrouble, Refusal, refused
from dev.stack.auth.parts import Parts

Handler = Callable[[Parts, Request], Awaitable[Response]]

_SECONDS = 10
_LOG = logging.getLogger("auth")

_PATHS: tuple[tuple[str, dict[str, Handler]], ...] = (
    ("/health", {"GET": routes_public.health}),
    ("/settings", {"GET": routes_public.settings}),
    ("/.well-known/jwks.json", {"GET": routes_public.jwks}),
    ("/signup", {"POST": routes_signup.signup}),
    ("/token", {"POST": routes_token.token}),
    ("/logout", {"POST": routes_token.logout}),
    ("/user", {"GET": routes_user.read_user, "PUT": routes_user.change_user}),
    ("/recover", {"POST": routes_mail.recover}),
    ("/resend", {"POST": routes_mail.resend}),
    ("/otp", {"POST": routes_mail.one_time_code}),
    ("/magiclink", {"POST": routes_mail.one_time_code}),
    ("/invite", {"POST": routes_mail.invite}),
    ("/verify", {"GET": routes_verify.follow_link, "POST": routes_verify.hand_in}),
    ("/admin/users", {"GET": routes_admin.list_people, "POST": routes_admin.create_person}),
    (
        "/admin/users/{user_id}",
        {
            "GET": routes_admin.read_person,
            "PUT": routes_admin.change_person,
            "DELETE": routes_admin.delete_person,
        },
    ),
    ("/admin/generate_link", {"POST": routes_links.generate_link}),
)


def make_app(parts: Parts) -> Starlette:
    """The whole server over these parts."""
    cross_origin = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["*"],
        expose_headers=["X-Total-Count", "Link", VERSION_HEADER],
    )
    app = Starlette(
        routes=[_route(parts, path, handlers) for path, handlers in _PATHS],
        middleware=[cross_origin],
        exception_handlers={404: _no_such_path, 405: _wrong_method},
    )
    app.router.redirect_slashes = False
    return app


def _route(parts: Parts, path: str, handlers: dict[str, Handler]) -> Route:
    async def serve(request: Request) -> Response:
        return await _serve(parts, request, handlers[request.method])

    return Route(path, serve, methods=list(handlers))


async def _serve(parts: Parts, request: Request, handler: Handler) -> Response:
    """Run one handler within its time, and say in the wire's way why not."""
    try:
        async with asyncio.timeout(_SECONDS):
            return await handler(parts, request)
    except DatabaseTrouble as trouble:
        _LOG.warning("%s %s: %s (%s)", request.method, request.url.path, trouble.message, trouble.cause)
        return refused(request, trouble)
    except Refusal as refusal:
        return refused(request, refusal)
    except TimeoutError:
        message = "Processing this request timed out, please retry after a moment."
        return refused(request, Refusal(504, "request_timeout", message))
    except Exception:
        _LOG.exception("%s %s failed", request.method, request.url.path)
        message = "Unexpected failure, please check server logs for more information"
        return refused(request, Refusal(500, "unexpected_failure", message))


async def _no_such_path(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("404 page not found\n", 404)


async def _wrong_method(_request: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, HTTPException) else None
    return Response(status_code=405, headers=headers)
