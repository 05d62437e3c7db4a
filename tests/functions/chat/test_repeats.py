"""The same message again: one effect, one answer, and no turn that stays held."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import httpx

from functions.chat.endpoints import messages
from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorUnavailable
from shared.services.turns import LEASE
from shared.web.openapi import document
from tests.fakes.chat import ScriptedAdvisor, says
from tests.functions.chat.world import (
    World,
    begin_session,
    make_world,
    send,
    stream,
    text_of,
)


class TestRepeats:
    async def test_of_a_finished_turn_give_the_stored_answer(self, world: World) -> None:
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            first = await stream(owner, session_id, client_message_id=message_id)
            again = await stream(owner, session_id, client_message_id=message_id)
            as_json = await send(owner, session_id, client_message_id=message_id)

        assert again[-1] == first[-1]
        assert text_of(again) == text_of(first)
        assert as_json.json()["answer"]["id"] == first[-1].data["message"]["id"]
        assert len(world.kept.messages) == 2

    async def test_with_the_same_idempotency_key_do_the_same(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            owner.headers["Idempotency-Key"] = "one-message"
            first = await send(owner, session_id)
            again = await send(owner, session_id)

        assert again.json() == first.json()

    async def test_with_a_key_that_is_none_are_refused(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            owner.headers["Idempotency-Key"] = "k" * 256
            refused = await send(owner, session_id)

        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_invalid")
        assert world.kept.messages == {}

    def test_say_in_the_document_that_a_key_may_come_along(self) -> None:
        path = "/api/v1/chat/sessions/{session_id}/messages"
        operation = document([messages.router])["paths"][path]["post"]

        (key,) = [told for told in operation["parameters"] if told["in"] == "header"]
        refused = operation["responses"]["422"]["content"]["application/problem+json"]["examples"]
        assert (key["name"], key["required"]) == ("Idempotency-Key", False)
        assert "client_message_id" in key["description"]
        assert "idempotency_key_invalid" in refused

    async def test_of_an_unfinished_turn_run_it_anew(self) -> None:
        advisor = ScriptedAdvisor([AdvisorUnavailable()], says("Baik."))
        world = make_world(advisor)
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            failed = await send(owner, session_id, client_message_id=message_id)
            again = await send(owner, session_id, client_message_id=message_id)

        assert (failed.status_code, again.status_code) == (503, 200)
        assert again.json()["answer"]["content"] == "Baik."
        assert len(world.kept.messages) == 2

    async def test_while_it_runs_are_refused(self) -> None:
        goes_on = asyncio.Event()
        advisor = ScriptedAdvisor([goes_on, *says("Baik.")])
        world = make_world(advisor)
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            running = asyncio.create_task(send(owner, session_id, client_message_id=message_id))
            await advisor.waits.wait()
            refused = await send(owner, session_id, client_message_id=message_id)
            goes_on.set()
            answered = await running

        assert (refused.status_code, refused.json()["code"]) == (409, "turn_in_progress")
        assert answered.status_code == 200

    async def test_of_twenty_at_once_have_one_effect(self, world: World) -> None:
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            answers = await asyncio.gather(
                *(send(owner, session_id, client_message_id=message_id) for _ in range(20))
            )

        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len({answer.json()["answer"]["id"] for answer in answers if answer.status_code == 200}) == 1
        assert len(world.kept.messages) == 2

    async def test_with_other_content_are_refused(self, world: World) -> None:
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Halo", client_message_id=message_id)
            refused = await send(owner, session_id, "Hai", client_message_id=message_id)

        assert (refused.status_code, refused.json()["code"]) == (422, "client_message_id_reused")
        assert world.is_free(session_id)

    async def test_take_over_a_turn_whose_function_died(self, world: World) -> None:
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await _die_during_a_turn(world, owner, session_id, message_id)
            too_soon = await send(owner, session_id, client_message_id=message_id)
            world.clock.advance(LEASE + timedelta(seconds=1))
            later = await send(owner, session_id, client_message_id=message_id)

        assert (too_soon.status_code, later.status_code) == (409, 200)
        assert world.statuses() == [
            (MessageType.USER, MessageStatus.COMPLETE),
            (MessageType.AI, MessageStatus.COMPLETE),
        ]


async def _die_during_a_turn(
    world: World, owner: httpx.AsyncClient, session_id: str, message_id: str
) -> None:
    """A message whose turn ended without a trace, as when its function is killed."""
    await send(owner, session_id, client_message_id=message_id)
    session = world.kept.sessions[UUID(session_id)]
    asked, answer = sorted(world.kept.messages.values(), key=lambda message: message.seq)
    del world.kept.messages[answer.id]
    world.kept.messages[asked.id] = asked.model_copy(update={"status": MessageStatus.PENDING})
    held = {"id": uuid4(), "message_id": asked.id, "until": world.clock() + LEASE}
    world.kept.sessions[session.id] = type(session).model_validate(
        {**session.model_dump(), "running_turn": held}
    )
