"""Reading what a request holds: bounded, JSON only, and never trusted before it is parsed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError
from starlette.datastructures import QueryParams
from starlette.requests import Request

from shared.errors import FieldProblem, InvalidInput, TooLarge
from shared.web.invalid import json_pointer, problems_of
from shared.web.refusals import MalformedJson, UnsupportedMediaType, UnsupportedUpload
from shared.web.routing import Upload
from shared.words import Words

M = TypeVar("M", bound=BaseModel)

MAX_DEPTH = 32
"""How deep arrays and objects of a body may nest."""

NUL_REFUSED = Words(id="Tidak boleh memuat karakter NUL.", en="May not hold a NUL character.")
GIVEN_TWICE = Words(id="Hanya boleh diberikan satu kali.", en="May be given only once.")
UNKNOWN_PARAMETER = Words(id="Parameter ini tidak dikenal.", en="This parameter is unknown.")

_JSON_TYPE = re.compile(r'application/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A body that is well-formed JSON: its bytes and what they say."""

    raw: bytes
    value: JsonValue

    def canonical(self) -> bytes:
        """The same for bodies that differ only in spaces and the order of keys."""
        return json.dumps(self.value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


async def read_bounded(request: Request, limit: int) -> bytes:
    """The whole body. Raises TooLarge as soon as it is known to exceed `limit` bytes."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise TooLarge
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise TooLarge
        chunks.append(chunk)
    return b"".join(chunks)


async def read_json(request: Request, limit: int) -> JsonBody:
    """The body as JSON. Raises UnsupportedMediaType, TooLarge, MalformedJson and InvalidInput (NUL)."""
    if not _JSON_TYPE.fullmatch(request.headers.get("content-type", "")):
        raise UnsupportedMediaType
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType
    raw = await read_bounded(request, limit)
    try:
        value = json.loads(raw.decode(), parse_constant=_no_such_number, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        raise MalformedJson from None
    _check_values(value)
    return JsonBody(raw, value)


async def read_upload(request: Request, media_types: tuple[str, ...], limit: int) -> Upload:
    """The body as a file, still packed where it came packed. Raises UnsupportedUpload and TooLarge."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if media_type not in media_types or encoding not in {"identity", "gzip"}:
        raise UnsupportedUpload
    return Upload(
        content=await read_bounded(request, limit),
        media_type=media_type,
        encoding="gzip" if encoding == "gzip" else "identity",
    )


def parse_body(model: type[M], body: JsonBody) -> M:
    """The body as its model. Raises InvalidInput naming the wrong fields."""
    try:
        return model.model_validate_json(body.raw)
    except ValidationError as error:
        if any(problem["type"] == "json_invalid" for problem in error.errors(include_url=False)):
            raise MalformedJson from None
        raise InvalidInput(*problems_of(error, body.value)) from None


def parse_query(model: type[M] | None, query: QueryParams) -> M | None:
    """The query string as its model. Raises InvalidInput; without a model every parameter is unknown."""
    given = _single_values(query)
    if model is None:
        if given:
            raise InvalidInput(
                *(FieldProblem(json_pointer("query", name), UNKNOWN_PARAMETER) for name in given)
            )
        return None
    try:
        return model.model_validate_strings(given)
    except ValidationError as error:
        raise InvalidInput(*problems_of(error, given, under=("query",))) from None


def parse_path(types: Mapping[str, TypeAdapter[Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """The pieces of the path as their types. Raises InvalidInput with pointer `/path/<name>`."""
    parsed: dict[str, Any] = {}
    for name, adapter in types.items():
        _check_text(str(given[name]), ("path", name))
        try:
            parsed[name] = adapter.validate_strings(given[name])
        except ValidationError as error:
            raise InvalidInput(*problems_of(error, given[name], under=("path", name))) from None
    return parsed


def _single_values(query: QueryParams) -> dict[str, JsonValue]:
    given: dict[str, JsonValue] = {}
    for name, value in query.multi_items():
        if name in given:
            raise InvalidInput(FieldProblem(json_pointer("query", name), GIVEN_TWICE))
        _check_text(name + value, ("query", name))
        given[name] = value
    return given


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a key came twice")
    return fields


def _check_values(root: JsonValue) -> None:
    """Refuse what nests too deep, numbers beyond a double, half characters, and NUL."""
    waiting: list[tuple[JsonValue, tuple[str | int, ...]]] = [(root, ())]
    while waiting:
        value, where = waiting.pop()
        if len(where) > MAX_DEPTH or (isinstance(value, float) and not isfinite(value)):
            raise MalformedJson
        if isinstance(value, str):
            _check_text(value, where)
        elif isinstance(value, dict):
            for key, inner in value.items():
                _check_text(key, where)
                waiting.append((inner, (*where, key)))
        elif isinstance(value, list):
            waiting.extend((inner, (*where, index)) for index, inner in enumerate(value))


def _check_text(text: str, where: tuple[str | int, ...]) -> None:
    """No text of Postgres holds NUL, and a lone surrogate is no text at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise MalformedJson from None
    if "\x00" in text:
        raise InvalidInput(FieldProblem(json_pointer(*where), NUL_REFUSED))
