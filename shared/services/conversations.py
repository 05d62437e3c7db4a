"""The caller's conversations: begin, list, read, remove. What is said in them belongs to the chat."""

from datetime import datetime
from uuid import UUID

from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import ChatSession, MessagePage, SessionPage, SessionType


class ConversationService:
    """The conversations of one person."""

    def __init__(self, *, owner: UUID, stores: ConversationStores) -> None:
        self._owner = owner
        self._sessions = stores.sessions
        self._messages = stores.messages
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

    async def page(self, *, limit: int, cursor: str | None) -> SessionPage:
        """Sessions, the last used first. Raises InvalidInput for a bad cursor."""
        return await self._sessions.page(limit=limit, cursor=cursor)

    async def read(
        self, session_id: UUID, *, limit: int, cursor: str | None
    ) -> tuple[ChatSession, MessagePage]:
        """A session and a page of its messages. Raises SessionNotFound, InvalidInput for a bad cursor."""
        session = await self._sessions.find(session_id)
        return session, await self._messages.page(session_id, limit=limit, cursor=cursor)

    async def remove(self, session_id: UUID) -> None:
        """Remove a session with all that was said. Raises SessionNotFound.

        The session goes after its messages, so that a removal that was cut off can be asked for again. A turn
        that was answered in between still found its session, so what it kept is removed once more.
        """
        await self._forget(session_id)
        await self._sessions.remove(session_id)
        await self._forget(session_id)

    async def _forget(self, session_id: UUID) -> None:
        await self._messages.remove_all(session_id)
        await self._analytics.forget_session(session_id)
