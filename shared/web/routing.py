"""Routes as plain async functions: their parameters and types say what a request must hold.

A handler is inspected once, when it is registered. `call` is always handed in; `body` is the parsed
JSON body, `upload` a file sent as the body itself, `query` the query string; every other parameter is a
piece of the path.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypedDict, TypeVar
from uuid import UUID, uuid4, uuid5

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from typing_extensions import Unpack

from shared.domain.caller import Caller
from shared.errors import FintarError, Unauthenticated
from shared.web.negotiation import prefers_stream
from shared.words import Language

D = TypeVar("D")
H = TypeVar("H", bound=Callable[..., Awaitable[object]])

Method = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
RateClass = Literal["read", "write", "chat", "auth"]

DEFAULT_BODY_LIMIT = 64 * 1024
"""Bytes of a request body that are read unless a route says otherwise."""

_NAMESPACE = UUID("3f0b6c0e-9d0c-4c53-8f3a-5a1d0f1e7a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatKey:
    """An Idempotency-Key, the fingerprint of its request, and when it was first claimed for that caller."""

    key: str
    fingerprint: str
    claimed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[D]):
    """One request as its handler sees it. `now` is aware UTC, read once."""

    deps: D
    request: Request
    language: Language
    now: datetime
    client_address: str | None
    verified: Caller | None = field(repr=False)
    repeat: RepeatKey | None = None

    @property
    def caller(self) -> Caller:
        """Who asks. Raises Unauthenticated on a public route."""
        if self.verified is None:
            raise Unauthenticated
        return self.verified

    @property
    def wants_stream(self) -> bool:
        """Whether the client asked for server-sent events rather than one JSON answer."""
        return prefers_stream(self.request.headers.get("accept", ""))

    def new_id(self, kind: str) -> UUID:
        """The id for a row that this request creates, one per `kind`.

        With an Idempotency-Key it follows from caller, key, request, kind and the moment of the first
        claim, so that a repeat of a request that was cut off finds the row that the first try made,
        and the same request with the same key makes a new one when the key has been forgotten.
        """
        if self.repeat is None:
            return uuid4()
        first = self.repeat.claimed_at.astimezone(UTC).isoformat()
        name = f"{self.caller.id}/{self.repeat.fingerprint}/{first}/{kind}/{self.repeat.key}"
        return uuid5(_NAMESPACE, name)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose status or headers differ from what its route says."""

    body: BaseModel
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came as the body itself. `media_type` is lower-case, without parameters."""

    content: bytes = field(repr=False)
    media_type: str
    encoding: Literal["identity", "gzip"] = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An answer that is a file. `inline` lets a browser show it instead of saving it."""

    content: bytes = field(repr=False)
    media_type: str
    file_name: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class NoContent:
    """An answer of 204 without a body."""


class RouteOptions(TypedDict, total=False):
    """What a route may say about itself beyond its handler's signature.

    `answers` is the model of the usual answer (None: nothing), `also` those of other statuses,
    `events` the models by event name of a stream. `raises` lists errors beyond the obvious.
    `example` is a body that works. `uploads` are the media types of a file that it takes, `downloads`
    those of the file it answers with: always, or beside `answers` where it was asked for. `repeat_key` says
    what an Idempotency-Key does where the handler itself honours it and no answer is kept.
    """

    answers: type[BaseModel] | None
    status: int
    also: Mapping[int, type[BaseModel]]
    events: tuple[type[BaseModel], ...] | Mapping[str, type[BaseModel]]
    public: bool
    rate: RateClass | None
    idempotent: bool
    repeat_key: str
    raises: tuple[type[FintarError], ...]
    example: Mapping[str, Any] | None
    max_body: int
    uploads: tuple[str, ...]
    downloads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What a handler takes: models for body and query, a file, and a type for each piece of the path."""

    body: type[BaseModel] | None
    upload: bool
    query: type[BaseModel] | None
    path: Mapping[str, TypeAdapter[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method on one path with its handler, fully described."""

    method: Method
    path: str
    handler: Callable[..., Awaitable[object]]
    takes: Parameters
    group: str
    options: RouteOptions

    @property
    def public(self) -> bool:
        """Whether it may be called without a token."""
        return self.options.get("public", False)

    @property
    def rate(self) -> RateClass | None:
        """The bucket that a call spends from."""
        return self.options.get("rate")

    @property
    def idempotent(self) -> bool:
        """Whether it honours an Idempotency-Key."""
        return self.options.get("idempotent", False)

    @property
    def body_limit(self) -> int:
        """How many bytes of a body are read."""
        return self.options.get("max_body", DEFAULT_BODY_LIMIT)

    @property
    def uploads(self) -> tuple[str, ...]:
        """The media types of the file that it takes."""
        return self.options.get("uploads", ())

    @property
    def downloads(self) -> tuple[str, ...]:
        """The media types of the file that it answers with."""
        return self.options.get("downloads", ())

    @property
    def status(self) -> int:
        """The status of its usual answer."""
        says_something = self.options.get("answers") or self.downloads
        return self.options.get("status", 200 if says_something else 204)


class Router(Generic[D]):
    """The routes of one function under one base path. Handlers stay plain functions."""

    def __init__(self, *, name: str, base: str) -> None:
        self.name = name
        self.base = base.rstrip("/")
        self.routes: list[Route] = []

    def get(self, path: str, **options: Unpack[RouteOptions]) -> Callable[[H], H]:
        """Register a GET handler."""
        return self._register("GET", path, options)

    def post(self, path: str, **options: Unpack[RouteOptions]) -> Callable[[H], H]:
        """Register a POST handler."""
        return self._register("POST", path, options)

    def patch(self, path: str, **options: Unpack[RouteOptions]) -> Callable[[H], H]:
        """Register a PATCH handler."""
        return self._register("PATCH", path, options)

    def put(self, path: str, **options: Unpack[RouteOptions]) -> Callable[[H], H]:
        """Register a PUT handler."""
        return self._register("PUT", path, options)

    def delete(self, path: str, **options: Unpack[RouteOptions]) -> Callable[[H], H]:
        """Register a DELETE handler."""
        return self._register("DELETE", path, options)

    def _register(self, method: Method, path: str, options: RouteOptions) -> Callable[[H], H]:
        full_path = self.base + (path if path != "/" else "")

        def register(handler: H) -> H:
            route = Route(
                method=method,
                path=full_path,
                handler=handler,
                takes=_parameters(handler, full_path),
                group=self.name,
                options=options,
            )
            _check(route)
            self.routes.append(route)
            return handler

        return register


def path_names(path: str) -> list[str]:
    """The names in braces of a path template, in order."""
    return [piece[1:-1] for piece in path.split("/") if piece.startswith("{")]


def _parameters(handler: Callable[..., object], path: str) -> Parameters:
    annotations = {
        name: parameter.annotation
        for name, parameter in inspect.signature(handler, eval_str=True).parameters.items()
    }
    annotations.pop("call", None)
    body = annotations.pop("body", None)
    upload = annotations.pop("upload", None) is Upload
    query = annotations.pop("query", None)
    if sorted(annotations) != sorted(path_names(path)):
        raise TypeError(f"{handler}: {sorted(annotations)} are not the pieces of {path}")
    return Parameters(
        body=body,
        upload=upload,
        query=query,
        path={name: TypeAdapter(annotation) for name, annotation in annotations.items()},
    )


def _check(route: Route) -> None:
    for model in (route.takes.body, route.takes.query):
        if model is not None and model.model_config.get("extra") != "forbid":
            raise TypeError(f"{route.path}: {model.__name__} must refuse unknown fields (extra='forbid')")
    if route.public and (route.rate or route.idempotent):
        raise TypeError(f"{route.path}: anonymous callers have neither a bucket nor keys of ours")
    if route.idempotent and (route.method != "POST" or route.options.get("events")):
        raise TypeError(f"{route.path}: only a POST that answers with JSON keeps Idempotency-Keys")
    if (route.takes.body or route.takes.upload) and route.method in {"GET", "DELETE"}:
        raise TypeError(f"{route.path}: a {route.method} takes no body")
    if route.takes.upload != bool(route.uploads) or (route.takes.body and route.takes.upload):
        raise TypeError(f"{route.path}: a file has its media types, and comes instead of JSON")
    if route.downloads and route.idempotent:
        raise TypeError(f"{route.path}: an answer that is a file is not kept")
