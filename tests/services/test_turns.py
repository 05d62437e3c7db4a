"""Turns that meet over one message: each says only how it ended itself, and an answer that is kept stands."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from shared.domain.conversation.errors import ChatStoreUnavailable, TurnInProgress, TurnNotRunning
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import ChatMessage, MessageStatus, RunningTurn
from shared.domain.conversation.proposals import ProposalState
from shared.domain.conversation.turns import FinishedTurn, HeldTurn, Said
from shared.services.running_turns import RunningTurns
from shared.services.turns import LEASE, TurnService
from tests.builders.conversations import a_session, an_answer
from tests.builders.proposals import a_proposal
from tests.fakes.chat import FakeConversations
from tests.fakes.chat_stores import FakeSessions
from tests.fakes.web import FixedClock, a_caller


class StopsSlowly(FakeSessions):
    """Sessions in which something happens between asking a turn to stop and saying so."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def ask_to_stop(self, session_id: UUID, *, message_id: UUID, now: datetime) -> RunningTurn | None:
        """Ask it, then let that happen."""
        asked = await super().ask_to_stop(session_id, message_id=message_id, now=now)
        if self.meanwhile is not None:
            await self.meanwhile()
        return asked


class Conversation:
    """One person's session, and turns in it."""

    def __init__(self) -> None:
        self.kept, self.clock, self.owner = FakeConversations(), FixedClock(), a_caller()
        self.session = a_session(self.owner)
        self.kept.sessions[self.session.id] = self.session
        self.turns = self.over(self.kept.as_caller(self.owner))

    def over(self, stores: ConversationStores) -> TurnService:
        """Turns over these stores."""
        return TurnService(owner=self.owner.id, stores=stores, running=RunningTurns(), clock=self.clock)

    async def begin(self, message_id: UUID | None = None) -> HeldTurn:
        """A turn that holds the session."""
        said = Said(
            session_id=self.session.id,
            content="Keuanganku sehat?",
            client_message_id=message_id or uuid4(),
            now=self.clock(),
        )
        held = await self.turns.begin(said)
        assert isinstance(held, HeldTurn)
        return held

    async def retry(self, turn: HeldTurn) -> HeldTurn | FinishedTurn:
        """A new try at its message."""
        return await self.turns.again(self.session.id, turn.message.id, now=self.clock())

    async def stop(self, turn: HeldTurn) -> None:
        """Stop whoever answers its message."""
        await self.turns.stop(self.session.id, turn.message.id, now=self.clock())

    async def lose(self, turn: HeldTurn) -> ChatMessage:
        """Its answer is kept, and the connection breaks before its message is complete."""
        answer = an_answer(turn.message)
        self.kept.loses_answers = True
        with pytest.raises(ChatStoreUnavailable):
            await self.turns.save(turn, answer)
        self.kept.loses_answers = False
        assert self.status(turn) is MessageStatus.PENDING
        return self.kept.messages[answer.id]

    def offer(self, turn: HeldTurn) -> UUID:
        """A proposal of this turn."""
        made = a_proposal(self.owner, self.session.id, made_at=self.clock(), turn_id=turn.id)
        self.kept.proposals[made.id] = made
        return made.id

    def standing(self, proposal_id: UUID) -> ProposalState:
        """What became of a proposal."""
        return self.kept.proposals[proposal_id].standing(now=self.clock())

    def status(self, turn: HeldTurn) -> MessageStatus:
        """How its message stands."""
        return self.kept.messages[turn.message.id].status


@pytest.fixture
def talk() -> Conversation:
    """A fresh one."""
    return Conversation()


class TestLostSession:
    @pytest.mark.parametrize("status", [MessageStatus.ABORTED, MessageStatus.FAILED])
    async def test_leaves_the_message_to_the_turn_that_took_it(
        self, status: MessageStatus, talk: Conversation
    ) -> None:
        first = await talk.begin()
        await talk.stop(first)
        second = await talk.retry(first)
        assert isinstance(second, HeldTurn)
        offered = talk.offer(second)

        await talk.turns.give_up(first, status=status, title=None)

        assert talk.status(first) is MessageStatus.PENDING
        assert talk.standing(offered) is ProposalState.PENDING
        held = talk.kept.sessions[talk.session.id].running_turn
        assert held is not None
        assert held.id == second.id

    async def test_to_a_faster_answer_withdraws_what_was_offered_beside_it(self, talk: Conversation) -> None:
        slow = await talk.begin()
        talk.clock.advance(LEASE)
        fast = await talk.retry(slow)
        assert isinstance(fast, HeldTurn)
        offered, kept = talk.offer(slow), talk.offer(fast)
        await talk.turns.save(fast, an_answer(fast.message))
        with pytest.raises(TurnInProgress):
            await talk.turns.save(slow, an_answer(slow.message))

        await talk.turns.give_up(slow, status=MessageStatus.FAILED, title=None)

        assert talk.status(slow) is MessageStatus.COMPLETE
        assert talk.standing(offered) is ProposalState.EXPIRED
        assert talk.standing(kept) is ProposalState.PENDING


class TestStop:
    async def test_says_nothing_of_the_turn_that_came_since(self, talk: Conversation) -> None:
        first = await talk.begin()
        sessions = StopsSlowly(talk.kept, talk.owner)
        sessions.meanwhile = lambda: talk.retry(first)
        slowly = talk.over(replace(talk.kept.as_caller(talk.owner), sessions=sessions))

        await slowly.stop(talk.session.id, first.message.id, now=talk.clock())

        assert talk.status(first) is MessageStatus.PENDING

    async def test_of_a_turn_whose_function_died_withdraws_what_it_offered(self, talk: Conversation) -> None:
        dead = await talk.begin()
        offered = talk.offer(dead)
        talk.clock.advance(LEASE)

        await talk.stop(dead)

        assert talk.status(dead) is MessageStatus.ABORTED
        assert talk.standing(offered) is ProposalState.EXPIRED


class TestLeftBehind:
    async def test_is_marked_and_withdrawn_by_who_takes_over(self, talk: Conversation) -> None:
        dead = await talk.begin()
        offered = talk.offer(dead)
        talk.clock.advance(LEASE)

        await talk.begin()

        assert talk.status(dead) is MessageStatus.ABORTED
        assert talk.standing(offered) is ProposalState.EXPIRED

    async def test_is_withdrawn_by_its_new_try_even_where_who_took_over_could_not(
        self, talk: Conversation
    ) -> None:
        dead = await talk.begin()
        offered = talk.offer(dead)
        talk.clock.advance(LEASE)
        session = talk.kept.sessions[talk.session.id]
        talk.kept.sessions[session.id] = session.model_copy(update={"running_turn": None})

        await talk.retry(dead)

        assert talk.standing(offered) is ProposalState.EXPIRED

    async def test_before_it_stored_its_message_leaves_nothing_to_do(self, talk: Conversation) -> None:
        dead = await talk.begin()
        del talk.kept.messages[dead.message.id]
        talk.clock.advance(LEASE)

        next_one = await talk.begin()

        assert list(talk.kept.messages) == [next_one.message.id]


class TestHalfSaved:
    async def test_answer_stands_when_its_turn_gives_up(self, talk: Conversation) -> None:
        turn = await talk.begin()
        offered = talk.offer(turn)
        await talk.lose(turn)

        await talk.turns.give_up(turn, status=MessageStatus.FAILED, title=None)

        assert talk.status(turn) is MessageStatus.COMPLETE
        assert talk.standing(offered) is ProposalState.PENDING

    async def test_answer_of_a_turn_left_behind_stands(self, talk: Conversation) -> None:
        turn = await talk.begin()
        offered = talk.offer(turn)
        await talk.lose(turn)
        talk.clock.advance(LEASE)

        await talk.begin()

        assert talk.status(turn) is MessageStatus.COMPLETE
        assert talk.standing(offered) is ProposalState.PENDING

    async def test_answer_is_given_to_a_new_try(self, talk: Conversation) -> None:
        turn = await talk.begin()
        answer = await talk.lose(turn)

        finished = await talk.retry(turn)

        assert isinstance(finished, FinishedTurn)
        assert (finished.answer, talk.status(turn)) == (answer, MessageStatus.COMPLETE)

    async def test_answer_cannot_be_stopped(self, talk: Conversation) -> None:
        turn = await talk.begin()
        await talk.lose(turn)
        talk.clock.advance(LEASE)

        with pytest.raises(TurnNotRunning):
            await talk.stop(turn)

        assert talk.status(turn) is MessageStatus.COMPLETE
