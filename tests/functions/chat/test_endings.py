"""How turns end when something fails or goes: a part is down, a use is not noted, the session is removed."""

import asyncio
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorUnavailable
from shared.services.turns import LEASE
from tests.fakes.chat import ScriptedAdvisor, calls, says
from tests.functions.chat.world import (
    COMPLETE,
    SESSIONS,
    World,
    begin_session,
    make_world,
    send,
    stream,
    text_of,
)


class TestNoting:
    @pytest.mark.parametrize(
        ("failure", "level"), [(ChatStoreUnavailable(), "warning"), (RuntimeError("?"), "error")]
    )
    async def test_that_fails_keeps_no_answer_from_its_person(self, failure: Exception, level: str) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        world.kept.refuses_uses = failure
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            with capture_logs() as logs:
                events = await stream(owner, session_id)

        told = [line for line in logs if line["event"] == "use_not_noted"]
        assert [line["log_level"] for line in told] == [level]
        assert bool(told[0].get("exc_info")) is (level == "error")
        assert events[-1].name == "done"
        assert world.statuses() == COMPLETE
        assert world.tokens() == (15, 0)
        assert world.is_free(session_id)

    async def test_that_fails_leaves_no_session_held(self) -> None:
        world = make_world(ScriptedAdvisor([AdvisorUnavailable()]))
        world.kept.refuses_uses = RuntimeError("?")
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            events = await stream(owner, session_id)

        assert events[-1].data["code"] == "advisor_unavailable"
        assert world.statuses() == [(MessageType.USER, MessageStatus.FAILED)]
        assert world.tokens()[1] == 0
        assert world.is_free(session_id)


class TestHalfSaved:
    async def test_answer_is_not_told_as_failed_and_comes_with_the_next_try(self) -> None:
        advisor = ScriptedAdvisor(says("Baik."))
        world = make_world(advisor)
        world.kept.loses_answers = True
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            events = await stream(owner, session_id)
            listed = (await owner.get(f"{SESSIONS}/{session_id}/messages")).json()["items"]
            url = f"{SESSIONS}/{session_id}/messages/{listed[0]['id']}"
            retried = await owner.post(f"{url}/retry")
            stopped = await owner.post(f"{url}/stop")

        assert events[-1].data["code"] == "chat_store_unavailable"
        assert [item["status"] for item in listed] == ["complete", "complete"]
        assert retried.json()["answer"]["content"] == "Baik."
        assert len(advisor.requests) == 1
        assert stopped.json()["code"] == "turn_not_running"


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

    async def test_of_the_database_are_told_to_the_advisor(self) -> None:
        world = make_world(ScriptedAdvisor(calls("surplus"), says("Datamu belum bisa kubaca.")))
        world.people.down = True
        async with world.as_owner() as owner:
            events = await stream(owner, await begin_session(owner))

        finished = next(event for event in events if event.name == "tool_finished")
        assert finished.data["failure"] == "database_unavailable"
        assert text_of(events) == "Datamu belum bisa kubaca."
        assert events[-1].name == "done"


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

    async def test_notes_what_was_used_and_nothing_of_what_was_said(self) -> None:
        goes_on = asyncio.Event()
        advisor = ScriptedAdvisor([*says("Baik.")[:-1], goes_on])
        world = make_world(advisor, look_every=0.001)
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            running = asyncio.create_task(stream(owner, session_id))
            await advisor.waits.wait()
            await owner.delete(f"{SESSIONS}/{session_id}")
            await running

        ((_, use),) = world.kept.uses
        assert (use.error, use.token_usage) == ("chat_session_not_found", 15)
        assert (use.session_id, use.request_data, use.response_data) == (None, {}, {})
        assert world.tokens() == (15, 0)
