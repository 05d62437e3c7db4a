"""A running turn is stopped: at once in the same process, soon from another, and nothing partial is kept."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from shared.domain.conversation.model import MessageStatus, MessageType
from shared.gateways.advisor.protocol import AdvisorUnavailable, TextDelta, Usage
from shared.services.turns import LEASE, LONGEST
from tests.fakes.chat import ScriptedAdvisor, says
from tests.functions.chat.world import (
    SESSIONS,
    Event,
    World,
    begin_session,
    make_world,
    send,
    stream,
)

SOON = 0.001
ABORTED = [(MessageType.USER, MessageStatus.ABORTED)]


class Running:
    """A turn whose advisor has said something and waits for `goes_on`."""

    def __init__(self, *, look_every: float = 60) -> None:
        self.goes_on = asyncio.Event()
        begun = [Usage(input_tokens=8, output_tokens=2), TextDelta(text="Sebentar ya. "), self.goes_on]
        self.advisor = ScriptedAdvisor([*begun, *says("Baik.")], says("Lagi."))
        self.world = make_world(self.advisor, look_every=look_every)
        self.session_id = ""

    async def begin(self, owner: httpx.AsyncClient) -> "asyncio.Task[list[Event]]":
        """The stream, once the turn waits."""
        self.session_id = await begin_session(owner)
        running = asyncio.create_task(stream(owner, self.session_id))
        await self.advisor.waits.wait()
        return running

    @property
    def message_id(self) -> UUID:
        """What is being answered."""
        held = self.world.session(self.session_id).running_turn
        assert held is not None
        return held.message_id

    @property
    def stop(self) -> str:
        """The address that stops it."""
        return f"{SESSIONS}/{self.session_id}/messages/{self.message_id}/stop"

    def elsewhere(self) -> World:
        """The same conversations, as another process sees them."""
        here = self.world
        return World(
            advisor=ScriptedAdvisor(says("Lagi.")),
            kept=here.kept,
            quotas=here.quotas,
            clock=here.clock,
            owner=here.owner,
            stranger=here.stranger,
        )


class TestStop:
    async def test_ends_the_stream_at_once_and_keeps_nothing_partial(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            stopped = await owner.post(turn.stop)
            events = await running

        assert stopped.status_code == 204
        assert [event.name for event in events] == ["turn_started", "text", "error"]
        assert (events[-1].data["code"], events[-1].data["status"]) == ("turn_stopped", 409)
        assert turn.advisor.cancelled == 1
        assert turn.world.statuses() == ABORTED
        assert turn.world.is_free(turn.session_id)
        assert turn.world.tokens() == (10, 0)
        assert [(use.error, use.token_usage) for _, use in turn.world.kept.uses] == [("turn_stopped", 10)]

    async def test_from_another_process_is_heard_at_the_next_look(self) -> None:
        turn = Running(look_every=SOON)
        async with turn.world.as_owner() as owner, turn.elsewhere().as_owner() as elsewhere:
            running = await turn.begin(owner)
            stopped = await elsewhere.post(turn.stop)
            events = await running

        assert stopped.status_code == 204
        assert events[-1].data["code"] == "turn_stopped"
        assert turn.advisor.cancelled == 1
        assert turn.world.statuses() == ABORTED
        assert turn.world.is_free(turn.session_id)

    async def test_from_another_process_counts_up_to_the_last_moment(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner, turn.elsewhere().as_owner() as elsewhere:
            running = await turn.begin(owner)
            await elsewhere.post(turn.stop)
            turn.goes_on.set()
            events = await running

        assert [event.name for event in events if event.name in {"done", "error"}] == ["error"]
        assert events[-1].data["code"] == "turn_stopped"
        assert turn.world.statuses() == ABORTED

    async def test_makes_way_for_the_next_message_before_the_turn_has_heard(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner, turn.elsewhere().as_owner() as elsewhere:
            running = await turn.begin(owner)
            await elsewhere.post(turn.stop)
            answered = await send(elsewhere, turn.session_id, "Yang lain dulu")
            turn.goes_on.set()
            events = await running

        assert answered.json()["answer"]["content"] == "Lagi."
        assert events[-1].data["code"] == "turn_stopped"
        assert turn.world.statuses() == [
            *ABORTED,
            (MessageType.USER, MessageStatus.COMPLETE),
            (MessageType.AI, MessageStatus.COMPLETE),
        ]
        assert turn.world.is_free(turn.session_id)

    async def test_is_a_problem_for_who_waits_for_json(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner:
            turn.session_id = await begin_session(owner)
            running = asyncio.create_task(send(owner, turn.session_id))
            await turn.advisor.waits.wait()
            await owner.post(turn.stop)
            answer = await running

        assert (answer.status_code, answer.json()["code"]) == (409, "turn_stopped")

    async def test_again_changes_nothing_and_the_message_can_be_tried_again(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            stop = turn.stop
            stopped = [await owner.post(stop) for _ in range(3)]
            await running
            stopped.append(await owner.post(stop))
            retried = await owner.post(stop.replace("/stop", "/retry"))
            too_late = await owner.post(stop)

        assert [answer.status_code for answer in stopped] == [204, 204, 204, 204]
        assert retried.json()["answer"]["content"] == "Lagi."
        assert (too_late.status_code, too_late.json()["code"]) == (409, "turn_not_running")

    async def test_while_the_answer_is_stored_comes_too_late(self) -> None:
        world = make_world(ScriptedAdvisor(says("Baik.")))
        world.kept.may_save.clear()
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            running = asyncio.create_task(stream(owner, session_id))
            await world.kept.saves.wait()
            held = world.session(session_id).running_turn
            assert held is not None
            await owner.post(f"{SESSIONS}/{session_id}/messages/{held.message_id}/stop")
            world.kept.may_save.set()
            events = await running

        assert events[-1].name == "done"
        assert world.statuses()[-1] == (MessageType.AI, MessageStatus.COMPLETE)

    async def test_of_a_failed_turn_is_refused(self) -> None:
        world = make_world(ScriptedAdvisor([AdvisorUnavailable()]))
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            events = await stream(owner, session_id)
            message_id = events[0].data["user_message"]["id"]
            refused = await owner.post(f"{SESSIONS}/{session_id}/messages/{message_id}/stop")

        assert (refused.status_code, refused.json()["code"]) == (409, "turn_not_running")
        assert world.statuses() == [(MessageType.USER, MessageStatus.FAILED)]

    @pytest.mark.parametrize("which", ["stranger", "other session", "no message", "no session", "nobody"])
    async def test_stops_only_ones_own_turn(self, which: str) -> None:
        turn = Running()
        async with (
            turn.world.as_owner() as owner,
            turn.world.as_stranger() as stranger,
            turn.world.as_nobody() as nobody,
        ):
            running = await turn.begin(owner)
            other = await begin_session(owner)
            http, address = {
                "stranger": (stranger, turn.stop),
                "other session": (owner, turn.stop.replace(turn.session_id, other)),
                "no message": (owner, f"{SESSIONS}/{turn.session_id}/messages/{uuid4()}/stop"),
                "no session": (owner, f"{SESSIONS}/{uuid4()}/messages/{uuid4()}/stop"),
                "nobody": (nobody, turn.stop),
            }[which]
            refused = await http.post(address)
            turn.goes_on.set()
            events = await running

        assert refused.status_code == (401 if which == "nobody" else 404)
        assert events[-1].name == "done"


class TestLease:
    async def test_is_renewed_while_the_turn_runs(self) -> None:
        turn = Running(look_every=SOON)
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            for _ in range(4):
                turn.world.clock.advance(LEASE - timedelta(seconds=1))
                await looked_at(turn.world)
            refused = await send(owner, turn.session_id, "Yang lain")
            turn.goes_on.set()
            events = await running

        assert (refused.status_code, refused.json()["code"]) == (409, "turn_in_progress")
        assert events[-1].name == "done"

    async def test_is_not_renewed_for_ever(self) -> None:
        turn = Running(look_every=SOON)
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            turn.world.clock.advance(LONGEST + timedelta(seconds=1))
            events = await running

        assert events[-1].data["code"] == "turn_stopped"
        assert turn.world.statuses() == ABORTED

    async def test_that_ended_lets_another_message_in_and_ends_the_turn_it_left_behind(self) -> None:
        turn = Running()
        async with turn.world.as_owner() as owner, turn.elsewhere().as_owner() as elsewhere:
            running = await turn.begin(owner)
            turn.world.clock.advance(LEASE)
            answered = await send(elsewhere, turn.session_id, "Yang lain")
            turn.goes_on.set()
            events = await running

        assert answered.status_code == 200
        assert events[-1].data["code"] == "turn_stopped"
        assert turn.world.statuses()[:1] == ABORTED

    async def test_is_looked_after_again_when_mongo_was_away(self) -> None:
        turn = Running(look_every=SOON)
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            turn.world.kept.down = True
            await looked_at(turn.world)
            turn.world.kept.down = False
            turn.world.clock.advance(LEASE - timedelta(seconds=1))
            await looked_at(turn.world)
            turn.goes_on.set()
            events = await running

        assert events[-1].name == "done"

    async def test_of_a_removed_session_ends_the_turn_early(self) -> None:
        turn = Running(look_every=SOON)
        async with turn.world.as_owner() as owner:
            running = await turn.begin(owner)
            await owner.delete(f"{SESSIONS}/{turn.session_id}")
            events = await running

        assert events[-1].data["code"] == "chat_session_not_found"
        assert turn.advisor.cancelled == 1
        assert turn.world.kept.messages == {}


async def looked_at(world: World) -> None:
    """Wait until a running turn has looked whether it may go on."""
    world.kept.looked.clear()
    await world.kept.looked.wait()
