"""Server-sent events, as the WHATWG standard has them, from bytes that may be cut anywhere.

The reader of google-genai 3.3 refuses streams that the standard allows (no space after `data:`, comments)
and takes some that ended early for whole ones. This one knows bytes and lines only; what the data means is
for others to say.
"""

from collections.abc import Iterator

MOST_BYTES = 1024 * 1024
"""The longest event that is read; an answer's longest is a few kilobytes."""

DONE = b"[DONE]"
"""What some gateways send in place of an end; it says nothing."""

_FIELDS = (b"event", b"id", b"retry")
_BOM = b"\xef\xbb\xbf"


class EventTooLong(Exception):
    """An event goes on beyond what is read."""


class EventReader:
    """Cuts a stream into the data of its events. `feed` takes what came, `rest` what is left at its end.

    `held` counts the bytes of an event that is not whole yet. `stray` is what belongs to no event, such as
    the JSON of an error that was written straight into the stream.
    """

    def __init__(self) -> None:
        self.stray = bytearray()
        self._line = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._after_return = False
        self._at_start = True

    @property
    def held(self) -> int:
        """Bytes of what is not whole yet."""
        return self._size + len(self._line) + len(self.stray)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The data of each event that is whole now. Raises EventTooLong."""
        if self._after_return and chunk:
            chunk, self._after_return = chunk.removeprefix(b"\n"), False
        if not chunk:
            return
        self._after_return = chunk.endswith(b"\r")
        lines = chunk.splitlines()
        unfinished = b"" if chunk.endswith((b"\n", b"\r")) else lines.pop()
        if lines and self._line:
            lines[0] = bytes(self._line) + lines[0]
            self._line.clear()
        for line in lines:
            data = self._take(line)
            if data is not None and data != DONE:
                yield data
        self._line += unfinished
        if self.held > MOST_BYTES:
            raise EventTooLong

    def rest(self) -> bytes | None:
        """The data of an event that ended with the stream instead of an empty line."""
        if self._line:
            self._take(bytes(self._line))
            self._line.clear()
        data = self._take(b"")
        return None if data == DONE else data

    def _take(self, line: bytes) -> bytes | None:
        """Read one line; the data of the event that it ends, if it does."""
        if self._at_start:
            self._at_start = False
            line = line.removeprefix(_BOM)
        if line.startswith(b"data:"):
            self._keep(line[6:] if line.startswith(b" ", 5) else line[5:])
        elif not line:
            return self._dispatched()
        elif line == b"data":
            self._keep(b"")
        elif not line.startswith(b":") and line.partition(b":")[0] not in _FIELDS:
            self.stray += line
        return None

    def _keep(self, data: bytes) -> None:
        self._data.append(data)
        self._size += len(data)

    def _dispatched(self) -> bytes | None:
        if not self._data:
            return None
        data = self._data[0] if len(self._data) == 1 else b"\n".join(self._data)
        self._data, self._size = [], 0
        return data
