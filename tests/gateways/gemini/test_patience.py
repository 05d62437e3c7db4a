"""Time: a stream that goes on is waited for, one that falls silent is not, and nothing outlives its deadline.

On a clock of its own, so that seconds are exact and cost nothing.
"""

import asyncio
from typing import NamedTuple

import pytest

from dev.gemini_server.faults import BYTES, FRAMES, WHOLE
from dev.gemini_server.replies import Ending, Raw, Reply
from shared.gateways.advisor.protocol import AdvisorFailure, FinishReason
from tests.gateways.gemini.asking import a_request, gemini
from tests.gateways.gemini.fast_clock import on_fast_clock

IDLE, DEADLINE = 10.0, 60.0


class Took(NamedTuple):
    """How it ended, and after how many seconds."""

    end: FinishReason | AdvisorFailure
    seconds: float


def play(reply: Reply) -> Took:
    """One attempt at one question."""

    async def asked() -> Took:
        async with gemini(reply, idle=IDLE, deadline=DEADLINE, attempts=1) as it:
            await it.advisor.prepared()
            begun = asyncio.get_running_loop().time()
            told = await it.asked()
            return Took(told.end, round(asyncio.get_running_loop().time() - begun, 3))

    return on_fast_clock(asked())


def dripping(data: bytes, *, size: int, pause: float) -> Raw:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return Raw(steps=[step for piece in pieces for step in (pause, piece)])


def test_events_may_be_as_far_apart_as_the_idle_time_allows() -> None:
    assert play(WHOLE.slowly(9.5)) == (FinishReason.ANSWERED, 28.5)


def test_pieces_of_one_event_are_signs_of_life_too() -> None:
    size = len(BYTES) // 5 + 1

    assert play(dripping(BYTES, size=size, pause=9.5)) == (FinishReason.ANSWERED, 47.5)


def test_it_waits_for_the_first_event_as_long_as_for_any() -> None:
    assert play(Raw(steps=[9.5, *FRAMES])).end is FinishReason.ANSWERED
    assert play(Raw(steps=[10.5, *FRAMES])) == (AdvisorFailure.STALLED, IDLE)


def test_silence_ends_it() -> None:
    assert play(Raw(steps=[5.0, *FRAMES[:2]], ending=Ending.SILENT)) == (AdvisorFailure.STALLED, 5.0 + IDLE)


def test_comments_are_no_signs_of_life() -> None:
    hum = [step for _ in range(50) for step in (1.0, b": still here\n\n")]

    assert play(Raw(steps=[*FRAMES[:1], *hum])) == (AdvisorFailure.STALLED, IDLE)


def test_the_deadline_ends_what_goes_on() -> None:
    assert play(Raw(steps=[step for _ in range(50) for step in (5.0, FRAMES[0])])) == (
        AdvisorFailure.TIMED_OUT,
        DEADLINE,
    )


@pytest.mark.parametrize("ending", [Ending.SILENT, Ending.CUT, Ending.RESET])
def test_a_whole_answer_is_whole_whatever_the_connection_does_then(ending: Ending) -> None:
    took = play(Raw(steps=[*FRAMES, 0.1], ending=ending))

    assert took.end is FinishReason.ANSWERED
    assert took.seconds < 1


def test_the_readers_own_time_is_not_the_services_silence() -> None:
    async def asked() -> list[str]:
        seen: list[str] = []
        async with gemini(WHOLE, idle=IDLE, deadline=DEADLINE, attempts=1) as it:
            async for event in it.advisor.stream(a_request()):
                seen.append(type(event).__name__)
                await asyncio.sleep(5)
        return seen

    assert on_fast_clock(asked())[-1] == "Finished"
