"""The gateway: one origin before Supabase Auth, PostgREST and the functions, with Supabase's rules for keys.

Answers are passed on byte by byte as they come, and a client that leaves takes its request along.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from dev.stack.credentials import Credentials
from dev.stack.gateway_keys import Doorkeeper, Refused
from dev.stack.ports import HOST

RawHeaders = list[tuple[bytes, bytes]]

HOP_BY_HOP = frozenset(
    b"connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer"
    b" transfer-encoding upgrade".split()
)
SET_BY_US = frozenset(
    b"host apikey authorization forwarded x-forwarded-for x-forwarded-host x-forwarded-proto"
    b" x-forwarded-port x-real-ip".split()
)
EXPOSED = (
    b"Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Link, Location, Range-Unit,"
    b" X-Sb-Error-Code, X-Supabase-Api-Version, X-Total-Count"
)
# An answer may stream as long as it likes: who waits for it decides how long.
TIMEOUT = httpx.Timeout(60, connect=2, read=None)
LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=2)


@dataclass(frozen=True, kw_only=True)
class Upstream:
    """A part behind the gateway: where it listens, what its paths lose, and whether it asks for a key."""

    name: str
    origin: str
    prefix: str = ""
    supabase: bool = False


class ClientLeft(Exception):
    """The client went before its answer was complete."""


class Gateway:
    """The ASGI application."""

    def __init__(
        self, *, routes: Mapping[str, Upstream], doorkeeper: Doorkeeper, http: httpx.AsyncClient
    ) -> None:
        self._routes = routes
        self._doorkeeper = doorkeeper
        self._http = http

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        upstream = self._upstream_for(scope["path"])
        if scope["path"] == "/health":
            await _answer(send, 200, {"status": "alive"})
        elif upstream is None:
            await _answer(send, 404, {"message": "no Route matched with those values"})
        elif not upstream.supabase:
            await self._pass_on(_Exchange(scope, receive, send), upstream, _forwarded(scope, None))
        elif _is_preflight(scope):
            await _answer(send, 200, None, _preflight_headers(scope))
        else:
            await self._pass_with_key(_Exchange(scope, receive, _with_cors(send)), upstream)

    async def _pass_with_key(self, exchange: "_Exchange", upstream: Upstream) -> None:
        scope = exchange.scope
        query = scope["query_string"].decode("latin-1")
        try:
            admission = self._doorkeeper.admit(
                path=scope["path"], query=query, headers=Headers(raw=scope["headers"])
            )
        except Refused as refusal:
            await _answer(exchange.send, 401, refusal.body)
            return
        headers = _forwarded(scope, admission.authorization)
        if not admission.secret:
            headers = [header for header in headers if header[0] != b"sb-forwarded-for"]
        await self._pass_on(exchange, upstream, headers)

    async def _pass_on(self, exchange: "_Exchange", upstream: Upstream, headers: RawHeaders) -> None:
        request = httpx.Request(
            exchange.scope["method"],
            _target(exchange.scope, upstream),
            headers=headers,
            content=exchange.body() if _has_body(exchange.scope) else None,
            extensions={"timeout": TIMEOUT.as_dict()},
        )
        relaying = asyncio.ensure_future(self._relay(exchange, upstream, request))
        leaving = asyncio.ensure_future(exchange.left())
        try:
            await asyncio.wait((relaying, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (relaying, leaving):
                task.cancel()
            ended, _ = await asyncio.gather(relaying, leaving, return_exceptions=True)
        if isinstance(ended, Exception) and not isinstance(ended, ClientLeft):
            raise ended

    async def _relay(self, exchange: "_Exchange", upstream: Upstream, request: httpx.Request) -> None:
        try:
            response = await self._http.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            await _answer(exchange.send, 503, {"message": f"{upstream.name} does not answer: is it running?"})
            return
        except httpx.TransportError as error:
            message = f"{upstream.name} broke off: {type(error).__name__}"
            await _answer(exchange.send, 502, {"message": message})
            return
        try:
            await _send_head(exchange.send, response)
            async for chunk in response.aiter_raw():
                await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
            await exchange.send({"type": "http.response.body", "body": b""})
        finally:
            await response.aclose()

    def _upstream_for(self, path: str) -> Upstream | None:
        for prefix, upstream in self._routes.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return upstream
        return None


class _Exchange:
    """One request of a client: its body as it comes, and the news that it left."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.send = send
        self._receive = receive
        self._body_read = asyncio.Event()
        if not _has_body(scope):
            self._body_read.set()

    async def body(self) -> AsyncIterator[bytes]:
        """The body, piece by piece. Raises ClientLeft."""
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft
            yield message.get("body", b"")
            more = message.get("more_body", False)
        self._body_read.set()

    async def left(self) -> None:
        """Return when the client has gone."""
        await self._body_read.wait()
        while (await self._receive())["type"] != "http.disconnect":
            continue


def routes(*, auth: str, postgrest: str, functions: str) -> dict[str, Upstream]:
    """Which paths go where, given the origins of the parts."""
    ours = Upstream(name="functions", origin=functions)
    return {
        "/auth/v1": Upstream(name="auth", origin=auth, prefix="/auth/v1", supabase=True),
        "/rest/v1": Upstream(name="postgrest", origin=postgrest, prefix="/rest/v1", supabase=True),
        "/api/v1": ours,
        "/hooks": ours,
        "/jobs": ours,
    }


def _target(scope: Scope, upstream: Upstream) -> httpx.URL:
    path = scope["raw_path"].decode("latin-1").partition("?")[0].removeprefix(upstream.prefix) or "/"
    parameters = scope["query_string"].split(b"&")
    if upstream.supabase:
        parameters = [each for each in parameters if not each.startswith(b"apikey=")]
    query = b"&".join(parameters)
    return httpx.URL(upstream.origin).copy_with(
        raw_path=path.encode("latin-1") + (b"?" + query if query else b"")
    )


def _forwarded(scope: Scope, authorization: str | None) -> RawHeaders:
    """The client's headers without those for this hop, and who the client is."""
    given: RawHeaders = scope["headers"]
    dropped = HOP_BY_HOP | (SET_BY_US if authorization is not None else SET_BY_US - {b"authorization"})
    headers = [(name, value) for name, value in given if name not in dropped]
    if authorization is not None:
        headers.append((b"authorization", authorization.encode("latin-1")))
    host = Headers(raw=given).get("host", "")
    address = scope["client"][0] if scope.get("client") else HOST
    return [
        *headers,
        (b"x-forwarded-for", address.encode()),
        (b"x-forwarded-host", host.encode("latin-1")),
        (b"x-forwarded-proto", scope["scheme"].encode()),
    ]


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _is_preflight(scope: Scope) -> bool:
    asked = any(name == b"access-control-request-method" for name, _ in scope["headers"])
    return scope["method"] == "OPTIONS" and asked


def _preflight_headers(scope: Scope) -> RawHeaders:
    wanted = Headers(raw=scope["headers"]).get("access-control-request-headers", "")
    return [
        (b"access-control-allow-origin", b"*"),
        (b"access-control-allow-methods", b"GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS"),
        (b"access-control-allow-headers", wanted.encode("latin-1")),
        (b"access-control-max-age", b"3600"),
    ]


def _with_cors(send: Send) -> Send:
    """Let pages of every origin read the answer, as Supabase does: the key and the token say who may."""

    async def send_with_cors(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: RawHeaders = message["headers"]
            message["headers"] = [
                *(header for header in headers if not header[0].lower().startswith(b"access-control-")),
                (b"access-control-allow-origin", b"*"),
                (b"access-control-expose-headers", EXPOSED),
            ]
        await send(message)

    return send_with_cors


async def _send_head(send: Send, response: httpx.Response) -> None:
    headers = [header for header in response.headers.raw if header[0].lower() not in HOP_BY_HOP]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})


async def _answer(
    send: Send, status: int, body: Mapping[str, str] | None, headers: RawHeaders | None = None
) -> None:
    content = json.dumps(body).encode() if body is not None else b""
    kind = (b"content-type", b"application/json; charset=utf-8")
    size = (b"content-length", str(len(content)).encode())
    head = [kind, size, *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": content})


async def serve(credentials: Credentials, environment: Mapping[str, str]) -> None:
    """Serve until the process is ended."""
    async with httpx.AsyncClient(limits=LIMITS, trust_env=False) as http:
        application = Gateway(
            routes=routes(
                auth=environment["FINTAR_GATEWAY_AUTH"],
                postgrest=environment["FINTAR_GATEWAY_POSTGREST"],
                functions=environment["FINTAR_GATEWAY_FUNCTIONS"],
            ),
            doorkeeper=Doorkeeper(credentials, issuer=environment["FINTAR_GATEWAY_ISSUER"]),
            http=http,
        )
        await uvicorn.Server(_server(application, int(environment["FINTAR_GATEWAY_PORT"]))).serve()


def _server(application: Gateway, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=HOST,
        port=port,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    keys = Path(os.environ["FINTAR_GATEWAY_CREDENTIALS"]).read_bytes()
    asyncio.run(serve(Credentials.model_validate_json(keys), os.environ))
