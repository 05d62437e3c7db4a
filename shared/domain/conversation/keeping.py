"""What a conversation needs kept: the shape of its stores. All of them act as one caller."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pydantic import JsonValue

from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    MessagePage,
    MessageStatus,
    ModelUse,
    RunningTurn,
    SessionPage,
)


class Sessions(Protocol):
    """The caller's sessions; somebody else's raise SessionNotFound."""

    async def add(self, session: ChatSession) -> ChatSession:
        """Keep a new session, or give the one of that id that is already mine. Raises SessionIdTaken."""
        ...

    async def find(self, session_id: UUID) -> ChatSession:
        """One session. Raises SessionNotFound."""
        ...

    async def page(self, *, limit: int, cursor: str | None) -> SessionPage:
        """Sessions, the last used first. Raises InvalidInput for a bad cursor."""
        ...

    async def remove(self, session_id: UUID) -> None:
        """Remove a session. Raises SessionNotFound."""
        ...

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> ChatSession:
        """Take the session for one turn and two places in its order: `next_seq` - 2 and - 1.

        Raises TurnInProgress, SessionNotFound.
        """
        ...

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go; title it where it has none. False where the turn no longer holds it."""
        ...


class Messages(Protocol):
    """The caller's messages; somebody else's are not there."""

    async def add(self, message: ChatMessage) -> ChatMessage:
        """Keep a message, or give the one already sent with that client id. Raises TurnInProgress."""
        ...

    async def find_sent(self, session_id: UUID, *, client_message_id: UUID | None) -> ChatMessage | None:
        """The message sent with that client id."""
        ...

    async def find_answer(self, message: ChatMessage) -> ChatMessage | None:
        """The complete answer to a message."""
        ...

    async def save_answer(self, answer: ChatMessage) -> None:
        """Keep a whole answer and mark what it answers as complete. Raises TurnInProgress."""
        ...

    async def mark(self, message_id: UUID, *, status: MessageStatus) -> None:
        """Say how far the turn of a message has come."""
        ...

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first. Raises InvalidInput for a bad cursor."""
        ...

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's messages."""
        ...


class Analytics(Protocol):
    """The caller's uses of advisors."""

    async def add(self, use: ModelUse) -> None:
        """Keep one use."""
        ...

    async def forget_session(self, session_id: UUID) -> None:
        """Keep what a session's uses cost, and forget what was said and where."""
        ...


@dataclass(frozen=True, kw_only=True)
class ConversationStores:
    """Where conversations are kept, all as the same caller."""

    sessions: Sessions
    messages: Messages
    analytics: Analytics
