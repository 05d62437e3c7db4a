"""What goes wrong with a call, and what it means: Google's codes in the words of the advisor protocol."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from shared.gateways.advisor.protocol import AdvisorFailure

WORTH_ANOTHER_TRY = frozenset(
    {
        AdvisorFailure.UNREACHABLE,
        AdvisorFailure.RATE_LIMITED,
        AdvisorFailure.OVERLOADED,
        AdvisorFailure.STALLED,
        AdvisorFailure.BROKEN_STREAM,
        AdvisorFailure.EMPTY,
        AdvisorFailure.MALFORMED,
    }
)
"""What may be gone at the next attempt."""

_SETUP = frozenset({"API_KEY_INVALID", "FAILED_PRECONDITION", "PERMISSION_DENIED", "UNAUTHENTICATED"})
_BY_STATUS: dict[int, AdvisorFailure] = {
    HTTPStatus.UNAUTHORIZED: AdvisorFailure.MISCONFIGURED,
    HTTPStatus.FORBIDDEN: AdvisorFailure.MISCONFIGURED,
    HTTPStatus.NOT_FOUND: AdvisorFailure.MISCONFIGURED,
    HTTPStatus.REQUEST_TIMEOUT: AdvisorFailure.OVERLOADED,
    HTTPStatus.TOO_MANY_REQUESTS: AdvisorFailure.RATE_LIMITED,
}
_SECONDS = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)s?")


class Failed(Exception):
    """A call that gave no whole answer. `wait` is in how many seconds its service wants to be asked again."""

    def __init__(self, reason: AdvisorFailure, *, wait: float | None = None, told: str | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.wait = wait
        self.told = told
        """Google's own word for it, for the log. Never a message: it may quote what was asked."""


class ErrorBody(BaseModel):
    """The `error` of google.rpc, before the stream or in it."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    code: int = HTTPStatus.INTERNAL_SERVER_ERROR
    status: str | None = None
    details: list[dict[str, JsonValue]] = Field(default_factory=list[dict[str, JsonValue]])

    @property
    def failure(self) -> Failed:
        """What it means."""
        return Failed(self._reason, wait=self._wait, told=" ".join(self._words) or str(self.code))

    @property
    def _reason(self) -> AdvisorFailure:
        # A wrong key and a country without the service come as 400.
        if _SETUP.intersection(self._words):
            return AdvisorFailure.MISCONFIGURED
        return reason_of(self.code)

    @property
    def _words(self) -> tuple[str, ...]:
        named = (self.status, *(detail.get("reason") for detail in self.details))
        return tuple(word for word in named if isinstance(word, str))

    @property
    def _wait(self) -> float | None:
        delays = (seconds(detail.get("retryDelay")) for detail in self.details)
        return next((delay for delay in delays if delay is not None), None)


class _Envelope(BaseModel):
    error: ErrorBody


def reason_of(status: int) -> AdvisorFailure:
    """What an HTTP status other than 200 means."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return AdvisorFailure.OVERLOADED
    if status >= HTTPStatus.BAD_REQUEST:
        return AdvisorFailure.REJECTED
    # A redirect is not followed: nothing of a person's goes anywhere but to the address in the settings.
    return AdvisorFailure.MISCONFIGURED


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> Failed:
    """What an answer other than 200 means."""
    error = error_in(body) or ErrorBody(code=status)
    failure = ErrorBody(code=status, status=error.status, details=error.details).failure
    if failure.wait is None:
        failure.wait = seconds(headers.get("retry-after"))
    return failure


def error_in(body: bytes | bytearray) -> ErrorBody | None:
    """The error that this JSON holds, alone or as the only one of a list; None where it holds none."""
    text = bytes(body.strip().removeprefix(b"[").removesuffix(b"]"))
    if not text.endswith(b"}"):
        return None
    try:
        return _Envelope.model_validate_json(text).error
    except ValidationError:
        return None


def seconds(told: object) -> float | None:
    """A delay such as `34`, `34s` or `1.5s`; None for anything else, such as a date."""
    found = _SECONDS.fullmatch(told.strip()) if isinstance(told, str) else None
    return float(found[1]) if found else None
