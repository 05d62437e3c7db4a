"""What one request leaves behind: its id, where its time went, and one line in the log."""

import logging
import sys
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal, TextIO, cast

import structlog
from structlog.types import EventDict, ExcInfo, Processor, WrappedLogger

Part = Literal["db", "mongo", "model", "auth"]
Redact = Callable[[str], str]
"""Takes out of a text what identifies people."""

LONGEST_VALUE = 20_000
"""Characters of one value that are logged; a traceback may be long."""

OUR_OWN = frozenset(
    {
        "event",
        "level",
        "time",
        "timestamp",
        "request_id",
        "method",
        "route",
        "status",
        "ms",
        "caller",
        "spent_ms",
        "exc_info",
    }
)
"""What we write ourselves in every line, and the exception, which is redacted once it is written out."""


@dataclass(slots=True)
class RequestTrace:
    """Gathered while a request runs. `spent` holds seconds by part; `headers` go on its answer."""

    request_id: str
    spent: dict[str, float] = field(default_factory=dict[str, float])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    route: str | None = None
    caller: str | None = None

    def server_timing(self) -> str:
        """The Server-Timing header: milliseconds by part, empty where nothing was waited for."""
        return ", ".join(f"{part};dur={seconds * 1000:.1f}" for part, seconds in self.spent.items())


_trace: ContextVar[RequestTrace | None] = ContextVar("fintar_request_trace", default=None)


def begin_trace(request_id: str) -> RequestTrace:
    """Start a trace; everything awaited or started from here on belongs to it."""
    trace = RequestTrace(request_id)
    _trace.set(trace)
    return trace


def current_trace() -> RequestTrace | None:
    """The trace of the request we are in, None outside of one."""
    return _trace.get()


@contextmanager
def spent(part: Part) -> Generator[None]:
    """Add the time inside this block to the current request's time for `part`."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        trace = _trace.get()
        if trace is not None:
            trace.spent[part] = trace.spent.get(part, 0.0) + time.perf_counter() - begun


def configure_logging(level: str = "INFO", *, redact: Redact) -> None:
    """Set structlog up once per process: JSON for the clouds' collectors, colours on a terminal.

    What identifies people goes through `redact` first, wherever it stands in a line.
    """
    if structlog.is_configured():
        return
    on_a_terminal = sys.stderr.isatty()
    structlog.configure(
        processors=_for_people(redact) if on_a_terminal else _for_collectors(redact),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=_logger_to_stderr,
        cache_logger_on_first_use=False,
    )


def _logger_to_stderr(*_: object) -> structlog.WriteLogger:
    return structlog.WriteLogger(sys.stderr)


def _for_people(redact: Redact) -> list[Processor]:
    def write_exception(out: TextIO, exc_info: ExcInfo) -> None:
        out.write("\n" + redact("".join(traceback.format_exception(*exc_info))[:LONGEST_VALUE]))

    return [
        structlog.processors.add_log_level,
        _add_request_id,
        structlog.processors.TimeStamper(fmt="%H:%M:%S"),
        _redaction(redact),
        structlog.dev.ConsoleRenderer(exception_formatter=write_exception),
    ]


def _for_collectors(redact: Redact) -> list[Processor]:
    return [
        structlog.processors.add_log_level,
        _add_request_id,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.format_exc_info,
        _redaction(redact),
        structlog.processors.EventRenamer("message"),
        _name_severity,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _redaction(redact: Redact) -> Processor:
    """Takes out of every value of a line what identifies people; names and figures of ours stay."""

    def redact_value(value: object) -> object:
        match value:
            case None | bool() | int() | float():
                return value
            case dict():
                entries = cast("dict[object, object]", value).items()
                return {key: redact_value(inner) for key, inner in entries}
            case list() | tuple():
                return [redact_value(inner) for inner in cast("Sequence[object]", value)]
            case str():
                return redact(value[:LONGEST_VALUE])
            case _:
                return redact(repr(value)[:LONGEST_VALUE])

    def redact_line(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        for key in event.keys() - OUR_OWN:
            event[key] = redact_value(event[key])
        return event

    return redact_line


def _add_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    trace = _trace.get()
    if trace is not None:
        event.setdefault("request_id", trace.request_id)
    return event


def _name_severity(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["severity"] = str(event.pop("level", "info")).upper()
    return event
