"""What happens around every request, as plain ASGI apps, so that context variables reach the handler."""

import hashlib
import re
import time
from collections.abc import Mapping
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import telemetry
from shared.domain.caller import Caller
from shared.errors import FintarError
from shared.telemetry import RequestTrace
from shared.web.negotiation import preferred_language
from shared.web.problems import is_expected, problem_response
from shared.web.refusals import InternalError

SECURITY_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")

access_log = structlog.stdlib.get_logger("fintar.access")
log = structlog.stdlib.get_logger("fintar.web")


def caller_mark(caller: Caller) -> str:
    """A caller in the log: always the same for one person, and no way back to them."""
    return hashlib.sha256(caller.id.bytes).hexdigest()[:16]


class TraceMiddleware:
    """Give the request its id, put our headers on the answer, and write one line when it is over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app inside a trace."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace = telemetry.begin_trace(_request_id(Headers(scope=scope)))
        begun = time.perf_counter()
        status: int | None = None

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                _add_headers(MutableHeaders(scope=message), trace)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            _log_access(str(scope["method"]), status, trace, time.perf_counter() - begun)


class ProblemMiddleware:
    """Turn whatever goes wrong into a problem, so that nothing escapes to the clouds' own frames."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app; answer with a problem if it fails before it answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_and_remember(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_remember)
        except ClientDisconnect:
            return
        except Exception as error:
            told = error if isinstance(error, FintarError) and is_expected(error) else InternalError()
            if told is not error or started:
                log.exception("unexpected_error", exc_info=error)
            if started:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                return
            await _answer_problem(told, scope, receive, send)


class HeadMiddleware:
    """Answer HEAD like GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app; of a HEAD's answer only status and headers are sent."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, send_without_body)


async def _answer_problem(error: FintarError, scope: Scope, receive: Receive, send: Send) -> None:
    trace = telemetry.current_trace()
    language = preferred_language(Headers(scope=scope).get("accept-language", ""))
    response = problem_response(error, language, trace.request_id if trace else "")
    await response(scope, receive, send)


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else str(uuid4())


def _add_headers(headers: MutableHeaders, trace: RequestTrace) -> None:
    headers["X-Request-Id"] = trace.request_id
    for name, value in {**SECURITY_HEADERS, **trace.headers}.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-store")
    headers.add_vary_header("Accept-Language")
    timing = trace.server_timing()
    if timing:
        headers["Server-Timing"] = timing


def _log_access(method: str, status: int | None, trace: RequestTrace, seconds: float) -> None:
    write = access_log.error if status is not None and status >= 500 else access_log.info
    write(
        "request",
        method=method,
        route=trace.route,
        status=status,
        ms=round(seconds * 1000, 1),
        caller=trace.caller,
        spent_ms={part: round(time_spent * 1000, 1) for part, time_spent in trace.spent.items()},
    )
