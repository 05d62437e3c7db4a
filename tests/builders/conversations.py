"""Sessions and messages for tests, with sensible defaults."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from uuid_utils.compat import uuid7

from shared.domain.caller import Caller
from shared.domain.conversation.model import (
    AiMetadata,
    ChatMessage,
    ChatSession,
    Derivation,
    FactUnit,
    MessageStatus,
    MessageType,
    ModelUse,
    Provenance,
    QuotedFigure,
    RunningTurn,
    SessionType,
)
from tests.builders.facts import NOON, a_fact, income, rate


def a_session(owner: Caller, *, minute: int = 0, title: str | None = "Anggaran") -> ChatSession:
    """A session, last used at noon and `minute`."""
    moment = NOON + timedelta(minutes=minute)
    return ChatSession(
        id=uuid4(),
        user_id=owner.id,
        title=title,
        type=SessionType.BUDGET_HELP,
        created_at=moment,
        updated_at=moment,
    )


def a_held_turn(*, seconds: int = 30) -> RunningTurn:
    """A turn that holds a session from noon for so long."""
    return RunningTurn(id=uuid7(), message_id=uuid7(), until=NOON + timedelta(seconds=seconds))


def a_message(
    owner: Caller, session_id: UUID, *, seq: int = 0, status: MessageStatus = MessageStatus.PENDING
) -> ChatMessage:
    """What the owner wrote."""
    return ChatMessage(
        id=uuid7(),
        session_id=session_id,
        user_id=owner.id,
        seq=seq,
        type=MessageType.USER,
        content="Keuanganku sehat?",
        status=status,
        client_message_id=uuid4(),
        timestamp=NOON,
    )


def an_answer(message: ChatMessage) -> ChatMessage:
    """The complete answer to it, with every kind of fact."""
    figure = QuotedFigure(text="15%", start=0, end=3, fact_ids=("rate",), derivation=Derivation.QUOTED)
    due = a_fact("due", NOON.date(), FactUnit.DATE)
    return ChatMessage(
        id=uuid7(),
        session_id=message.session_id,
        user_id=message.user_id,
        seq=message.seq + 1,
        type=MessageType.AI,
        content="15% disisihkan",
        status=MessageStatus.COMPLETE,
        reply_to=message.id,
        ai_metadata=AiMetadata(
            model="offline", tokens=3, processing_time=12, confidence=Decimal("0.6667"), tools=("money",)
        ),
        provenance=Provenance(facts=(income(999_999_999_999_999), rate("0.1234"), due), figures=(figure,)),
        timestamp=NOON,
    )


def a_use(session_id: UUID) -> ModelUse:
    """One use of an advisor."""
    return ModelUse(
        id=uuid7(),
        session_id=session_id,
        feature="chat",
        ai_model="offline",
        request_data={"content": "Keuanganku sehat?"},
        response_data={"figures": 1},
        processing_time=12,
        token_usage=3,
        success=True,
        error=None,
        timestamp=NOON,
    )
