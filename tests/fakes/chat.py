"""Conversations in memory, and an advisor that follows a script."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import JsonValue

from shared.domain.caller import Caller
from shared.domain.conversation.errors import (
    ChatStoreUnavailable,
    SessionIdTaken,
    SessionNotFound,
    TurnInProgress,
)
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    MessagePage,
    MessageStatus,
    ModelUse,
    RunningTurn,
    SessionPage,
)
from shared.domain.values import Value
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    Finished,
    FinishReason,
    TextDelta,
    ToolCall,
    TurnRequest,
    Usage,
)
from shared.stores.cursors import from_cursor, to_cursor


class FakeConversations:
    """Everybody's conversations; `down` makes every store fail like an unreachable MongoDB.

    `takes_no_messages` fails the adding of messages alone; saving an answer waits for `may_save`, and `saves`
    is set once it does.
    """

    def __init__(self) -> None:
        self.down = False
        self.takes_no_messages = False
        self.saves, self.may_save = asyncio.Event(), asyncio.Event()
        self.may_save.set()
        self.sessions: dict[UUID, ChatSession] = {}
        self.messages: dict[UUID, ChatMessage] = {}
        self.uses: list[tuple[UUID, ModelUse]] = []

    def as_caller(self, caller: Caller) -> ConversationStores:
        """The stores as deps would build them."""
        return ConversationStores(
            sessions=FakeSessions(self, caller),
            messages=FakeMessages(self, caller),
            analytics=FakeAnalytics(self, caller),
        )

    def refuse_when_down(self) -> None:
        """Raises ChatStoreUnavailable while down."""
        if self.down:
            raise ChatStoreUnavailable


class _Place(Value):
    position: int


class FakeSessions:
    """One person's sessions."""

    def __init__(self, kept: FakeConversations, caller: Caller) -> None:
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

    async def page(self, *, limit: int, cursor: str | None) -> SessionPage:
        """Sessions, the last used first; the cursor counts them."""
        self._kept.refuse_when_down()
        start = from_cursor(cursor, _Place).position if cursor is not None else 0
        mine = [session for session in self._kept.sessions.values() if session.user_id == self._owner]
        mine.sort(key=lambda session: (session.updated_at, session.id), reverse=True)
        more = len(mine) > start + limit
        return SessionPage(
            items=tuple(mine[start : start + limit]),
            next_cursor=to_cursor(_Place(position=start + limit)) if more else None,
        )

    async def remove(self, session_id: UUID) -> None:
        """Remove a session."""
        await self.find(session_id)
        del self._kept.sessions[session_id]

    async def begin_turn(self, session_id: UUID, *, turn: RunningTurn, now: datetime) -> ChatSession:
        """Take the session and two places."""
        session = await self.find(session_id)
        if session.running_turn is not None and session.running_turn.until > now:
            raise TurnInProgress
        return self._put(session, running_turn=turn, updated_at=now, next_seq=session.next_seq + 2)

    async def end_turn(
        self, session_id: UUID, *, turn_id: UUID, title: str | None, metadata: dict[str, JsonValue]
    ) -> bool:
        """Let the session go."""
        self._kept.refuse_when_down()
        session = self._kept.sessions.get(session_id)
        if session is None or session.user_id != self._owner or session.running_turn is None:
            return False
        if session.running_turn.id != turn_id:
            return False
        named = {"title": session.title or title, "metadata": metadata or session.metadata}
        self._put(session, running_turn=None, **named)
        return True

    def _put(self, session: ChatSession, **changes: object) -> ChatSession:
        self._kept.sessions[session.id] = session.model_copy(update=changes)
        return self._kept.sessions[session.id]


class FakeMessages:
    """One person's messages."""

    def __init__(self, kept: FakeConversations, caller: Caller) -> None:
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

    async def find_sent(self, session_id: UUID, *, client_message_id: UUID | None) -> ChatMessage | None:
        """The message sent with that client id."""
        if client_message_id is None:
            return None
        return self._find(
            lambda message: (message.session_id, message.client_message_id) == (session_id, client_message_id)
        )

    async def find_answer(self, message: ChatMessage) -> ChatMessage | None:
        """The complete answer to a message."""
        return self._find(
            lambda other: other.reply_to == message.id and other.status is MessageStatus.COMPLETE
        )

    async def save_answer(self, answer: ChatMessage) -> None:
        """Keep a whole answer."""
        self._kept.saves.set()
        await self._kept.may_save.wait()
        self._put(answer)
        if answer.reply_to is not None:
            await self.mark(answer.reply_to, status=MessageStatus.COMPLETE)

    async def mark(self, message_id: UUID, *, status: MessageStatus) -> None:
        """Say how far the turn of a message has come."""
        known = self._find(lambda message: message.id == message_id)
        if known is not None:
            self._kept.messages[message_id] = known.model_copy(update={"status": status})

    async def page(self, session_id: UUID, *, limit: int, cursor: str | None) -> MessagePage:
        """The latest messages before `cursor`, oldest first."""
        before = from_cursor(cursor, _Place).position if cursor is not None else None
        found = [
            message
            for message in self._mine()
            if message.session_id == session_id and (before is None or message.seq < before)
        ]
        found.sort(key=lambda message: message.seq)
        items = tuple(found[-limit:])
        more = len(found) > limit
        return MessagePage(
            items=items, next_cursor=to_cursor(_Place(position=items[0].seq)) if more else None
        )

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

    def _find(self, fits: Callable[[ChatMessage], bool]) -> ChatMessage | None:
        return next((message for message in self._mine() if fits(message)), None)

    def _mine(self) -> list[ChatMessage]:
        self._kept.refuse_when_down()
        return [message for message in self._kept.messages.values() if message.user_id == self._owner]


class FakeAnalytics:
    """One person's uses of advisors."""

    def __init__(self, kept: FakeConversations, caller: Caller) -> None:
        self._kept = kept
        self._owner = caller.id

    async def add(self, use: ModelUse) -> None:
        """Keep one use."""
        self._kept.refuse_when_down()
        self._kept.uses.append((self._owner, use))

    async def forget_session(self, session_id: UUID) -> None:
        """Forget what was said in a session."""
        self._kept.refuse_when_down()
        nothing: dict[str, JsonValue] = {}
        forgotten = {"session_id": None, "request_data": nothing, "response_data": nothing}
        self._kept.uses = [
            (owner, use.model_copy(update=forgotten))
            if owner == self._owner and use.session_id == session_id
            else (owner, use)
            for owner, use in self._kept.uses
        ]


def says(*pieces: str) -> list[AdvisorEvent]:
    """A round in which the advisor answers in these pieces."""
    told: list[AdvisorEvent] = [TextDelta(text=piece) for piece in pieces]
    return [*told, Usage(input_tokens=10, output_tokens=5), Finished(reason=FinishReason.ANSWERED)]


def calls(*names: str, arguments: dict[str, JsonValue] | None = None, first: str = "") -> list[AdvisorEvent]:
    """A round in which the advisor asks for these tools, perhaps with a word before."""
    told: list[AdvisorEvent] = [TextDelta(text=first)] if first else []
    asked = [ToolCall(id=f"call-{name}", name=name, arguments=arguments or {}) for name in names]
    return [*told, *asked, Finished(reason=FinishReason.WANTS_TOOLS)]


class ScriptedAdvisor:
    """Plays one list of events for each time it is asked, the last one again and again.

    An exception in a list is raised at that point; an asyncio.Event is waited for. `requests` holds what it
    was asked, `cancelled` how often it was left before it had finished, `waits` is set once it waits.
    """

    model = "scripted"

    def __init__(self, *rounds: Sequence[AdvisorEvent | Exception | asyncio.Event]) -> None:
        self._rounds = rounds
        self.requests: list[TurnRequest] = []
        self.cancelled = 0
        self.waits = asyncio.Event()

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Play the next round."""
        script = self._rounds[min(len(self.requests), len(self._rounds) - 1)]
        self.requests.append(request)
        finished = False
        try:
            for event in script:
                if isinstance(event, Exception):
                    finished = True
                    raise event
                if isinstance(event, asyncio.Event):
                    self.waits.set()
                    await event.wait()
                    continue
                yield event
            finished = True
        finally:
            if not finished:
                self.cancelled += 1
