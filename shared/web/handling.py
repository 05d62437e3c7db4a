"""One request from the door to its handler and back: caller, bucket, input, key, answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared import telemetry
from shared.domain.caller import Caller
from shared.errors import Unauthenticated
from shared.web.bodies import JsonBody, parse_body, parse_path, parse_query, read_json, read_upload
from shared.web.idempotency import answer_once, asked_with
from shared.web.limits import rate_headers, refuse_when_spent
from shared.web.middleware import caller_mark
from shared.web.negotiation import preferred_language
from shared.web.parts import WebParts
from shared.web.refusals import MethodNotAllowed, TokenInvalid
from shared.web.routing import Call, Download, NoContent, RepeatKey, Reply, Route, Upload
from shared.web.sse import EventStream


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A route made ready to answer, as an ASGI app."""

    route: Route
    deps: object
    parts: WebParts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Every FintarError and bug is left to the problems middleware."""
        request = Request(scope, receive)
        answer = await self._answer(request)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        caller = None if self.route.public else await self._admit(request)
        body = await self._read_body(request)
        arguments = self._arguments(request, body)
        asked = asked_with(request, body) if self.route.idempotent else None
        if caller is None or asked is None:
            return await self._carry_out({**arguments, "call": self._call(request, caller, None)})

        async def carry_out(repeat: RepeatKey) -> Response:
            return await self._carry_out_whole({**arguments, "call": self._call(request, caller, repeat)})

        return await answer_once(self.parts.idempotency, caller, asked, carry_out)

    async def _admit(self, request: Request) -> Caller:
        caller = await self.parts.verifier.verify(bearer_token(request))
        trace = telemetry.current_trace()
        if trace is not None:
            trace.caller = caller_mark(caller)
        if self.route.rate is not None:
            admission = await self.parts.rate_limits.spend(caller, self.route.rate)
            if trace is not None:
                trace.headers.update(rate_headers(admission))
            refuse_when_spent(admission)
        return caller

    async def _read_body(self, request: Request) -> JsonBody | Upload | None:
        if self.route.takes.upload:
            return await read_upload(request, self.route.uploads, self.route.body_limit)
        if self.route.takes.body is None:
            return None
        return await read_json(request, self.route.body_limit)

    def _arguments(self, request: Request, body: JsonBody | Upload | None) -> dict[str, Any]:
        takes = self.route.takes
        arguments = parse_path(takes.path, request.path_params)
        query = parse_query(takes.query, request.query_params)
        if query is not None:
            arguments["query"] = query
        if takes.body is not None and isinstance(body, JsonBody):
            arguments["body"] = parse_body(takes.body, body)
        if isinstance(body, Upload):
            arguments["upload"] = body
        return arguments

    def _call(self, request: Request, caller: Caller | None, repeat: RepeatKey | None) -> Call[Any]:
        return Call(
            deps=self.deps,
            request=request,
            language=preferred_language(request.headers.get("accept-language", "")),
            now=self.parts.clock(),
            client_address=client_address(request, self.parts.trusted_proxies),
            verified=caller,
            repeat=repeat,
        )

    async def _carry_out(self, arguments: Mapping[str, Any]) -> ASGIApp:
        result = await self.route.handler(**arguments)
        return result if isinstance(result, EventStream) else self._response(result)

    async def _carry_out_whole(self, arguments: Mapping[str, Any]) -> Response:
        return self._response(await self.route.handler(**arguments))

    def _response(self, result: object) -> Response:
        match result:
            case NoContent():
                return Response(status_code=204)
            case Reply():
                status = result.status or self.route.status
                return _json(result.body, status, result.headers)
            case Download():
                return _file(result, self.route.status)
            case BaseModel():
                return _json(result, self.route.status, {})
            case _:
                raise TypeError(f"{self.route.path} answered with {type(result).__name__}")


@dataclass(frozen=True, slots=True)
class Resource:
    """All that one path answers to, by method; HEAD comes with GET, OPTIONS with all."""

    path: str
    endpoints: Mapping[str, Endpoint]

    @property
    def allow(self) -> str:
        """The Allow header."""
        methods = {*self.endpoints, "OPTIONS", *({"HEAD"} if "GET" in self.endpoints else ())}
        return ", ".join(sorted(methods))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the endpoint of the method. Raises MethodNotAllowed."""
        trace = telemetry.current_trace()
        if trace is not None:
            trace.route = self.path
        method = str(scope["method"])
        if method == "OPTIONS":
            await Response(status_code=204, headers={"Allow": self.allow})(scope, receive, send)
            return
        endpoint = self.endpoints.get("GET" if method == "HEAD" else method)
        if endpoint is None:
            raise MethodNotAllowed(allow=self.allow)
        await endpoint(scope, receive, send)


def bearer_token(request: Request) -> str:
    """The access token that came along. Raises Unauthenticated without one, TokenInvalid for oddities."""
    given = request.headers.getlist("authorization")
    if not given:
        raise Unauthenticated
    scheme, _, token = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer" or not token:
        raise TokenInvalid
    return token


def client_address(request: Request, trusted_proxies: int) -> str | None:
    """Where the client is, as far as our own proxies tell; what a client claims itself is not taken."""
    if trusted_proxies:
        forwarded = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        if len(forwarded) >= trusted_proxies and forwarded[-trusted_proxies].strip():
            return forwarded[-trusted_proxies].strip()
    return request.client.host if request.client else None


def _json(body: BaseModel, status: int, headers: Mapping[str, str]) -> Response:
    return Response(body.model_dump_json().encode(), status, dict(headers), media_type="application/json")


def _file(file: Download, status: int) -> Response:
    shown = "inline" if file.inline else "attachment"
    named = f"{shown}; filename*=UTF-8''{quote(file.file_name, safe='')}"
    headers = {"Content-Disposition": named}
    return Response(file.content, status, headers, media_type=file.media_type)
