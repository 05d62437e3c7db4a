"""Server-sent events: however the bytes are cut, whatever the standard allows, the same events come out."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.gateways.advisor.gemini.events import MOST_BYTES, EventReader, EventTooLong

ENDS = [b"\n", b"\r\n", b"\r"]
NOISE = [b":", b": a comment", b":data: no", b"event: message", b"id", b"id: 7", b"retry: 10", b"event"]
line_text = st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=12)
lines = st.lists(line_text, min_size=1, max_size=3)


def read(*pieces: bytes) -> list[bytes]:
    """The events of a whole stream that came in these pieces."""
    reader = EventReader()
    events = [event for piece in pieces for event in reader.feed(piece)]
    last = reader.rest()
    return events if last is None else [*events, last]


class Manner(NamedTuple):
    """How a stream is written: what ends a line, whether a space follows a colon, what stands between."""

    end: bytes
    has_space: bool
    noise: list[bytes]
    has_mark: bool


manners = st.builds(
    Manner, st.sampled_from(ENDS), st.booleans(), st.lists(st.sampled_from(NOISE), max_size=4), st.booleans()
)


def write(events: list[list[str]], manner: Manner) -> bytes:
    """A stream of these events, each of some lines."""
    written = b"\xef\xbb\xbf" if manner.has_mark else b""
    for number, event in enumerate(events):
        between = manner.noise[number : number + 1]
        # Without a space of the stream's own a line may not begin with one.
        spaces = [b" " if manner.has_space or text.startswith(" ") else b"" for text in event]
        fields = [b"data:" + space + text.encode() for space, text in zip(spaces, event, strict=True)]
        written += b"".join(line + manner.end for line in [*between, *fields, *between, b""])
    return written


@given(events=st.lists(lines, max_size=5), manner=manners, cuts=st.lists(st.integers(0, 400), max_size=12))
def test_any_cut_of_any_stream_gives_its_events(
    events: list[list[str]], manner: Manner, cuts: list[int]
) -> None:
    written = write(events, manner)
    places = sorted({0, *(cut for cut in cuts if cut < len(written)), len(written)})

    told = read(*(written[start:stop] for start, stop in pairwise(places)))

    joined = ["\n".join(event).encode() for event in events]
    assert told == [event for event in joined if event != b"[DONE]"]


@pytest.mark.parametrize("end", ENDS)
def test_each_byte_on_its_own(end: bytes) -> None:
    written = b"data: a" + end + b"data:b" + end * 2 + b": c" + end + b"data:  d" + end + end

    assert read(*(bytes([byte]) for byte in written)) == [b"a\nb", b" d"]


def test_an_event_may_end_with_the_stream() -> None:
    assert read(b"data: a\n\ndata: b") == [b"a", b"b"]
    assert read(b"data: [DONE]") == []
    assert read(b"data") == [b""]


def test_lines_that_belong_to_no_event_are_kept_aside() -> None:
    reader = EventReader()

    assert list(reader.feed(b'data: a\n\n{\n "error": {}\n}\n')) == [b"a"]
    assert bytes(reader.stray) == b'{ "error": {}}'


def test_a_field_that_only_begins_like_data_is_none() -> None:
    assert read(b"database: x\n\ndata: a\n\n") == [b"a"]


@pytest.mark.parametrize("piece", [b"data: " + b"x" * 99 + b"\n", b"x" * 99, b"x" * 99 + b"\n"])
def test_what_never_ends_is_refused(piece: bytes) -> None:
    reader = EventReader()

    def feed_for_ever() -> None:
        for _ in range(MOST_BYTES // 50):
            list(reader.feed(piece))

    with pytest.raises(EventTooLong):
        feed_for_ever()
    assert reader.held < MOST_BYTES + 200


def test_comments_hold_nothing_once_they_end() -> None:
    reader = EventReader()
    list(reader.feed(b"data: half"))
    held = reader.held
    list(reader.feed(b"\n: comment\n"))

    assert reader.held == held - len(b"data: ")
