"""What is kept of a turn: the answer as a message, what it rested on, and its use of an advisor."""

from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import JsonValue
from uuid_utils.compat import uuid7

from shared.advice.capabilities import Capability
from shared.advice.context import Summary
from shared.advice.model import Answer
from shared.advice.redaction import redact
from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.model import (
    AiMetadata,
    ChatMessage,
    MessageStatus,
    MessageType,
    ModelUse,
)
from shared.gateways.advisor.protocol import Usage
from shared.words import Language

MOST_KEPT = 60_000
"""How many characters of what tools found are kept with an answer, the latest rounds first."""

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
            tokens=answer.used.tokens,
            processing_time=took,
            confidence=answer.confidence,
            tools=answer.tools,
        ),
        provenance=answer.provenance,
        cards=tuple(card.model_dump(mode="json") for card in answer.cards),
        proposals=tuple(proposal.id for proposal in answer.proposals),
        rounds=_kept_rounds(answer),
        remembered=answer.remembered.model_dump_json() if answer.remembered is not None else None,
        timestamp=to_milliseconds(asked_at + timedelta(milliseconds=took)),
    )


def session_metadata(
    answer: Answer, *, language: Language, now: datetime, summary: Summary
) -> dict[str, JsonValue]:
    """What the last turn rested on, without a copy of the person's figures, and what was said long ago."""
    return {
        "capability": answer.capability.value,
        "language": language,
        "fact_ids": list(answer.fact_ids),
        "as_of": now.isoformat(),
        "summary": summary.model_dump(mode="json"),
    }


def successful_use(answer: Answer, *, message: ChatMessage, stored: ChatMessage) -> ModelUse:
    """The use of an advisor that gave an answer."""
    return ModelUse(
        id=uuid7(),
        session_id=message.session_id,
        feature=answer.capability.value,
        ai_model=answer.model,
        request_data={"content": redact(message.content, limit=LONGEST_REQUEST)},
        response_data={
            "characters": len(answer.content),
            "figures": len(answer.provenance.figures),
            "tools": list(answer.tools),
        },
        processing_time=stored.ai_metadata.processing_time if stored.ai_metadata else 0,
        token_usage=answer.used.tokens,
        **answer.used.model_dump(),
        groundedness=answer.first_confidence,
        finish=answer.finish,
        success=True,
        error=None,
        timestamp=stored.timestamp,
    )


class Attempt(NamedTuple):
    """A turn that gave no answer: who was to give it, what it took (milliseconds, tokens), and the reason, an
    error's code or `aborted`."""

    capability: Capability
    model: str
    took: int
    used: Usage
    reason: str


def failed_use(attempt: Attempt, *, message: ChatMessage) -> ModelUse:
    """The use of an advisor that gave no answer to `message`."""
    return ModelUse(
        id=uuid7(),
        session_id=message.session_id,
        feature=attempt.capability.value,
        ai_model=attempt.model,
        request_data={"content": redact(message.content, limit=LONGEST_REQUEST)},
        response_data={},
        processing_time=attempt.took,
        token_usage=attempt.used.tokens,
        **attempt.used.model_dump(),
        success=False,
        error=attempt.reason,
        timestamp=message.timestamp,
    )


def _kept_rounds(answer: Answer) -> tuple[str, ...]:
    """The rounds as JSON, the latest ones whole as far as there is room."""
    kept: list[str] = []
    room = MOST_KEPT
    for round_ in reversed(answer.rounds):
        written = round_.model_dump_json()
        room -= len(written)
        if room < 0:
            break
        kept.append(written)
    return tuple(reversed(kept))
