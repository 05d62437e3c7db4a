"""Messages over HTTP: answered from one's own figures, as a stream or in one piece."""

from uuid import UUID

from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorUnavailable, TextDelta
from tests.fakes.chat import ScriptedAdvisor, calls, says
from tests.functions.chat.world import (
    SESSIONS,
    Event,
    World,
    begin_session,
    listen,
    make_world,
    send,
    stream,
    text_of,
)


def names(events: list[Event]) -> list[str]:
    """The names of the events, pieces of text as one."""
    told = [event.name for event in events]
    return [name for index, name in enumerate(told) if name != "text" or told[index - 1] != "text"]


class TestStream:
    async def test_follows_the_protocol(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner, type="budget_help")
            events = await stream(owner, session_id)

        assert names(events) == [
            "turn_started",
            "tool_started",
            "tool_finished",
            "text",
            "provenance",
            "usage",
            "done",
        ]
        by_name = {event.name: event.data for event in events}
        assert by_name["turn_started"]["advisor"] == "offline"
        assert by_name["tool_started"]["purpose"] == "Menganalisis anggaranmu"
        assert by_name["done"]["message"]["content"] == text_of(events)
        assert by_name["usage"]["confidence"] == 1

    async def test_quotes_the_persons_figures_and_says_where_they_come_from(self, world: World) -> None:
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        answer = events[-1].data["message"]
        facts = {fact["id"]: fact["value"] for fact in answer["provenance"]["facts"]}
        assert facts["snapshot.monthly_income"] == 5_500_000
        assert facts["budget.surplus"] == 700_000
        assert "Rp700.000" in answer["content"]
        for figure in answer["provenance"]["figures"]:
            assert answer["content"][figure["start"] : figure["end"]] == figure["text"]
            assert set(figure["fact_ids"]) <= set(facts)

    async def test_answers_english_in_english(self, world: World) -> None:
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner), "Is my budget healthy?")

        assert "Rp700,000" in text_of(events)
        assert events[0].data["language"] == "en"

    async def test_stays_with_the_language_of_the_conversation(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Is my budget healthy?")
            events = await stream(owner, session_id, "budget?")

        assert events[0].data["language"] == "en"

    async def test_has_stored_the_answer_before_its_last_events(self) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            seen = await listen(world, session_id, until="provenance")

        assert seen[-1].name == "provenance"
        assert world.statuses() == [
            (MessageType.USER, MessageStatus.COMPLETE),
            (MessageType.AI, MessageStatus.COMPLETE),
        ]
        assert world.is_free(session_id)

    async def test_ends_with_one_problem_when_the_advisor_fails(self) -> None:
        world = make_world(ScriptedAdvisor([TextDelta(text="Sebentar. "), AdvisorUnavailable()]))
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            events = await stream(owner, session_id)

        assert [event.name for event in events if event.name in {"done", "error"}] == ["error"]
        assert events[-1].data["code"] == "advisor_unavailable"
        assert world.statuses() == [(MessageType.USER, MessageStatus.FAILED)]
        assert world.is_free(session_id)

    async def test_ends_with_one_problem_when_there_is_a_bug(self) -> None:
        world = make_world(ScriptedAdvisor([RuntimeError("a bug")]))
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        assert [event.name for event in events] == ["turn_started", "error"]
        assert events[-1].data["code"] == "internal_error"
        assert "a bug" not in str(events)
        assert [use.error for _, use in world.kept.uses] == ["internal_error"]


class TestJson:
    async def test_gives_the_message_and_its_answer(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            turn = await send(owner, session_id)
            read = await owner.get(f"{SESSIONS}/{session_id}")

        assert turn.status_code == 200
        assert [turn.json()["user_message"], turn.json()["answer"]] == read.json()["messages"]["items"]
        assert turn.json()["answer"]["ai_metadata"]["tools"] == ["budget_analysis"]

    async def test_keeps_what_the_turn_rested_on(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Dana daruratku cukup? emailku ayu@example.com")

        metadata = world.kept.sessions[UUID(session_id)].metadata
        assert metadata["capability"] == "chat"
        assert metadata["language"] == "id"
        assert "budget.emergency_fund_months" in str(metadata["fact_ids"])
        ((owner_id, use),) = world.kept.uses
        assert owner_id == world.owner.id
        assert (use.success, use.ai_model) == (True, "offline")
        assert "[email]" in str(use.request_data)

    async def test_is_a_problem_when_the_advisor_fails(self) -> None:
        world = make_world(ScriptedAdvisor([AdvisorUnavailable()]))
        async with world.as_owner() as owner:
            turn = await send(owner, await begin_session(owner))

        assert turn.status_code == 503
        assert turn.json()["code"] == "advisor_unavailable"
        assert "Retry-After" in turn.headers


class TestInventedFigures:
    async def test_never_reach_the_person(self) -> None:
        world = make_world(ScriptedAdvisor(calls("budget_analysis"), says("Tabunganmu Rp123.456.789.")))
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        assert "123.456.789" not in str(events)
        assert events[-1].name == "done"
