"""A turn as it is kept: what was sent, the turn that holds its session, and one that was answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.domain.conversation.model import ChatMessage, ChatSession


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a person sent to a session, and when."""

    session_id: UUID
    content: str
    client_message_id: UUID
    now: datetime


@dataclass(frozen=True, kw_only=True)
class HeldTurn:
    """A turn that holds its session and whose message is stored."""

    id: UUID
    session: ChatSession
    message: ChatMessage
    began: datetime


@dataclass(frozen=True, kw_only=True)
class FinishedTurn:
    """A turn that was answered before."""

    message: ChatMessage
    answer: ChatMessage
