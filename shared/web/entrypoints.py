"""How the clouds call an app: Google by a function of a request, Amazon by a handler of an event."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from starlette.requests import Request
from starlette.types import ASGIApp

CloudRunEntrypoint = Callable[[Request], Awaitable[ASGIApp]]
LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]


def for_cloud_run(app: ASGIApp) -> CloudRunEntrypoint:
    """Hand the app itself back as the response: Starlette calls a response like any ASGI app."""

    async def entrypoint(request: Request) -> ASGIApp:
        return app

    return entrypoint


def for_lambda(app: ASGIApp) -> LambdaHandler:
    """Answer API Gateway v2 and Function URL events. Streams arrive in one piece, and say so."""
    adapters: list[LambdaHandler] = []

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Amazon's own shape
        if not adapters:
            from mangum import Mangum  # noqa: PLC0415 - Google's start need not pay for it

            adapters.append(Mangum(cast("Any", app), lifespan="off"))
        return adapters[0](event, context)

    return handler
