"""Answers as bytes: events of a stream, one JSON array, or a single object."""

import asyncio
import json
import re
from collections.abc import Callable
from http import HTTPStatus

from pydantic import JsonValue

from dev.gemini_server.replies import Answer, Json, Raw

JSON = {"content-type": "application/json; charset=UTF-8"}
_BEFORE_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def as_event(told: Json) -> bytes:
    """One event, in Google's own framing."""
    return b"data: " + to_bytes(told) + b"\r\n\r\n"


def to_bytes(told: object) -> bytes:
    """JSON as UTF-8."""
    return json.dumps(told, ensure_ascii=False).encode()


def as_stream(answer: Answer, framed: Callable[[Json], bytes] = as_event) -> Raw:
    """What `:streamGenerateContent?alt=sse` replies."""
    steps: list[bytes | float | asyncio.Event] = []
    for told in answer.events:
        steps += [answer.pause, framed(told)] if answer.pause else [framed(told)]
    return Raw(steps=steps)


def as_array(answer: Answer) -> Raw:
    """What `:streamGenerateContent` replies without `alt=sse`."""
    return Raw(headers=JSON, steps=[to_bytes([*answer.events])])


def as_object(answer: Answer) -> Raw:
    """What `:generateContent` replies: all events as one."""
    whole: Json = {}
    for told in answer.events:
        whole = _added(whole, told)
    return Raw(headers=JSON, steps=[to_bytes(whole)])


def refuses(
    status: int, name: str, *, details: tuple[Json, ...] = (), headers: dict[str, str] | None = None
) -> Raw:
    """An error before the stream, as Google words it."""
    return Raw(
        status=status, headers={**JSON, **(headers or {})}, steps=[to_bytes(error(status, name, *details))]
    )


def error(status: int, name: str, *details: Json) -> Json:
    """The JSON of an error."""
    message = HTTPStatus(status).phrase
    return {"error": {"code": status, "message": message, "status": name, "details": [*details]}}


def in_snake_case(told: JsonValue) -> JsonValue:
    """The same JSON with its names in the other case; arguments of calls keep theirs."""
    if isinstance(told, list):
        return [in_snake_case(each) for each in told]
    if not isinstance(told, dict):
        return told
    return {_snake(name): value if name == "args" else in_snake_case(value) for name, value in told.items()}


def _snake(name: str) -> str:
    return _BEFORE_CAPITAL.sub("_", name).lower()


def _added(whole: Json, told: Json) -> Json:
    """Two events as one: the later counts and reasons, and the parts of both."""
    before: list[Json] = whole.get("candidates", [])
    after: list[Json] = told.get("candidates", [])
    joined = {**whole, **told}
    if before and after:
        parts = [*_parts(before[0]), *_parts(after[0])]
        content = {"content": {"role": "model", "parts": parts}} if parts else {}
        joined["candidates"] = [{**before[0], **after[0], **content}]
    elif before:
        joined["candidates"] = before
    return joined


def _parts(candidate: Json) -> list[Json]:
    return candidate.get("content", {}).get("parts", [])
