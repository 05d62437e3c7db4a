"""What a model's service was seen to do wrong, or only seems to do wrong, ends in exactly one way."""

from typing import NamedTuple

import pytest

from dev.gemini_server.faults import FAULTS, HEALTHY, MEASURED, MORE_HEALTHY, RIGHT, SILENT, TEXT, UNTYPED
from dev.gemini_server.replies import Ending, Raw
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.protocol import AdvisorFailure as Failure
from shared.gateways.advisor.protocol import FinishReason
from tests.gateways.gemini.asking import a_request, gemini, outcome, plain_client, settings_for
from tests.gateways.gemini.fast_clock import on_fast_clock

ATTEMPTS = 3
BEGUN = "Gajimu Rp7 juta "


class Expected(NamedTuple):
    """How it ends, how often the service is asked, and what a person sees of it."""

    end: FinishReason | Failure
    hits: int = 1
    text: str = ""


WHOLE = Expected(FinishReason.ANSWERED, text=TEXT)
BROKEN = Expected(Failure.BROKEN_STREAM, text=BEGUN)
STALLED = Expected(Failure.STALLED, text=BEGUN)
OVERLOADED = Expected(Failure.OVERLOADED, ATTEMPTS)
MISCONFIGURED = Expected(Failure.MISCONFIGURED)
UNREADABLE = Expected(Failure.BROKEN_STREAM, ATTEMPTS)
EMPTY = Expected(Failure.EMPTY, ATTEMPTS)

EXPECTED = {
    "normal": WHOLE,
    "429 before the stream": Expected(Failure.RATE_LIMITED, ATTEMPTS),
    "500 before the stream": OVERLOADED,
    "503 before the stream": OVERLOADED,
    "400 before the stream": Expected(Failure.REJECTED),
    "error as an event": Expected(Failure.OVERLOADED, text=BEGUN),
    "error as bare JSON in the stream": Expected(Failure.OVERLOADED, text=BEGUN),
    "error as the first event": OVERLOADED,
    "events in many packets": WHOLE,
    "a character in two packets": WHOLE,
    "LF alone": WHOLE,
    "unknown fields": WHOLE,
    "silent from the start": Expected(Failure.STALLED, ATTEMPTS),
    "silent in mid-stream": STALLED,
    "SAFETY": Expected(FinishReason.REFUSED, text=BEGUN),
    "MAX_TOKENS": Expected(FinishReason.TOO_LONG, text=BEGUN),
    "no finish reason": BROKEN,
    "prompt blocked": Expected(Failure.BLOCKED),
    "empty candidates": EMPTY,
    "empty body": EMPTY,
    "JSON array": UNREADABLE,
    "truncated JSON": BROKEN,
    "cut in mid-body": BROKEN,
    "closed before the headers": Expected(Failure.UNREACHABLE, ATTEMPTS),
    "invalid UTF-8": BROKEN,
    "redirect": MISCONFIGURED,
    **dict.fromkeys(HEALTHY, WHOLE),
    **dict.fromkeys(MORE_HEALTHY, WHOLE),
    "401": MISCONFIGURED,
    "403": MISCONFIGURED,
    "404, a retired model": MISCONFIGURED,
    "408": OVERLOADED,
    "413": Expected(Failure.REJECTED),
    "400, a wrong key": MISCONFIGURED,
    "400, a country without Gemini": MISCONFIGURED,
    "502 with a page": OVERLOADED,
    "503 that is never told whole": OVERLOADED,
    "429 for a minute": Expected(Failure.RATE_LIMITED),
    "503 for a minute": Expected(Failure.OVERLOADED),
    "429 as an event": Expected(Failure.RATE_LIMITED, text=BEGUN),
    "comments for ever": STALLED,
    "half an event for ever": STALLED,
    "spoilt gzip": UNREADABLE,
    "endless event": BROKEN,
    "candidates that are none": BROKEN,
    "counts below zero": BROKEN,
    "a call without a name": UNREADABLE,
    "an unreadable part beside the finish": BROKEN,
    "an event that is a list": BROKEN,
    "a page": UNREADABLE,
    "STOP without a word": EMPTY,
    "STOP after spaces": EMPTY,
    "STOP after thoughts alone": EMPTY,
    "calls that are cut": UNREADABLE,
    "cut after counts": UNREADABLE,
    "drips for ever": Expected(Failure.TIMED_OUT, text="Gajimu " * 85),
    "an unheard-of finish reason": Expected(Failure.BROKEN_STREAM, text="Gajimu "),
}
OTHERWISE = {"reset in mid-body"}
"""What has a test of its own."""


def test_every_measured_fault_is_here() -> None:
    assert [len(group) for group in (RIGHT, SILENT, UNTYPED, HEALTHY)] == [16, 5, 6, 5]
    assert len(MEASURED) == 32
    assert EXPECTED.keys() | OTHERWISE == FAULTS.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fault_ends_in_one_way(name: str) -> None:
    expected, reply = EXPECTED[name], FAULTS[name]

    async def play() -> tuple[FinishReason | Failure, int, str]:
        async with gemini(always=reply, deadline=60, idle=1) as it:
            told = await it.asked()
            if isinstance(reply, Raw) and reply.ending is Ending.SILENT:
                await it.server.until(lambda: it.server.left == expected.hits)
        return told.end, len(it.server.asked), told.text

    assert on_fast_clock(play()) == expected


async def test_a_reset_breaks_the_stream_wherever_it_falls() -> None:
    async with gemini(always=FAULTS["reset in mid-body"]) as it:
        told = await it.asked()

    # A reset may overtake what was sent before it.
    assert told.end in (Failure.BROKEN_STREAM, Failure.UNREACHABLE)
    assert len(it.server.asked) == (1 if told.text else ATTEMPTS)


async def test_an_address_where_nobody_listens_is_unreachable() -> None:
    async with gemini() as it:
        nowhere = it.server.url
    async with plain_client() as http:
        told = await outcome(GeminiAdvisor(settings_for(nowhere), http=lambda: http), a_request())

    assert told.end is Failure.UNREACHABLE
