"""A turn that failed, was stopped or was cut off is tried again: the same message, one answer."""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorEvent, AdvisorUnavailable, UserSaid
from tests.fakes.chat import ScriptedAdvisor, says
from tests.functions.chat.world import (
    SESSIONS,
    World,
    begin_session,
    make_world,
    names,
    send,
    stream,
    streamed,
    text_of,
)

FAILS: Sequence[AdvisorEvent | Exception] = [AdvisorUnavailable()]


async def failed(world: World) -> tuple[str, str]:
    """A session whose first message was not answered, and the address to try it again."""
    async with world.as_owner() as owner:
        session_id = await begin_session(owner)
        events = await stream(owner, session_id, "Bisa beli motor?")
    assert events[-1].name == "error"
    return session_id, f"{SESSIONS}/{session_id}/messages/{events[0].data['user_message']['id']}/retry"


class TestRetry:
    async def test_answers_the_same_message_as_a_stream(self) -> None:
        world = make_world(ScriptedAdvisor(FAILS, says("Bisa.")))
        session_id, retry = await failed(world)
        async with world.as_owner() as owner:
            events = await streamed(owner, retry)

        assert names(events) == ["turn_started", "text", "provenance", "usage", "done"]
        assert text_of(events) == "Bisa."
        assert world.statuses() == [
            (MessageType.USER, MessageStatus.COMPLETE),
            (MessageType.AI, MessageStatus.COMPLETE),
        ]
        assert events[0].data["user_message"]["content"] == "Bisa beli motor?"
        assert world.is_free(session_id)

    async def test_answers_in_one_piece_as_well(self) -> None:
        world = make_world(ScriptedAdvisor(FAILS, says("Bisa.")))
        _, retry = await failed(world)
        async with world.as_owner() as owner:
            answer = await owner.post(retry)

        assert answer.status_code == 200
        assert answer.json()["user_message"]["status"] == "complete"
        assert answer.json()["answer"]["content"] == "Bisa."

    async def test_of_what_was_answered_gives_the_stored_answer(self) -> None:
        advisor = ScriptedAdvisor(FAILS, says("Bisa."), says("Tidak."))
        world = make_world(advisor)
        _, retry = await failed(world)
        async with world.as_owner() as owner:
            first = await streamed(owner, retry)
            again = await streamed(owner, retry)

        assert again[-1] == first[-1]
        assert text_of(again) == "Bisa."
        assert len(advisor.requests) == 2

    async def test_may_fail_again(self) -> None:
        world = make_world(ScriptedAdvisor(FAILS))
        session_id, retry = await failed(world)
        async with world.as_owner() as owner:
            events = await streamed(owner, retry)

        assert [event.name for event in events] == ["turn_started", "error"]
        assert world.statuses() == [(MessageType.USER, MessageStatus.FAILED)]
        assert world.is_free(session_id)

    async def test_knows_what_was_said_before_it_alone(self) -> None:
        advisor = ScriptedAdvisor(FAILS, says("Satu."), says("Dua."))
        world = make_world(advisor)
        session_id, retry = await failed(world)
        async with world.as_owner() as owner:
            await send(owner, session_id, "Dan rumah?")
            await owner.post(retry)
            items = (await owner.get(f"{SESSIONS}/{session_id}")).json()["messages"]["items"]

        told = [item.text for item in advisor.requests[-1].history if isinstance(item, UserSaid)]
        assert told == ["Bisa beli motor?"]
        assert [item["content"] for item in items] == ["Bisa beli motor?", "Dua.", "Dan rumah?", "Satu."]

    async def test_waits_for_the_turn_that_runs(self) -> None:
        goes_on = asyncio.Event()
        advisor = ScriptedAdvisor(FAILS, [goes_on, *says("Bisa.")])
        world = make_world(advisor)
        _, retry = await failed(world)
        async with world.as_owner() as owner:
            running = asyncio.create_task(owner.post(retry))
            await advisor.waits.wait()
            refused = await owner.post(retry)
            goes_on.set()
            answered = await running

        assert (refused.status_code, refused.json()["code"]) == (409, "turn_in_progress")
        assert answered.status_code == 200

    async def test_of_many_at_once_has_one_effect(self) -> None:
        world = make_world(ScriptedAdvisor(FAILS, says("Bisa.")))
        _, retry = await failed(world)
        async with world.as_owner() as owner:
            answers = await asyncio.gather(*(owner.post(retry) for _ in range(20)))

        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len({answer.json()["answer"]["id"] for answer in answers if answer.status_code == 200}) == 1
        assert len(world.kept.messages) == 2

    @pytest.mark.parametrize("which", ["stranger", "other session", "no message", "an answer", "no session"])
    async def test_finds_only_ones_own_message(self, which: str) -> None:
        world = make_world(ScriptedAdvisor(FAILS, says("Baik.")))
        session_id, retry = await failed(world)
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            other = await begin_session(owner)
            turn = (await send(owner, other)).json()
            http, address = {
                "stranger": (stranger, retry),
                "other session": (owner, retry.replace(session_id, other)),
                "no message": (owner, f"{SESSIONS}/{session_id}/messages/{uuid4()}/retry"),
                "an answer": (owner, f"{SESSIONS}/{other}/messages/{turn['answer']['id']}/retry"),
                "no session": (owner, f"{SESSIONS}/{uuid4()}/messages/{uuid4()}/retry"),
            }[which]
            refused = await http.post(address)

        hidden = which in {"stranger", "no session"}
        code = "chat_session_not_found" if hidden else "chat_message_not_found"
        assert (refused.status_code, refused.json()["code"]) == (404, code)

    async def test_takes_no_id_that_is_none(self, world: World) -> None:
        async with world.as_owner() as owner:
            refused = await owner.post(f"{SESSIONS}/{UUID(int=1)}/messages/x/retry")

        assert [error["pointer"] for error in refused.json()["errors"]] == ["/path/message_id"]
