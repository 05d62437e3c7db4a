"""Our reader hears what a browser would: the examples and rules of WHATWG HTML, section 9.2.6."""

import pytest

from tests.journeys.event_source import Event, EventReader, events_in

HEARD: list[tuple[str, list[tuple[str, str]]]] = [
    ("data: YHOO\ndata: +2\ndata: 10\n\n", [("message", "YHOO\n+2\n10")]),
    (": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
     [("message", "first event"), ("message", "second event"), ("message", " third event")]),
    ("data\n\ndata\ndata\n\ndata:", [("message", ""), ("message", "\n")]),
    ("data:test\n\ndata: test\n\n", [("message", "test"), ("message", "test")]),
    ("event: add\ndata: 738\n\nevent: nothing\n\ndata: after\n\n", [("add", "738"), ("message", "after")]),
    ("\ufeffdata: marked\r\rdata: by CR\r\r", [("message", "marked"), ("message", "by CR")]),
    ("unknown: field\nretry: 10\ndata: 🙂: a colon\n\n", [("message", "🙂: a colon")]),
    ("data: cut off", []),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
@pytest.mark.parametrize(("stream", "heard"), HEARD)
def test_a_stream_is_heard_however_it_is_cut(
    stream: str, heard: list[tuple[str, str]], size: int, end: str
) -> None:
    told = stream.replace("\n", end).encode()
    reader = EventReader()

    events = [event for at in range(0, len(told), size) for event in reader.read(told[at : at + size])]
    events += reader.read(b"", final=True)

    assert events == [Event(*each) for each in heard]


def test_comments_are_no_events() -> None:
    reader = EventReader()

    assert list(reader.read(b": keep-alive\n\n:\n\n")) == []
    assert reader.comments == 2


def test_what_is_no_utf_8_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        list(EventReader().read(b"data: \xff\n\n"))


async def test_a_stream_that_ends_within_an_event_is_refused() -> None:
    async def pieces():  # noqa: ANN202
        yield b"data: whole\n\ndata: half\n"

    with pytest.raises(AssertionError, match="half"):
        [event async for event in events_in(pieces())]
