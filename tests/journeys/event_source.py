"""Server-sent events, read as browsers read them: WHATWG HTML, section 9.2.6, piece by piece as they come.

Stricter than a browser in one thing: bytes that are no UTF-8 raise.
"""

import codecs
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Event:
    """One event as a listener hears it."""

    name: str
    raw: str

    @property
    def data(self) -> dict[str, Any]:
        """Its data, which here is always a JSON object."""
        return json.loads(self.raw)


class EventReader:
    """Takes in bytes and gives events. `comments` counts lines that only keep the connection alive."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._begins = True
        self._pending = ""
        self._name = ""
        self._data: list[str] = []
        self.comments = 0

    @property
    def rest(self) -> str:
        """What came after the last whole event, and is lost when the stream ends here."""
        return "\n".join([*self._data, self._pending])

    def read(self, piece: bytes, *, final: bool = False) -> Iterator[Event]:
        """The events that this piece completes. Raises UnicodeDecodeError."""
        text = self._decoder.decode(piece, final)
        if self._begins and text:
            text, self._begins = text.removeprefix("\ufeff"), False
        for line in self._lines(text, final=final):
            event = self._take(line)
            if event is not None:
                yield event

    def _lines(self, text: str, *, final: bool) -> Iterator[str]:
        self._pending += text
        while (end := _LINE_END.search(self._pending)) is not None:
            if end.group() == "\r" and end.end() == len(self._pending) and not final:
                # A line feed may follow, and then belongs to this line's end.
                return
            line, self._pending = self._pending[: end.start()], self._pending[end.end() :]
            yield line

    def _take(self, line: str) -> Event | None:
        if not line:
            return self._dispatched()
        if line.startswith(":"):
            self.comments += 1
            return None
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        return None

    def _dispatched(self) -> Event | None:
        name, lines = self._name or "message", self._data
        self._name, self._data = "", []
        return Event(name, "\n".join(lines)) if lines else None


async def events_in(pieces: AsyncIterator[bytes]) -> AsyncIterator[Event]:
    """The events of a whole stream. Raises AssertionError where it ends within one."""
    reader = EventReader()
    async for piece in pieces:
        for event in reader.read(piece):
            yield event
    for event in reader.read(b"", final=True):
        yield event
    assert not reader.rest.strip(), f"the stream ended within an event: {reader.rest!r}"
