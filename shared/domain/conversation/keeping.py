"""What a conversation needs kept: the shape of its stores. All of them act as one caller."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from pydantic import JsonValue

from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    Chosen,
    Feedback,
    MessagePage,
    MessageStatus,
    ModelUse,
    RunningTurn,
    SessionChange,
    SessionPage,
)
from shared.domain.conversation.proposals import Proposal


class Taken(NamedTuple):
    """A session that a turn has taken, and the turn that held it before and never let it go."""

    session: ChatSession
    left_behind: RunningTurn | None


class Sessions(Protocol):
    """The caller's sessions; somebody else's raise SessionNotFound."""

    async def add(self, session: ChatSession) -> ChatSession:
        """Keep a new session, or give the one of that id that is already mine. Raises SessionIdTaken."""
        ...

    async def find(self, session_id: UUID) -> ChatSession:
        """One session. Raises SessionNotFound."""
        ...

    async def page(
        self, chosen: Chosen, *, limit: int, cursor: str | None, among: frozenset[UUID] | None = None
    ) -> SessionPage:
        """The chosen sessions, the last used first; `among` names those that the chosen words are in.

        Raises InvalidInput for a bad cursor.
        """
        ...

    async def with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in whose title a word begins so."""
        ...

    async def change(self, session_id: UUID, change: SessionChange) -> ChatSession:
        """The session with its new title or state. Raises SessionNotFound."""
        ...

    async def remove(self, session_id: UUID) -> None:
        """Remove a session. Raises SessionNotFound."""
        ...

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> Taken:
        """Take the session for one turn and two places in its order: `next_seq` - 2 and - 1.

        An archived session is active again. Raises TurnInProgress, SessionNotFound.
        """
        ...

    async def keep_turn(self, session_id: UUID, *, turn_id: UUID, until: datetime) -> RunningTurn | None:
        """Hold the session longer. None where the turn no longer holds it."""
        ...

    async def ask_to_stop(self, session_id: UUID, *, message_id: UUID, now: datetime) -> RunningTurn | None:
        """Ask the turn that answers this message to stop. None where no living turn does."""
        ...

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go; title it where it has none. False where the turn no longer holds it."""
        ...


class Messages(Protocol):
    """The caller's messages; somebody else's are not there.

    Pages leave out what only later turns read (`rounds`, `remembered`).
    """

    async def add(self, message: ChatMessage) -> ChatMessage:
        """Keep a message, or give the one already sent with that client id. Raises TurnInProgress."""
        ...

    async def find(self, session_id: UUID, message_id: UUID) -> ChatMessage:
        """One message of a session. Raises MessageNotFound."""
        ...

    async def find_sent(self, session_id: UUID, *, client_message_id: UUID | None) -> ChatMessage | None:
        """The message sent with that client id."""
        ...

    async def find_answer(self, message: ChatMessage) -> ChatMessage | None:
        """The complete answer to a message."""
        ...

    async def save_answer(self, answer: ChatMessage) -> None:
        """Keep a whole answer and mark what it answers as complete. Raises TurnInProgress.

        Where it fails the answer may be kept all the same: `find_answer` tells.
        """
        ...

    async def take(self, message_id: UUID, *, turn_id: UUID) -> None:
        """Say that this turn answers a message from now on; a complete message stays as it is."""
        ...

    async def mark(self, message_id: UUID, *, turn_id: UUID | None, status: MessageStatus) -> None:
        """Say how the turn of a message ended, where no other took it since; complete stays complete."""
        ...

    async def complete(self, message_id: UUID) -> None:
        """Mark a message as complete, whose answer is kept."""
        ...

    async def rate(self, session_id: UUID, message_id: UUID, feedback: Feedback | None) -> ChatMessage | None:
        """An answer with what its person thinks of it, or no longer; None where it is no answer of theirs."""
        ...

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first. Raises InvalidInput for a bad cursor."""
        ...

    async def newer(self, session_id: UUID, *, limit: int, after: str | None) -> MessagePage:
        """The first messages after the place `after`, oldest first. Raises InvalidInput for a bad one."""
        ...

    async def before(self, session_id: UUID, *, seq: int, limit: int, whole: bool) -> tuple[ChatMessage, ...]:
        """The latest messages before a place, oldest first; `whole` with what pages leave out."""
        ...

    async def sessions_with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in one of whose messages a word begins so."""
        ...

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's messages."""
        ...


class Offered(Protocol):
    """The caller's proposals, to be shown beside the answers that made them."""

    async def among(self, ids: Collection[UUID]) -> tuple[Proposal, ...]:
        """Those of these proposals that are still kept."""
        ...

    async def withdraw(self, session_id: UUID, *, turn_id: UUID, now: datetime) -> None:
        """Let what a turn offered expire now, where nobody decided it; a confirm that holds one goes on."""
        ...

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's proposals."""
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
    offered: Offered
    analytics: Analytics
