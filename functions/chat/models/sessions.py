"""Conversations over HTTP: what is wished for, and what their owner sees."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from functions.chat.models.messages import MAX_PAGE, MessageListView
from functions.chat.models.written import NOTHING_SEEN, on_one_line
from shared.domain.conversation.model import (
    MAX_TITLE,
    ChatSession,
    Chosen,
    SessionChange,
    SessionPage,
    SessionState,
    SessionType,
)
from shared.domain.conversation.searching import MOST_WORDS, words_of
from shared.domain.values import Value
from shared.words import Words

LONGEST_SEARCH = 100

NO_WORD = Words(id="Ketik paling sedikit satu kata.", en="Type at least one word.")
MANY_WORDS = Words(
    id=f"Paling banyak {MOST_WORDS} kata sekaligus.", en=f"At most {MOST_WORDS} words at once."
)
NO_CHANGE = Words(id="Tidak ada yang diubah.", en="There is nothing to change.")
NO_NULL = Words(id="Tidak boleh null.", en="May not be null.")


def _title(title: str | None) -> str | None:
    return on_one_line(title, longest=MAX_TITLE)


def _new_title(title: str | None) -> str:
    if title is None:
        raise ValueError(NO_NULL)
    named = _title(title)
    if named is None:
        raise ValueError(NOTHING_SEEN)
    return named


def _not_null(state: bool | None) -> bool:
    if state is None:
        raise ValueError(NO_NULL)
    return state


def _searchable(text: str | None) -> str | None:
    words = words_of(text) if text is not None else ("",)
    if not words:
        raise ValueError(NO_WORD)
    if len(words) > MOST_WORDS:
        raise ValueError(MANY_WORDS)
    return text


class SessionWish(Value):
    """A new session. Without a title it gets one from its first exchange."""

    type: SessionType = SessionType.GENERAL
    title: Annotated[str | None, Field(max_length=MAX_TITLE), AfterValidator(_title)] = None


class SessionChangeWish(Value):
    """A new title, or a new state: `is_active` false archives, true takes back. What is absent stays."""

    title: Annotated[str | None, Field(max_length=MAX_TITLE), AfterValidator(_new_title)] = None
    is_active: Annotated[bool | None, AfterValidator(_not_null)] = None

    @model_validator(mode="after")
    def _changes_something(self) -> "SessionChangeWish":
        if not self.model_fields_set:
            raise ValueError(NO_CHANGE)
        return self

    @property
    def change(self) -> SessionChange:
        """What is changed."""
        return SessionChange(title=self.title, is_active=self.is_active)


class SessionsWish(Value):
    """A page of my conversations."""

    limit: int = Field(default=20, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(default=None, description="`next_cursor` of the page before.")
    state: SessionState = Field(default=SessionState.ACTIVE, description="Archived ones are left out.")
    type: SessionType | None = None
    q: Annotated[str | None, Field(min_length=1, max_length=LONGEST_SEARCH), AfterValidator(_searchable)] = (
        Field(
            default=None,
            description=(
                "Words that all begin somewhere in the title or the messages, in any order; "
                "case and accents do not matter."
            ),
        )
    )

    @property
    def chosen(self) -> Chosen:
        """Which sessions are meant."""
        return Chosen(state=self.state, type=self.type, words=words_of(self.q or ""))


class ConversationWish(Value):
    """A page of a session's messages, the latest ones without a cursor."""

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(
        default=None, description="`next_cursor` of the page before: leads to older messages."
    )


class SessionView(Value):
    """A session. `title` is null until something was asked in it; one that is not active is archived."""

    id: UUID
    title: str | None
    type: SessionType
    is_active: bool
    created_at: datetime
    updated_at: datetime = Field(description="When it was last used.")

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


class ConversationView(SessionView):
    """A session with its latest messages."""

    messages: MessageListView

    @classmethod
    def with_messages(cls, session: ChatSession, messages: MessageListView) -> "ConversationView":
        """The session and a page of its messages."""
        return cls(**dict(SessionView.of(session)), messages=messages)
