"""Every finish reason, block reason and status that google-genai knows has a meaning here."""

import pytest
from google.genai import types

from dev.gemini_server.framing import refuses
from dev.gemini_server.replies import Answer, Call, Tokens, blocks, calls, event, says
from shared.gateways.advisor.gemini.outcomes import FAILED, FINISHED
from shared.gateways.advisor.protocol import AdvisorFailure as Failure
from shared.gateways.advisor.protocol import FinishReason
from tests.gateways.gemini.asking import GOALS, gemini

REASONS = [reason.value for reason in types.FinishReason]
REFUSED = {
    "SAFETY",
    "RECITATION",
    "LANGUAGE",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "ESCALATION",
    "MODEL_ARMOR",
    "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_RECITATION",
}


def test_no_finish_reason_is_left_out() -> None:
    assert sorted(FINISHED.keys() | FAILED.keys()) == sorted(REASONS)
    assert not FINISHED.keys() & FAILED.keys()
    assert {reason for reason, end in FINISHED.items() if end is FinishReason.REFUSED} == REFUSED


@pytest.mark.parametrize("reason", REASONS)
async def test_each_finish_reason_ends_as_it_means(reason: str) -> None:
    async with gemini(always=says("Gajimu Rp7 juta.", finish=reason)) as it:
        told = await it.asked()

    assert told.end == {**FINISHED, **FAILED}[reason]
    assert told.text == "Gajimu Rp7 juta."
    assert len(it.server.asked) == 1


@pytest.mark.parametrize("reason", [reason.value for reason in types.BlockedReason])
async def test_a_blocked_prompt_is_told_with_what_it_took(reason: str) -> None:
    async with gemini(always=blocks(reason)) as it:
        told = await it.asked()

    assert told.end is Failure.BLOCKED
    assert told.used["input"] == 1200
    assert len(it.server.asked) == 1


@pytest.mark.parametrize("reason", ["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"])
async def test_a_call_that_was_written_wrongly_is_asked_for_again(reason: str) -> None:
    wrong = Answer((event(finish=reason, tokens=Tokens(prompt=10)),))

    async with gemini(wrong, calls(Call("goals"))) as it:
        told = await it.asked(tools=(GOALS,))

    assert told.end is FinishReason.WANTS_TOOLS
    assert [call.name for call in told.calls] == ["goals"]


async def test_calls_of_an_answer_that_is_refused_are_not_made() -> None:
    asked = event(Call("goals").as_part())

    async with gemini(Answer((asked, event(finish="SAFETY")))) as it:
        told = await it.asked(tools=(GOALS,))

    assert (told.end, told.calls, told.remembered) == (FinishReason.REFUSED, (), None)


async def test_whole_calls_are_made_even_where_the_text_after_them_is_cut() -> None:
    asked = event(Call("goals").as_part())

    async with gemini(Answer((asked, event(finish="MAX_TOKENS")))) as it:
        told = await it.asked(tools=(GOALS,))

    assert told.end is FinishReason.WANTS_TOOLS


@pytest.mark.parametrize("status", [400, 402, 405, 409, 418, 499])
async def test_other_refusals_are_our_own_mistake(status: int) -> None:
    # Some of these have no phrase in the standard library.
    named = refuses(400, "INVALID_ARGUMENT")
    async with gemini(always=type(named)(status=status, steps=named.steps)) as it:
        told = await it.asked()

    assert (told.end, len(it.server.asked)) == (Failure.REJECTED, 1)
