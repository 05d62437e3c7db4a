"""The caller's conversations: begun, found, read, changed, rated, removed. Their turns are in `turns`."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from datetime import datetime
from uuid import UUID

from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.errors import NotAnAnswer
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    Chosen,
    Feedback,
    MessagePage,
    SessionChange,
    SessionPage,
    SessionType,
)
from shared.domain.conversation.proposals import Proposal

AT_ONCE = 200
"""How many messages are read at once where all of them are wanted."""


class ConversationService:
    """The conversations of one person."""

    def __init__(self, *, owner: UUID, stores: ConversationStores) -> None:
        self._owner = owner
        self._sessions = stores.sessions
        self._messages = stores.messages
        self._offered = stores.offered
        self._analytics = stores.analytics

    async def create(
        self, *, session_id: UUID, session_type: SessionType, title: str | None, now: datetime
    ) -> ChatSession:
        """A new session, or the one that this id already made. Raises SessionIdTaken."""
        moment = to_milliseconds(now)
        session = ChatSession(
            id=session_id,
            user_id=self._owner,
            title=title,
            type=session_type,
            created_at=moment,
            updated_at=moment,
        )
        return await self._sessions.add(session)

    async def page(self, chosen: Chosen, *, limit: int, cursor: str | None) -> SessionPage:
        """The chosen sessions, the last used first. Raises InvalidInput for a bad cursor."""
        among = await self._with_words(chosen.words) if chosen.words else None
        return await self._sessions.page(chosen, limit=limit, cursor=cursor, among=among)

    async def find(self, session_id: UUID) -> ChatSession:
        """One session. Raises SessionNotFound."""
        return await self._sessions.find(session_id)

    async def read(
        self, session_id: UUID, *, limit: int, cursor: str | None
    ) -> tuple[ChatSession, MessagePage]:
        """A session and a page of its messages, the latest before `cursor`.

        Raises SessionNotFound, InvalidInput for a bad cursor.
        """
        session = await self._sessions.find(session_id)
        return session, await self._messages.page(session_id, limit=limit, cursor=cursor)

    async def newer(self, session_id: UUID, *, limit: int, after: str) -> MessagePage:
        """The first messages of a session after a place.

        Raises SessionNotFound, InvalidInput (`/query/after`) for a bad place.
        """
        await self._sessions.find(session_id)
        return await self._messages.newer(session_id, limit=limit, after=after)

    async def all_messages(self, session_id: UUID) -> AsyncGenerator[tuple[ChatMessage, ...]]:
        """Every message of a session from the first on, some at a time."""
        page = await self._messages.newer(session_id, limit=AT_ONCE, after=None)
        yield page.items
        while page.next_cursor is not None:
            page = await self._messages.newer(session_id, limit=AT_ONCE, after=page.next_cursor)
            yield page.items

    async def offered(self, messages: Iterable[ChatMessage]) -> tuple[Proposal, ...]:
        """The proposals that these messages made, as far as they are still kept."""
        ids = [proposal_id for message in messages for proposal_id in message.proposals]
        return await self._offered.among(ids) if ids else ()

    async def change(self, session_id: UUID, change: SessionChange) -> ChatSession:
        """The session with its new title or state. Raises SessionNotFound."""
        return await self._sessions.change(session_id, change)

    async def rate(self, session_id: UUID, message_id: UUID, feedback: Feedback | None) -> ChatMessage:
        """An answer with what its person thinks of it; None takes it back.

        Raises SessionNotFound, MessageNotFound, NotAnAnswer.
        """
        given = feedback
        if feedback is not None:
            given = feedback.model_copy(update={"given_at": to_milliseconds(feedback.given_at)})
        rated = await self._messages.rate(session_id, message_id, given)
        if rated is not None:
            return rated
        await self._sessions.find(session_id)
        await self._messages.find(session_id, message_id)
        raise NotAnAnswer

    async def remove(self, session_id: UUID) -> None:
        """Remove a session with all that was said. Raises SessionNotFound.

        The session goes after its messages, so that a removal that was cut off can be asked for again. A turn
        that was answered in between still found its session, so what it kept is removed once more.
        """
        await self._forget(session_id)
        await self._sessions.remove(session_id)
        await self._forget(session_id)

    async def _with_words(self, words: tuple[str, ...]) -> frozenset[UUID]:
        """The sessions in whose title or messages each of the words begins one."""
        first, *others = await asyncio.gather(*(self._with_word(word) for word in words))
        return first.intersection(*others)

    async def _with_word(self, word: str) -> frozenset[UUID]:
        titled, said = await asyncio.gather(
            self._sessions.with_word(word), self._messages.sessions_with_word(word)
        )
        return titled | said

    async def _forget(self, session_id: UUID) -> None:
        await self._messages.remove_all(session_id)
        await self._offered.remove_all(session_id)
        await self._analytics.forget_session(session_id)
