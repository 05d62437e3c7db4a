"""The chat function over HTTP: every endpoint of /api/v1/chat."""

from starlette.types import ASGIApp

from functions.chat.deps import Deps
from functions.chat.endpoints import messages, proposals, sessions, usage
from shared.web.app import make_application

routers = [sessions.router, messages.router, proposals.router, usage.router]


def make_app(deps: Deps) -> ASGIApp:
    """The chat function as an ASGI app over `deps`."""
    return make_application(routers=routers, deps=deps, security=deps.web)
