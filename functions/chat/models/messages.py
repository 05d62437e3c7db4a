"""Messages over HTTP: what is sent, what is thought of answers, and what their owner sees."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo

from functions.chat.models.written import on_one_line, readable
from shared.advice.events import Card, CardFigure, ProposalOffered
from shared.domain.conversation.model import (
    MAX_COMMENT,
    MAX_CONTENT,
    AiMetadata,
    ChatMessage,
    Feedback,
    FeedbackRating,
    FeedbackReason,
    MessagePage,
    MessageStatus,
    MessageType,
    Provenance,
)
from shared.domain.conversation.proposals import Proposal, ProposalState
from shared.domain.values import Value
from shared.words import Words

MAX_PAGE = 100

ONE_WAY = Words(id="Pakai salah satu: cursor atau after.", en="Give either cursor or after.")
WHY_GOOD = Words(
    id="Alasan hanya untuk jawaban yang kurang baik.", en="Reasons are for answers that were not good."
)


def _content(text: str) -> str:
    return readable(text, longest=MAX_CONTENT)


def _comment(text: str | None) -> str | None:
    return on_one_line(text, longest=MAX_COMMENT)


def _one_way(after: str | None, told: ValidationInfo) -> str | None:
    if after is not None and told.data.get("cursor") is not None:
        raise ValueError(ONE_WAY)
    return after


def _why_bad(reason: FeedbackReason | None, told: ValidationInfo) -> FeedbackReason | None:
    if reason is not None and told.data.get("rating") is FeedbackRating.UP:
        raise ValueError(WHY_GOOD)
    return reason


class MessageWish(Value):
    """A message to be answered. The same `client_message_id` again never makes a second message."""

    content: Annotated[str, Field(min_length=1, max_length=MAX_CONTENT), AfterValidator(_content)]
    client_message_id: UUID | None = None


class MessagesWish(Value):
    """A page of messages: the latest ones, older ones before `cursor`, or newer ones after `after`."""

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(
        default=None, description="`next_cursor` of the page before: leads to older messages."
    )
    after: Annotated[str | None, AfterValidator(_one_way)] = Field(
        default=None, description="`newer_cursor` of any page: leads to messages said after it."
    )


class FeedbackWish(Value):
    """What I think of an answer; a reason says why it was not good."""

    rating: FeedbackRating
    reason: Annotated[FeedbackReason | None, AfterValidator(_why_bad)] = None
    comment: Annotated[str | None, Field(max_length=MAX_COMMENT), AfterValidator(_comment)] = None

    def given(self, *, at: datetime) -> Feedback:
        """The feedback as it is kept."""
        return Feedback(rating=self.rating, reason=self.reason, comment=self.comment, given_at=at)


class ProposalView(Value):
    """A write that an answer offered, and what became of it."""

    id: UUID
    tool: str
    summary: str
    details: tuple[CardFigure, ...]
    state: ProposalState
    expires_at: datetime

    @classmethod
    def of(cls, proposal: Proposal, *, now: datetime) -> "ProposalView":
        """The proposal as it stands at `now`."""
        return cls(
            id=proposal.id,
            tool=proposal.tool,
            summary=proposal.summary,
            details=tuple(CardFigure(**dict(figure)) for figure in proposal.details),
            state=proposal.standing(now=now),
            expires_at=proposal.expires_at,
        )

    @classmethod
    def waiting(cls, offered: ProposalOffered) -> "ProposalView":
        """A proposal that was offered just now."""
        return cls(**dict(offered), state=ProposalState.PENDING)


class MessageView(Value):
    """A message. Answers say how they were made, where each figure comes from, and what they offer."""

    id: UUID
    session_id: UUID
    seq: int = Field(description="Orders the messages of a session; it may skip numbers.")
    type: MessageType
    content: str
    status: MessageStatus
    client_message_id: UUID | None
    reply_to: UUID | None = Field(description="The message that this one answers.")
    ai_metadata: AiMetadata | None
    provenance: Provenance | None
    cards: tuple[Card, ...] = Field(description="Figures to show beside the answer.")
    proposals: tuple[ProposalView, ...] = Field(
        description=(
            "What the answer offered to write and what became of it; what nobody decided is told until a day "
            "after its end."
        )
    )
    feedback: Feedback | None = Field(description="What I think of this answer.")
    timestamp: datetime

    @classmethod
    def of(cls, message: ChatMessage, proposals: Iterable[ProposalView] = ()) -> "MessageView":
        """What its owner sees of a message; its own are picked from `proposals`."""
        return cls(
            id=message.id,
            session_id=message.session_id,
            seq=message.seq,
            type=message.type,
            content=message.content,
            status=message.status,
            client_message_id=message.client_message_id,
            reply_to=message.reply_to,
            ai_metadata=message.ai_metadata,
            provenance=message.provenance,
            cards=tuple(Card.model_validate(card) for card in message.cards),
            proposals=tuple(proposal for proposal in proposals if proposal.id in message.proposals),
            feedback=message.feedback,
            timestamp=message.timestamp,
        )


class MessageListView(Value):
    """Messages in the order they were said."""

    items: tuple[MessageView, ...]
    next_cursor: str | None = Field(
        description="Leads on in the direction that was asked for; null where there are no more."
    )
    newer_cursor: str | None = Field(
        description="The place behind the last of them: `after` it stand the messages said since."
    )

    @classmethod
    def of(cls, page: MessagePage, proposals: Sequence[ProposalView]) -> "MessageListView":
        """The page as its owner sees it, with what was offered in it."""
        return cls(
            items=tuple(MessageView.of(message, proposals) for message in page.items),
            next_cursor=page.next_cursor,
            newer_cursor=page.newer_cursor,
        )


class ChatTurnView(Value):
    """A message and its answer."""

    user_message: MessageView
    answer: MessageView
