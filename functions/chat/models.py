"""What the chat takes and gives over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from shared.domain.conversation.engine import clean_text
from shared.domain.conversation.model import (
    MAX_CONTENT,
    MAX_TITLE,
    AiMetadata,
    ChatMessage,
    ChatSession,
    MessagePage,
    MessageStatus,
    MessageType,
    Provenance,
    SessionPage,
    SessionType,
)
from shared.domain.values import Value
from shared.words import Words

MAX_PAGE = 100

NOTHING_SEEN = Words(id="Isinya kosong.", en="There is nothing to read in it.")
TOO_LONG = Words(id="Teks ini terlalu panjang.", en="This text is too long.")


def _readable(content: str) -> str:
    """Content as plain data. Raises ValueError where nothing of it is seen, or too much."""
    cleaned = clean_text(content)
    if not cleaned:
        raise ValueError(NOTHING_SEEN)
    if len(cleaned) > MAX_CONTENT:
        raise ValueError(TOO_LONG)
    return cleaned


def _title(title: str | None) -> str | None:
    """A title on one line; None where nothing of it is seen."""
    cleaned = " ".join(clean_text(title or "").split())
    if len(cleaned) > MAX_TITLE:
        raise ValueError(TOO_LONG)
    return cleaned or None


class SessionWish(Value):
    """A new session. Without a title it gets one from its first message."""

    type: SessionType = SessionType.GENERAL
    title: Annotated[str | None, Field(max_length=MAX_TITLE), AfterValidator(_title)] = None


class MessageWish(Value):
    """A message to be answered. The same `client_message_id` again never makes a second message."""

    content: Annotated[str, Field(min_length=1, max_length=MAX_CONTENT), AfterValidator(_readable)]
    client_message_id: UUID | None = None


class PageWish(Value):
    """A page of a list."""

    limit: int = Field(default=20, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(default=None, description="`next_cursor` of the page before.")


class ConversationWish(Value):
    """A page of a session's messages, the latest ones without a cursor."""

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(
        default=None, description="`next_cursor` of the page before: leads to older messages."
    )


class SessionView(Value):
    """A session. `title` is null until the first message."""

    id: UUID
    title: str | None
    type: SessionType
    is_active: bool
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, session: ChatSession) -> "SessionView":
        """What its owner sees of a session."""
        return cls(
            id=session.id,
            title=session.title,
            type=session.type,
            is_active=session.is_active,
            created_at=session.created_at,
            updated_at=session.updated_at,
        )


class SessionListView(Value):
    """My sessions, the last used first."""

    items: tuple[SessionView, ...]
    next_cursor: str | None

    @classmethod
    def of(cls, page: SessionPage) -> "SessionListView":
        """The page as its owner sees it."""
        return cls(
            items=tuple(SessionView.of(session) for session in page.items), next_cursor=page.next_cursor
        )


class MessageView(Value):
    """A message. Answers say how they were made and where each figure comes from."""

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
    timestamp: datetime

    @classmethod
    def of(cls, message: ChatMessage) -> "MessageView":
        """What its owner sees of a message."""
        return cls(**{name: value for name, value in message if name != "user_id"})


class MessageListView(Value):
    """Messages in the order they were said; `next_cursor` leads to older ones."""

    items: tuple[MessageView, ...]
    next_cursor: str | None

    @classmethod
    def of(cls, page: MessagePage) -> "MessageListView":
        """The page as its owner sees it."""
        return cls(
            items=tuple(MessageView.of(message) for message in page.items), next_cursor=page.next_cursor
        )


class ConversationView(SessionView):
    """A session with its latest messages."""

    messages: MessageListView

    @classmethod
    def with_messages(cls, session: ChatSession, page: MessagePage) -> "ConversationView":
        """The session and a page of its messages."""
        return cls(**dict(SessionView.of(session)), messages=MessageListView.of(page))


class ChatTurnView(Value):
    """A message and its answer."""

    user_message: MessageView
    answer: MessageView

    @classmethod
    def of(cls, message: ChatMessage, answer: MessageView) -> "ChatTurnView":
        """A finished turn."""
        finished = message.model_copy(update={"status": MessageStatus.COMPLETE})
        return cls(user_message=MessageView.of(finished), answer=answer)
