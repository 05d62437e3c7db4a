"""What the server says when it does not do what was asked, and how that looks on the wire.

Refusal
├── WeakPassword     carries the reasons
└── DatabaseTrouble  carries what Postgres said, shown where Postgres meant it for the caller

Who sends `X-Supabase-Api-Version: 2024-01-01` gets `{code, message}`, others `{code, error_code, msg}`.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TypeGuard
from uuid import uuid4

import psycopg
from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

VERSION_HEADER = "X-Supabase-Api-Version"
NEWER_VERSION = "2024-01-01"
_SAID_TO_CALLERS = {"P0001", "23000", "23001", "23502", "23503", "23505", "23514", "23P01"}

JsonObject = dict[str, JsonValue]


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether parsed JSON is an object."""
    return isinstance(value, dict)


class Refusal(Exception):
    """An expected end of a request: an HTTP status, a stable code, a sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code or ("unexpected_failure" if status == 500 else "unknown")
        self.message = message

    def body(self, *, newer: bool) -> JsonObject:
        """The JSON body in the version that the client asked for."""
        if newer:
            return {"code": self.code, "message": self.message}
        body: JsonObject = {"code": self.status, "error_code": self.code, "msg": self.message}
        if self.status >= 500:
            body["error_id"] = str(uuid4())
        return body


class WeakPassword(Refusal):
    """The password does not meet the rules; `reasons` are `length` or `characters`."""

    def __init__(self, message: str, reasons: list[JsonValue]) -> None:
        super().__init__(422, "weak_password", message)
        self.reasons = reasons

    def body(self, *, newer: bool) -> JsonObject:
        """As every refusal, with the reasons beside it."""
        body = super().body(newer=newer)
        body["weak_password"] = {"reasons": self.reasons}
        return body


class DatabaseTrouble(Refusal):
    """Postgres refused or cannot be reached. What a function or a constraint says is passed on, no more."""

    def __init__(self, message: str, cause: psycopg.Error) -> None:
        super().__init__(500, "unexpected_failure", message)
        self.cause = cause
        sqlstate = cause.sqlstate or ""
        self.is_said = sqlstate in _SAID_TO_CALLERS or (sqlstate.startswith("PT") and sqlstate[2:].isdigit())
        if self.is_said and sqlstate.startswith("PT"):
            self.status = int(sqlstate[2:])

    def body(self, *, newer: bool) -> JsonObject:
        """Postgres' own code and message where they were meant for the caller."""
        if newer or not self.is_said:
            return super().body(newer=newer)
        said = self.cause.diag
        body: JsonObject = {"code": self.cause.sqlstate, "message": said.message_primary}
        for name, text in (("hint", said.message_hint), ("detail", said.message_detail)):
            if text:
                body[name] = text
        return body


def invalid(message: str) -> Refusal:
    """400 `validation_failed`."""
    return Refusal(400, "validation_failed", message)


@contextmanager
def when_the_database_fails(message: str) -> Generator[None]:
    """Turn any failure of Postgres inside into a DatabaseTrouble with this message."""
    try:
        yield
    except psycopg.Error as error:
        raise DatabaseTrouble(message, error) from error


def refused(request: Request, refusal: Refusal) -> Response:
    """The answer for a refusal, in the version that the client asked for."""
    newer = request.headers.get(VERSION_HEADER, "") >= NEWER_VERSION
    headers = {"x-sb-error-code": refusal.code}
    if newer:
        headers[VERSION_HEADER] = NEWER_VERSION
    return JSONResponse(refusal.body(newer=newer), refusal.status, headers)
