"""Errors as RFC 9457 problems: the one place that knows which status a family of errors has."""

from collections.abc import Mapping
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from shared.errors import (
    ComeBackLater,
    Conflict,
    FintarError,
    Forbidden,
    InvalidInput,
    NotFound,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from shared.web.refusals import (
    MalformedJson,
    MethodNotAllowed,
    TokenInvalid,
    UnsupportedMediaType,
)
from shared.words import Language, Words

PROBLEM_TYPE = "application/problem+json"

STATUSES: Mapping[type[FintarError], int] = {
    MalformedJson: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    Conflict: 409,
    TooLarge: 413,
    UnsupportedMediaType: 415,
    InvalidInput: 422,
    TooMany: 429,
    Unavailable: 503,
}

TITLES: Mapping[int, Words] = {
    400: Words(id="Permintaan tidak terbaca", en="Unreadable request"),
    401: Words(id="Belum masuk", en="Not signed in"),
    403: Words(id="Tidak diizinkan", en="Not allowed"),
    404: Words(id="Tidak ditemukan", en="Not found"),
    405: Words(id="Metode tidak berlaku", en="Method not allowed"),
    409: Words(id="Bertentangan dengan keadaan sekarang", en="Conflict with the present state"),
    413: Words(id="Terlalu besar", en="Too large"),
    415: Words(id="Jenis isi tidak didukung", en="Unsupported media type"),
    422: Words(id="Isian belum benar", en="Invalid input"),
    429: Words(id="Terlalu sering", en="Too many requests"),
    500: Words(id="Kesalahan di pihak kami", en="Our mistake"),
    503: Words(id="Layanan terganggu", en="Service unavailable"),
}


class FieldError(BaseModel):
    """One field that is not right: a JSON pointer into the body, or `/query/…`, `/path/…`, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pointer: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem details. `code` is stable; the sentences may change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: tuple[FieldError, ...] | None = Field(
        None,
        description="Which fields are wrong; only for bad input.",
        exclude_if=lambda errors: errors is None,
    )


def status_of(error: type[FintarError]) -> int:
    """The HTTP status of an error's family; 500 for what belongs to none."""
    for kind in error.__mro__:
        if kind in STATUSES:
            return STATUSES[kind]
    return 500


def is_expected(error: Exception) -> bool:
    """Whether an error may be told as it is; all others are bugs, logged and told as InternalError."""
    return isinstance(error, FintarError) and status_of(type(error)) != 500


def problem_of(error: FintarError, language: Language, request_id: str) -> Problem:
    """The error as a problem in the caller's language."""
    status = status_of(type(error))
    return Problem(
        type=f"urn:fintar:problem:{error.code}",
        title=_title(status, language),
        status=status,
        detail=error.detail(language),
        code=error.code,
        request_id=request_id,
        errors=_field_errors(error, language),
    )


def problem_response(error: FintarError, language: Language, request_id: str) -> Response:
    """The error as an answer, with the headers that its status asks for."""
    problem = problem_of(error, language, request_id)
    headers = {"Content-Language": language, **_headers_of(error)}
    return Response(problem.model_dump_json(), problem.status, headers, media_type=PROBLEM_TYPE)


def _title(status: int, language: Language) -> str:
    words = TITLES.get(status)
    return words.into(language) if words else HTTPStatus(status).phrase


def _field_errors(error: FintarError, language: Language) -> tuple[FieldError, ...] | None:
    if not isinstance(error, InvalidInput) or not error.fields:
        return None
    return tuple(
        FieldError(pointer=field.pointer, message=field.message.into(language)) for field in error.fields
    )


def _headers_of(error: FintarError) -> dict[str, str]:
    match error:
        case TokenInvalid():
            return {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        case Unauthenticated():
            return {"WWW-Authenticate": "Bearer"}
        case MethodNotAllowed():
            return {"Allow": error.allow}
        case ComeBackLater():
            return {"Retry-After": str(max(1, error.retry_after))}
        case _:
            return {}
