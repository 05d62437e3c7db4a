"""A turn that Gemini fails, or lies in, or may not see: somebody else answers, and it is said why."""

import asyncio

import pytest

from dev.gemini_server.framing import refuses
from dev.gemini_server.replies import Call, calls, says
from dev.gemini_server.server import GeminiServer
from dev.stack.running import Running
from shared.domain.money import format_rupiah
from shared.gateways.advisor.circuit import FAILURES
from tests.journeys.gemini_script import adviser, after, begins
from tests.journeys.scenes import ASKED, BEGUN, agreed, heard_until_text, rest_of, scene, somebody
from tests.journeys.served_functions import NOBODY, served_functions
from tests.journeys.talking import LEFT_OVER
from tests.people import People, Person


@pytest.fixture
async def person(stack: Running, people: People) -> Person:
    return await somebody(stack, people)


class TestConsentWithdrawn:
    async def test_between_two_requests_the_second_is_not_made(self, stack: Running, person: Person) -> None:
        go_on = asyncio.Event()
        script = GeminiServer(after(go_on, calls(Call("budget_analysis"))), always=adviser)
        async with scene(stack, person, script) as (me, gemini, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = [await anext(events)]
                await gemini.until(lambda: len(gemini.asked) == 1)
                await me.decide(granted=False)
                go_on.set()
                told = await rest_of(heard, events)

        failures = [event.data["failure"] for event in told.events if event.name == "tool_finished"]
        assert failures == [None] * len(failures) != []
        assert told.only("advisor_changed")["reason"] == "no_consent"
        assert told.only("usage")["model"] == "offline"
        assert told.answer["content"] == told.text != ""
        assert len(gemini.asked) == 1


class TestGeminiDown:
    async def test_the_offline_advisor_answers_and_then_nobody_asks_any_more(
        self, stack: Running, person: Person
    ) -> None:
        down = GeminiServer(always=refuses(503, "UNAVAILABLE"))
        async with scene(stack, person, down, FINTAR_GEMINI_ATTEMPTS="1") as (me, gemini, _):
            session = await me.begin()
            told = [await me.say(session, ASKED) for _ in range(FAILURES + 1)]
            used = await me.used_today()

        reasons = [each.only("advisor_changed")["reason"] for each in told]
        assert reasons == ["overloaded"] * FAILURES + ["circuit_open"]
        assert {each.only("usage")["model"] for each in told} == {"offline"}
        assert all(each.answer["content"] == each.text != "" for each in told)
        assert len(gemini.asked) == FAILURES
        assert used == 0

    async def test_a_server_that_is_not_there_is_answered_for(self, stack: Running, person: Person) -> None:
        async with (
            served_functions(stack, gemini=NOBODY) as functions,
            agreed(functions, person) as me,
        ):
            told = await me.say(await me.begin(), ASKED)

        assert told.only("advisor_changed")["reason"] == "unreachable"
        assert told.answer["content"] == told.text != ""

    async def test_words_that_were_heard_are_taken_back_when_it_breaks_off(
        self, stack: Running, person: Person
    ) -> None:
        go_on = asyncio.Event()
        script = GeminiServer(begins(*BEGUN, then=go_on), always=adviser)
        async with scene(stack, person, script) as (me, gemini, _):
            session = await me.begin()
            async with me.saying(session, ASKED) as events:
                heard = await heard_until_text(events)
                await gemini.hang_up()
                told = await rest_of(heard, events)
            kept = await me.messages(session)

        assert told.names.count("text_restarted") == 1
        assert told.only("advisor_changed")["reason"] == "broken_stream"
        assert BEGUN[0].strip() not in told.text
        assert kept[-1]["content"] == told.text


class TestInvented:
    async def test_a_figure_without_a_fact_is_never_shown(self, stack: Running, person: Person) -> None:
        invented = says("Sisa uangmu ", "Rp9.876.543 ", "tiap bulan. ", "Bagus.")
        script = GeminiServer(calls(Call("budget_analysis")), always=invented)
        async with scene(stack, person, script) as (me, _, _):
            told = await me.say(await me.begin(), ASKED)

        assert all("9.876.543" not in event.raw for event in told.events)
        assert format_rupiah(LEFT_OVER, "id") in told.text
