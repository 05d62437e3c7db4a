"""Conversations while something else happens to them."""

from dataclasses import replace
from uuid import UUID, uuid4

from shared.domain.conversation.model import (
    ChatMessage,
    MessageStatus,
    MessageType,
    ModelUse,
    SessionType,
)
from shared.services.conversations import ConversationService
from tests.fakes.chat import FakeConversations
from tests.fakes.chat_stores import FakeSessions
from tests.fakes.web import NOON, a_caller


class AnsweredJustBefore(FakeSessions):
    """Sessions of which one is removed at the very moment when a turn in it has stored its answer."""

    def __init__(self, kept: FakeConversations, *, answer: ChatMessage, use: ModelUse) -> None:
        super().__init__(kept, a_caller(identity=answer.user_id))
        self._stored = (answer, use)
        self._everything = kept

    async def remove(self, session_id: UUID) -> None:
        """The answer is stored, then the session goes."""
        answer, use = self._stored
        self._everything.messages[answer.id] = answer
        self._everything.uses.append((answer.user_id, use))
        await super().remove(session_id)


def an_answer(owner: UUID, session_id: UUID) -> ChatMessage:
    return ChatMessage(
        id=uuid4(),
        session_id=session_id,
        user_id=owner,
        seq=1,
        type=MessageType.AI,
        content="Baik.",
        status=MessageStatus.COMPLETE,
        timestamp=NOON,
    )


def a_use(session_id: UUID) -> ModelUse:
    return ModelUse(
        id=uuid4(),
        session_id=session_id,
        feature="chat",
        ai_model="scripted",
        request_data={"content": "Gajiku?"},
        response_data={},
        processing_time=1,
        token_usage=0,
        success=True,
        error=None,
        timestamp=NOON,
    )


async def test_a_removal_leaves_nothing_of_a_turn_that_was_answered_meanwhile() -> None:
    owner, session_id, kept = a_caller(), uuid4(), FakeConversations()
    answer = an_answer(owner.id, session_id)
    stores = replace(
        kept.as_caller(owner), sessions=AnsweredJustBefore(kept, answer=answer, use=a_use(session_id))
    )
    conversations = ConversationService(owner=owner.id, stores=stores)
    await conversations.create(session_id=session_id, session_type=SessionType.GENERAL, title=None, now=NOON)

    await conversations.remove(session_id)

    assert kept.messages == {}
    assert [(use.session_id, use.request_data) for _, use in kept.uses] == [(None, {})]
