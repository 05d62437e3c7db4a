"""Turns as they are kept: which one holds a session and until when, what is stored of it, how it is stopped.

A turn holds its session by a lease, which it renews while it runs. When its function dies, the lease ends and
the session is free; the message that was left behind can be tried again. A session is let go only after its
turn's message says how the turn ended and what the turn offered is withdrawn: who takes over a session that
was not let go does that first.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import JsonValue
from uuid_utils.compat import uuid7

from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.errors import (
    ClientMessageIdReused,
    MessageNotFound,
    SessionNotFound,
    TurnInProgress,
    TurnNotRunning,
    TurnStopped,
)
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    MessageStatus,
    MessageType,
    RunningTurn,
)
from shared.domain.conversation.turns import FinishedTurn, HeldTurn, Said
from shared.errors import FieldProblem
from shared.services.running_turns import RunningTurns, Watch
from shared.services.tidying import quietly

LEASE = timedelta(seconds=20)
"""How long a turn holds its session without a sign of life; after that its function is taken for dead.

Much longer than the time between two looks, so that a slow MongoDB takes no session from a turn that lives.
"""

LONGEST = timedelta(minutes=2)
"""How long a turn may renew its lease; only one whose client does not read its stream takes longer."""

REMEMBERED = 40
"""How many messages are read back for context; the token budget trims them further."""

WHOLE = 8
"""How many of them with what their tools found, which is large and seldom fits the budget further back."""


class TurnService:
    """Turns in the conversations of one person. `clock` tells the time while a turn runs."""

    def __init__(
        self,
        *,
        owner: UUID,
        stores: ConversationStores,
        running: RunningTurns,
        clock: Callable[[], datetime],
    ) -> None:
        self._owner = owner
        self._sessions = stores.sessions
        self._messages = stores.messages
        self._offered = stores.offered
        self._analytics = stores.analytics
        self._running = running
        self._clock = clock

    async def begin(self, said: Said) -> HeldTurn | FinishedTurn:
        """Take the session and store the message, or find the answer that a repeat asks for.

        Raises SessionNotFound, TurnInProgress, ClientMessageIdReused, ChatStoreUnavailable.
        """
        said = replace(said, now=to_milliseconds(said.now))
        sent = await self._messages.find_sent(said.session_id, client_message_id=said.client_message_id)
        if sent is not None:
            return await self._anew(_same(sent, said), now=said.now)
        held = RunningTurn(id=uuid7(), message_id=uuid7(), until=said.now + LEASE)
        async with self._holding(said.session_id, held, now=said.now) as session:
            fresh = self._message(said, session, held)
            message = await self._messages.add(fresh)
            if message.id == fresh.id:
                return HeldTurn(id=held.id, session=session, message=message, began=said.now)
            # The same message came in between, and its turn is over; the one held here answers nothing.
            finished = await self._finished(_same(message, said))
            if finished is None:
                raise TurnInProgress
        await self.let_go(session.id, held.id)
        return finished

    async def again(self, session_id: UUID, message_id: UUID, *, now: datetime) -> HeldTurn | FinishedTurn:
        """Take the session for a new try at a message, or find its answer.

        Raises SessionNotFound, MessageNotFound, TurnInProgress, ChatStoreUnavailable.
        """
        message = await self._said(session_id, message_id)
        return await self._anew(message, now=to_milliseconds(now))

    async def stop(self, session_id: UUID, message_id: UUID, *, now: datetime) -> None:
        """Stop the turn that answers a message, wherever it runs; stopping it again changes nothing.

        Here it ends at once, in another process at its next look; the session is free right away. Raises
        SessionNotFound, MessageNotFound, TurnNotRunning, ChatStoreUnavailable.
        """
        asked = await self._sessions.ask_to_stop(session_id, message_id=message_id, now=now)
        if asked is not None:
            # Its turn withdraws what it offered: it may be storing its answer right now.
            await self._messages.mark(message_id, turn_id=asked.id, status=MessageStatus.ABORTED)
            self._running.stop(asked.id)
            return
        message = await self._said(session_id, message_id)
        ended = message.status in {MessageStatus.COMPLETE, MessageStatus.FAILED}
        if ended or await self._finished(message) is not None:
            raise TurnNotRunning
        await self._close(message, message.turn_id, status=MessageStatus.ABORTED)

    def watched(self, turn: HeldTurn) -> AbstractAsyncContextManager[Watch]:
        """Watch a turn while it runs: its lease is renewed, and it ends when it was stopped."""
        return self._running.watched(turn.id, lambda: self.look(turn))

    async def look(self, turn: HeldTurn) -> None:
        """Renew a turn's lease.

        Raises TurnStopped where it was stopped, lost its session or takes too long, SessionNotFound.
        """
        now = to_milliseconds(self._clock())
        if now - turn.began > LONGEST:
            raise TurnStopped
        held = await self._sessions.keep_turn(turn.session.id, turn_id=turn.id, until=now + LEASE)
        if held is None:
            await self._sessions.find(turn.session.id)
        if held is None or held.stop_asked:
            raise TurnStopped

    async def before(self, turn: HeldTurn) -> tuple[ChatMessage, ...]:
        """The latest messages before the one that is answered, oldest first; the very latest are whole."""
        session_id = turn.session.id
        latest = await self._messages.before(session_id, seq=turn.message.seq, limit=WHOLE, whole=True)
        if len(latest) < WHOLE:
            return latest
        rest = REMEMBERED - WHOLE
        return (
            *await self._messages.before(session_id, seq=latest[0].seq, limit=rest, whole=False),
            *latest,
        )

    async def save(self, turn: HeldTurn, answer: ChatMessage) -> None:
        """Keep a turn's whole answer.

        Raises TurnInProgress where another run was faster, ChatStoreUnavailable.
        """
        await self._messages.save_answer(answer.model_copy(update={"turn_id": turn.id}))

    async def give_up(self, turn: HeldTurn, *, status: MessageStatus, title: str | None) -> None:
        """Mark a turn that gave no answer, withdraw what it offered, and let its session go.

        Raises SessionNotFound where that was removed meanwhile, ChatStoreUnavailable.
        """
        await self._close(turn.message, turn.id, status=status)
        await self.let_go(turn.session.id, turn.id, title=title)

    async def let_go(
        self,
        session_id: UUID,
        turn_id: UUID,
        *,
        title: str | None = None,
        metadata: dict[str, JsonValue] | None = None,
    ) -> None:
        """Let a session go, titled where it has no title yet, with what its last answer rested on.

        A session that was removed meanwhile leaves nothing of the turn: raises SessionNotFound.
        """
        ended = await self._sessions.end_turn(
            session_id, turn_id=turn_id, title=title, metadata=metadata or {}
        )
        if ended:
            return
        try:
            await self._sessions.find(session_id)
        except SessionNotFound:
            await self._messages.remove_all(session_id)
            await self._offered.remove_all(session_id)
            await self._analytics.forget_session(session_id)
            raise

    async def _anew(self, message: ChatMessage, *, now: datetime) -> HeldTurn | FinishedTurn:
        """A new try at a message, unless it has its answer."""
        finished = await self._finished(message)
        if finished is not None:
            return finished
        held = RunningTurn(id=uuid7(), message_id=message.id, until=now + LEASE)
        async with self._holding(message.session_id, held, now=now) as session:
            finished = await self._finished(message)
            if finished is None:
                await self._withdraw(message, message.turn_id)
                await self._messages.take(message.id, turn_id=held.id)
                taken = {"status": MessageStatus.PENDING, "turn_id": held.id}
                pending = message.model_copy(update=taken)
                return HeldTurn(id=held.id, session=session, message=pending, began=now)
        await self.let_go(session.id, held.id)
        return finished

    @asynccontextmanager
    async def _holding(
        self, session_id: UUID, held: RunningTurn, *, now: datetime
    ) -> AsyncGenerator[ChatSession]:
        """The session, taken for a turn; it is let go again where the turn cannot begin."""
        session, left_behind = await self._sessions.begin_turn(session_id, turn=held, now=now)
        try:
            if left_behind is not None:
                await self._close_left_behind(session_id, left_behind)
            yield session
        except Exception:
            await quietly(self.let_go(session_id, held.id))
            raise

    async def _close_left_behind(self, session_id: UUID, left: RunningTurn) -> None:
        """Close a turn that never let its session go; it may have ended before it stored its message."""
        with suppress(MessageNotFound):
            message = await self._messages.find(session_id, left.message_id)
            await self._close(message, left.id, status=MessageStatus.ABORTED)

    async def _close(self, message: ChatMessage, turn_id: UUID | None, *, status: MessageStatus) -> None:
        """Mark the message of a turn that gave no answer, and withdraw what the turn offered.

        Where saving the answer failed but the answer is kept, the turn gave it.
        """
        finished = await self._finished(message)
        if finished is None or finished.answer.turn_id != turn_id:
            await self._withdraw(message, turn_id)
        if finished is None:
            await self._messages.mark(message.id, turn_id=turn_id, status=status)

    async def _withdraw(self, message: ChatMessage, turn_id: UUID | None) -> None:
        """Let what a turn offered expire; messages of former times do not say which turn took them."""
        if turn_id is not None:
            now = to_milliseconds(self._clock())
            await self._offered.withdraw(message.session_id, turn_id=turn_id, now=now)

    async def _said(self, session_id: UUID, message_id: UUID) -> ChatMessage:
        """A message of the person's own. Raises SessionNotFound, MessageNotFound."""
        try:
            message = await self._messages.find(session_id, message_id)
        except MessageNotFound:
            await self._sessions.find(session_id)
            raise
        if message.type is not MessageType.USER:
            raise MessageNotFound
        return message

    async def _finished(self, message: ChatMessage) -> FinishedTurn | None:
        """The message with its answer, if there is one; the message is complete then."""
        answer = await self._messages.find_answer(message)
        if answer is None:
            return None
        if message.status is not MessageStatus.COMPLETE:
            await self._messages.complete(message.id)
        return FinishedTurn(
            message=message.model_copy(update={"status": MessageStatus.COMPLETE}), answer=answer
        )

    def _message(self, said: Said, session: ChatSession, held: RunningTurn) -> ChatMessage:
        return ChatMessage(
            id=held.message_id,
            session_id=session.id,
            user_id=self._owner,
            seq=session.next_seq - 2,
            type=MessageType.USER,
            content=said.content,
            status=MessageStatus.PENDING,
            client_message_id=said.client_message_id,
            turn_id=held.id,
            timestamp=said.now,
        )


def _same(sent: ChatMessage, said: Said) -> ChatMessage:
    """The message that was sent before. Raises ClientMessageIdReused where it had other content."""
    if sent.content != said.content:
        raise ClientMessageIdReused(FieldProblem("/client_message_id", ClientMessageIdReused.says))
    return sent
