"""How turns end that give no answer: the client leaves, a part is down, the session goes."""

import asyncio
from uuid import uuid4

from functions.chat.service import LEASE
from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import TextDelta, UserSaid
from tests.fakes.chat import ScriptedAdvisor, says
from tests.functions.chat.world import (
    SESSIONS,
    World,
    begin_session,
    listen,
    make_world,
    send,
    stream,
    text_of,
)


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

        assert world.statuses() == [
            (MessageType.USER, MessageStatus.COMPLETE),
            (MessageType.AI, MessageStatus.COMPLETE),
        ]
        assert world.is_free(session_id)


class TestOutages:
    async def test_of_mongo_are_a_problem_and_heal(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            world.kept.down = True
            answers = [
                await owner.get(SESSIONS),
                await owner.post(SESSIONS, json={}),
                await owner.get(f"{SESSIONS}/{session_id}"),
                await owner.delete(f"{SESSIONS}/{session_id}"),
                await send(owner, session_id),
            ]
            world.kept.down = False
            healed = await send(owner, session_id)

        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {
            (503, "chat_store_unavailable")
        }
        assert healed.status_code == 200

    async def test_of_mongo_while_a_message_is_stored_leave_the_session_free(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            world.kept.takes_no_messages = True
            refused = await send(owner, session_id)

        assert refused.status_code == 503
        assert world.is_free(session_id)

    async def test_of_mongo_during_a_turn_end_the_stream_with_a_problem(self) -> None:
        goes_on = asyncio.Event()
        advisor = ScriptedAdvisor([goes_on, *says("Baik.")])
        world = make_world(advisor)
        message_id = str(uuid4())
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            running = asyncio.create_task(stream(owner, session_id, client_message_id=message_id))
            await advisor.waits.wait()
            world.kept.down = True
            goes_on.set()
            events = await running
            world.kept.down = False
            world.clock.advance(LEASE)
            again = await send(owner, session_id, client_message_id=message_id)

        assert (events[-1].name, events[-1].data["code"]) == ("error", "chat_store_unavailable")
        assert again.json()["answer"]["content"] == "Baik."

    async def test_of_the_database_are_told_in_the_answer(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            world.table.down = True
            events = await stream(owner, session_id)
            world.table.down = False
            healed = await stream(owner, session_id, "Keuanganku sehat sekarang?")

        finished = next(event for event in events if event.name == "tool_finished")
        assert finished.data["failure"] == "database_unavailable"
        assert "belum bisa kubaca" in text_of(events)
        assert events[-1].name == "done"
        assert "Rp700.000" in text_of(healed)


class TestRemovedMeanwhile:
    async def test_leaves_nothing_of_the_turn(self) -> None:
        goes_on = asyncio.Event()
        advisor = ScriptedAdvisor([goes_on, *says("Baik.")])
        world = make_world(advisor)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            running = asyncio.create_task(stream(owner, session_id))
            await advisor.waits.wait()
            await owner.delete(f"{SESSIONS}/{session_id}")
            goes_on.set()
            events = await running

        assert events[-1].data["code"] == "chat_session_not_found"
        assert world.kept.messages == {}
