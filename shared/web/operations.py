"""What is true of an operation beyond its models: which errors it may give, which headers it knows."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.domain.caller import AccountGone
from shared.domain.requests import AuthUnavailable, DatabaseUnavailable
from shared.errors import FintarError, InvalidInput, TooLarge, TooMany, Unauthenticated, Unavailable
from shared.web.problems import TITLES, status_of
from shared.web.refusals import (
    AnonymousNotSupported,
    IdempotencyKeyInProgress,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    InternalError,
    MalformedJson,
    TokenExpired,
    TokenInvalid,
    UnsupportedMediaType,
    UnsupportedUpload,
)
from shared.web.routing import Route

_KEPT = "Makes a repeat harmless: the first answer comes again, byte for byte, for 24 hours."
_EXAMPLE_REQUEST_ID = "6f1c2a52-8f0e-4b0b-9f6e-0d5c1f3f7a10"


def named_events(route: Route) -> Mapping[str, type[BaseModel]]:
    """The models of a stream's events by event name; a class `TokenEvent` alone is event `token`."""
    events = route.options.get("events", ())
    if isinstance(events, Mapping):
        return events
    return {event.__name__.removesuffix("Event").lower(): event for event in events}


def possible_errors(route: Route) -> list[type[FintarError]]:
    """Every error that the route may answer with, its own and those of the layers around it."""
    errors: list[type[FintarError]] = []
    asks_database = not route.public and (route.rate is not None or route.idempotent)
    if not route.public:
        errors += [Unauthenticated, TokenInvalid, TokenExpired, AnonymousNotSupported]
    if asks_database:
        errors.append(AccountGone)
    if route.takes.body is not None:
        errors += [MalformedJson, TooLarge, UnsupportedMediaType]
    if route.takes.upload:
        errors += [TooLarge, UnsupportedUpload]
    errors.append(InvalidInput)
    if route.rate is not None:
        errors.append(TooMany)
    if route.idempotent:
        errors += [IdempotencyKeyInvalid, IdempotencyKeyReused, IdempotencyKeyInProgress]
    if route.options.get("repeat_key"):
        errors.append(IdempotencyKeyInvalid)
    errors += route.options.get("raises", ())
    errors.append(InternalError)
    if not route.public:
        errors += [AuthUnavailable, Unavailable]
    if asks_database:
        errors.append(DatabaseUnavailable)
    return list({error.code: error for error in errors}.values())


def problem_example(error: type[FintarError]) -> dict[str, Any]:
    """The error as a problem, in English, with the placeholders of its sentence left open."""
    status = status_of(error)
    return {
        "type": f"urn:fintar:problem:{error.code}",
        "title": TITLES[status].en,
        "status": status,
        "detail": error.says.en,
        "code": error.code,
        "request_id": _EXAMPLE_REQUEST_ID,
    }


def repeat_headers(route: Route) -> list[dict[str, Any]]:
    """The Idempotency-Key parameter, where the route honours one."""
    does = _KEPT if route.idempotent else route.options.get("repeat_key")
    if does is None:
        return []
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": does,
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        }
    ]


def answer_headers(route: Route) -> dict[str, Any]:
    """The headers of a good answer."""
    headers = {"X-Request-Id": _header("Names this request in our log.", "string")}
    if route.rate is not None:
        headers["RateLimit-Limit"] = _header("Requests that your bucket holds.", "integer")
        headers["RateLimit-Remaining"] = _header("Requests that are left in it.", "integer")
        headers["RateLimit-Reset"] = _header("Seconds until it is full again.", "integer")
    if route.idempotent:
        headers["Idempotency-Replayed"] = _header(
            "`true` when this is the answer to an earlier try.", "string"
        )
    return headers


def _header(description: str, kind: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind}}
