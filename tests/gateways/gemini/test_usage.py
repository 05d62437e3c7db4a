"""Tokens: what a request tells of them adds up to what it took, however it ended."""

import asyncio
from contextlib import aclosing

import pytest

from dev.gemini_server.framing import as_event, error, refuses
from dev.gemini_server.replies import Answer, Ending, Raw, Tokens, event, says
from shared.gateways.advisor.protocol import AdvisorFailure, FinishReason, TextDelta, Usage
from tests.gateways.gemini.asking import a_request, gemini
from tests.gateways.gemini.fast_clock import on_fast_clock

NONE = {"input": 0, "output": 0, "cached": 0, "thoughts": 0}
FIRST = event({"text": "Gajimu "}, tokens=Tokens(prompt=1200, answer=4, thoughts=30, cached=1000))
SECOND = event({"text": "Rp7 juta"}, tokens=Tokens(prompt=1200, answer=9, thoughts=30, cached=1000))
LAST = event(tokens=Tokens(prompt=1200, answer=12, thoughts=31, cached=1000), finish="STOP")
ALL = {"input": 1200, "output": 43, "cached": 1000, "thoughts": 31}
TWO = {"input": 1200, "output": 39, "cached": 1000, "thoughts": 30}


async def test_the_last_counts_of_a_stream_are_what_it_took() -> None:
    async with gemini(Answer((FIRST, SECOND, LAST))) as it:
        told = await it.asked()

    assert told.used == ALL


async def test_counts_that_come_after_the_finish_count() -> None:
    late = {"usageMetadata": Tokens(prompt=1200, answer=50, thoughts=31, cached=1000).as_json()}

    async with gemini(Answer((FIRST, SECOND, LAST, late))) as it:
        told = await it.asked()

    assert told.used["output"] == 81


async def test_a_stream_without_counts_took_nothing_that_is_known() -> None:
    async with gemini(Answer((event({"text": "Halo."}, finish="STOP"),))) as it:
        told = await it.asked()

    assert (told.end, told.used) == (FinishReason.ANSWERED, NONE)
    assert not any(isinstance(each, Usage) for each in told.events)


async def test_prompts_of_the_services_own_tools_are_input() -> None:
    counts = {"promptTokenCount": 10, "toolUsePromptTokenCount": 5, "candidatesTokenCount": 1}

    async with gemini(Answer(({**event({"text": "Halo."}, finish="STOP"), "usageMetadata": counts},))) as it:
        told = await it.asked()

    assert (told.used["input"], told.used["output"]) == (15, 1)


@pytest.mark.parametrize(
    "ending",
    [
        Raw(steps=[as_event(FIRST), as_event(SECOND)]),
        Raw(steps=[as_event(FIRST), as_event(SECOND)], ending=Ending.CUT),
        Raw(steps=[as_event(FIRST), as_event(SECOND), as_event(error(503, "UNAVAILABLE"))]),
        Raw(steps=[as_event(FIRST), as_event(SECOND), b"data: {\n\n"]),
    ],
)
async def test_what_a_broken_stream_took_is_told_before_it_fails(ending: Raw) -> None:
    async with gemini(ending) as it:
        told = await it.asked()

    assert isinstance(told.end, AdvisorFailure)
    assert told.used == TWO


def test_what_a_silent_stream_took_is_told_before_it_fails() -> None:
    async def play() -> dict[str, int]:
        async with gemini(Raw(steps=[as_event(FIRST), as_event(SECOND)], ending=Ending.SILENT)) as it:
            return (await it.asked()).used

    assert on_fast_clock(play()) == TWO


async def test_attempts_add_up_and_those_that_took_nothing_do_not() -> None:
    # The prompt was read, but not a word came.
    spent = Raw(steps=[as_event(event(tokens=Tokens(prompt=1200)))], ending=Ending.CUT)

    async with gemini(refuses(503, "UNAVAILABLE"), spent, Answer((FIRST, SECOND, LAST))) as it:
        told = await it.asked()

    assert len(it.server.asked) == 3
    assert told.used == {**ALL, "input": 2400}


async def test_whoever_leaves_knows_what_the_words_so_far_took() -> None:
    used: list[Usage] = []
    halting = Raw(steps=[as_event(FIRST), as_event(SECOND)], ending=Ending.SILENT)

    async with gemini(halting) as it:
        async with aclosing(it.advisor.stream(a_request())) as events:
            async for each in events:
                if isinstance(each, Usage):
                    used.append(each)
                elif isinstance(each, TextDelta) and each.text == "Rp7 juta":
                    break
        async with asyncio.timeout(30):
            await it.server.until(lambda: it.server.left == 1)

    assert sum(each.output_tokens for each in used) == 39
    assert sum(each.input_tokens for each in used) == 1200


async def test_counters_that_go_down_take_nothing_back() -> None:
    async with gemini(says("a", "b").slowly(0), Answer((SECOND, FIRST, LAST))) as it:
        await it.asked()
        told = await it.asked()

    assert told.used == ALL
