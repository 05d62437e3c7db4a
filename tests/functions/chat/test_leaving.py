"""Clients that leave: the turn is cancelled and tidied up, or its answer is stored whole."""

import asyncio
from uuid import UUID, uuid4

import pytest
from starlette.types import Message

from shared.domain.conversation.model import MessageStatus, MessageType
from shared.domain.conversation.turns import Said
from shared.gateways.advisor.protocol import TextDelta, UserSaid
from tests.fakes.chat import ScriptedAdvisor, says
from tests.functions.chat.world import (
    COMPLETE,
    SESSIONS,
    World,
    begin_session,
    listen,
    make_world,
    scope_of,
    send,
)


async def pump(world: World, session_id: str) -> None:
    """Run a turn to its end, as whoever serves it would."""
    chat = world.chat(world.owner)
    said = Said(session_id=UUID(session_id), content="Sehat?", client_message_id=uuid4(), now=world.clock())
    async for _ in chat.run(await chat.begin(said, language="id")):
        pass


async def wait_and_leave(world: World, session_id: str, gone: asyncio.Event) -> bool:
    """Ask for an answer in one piece, and go away with `gone`. Whether anything was answered."""
    async with world.as_owner() as owner:
        request = owner.build_request(
            "POST", f"{SESSIONS}/{session_id}/messages", json={"content": "Keuanganku sehat?"}
        )
    body: list[Message] = [{"type": "http.request", "body": request.content, "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        if body:
            return body.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def keep(message: Message) -> None:
        sent.append(message)

    await world.app(scope_of(request), receive, keep)
    return bool(sent)


class TestLeaving:
    async def test_cancels_the_advisor_and_marks_the_turn(self) -> None:
        never = asyncio.Event()
        advisor = ScriptedAdvisor([TextDelta(text="Sebentar ya. "), never])
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)

            seen = await listen(world, session_id, until="text")

        assert [event.name for event in seen] == ["turn_started", "text"]
        assert advisor.cancelled == 1
        assert world.statuses() == [(MessageType.USER, MessageStatus.ABORTED)]
        assert world.is_free(session_id)
        assert [use.error for _, use in world.kept.uses] == ["aborted"]

    async def test_leaves_the_turn_out_of_what_is_remembered(self) -> None:
        never = asyncio.Event()
        advisor = ScriptedAdvisor([TextDelta(text="Sebentar ya. "), never], says("Satu."), says("Dua."))
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await listen(world, session_id, until="text")
            await send(owner, session_id, "Pertanyaan satu")
            await send(owner, session_id, "Pertanyaan dua")

        told = [item.text for item in advisor.requests[-1].history if isinstance(item, UserSaid)]
        assert told == ["Pertanyaan satu", "Pertanyaan dua"]

    async def test_while_the_answer_is_stored_stores_it_whole(self) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        world.kept.may_save.clear()
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)

            leaving = asyncio.create_task(listen(world, session_id, until="text"))
            await world.kept.saves.wait()
            await asyncio.sleep(0.05)
            world.kept.may_save.set()
            await leaving

        assert world.statuses() == COMPLETE
        assert world.is_free(session_id)

    async def test_before_an_answer_in_one_piece_cancels_the_advisor(self) -> None:
        never = asyncio.Event()
        advisor = ScriptedAdvisor([TextDelta(text="Sebentar ya. "), never])
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)

        answered = await asyncio.wait_for(wait_and_leave(world, session_id, advisor.waits), 5)

        assert not answered
        assert advisor.cancelled == 1
        assert world.statuses() == [(MessageType.USER, MessageStatus.ABORTED)]
        assert world.is_free(session_id)
        assert world.tokens()[1] == 0

    async def test_while_an_answer_in_one_piece_is_stored_stores_it_whole(self) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        world.kept.may_save.clear()
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)

        leaving = asyncio.create_task(wait_and_leave(world, session_id, world.kept.saves))
        await world.kept.saves.wait()
        await asyncio.sleep(0.05)
        world.kept.may_save.set()
        await leaving

        assert world.statuses() == COMPLETE
        assert world.is_free(session_id)

    @pytest.mark.parametrize("times", [1, 2, 3])
    async def test_again_and_again_while_the_answer_is_stored_counts_it_and_frees_the_session(
        self, times: int
    ) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        world.kept.may_save.clear()
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
        running = asyncio.create_task(pump(world, session_id))
        await world.kept.saves.wait()
        for _ in range(times):
            running.cancel()
            await asyncio.sleep(0)
        world.kept.may_save.set()
        await asyncio.gather(running, return_exceptions=True)

        assert running.cancelled()
        assert world.statuses() == COMPLETE
        assert world.tokens() == (15, 0)
        assert [use.success for _, use in world.kept.uses] == [True]
        assert world.is_free(session_id)

    async def test_again_and_again_without_an_answer_tidies_up_all_the_same(self) -> None:
        advisor = ScriptedAdvisor([asyncio.Event()])
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
        running = asyncio.create_task(pump(world, session_id))
        await advisor.waits.wait()
        while not running.done():
            running.cancel()
            await asyncio.sleep(0)

        assert world.statuses() == [(MessageType.USER, MessageStatus.ABORTED)]
        assert [use.error for _, use in world.kept.uses] == ["aborted"]
        assert world.tokens()[1] == 0
        assert world.is_free(session_id)
