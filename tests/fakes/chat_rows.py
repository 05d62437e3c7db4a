"""What the stores of conversations in memory share: what they keep their rows in, places and words."""

import asyncio
from typing import Protocol
from uuid import UUID

from shared.domain.conversation.model import ChatMessage, ChatSession
from shared.domain.conversation.searching import words_of
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.stores.cursors import from_cursor


class Conversations(Protocol):
    """What these stores keep their rows in, and how they are made to fail."""

    takes_no_messages: bool
    looked: asyncio.Event
    sessions: dict[UUID, ChatSession]
    messages: dict[UUID, ChatMessage]

    def refuse_when_down(self) -> None:
        """Raises ChatStoreUnavailable while down."""
        ...

    async def until_it_may_be_saved(self) -> None:
        """Wait before an answer is kept."""
        ...

    async def until_it_may_be_completed(self) -> None:
        """Between the two halves of keeping an answer."""
        ...


class Place(Value):
    """Where a page ends."""

    position: int


def begins_so(word: str, text: str | None) -> bool:
    """Whether a word of the text begins so."""
    return any(known.startswith(word) for known in words_of(text or ""))


def shown(message: ChatMessage) -> ChatMessage:
    """The message without what pages leave out."""
    return message.model_copy(update={"rounds": (), "remembered": None})


def after_place(cursor: str) -> Place:
    """The place to read on from. Raises InvalidInput (`/query/after`)."""
    try:
        return from_cursor(cursor, Place)
    except InvalidInput as unknown:
        raise InvalidInput(FieldProblem("/query/after", unknown.fields[0].message)) from None
