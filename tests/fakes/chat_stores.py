"""Sessions and messages of one person in memory, over what everybody's conversations hold."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from pydantic import JsonValue

from shared.domain.caller import Caller
from shared.domain.conversation.errors import (
    ChatStoreUnavailable,
    MessageNotFound,
    SessionIdTaken,
    SessionNotFound,
    TurnInProgress,
)
from shared.domain.conversation.keeping import Taken
from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    Chosen,
    Feedback,
    MessagePage,
    MessageStatus,
    MessageType,
    RunningTurn,
    SessionChange,
    SessionPage,
    SessionState,
)
from shared.stores.cursors import from_cursor, to_cursor
from tests.fakes.chat_rows import Conversations, Place, after_place, begins_so, shown


class FakeSessions:
    """One person's sessions."""

    def __init__(self, kept: Conversations, caller: Caller) -> None:
        self._kept = kept
        self._owner = caller.id

    async def add(self, session: ChatSession) -> ChatSession:
        """Keep a new session, or give mine of that id."""
        self._kept.refuse_when_down()
        known = self._kept.sessions.setdefault(
            session.id, session.model_copy(update={"user_id": self._owner})
        )
        if known.user_id != self._owner:
            raise SessionIdTaken
        return known

    async def find(self, session_id: UUID) -> ChatSession:
        """One session."""
        self._kept.refuse_when_down()
        found = self._kept.sessions.get(session_id)
        if found is None or found.user_id != self._owner:
            raise SessionNotFound
        return found

    async def page(
        self, chosen: Chosen, *, limit: int, cursor: str | None, among: frozenset[UUID] | None = None
    ) -> SessionPage:
        """The chosen sessions, the last used first; the cursor counts them."""
        start = from_cursor(cursor, Place).position if cursor is not None else 0
        mine = [session for session in self._mine() if among is None or session.id in among]
        mine = [session for session in mine if _is_chosen(session, chosen)]
        mine.sort(key=lambda session: (session.updated_at, session.id), reverse=True)
        more = len(mine) > start + limit
        return SessionPage(
            items=tuple(mine[start : start + limit]),
            next_cursor=to_cursor(Place(position=start + limit)) if more else None,
        )

    async def with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in whose title a word begins so."""
        return frozenset(session.id for session in self._mine() if begins_so(word, session.title))

    async def change(self, session_id: UUID, change: SessionChange) -> ChatSession:
        """A new title or state."""
        return self._put(await self.find(session_id), **change.model_dump(exclude_none=True))

    async def remove(self, session_id: UUID) -> None:
        """Remove a session."""
        await self.find(session_id)
        del self._kept.sessions[session_id]

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> Taken:
        """Take the session and two places."""
        session = await self.find(session_id)
        held = session.running_turn
        if held is not None and held.until > now and not held.stop_asked:
            raise TurnInProgress
        taken = {"running_turn": turn, "updated_at": now, "is_active": True, "next_seq": session.next_seq + 2}
        return Taken(session=self._put(session, **taken), left_behind=held)

    async def keep_turn(self, session_id: UUID, *, turn_id: UUID, until: datetime) -> RunningTurn | None:
        """Hold the session longer."""
        self._kept.looked.set()
        session = self._holding(session_id, lambda turn: turn.id == turn_id)
        return self._change_turn(session, until=until)

    async def ask_to_stop(self, session_id: UUID, *, message_id: UUID, now: datetime) -> RunningTurn | None:
        """Ask the running turn of that message to stop."""
        session = self._holding(session_id, lambda turn: turn.message_id == message_id and turn.until > now)
        return self._change_turn(session, stop_asked=True)

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go."""
        session = self._holding(session_id, lambda turn: turn.id == turn_id)
        if session is None:
            return False
        named = {"title": session.title or title, "metadata": metadata or session.metadata}
        self._put(session, running_turn=None, **named)
        return True

    def _mine(self) -> list[ChatSession]:
        self._kept.refuse_when_down()
        return [session for session in self._kept.sessions.values() if session.user_id == self._owner]

    def _holding(self, session_id: UUID, fits: Callable[[RunningTurn], bool]) -> ChatSession | None:
        """My session where such a turn holds it."""
        mine = (session for session in self._mine() if session.id == session_id)
        return next((it for it in mine if it.running_turn is not None and fits(it.running_turn)), None)

    def _change_turn(self, session: ChatSession | None, **changes: object) -> RunningTurn | None:
        if session is None or session.running_turn is None:
            return None
        turn = session.running_turn.model_copy(update=changes)
        return self._put(session, running_turn=turn).running_turn

    def _put(self, session: ChatSession, **changes: object) -> ChatSession:
        self._kept.sessions[session.id] = session.model_copy(update=changes)
        return self._kept.sessions[session.id]


class FakeMessages:
    """One person's messages."""

    def __init__(self, kept: Conversations, caller: Caller) -> None:
        self._kept = kept
        self._owner = caller.id

    async def add(self, message: ChatMessage) -> ChatMessage:
        """Keep a message, or give the one sent before with that client id."""
        if self._kept.takes_no_messages:
            raise ChatStoreUnavailable
        sent = await self.find_sent(message.session_id, client_message_id=message.client_message_id)
        if sent is not None:
            return sent
        self._put(message)
        return message

    async def find(self, session_id: UUID, message_id: UUID) -> ChatMessage:
        """One message of a session."""
        found = self._find(lambda message: (message.session_id, message.id) == (session_id, message_id))
        if found is None:
            raise MessageNotFound
        return shown(found)

    async def find_sent(self, session_id: UUID, *, client_message_id: UUID | None) -> ChatMessage | None:
        """The message sent with that client id."""
        if client_message_id is None:
            return None
        return self._find(
            lambda message: (message.session_id, message.client_message_id) == (session_id, client_message_id)
        )

    async def find_answer(self, message: ChatMessage) -> ChatMessage | None:
        """The complete answer to a message."""
        found = self._find(
            lambda other: other.reply_to == message.id and other.status is MessageStatus.COMPLETE
        )
        return shown(found) if found is not None else None

    async def save_answer(self, answer: ChatMessage) -> None:
        """Keep a whole answer."""
        await self._kept.until_it_may_be_saved()
        self._put(answer)
        await self._kept.until_it_may_be_completed()
        if answer.reply_to is not None:
            await self.complete(answer.reply_to)

    async def take(self, message_id: UUID, *, turn_id: UUID) -> None:
        """Say that this turn answers a message from now on."""
        self._change(self._unanswered(message_id), status=MessageStatus.PENDING, turn_id=turn_id)

    async def mark(self, message_id: UUID, *, turn_id: UUID | None, status: MessageStatus) -> None:
        """Say how the turn of a message ended, where no other took it since."""
        known = self._unanswered(message_id)
        if known is not None and known.turn_id == turn_id:
            self._change(known, status=status)

    async def complete(self, message_id: UUID) -> None:
        """Mark a message as complete."""
        self._change(self._find(lambda it: it.id == message_id), status=MessageStatus.COMPLETE)

    async def rate(self, session_id: UUID, message_id: UUID, feedback: Feedback | None) -> ChatMessage | None:
        """An answer with what its person thinks of it."""
        known = self._find(
            lambda it: (it.session_id, it.id, it.type) == (session_id, message_id, MessageType.AI)
        )
        if known is None:
            return None
        self._kept.messages[known.id] = known.model_copy(update={"feedback": feedback})
        return shown(self._kept.messages[known.id])

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first."""
        before = from_cursor(cursor, Place).position if cursor is not None else None
        found = [it for it in self._said(session_id) if before is None or it.seq < before]
        items, more = found[-limit:], len(found) > limit
        return MessagePage(
            items=tuple(map(shown, items)),
            next_cursor=to_cursor(Place(position=items[0].seq)) if more else None,
            newer_cursor=to_cursor(Place(position=items[-1].seq)) if items else None,
        )

    async def newer(self, session_id: UUID, *, limit: int, after: str | None) -> MessagePage:
        """The first messages after a place, oldest first."""
        behind = after_place(after).position if after is not None else -1
        found = [message for message in self._said(session_id) if message.seq > behind]
        last = to_cursor(Place(position=found[:limit][-1].seq)) if found else after
        return MessagePage(
            items=tuple(map(shown, found[:limit])),
            next_cursor=last if len(found) > limit else None,
            newer_cursor=last,
        )

    async def before(self, session_id: UUID, *, seq: int, limit: int, whole: bool) -> tuple[ChatMessage, ...]:
        """The latest messages before a place."""
        found = [message for message in self._said(session_id) if message.seq < seq][-limit:]
        return tuple(message if whole else shown(message) for message in found)

    async def sessions_with_word(self, word: str) -> frozenset[UUID]:
        """The sessions in one of whose messages a word begins so."""
        return frozenset(it.session_id for it in self._mine() if begins_so(word, it.content))

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's messages."""
        for message in self._mine():
            if message.session_id == session_id:
                del self._kept.messages[message.id]

    def _put(self, message: ChatMessage) -> None:
        places = [(other.session_id, other.seq) for other in self._kept.messages.values()]
        if (message.session_id, message.seq) in places:
            raise TurnInProgress
        self._kept.messages[message.id] = message.model_copy(update={"user_id": self._owner})

    def _change(self, message: ChatMessage | None, **changes: object) -> None:
        if message is not None:
            self._kept.messages[message.id] = message.model_copy(update=changes)

    def _unanswered(self, message_id: UUID) -> ChatMessage | None:
        return self._find(lambda it: it.id == message_id and it.status is not MessageStatus.COMPLETE)

    def _find(self, fits: Callable[[ChatMessage], bool]) -> ChatMessage | None:
        return next((message for message in self._mine() if fits(message)), None)

    def _said(self, session_id: UUID) -> list[ChatMessage]:
        said = [message for message in self._mine() if message.session_id == session_id]
        return sorted(said, key=lambda message: message.seq)

    def _mine(self) -> list[ChatMessage]:
        self._kept.refuse_when_down()
        return [message for message in self._kept.messages.values() if message.user_id == self._owner]


def _is_chosen(session: ChatSession, chosen: Chosen) -> bool:
    states = {SessionState.ACTIVE: [True], SessionState.ARCHIVED: [False], SessionState.ALL: [True, False]}
    return session.is_active in states[chosen.state] and chosen.type in {None, session.type}
