"""What is kept of a turn: the answer as a message, what it rested on, and its use of an advisor."""

from datetime import datetime, timedelta

from pydantic import JsonValue
from uuid_utils.compat import uuid7

from shared.advice.redaction import redact
from shared.advice.turn import Answer
from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.model import (
    AiMetadata,
    ChatMessage,
    MessageStatus,
    MessageType,
    ModelUse,
)
from shared.words import Language

CAPABILITY = "chat"

LONGEST_REQUEST = 500
"""How many characters of a message are kept for analysis, redacted."""


def answer_message(answer: Answer, *, to: ChatMessage, asked_at: datetime, took: int) -> ChatMessage:
    """The answer as it is kept, right behind the message it answers. `took` is in milliseconds."""
    return ChatMessage(
        id=uuid7(),
        session_id=to.session_id,
        user_id=to.user_id,
        seq=to.seq + 1,
        type=MessageType.AI,
        content=answer.content,
        status=MessageStatus.COMPLETE,
        reply_to=to.id,
        ai_metadata=AiMetadata(
            model=answer.model,
            tokens=answer.input_tokens + answer.output_tokens,
            processing_time=took,
            confidence=answer.confidence,
            tools=answer.tools,
        ),
        provenance=answer.provenance,
        timestamp=to_milliseconds(asked_at + timedelta(milliseconds=took)),
    )


def session_metadata(answer: Answer, *, language: Language, now: datetime) -> dict[str, JsonValue]:
    """What the last turn rested on, without a copy of the person's figures."""
    return {
        "capability": CAPABILITY,
        "language": language,
        "fact_ids": list(answer.fact_ids),
        "as_of": now.isoformat(),
    }


def successful_use(answer: Answer, *, message: ChatMessage, stored: ChatMessage) -> ModelUse:
    """The use of an advisor that gave an answer."""
    return ModelUse(
        id=uuid7(),
        session_id=message.session_id,
        feature=CAPABILITY,
        ai_model=answer.model,
        request_data={"content": redact(message.content, limit=LONGEST_REQUEST)},
        response_data={
            "characters": len(answer.content),
            "figures": len(answer.provenance.figures),
            "tools": list(answer.tools),
            "first_confidence": _number(answer),
        },
        processing_time=stored.ai_metadata.processing_time if stored.ai_metadata else 0,
        token_usage=answer.input_tokens + answer.output_tokens,
        success=True,
        error=None,
        timestamp=stored.timestamp,
    )


def failed_use(*, message: ChatMessage, model: str, reason: str, took: int) -> ModelUse:
    """The use of an advisor that gave none; `reason` is an error's code or `aborted`."""
    return ModelUse(
        id=uuid7(),
        session_id=message.session_id,
        feature=CAPABILITY,
        ai_model=model,
        request_data={"content": redact(message.content, limit=LONGEST_REQUEST)},
        response_data={},
        processing_time=took,
        token_usage=0,
        success=False,
        error=reason,
        timestamp=message.timestamp,
    )


def _number(answer: Answer) -> float | None:
    return None if answer.first_confidence is None else float(answer.first_confidence)
