"""Messages over HTTP: answered from one's own figures, as a stream or in one piece, and read page by page."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorUnavailable, TextDelta
from tests.fakes.chat import ScriptedAdvisor, calls, says
from tests.functions.chat.world import (
    SESSIONS,
    World,
    begin_session,
    listen,
    make_world,
    names,
    send,
    stream,
    text_of,
)


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
        assert by_name["turn_started"]["advisor"] == "scripted"
        assert by_name["tool_started"]["purpose"] == "Membaca sisa uangmu"
        assert by_name["done"]["message"]["content"] == text_of(events)
        assert by_name["usage"]["confidence"] == 1

    async def test_quotes_the_persons_figures_and_says_where_they_come_from(self, world: World) -> None:
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        answer = events[-1].data["message"]
        assert {fact["id"]: fact["value"] for fact in answer["provenance"]["facts"]} == {"surplus": 700_000}
        (figure,) = answer["provenance"]["figures"]
        assert answer["content"][figure["start"] : figure["end"]] == figure["text"] == "Rp700.000"
        assert figure["fact_ids"] == ["surplus"]

    async def test_answers_in_the_language_of_the_message(self, world: World) -> None:
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner), "Is my budget healthy?")

        started = next(event for event in events if event.name == "tool_started")
        assert (events[0].data["language"], started.data["purpose"]) == ("en", "Reading what you have left")

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
        assert turn.json()["answer"]["ai_metadata"]["tools"] == ["surplus"]

    async def test_keeps_what_the_turn_rested_on(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Uangku cukup? emailku ayu@example.com")

        metadata = world.session(session_id).metadata
        assert (metadata["capability"], metadata["language"]) == ("chat", "id")
        assert metadata["fact_ids"] == ["surplus"]
        ((owner_id, use),) = world.kept.uses
        assert owner_id == world.owner.id
        assert (use.success, use.ai_model) == (True, "scripted")
        assert "emailku" in str(use.request_data)
        assert "ayu@example.com" not in str(use.request_data)

    async def test_is_a_problem_when_the_advisor_fails(self) -> None:
        world = make_world(ScriptedAdvisor([AdvisorUnavailable()]))
        async with world.as_owner() as owner:
            turn = await send(owner, await begin_session(owner))

        assert turn.status_code == 503
        assert turn.json()["code"] == "advisor_unavailable"
        assert "Retry-After" in turn.headers


class TestMemory:
    async def test_tells_what_tools_found_again_and_nobody_else(self) -> None:
        advisor = ScriptedAdvisor(calls("surplus"), says("Sisa Rp700.000."), says("Ya."))
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            first = await send(owner, session_id, "Sisa uangku berapa?")
            await send(owner, session_id, "Yakin?")

        told = [type(item).__name__ for item in advisor.requests[-1].history]
        assert told == ["UserSaid", "ToolRound", "AdvisorSaid", "UserSaid"]
        assert "rounds" not in first.json()["answer"]


class TestInventedFigures:
    async def test_never_reach_the_person(self) -> None:
        world = make_world(ScriptedAdvisor(calls("surplus"), says("Tabunganmu Rp123.456.789.")))
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        assert "123.456.789" not in str(events)
        assert events[-1].name == "done"


class TestQuota:
    async def test_counts_what_an_answer_took_once(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            turn = await send(owner, session_id, client_message_id=str(UUID(int=7)))
            await send(owner, session_id, client_message_id=str(UUID(int=7)))

        assert world.tokens() == (turn.json()["answer"]["ai_metadata"]["tokens"], 0)

    @pytest.mark.parametrize("failure", [AdvisorUnavailable(), RuntimeError("a bug")])
    async def test_counts_what_a_failed_turn_took(self, failure: Exception) -> None:
        world = make_world(ScriptedAdvisor([*says("Sebentar. ")[:-1], failure]))
        async with world.as_owner() as owner:
            await stream(owner, await begin_session(owner))

        assert world.tokens() == (15, 0)
        assert [use.token_usage for _, use in world.kept.uses] == [15]


async def pages(http: httpx.AsyncClient, session_id: str, **query: Any) -> dict[str, Any]:
    answer = await http.get(f"{SESSIONS}/{session_id}/messages", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def seqs(page: dict[str, Any]) -> list[int]:
    return [item["seq"] for item in page["items"]]


class TestPages:
    async def test_lead_both_ways(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            for _ in range(3):
                await send(owner, session_id)
            latest = await pages(owner, session_id, limit=4)
            oldest = await pages(owner, session_id, limit=4, cursor=latest["next_cursor"])
            none_yet = await pages(owner, session_id, after=latest["newer_cursor"])
            await send(owner, session_id)
            newer = await pages(owner, session_id, limit=1, after=none_yet["newer_cursor"])
            newest = await pages(owner, session_id, limit=1, after=newer["next_cursor"])

        assert [seqs(page) for page in (oldest, latest, none_yet, newer, newest)] == [
            [0, 1],
            [2, 3, 4, 5],
            [],
            [6],
            [7],
        ]
        assert (oldest["next_cursor"], newest["next_cursor"]) == (None, None)

    async def test_are_those_of_the_session_itself(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id)
            read = (await owner.get(f"{SESSIONS}/{session_id}")).json()
            listed = await pages(owner, session_id)

        assert read["messages"] == listed

    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ({"cursor": "x"}, "/query/cursor"),
            ({"after": "x"}, "/query/after"),
            ({"after": "e30", "cursor": "e30"}, "/query/after"),
            ({"limit": "101"}, "/query/limit"),
            ({"before": "x"}, "/query/before"),
        ],
    )
    async def test_refuse_what_is_no_page(self, world: World, query: dict[str, str], pointer: str) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            refused = await owner.get(f"{SESSIONS}/{session_id}/messages", params=query)

        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]

    async def test_of_a_stranger_are_not_there(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            session_id = await begin_session(owner)
            page = await pages(owner, session_id)
            await send(owner, session_id)
            url = f"{SESSIONS}/{session_id}/messages"
            answers = [await stranger.get(url), await stranger.get(url, params={"after": "e30"})]

        assert page["newer_cursor"] is None
        assert {answer.json()["code"] for answer in answers} == {"chat_session_not_found"}
