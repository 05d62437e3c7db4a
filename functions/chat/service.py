"""A chat turn, from the message to the stored answer."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import perf_counter
from uuid import UUID

import structlog
from pydantic import BaseModel
from uuid_utils.compat import uuid7

from functions.chat.models import MessageView
from functions.chat.stream import TurnDone, TurnStarted
from shared.advice.context import history, past_turns, system_text
from shared.advice.records import answer_message, failed_use, session_metadata, successful_use
from shared.advice.tools import ToolSetting
from shared.advice.turn import DEADLINE, Answer, AnswerText, Turn, TurnSetting
from shared.domain.conversation.engine import detect_language, title_from, to_milliseconds
from shared.domain.conversation.errors import ChatStoreUnavailable, ClientMessageIdReused, SessionNotFound
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.conversation.model import (
    ChatMessage,
    ChatSession,
    MessageStatus,
    MessageType,
    ModelUse,
    Provenance,
    RunningTurn,
)
from shared.errors import FieldProblem, FintarError
from shared.words import Language

LEASE = timedelta(seconds=DEADLINE + 20)
"""How long a turn may hold its session; after that its function is taken for dead."""

CLEANUP = 2.0
"""Seconds that a turn which gave no answer may take to say so."""

REMEMBERED = 40
"""How many messages are read back for context; the token budget trims them further."""

LANGUAGES: dict[str, Language] = {"id": "id", "en": "en"}

log = structlog.stdlib.get_logger("fintar.chat")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a person sent to a session, and when. `language` holds where the text does not tell."""

    session_id: UUID
    content: str
    client_message_id: UUID
    now: datetime
    language: Language


@dataclass(kw_only=True)
class OpenTurn:
    """A turn that holds its session and whose message is stored; `answer` is set once that is stored too."""

    said: Said
    session: ChatSession
    id: UUID
    message: ChatMessage
    language: Language
    began: float
    model: str = ""
    answer: ChatMessage | None = None

    @property
    def took(self) -> int:
        """Milliseconds since it began."""
        return round((perf_counter() - self.began) * 1000)


@dataclass(frozen=True, kw_only=True)
class FinishedTurn:
    """A turn that was answered before."""

    message: ChatMessage
    answer: ChatMessage
    language: Language


class ChatService:
    """Turns in the conversations of one person."""

    def __init__(
        self, *, owner: UUID, stores: ConversationStores, turns: Callable[[TurnSetting], Turn]
    ) -> None:
        self._owner = owner
        self._sessions = stores.sessions
        self._messages = stores.messages
        self._analytics = stores.analytics
        self._turns = turns

    async def begin(self, said: Said) -> OpenTurn | FinishedTurn:
        """Take the session and store the message, or find the answer that a repeat asks for.

        Raises SessionNotFound, TurnInProgress, ClientMessageIdReused, ChatStoreUnavailable.
        """
        said = replace(said, now=to_milliseconds(said.now))
        sent = await self._messages.find_sent(said.session_id, client_message_id=said.client_message_id)
        if sent is not None and (finished := await self._finished(sent, said)) is not None:
            return finished
        held = RunningTurn(id=uuid7(), until=said.now + LEASE)
        session = await self._sessions.begin_turn(said.session_id, turn=held, now=said.now)
        try:
            opened = await self._open(said, session, held.id)
        except Exception:
            await self._quietly(self._let_go(session, turn_id=held.id))
            raise
        if isinstance(opened, FinishedTurn):
            await self._let_go(session, turn_id=held.id)
        return opened

    async def run(self, turn: OpenTurn | FinishedTurn) -> AsyncGenerator[BaseModel]:
        """The events of a turn, as the stream protocol names them. Raises what kept it from an answer.

        However a turn ends without an answer, its message is marked and its session let go.
        """
        if isinstance(turn, FinishedTurn):
            for event in _replay(turn):
                yield event
            return
        try:
            async with aclosing(self._answering(turn)) as events:
                async for event in events:
                    yield event
        except (asyncio.CancelledError, GeneratorExit):
            await self._give_up(turn, status=MessageStatus.ABORTED, reason="aborted")
            raise
        except Exception as error:
            reason = error.code if isinstance(error, FintarError) else "internal_error"
            await self._give_up(turn, status=MessageStatus.FAILED, reason=reason)
            raise
        if turn.answer is not None:
            for event in _closing(turn.answer):
                yield event

    async def _finished(self, sent: ChatMessage, said: Said) -> FinishedTurn | None:
        """The stored answer to what was sent before. Raises ClientMessageIdReused."""
        if sent.content != said.content:
            raise ClientMessageIdReused(FieldProblem("/client_message_id", ClientMessageIdReused.says))
        answer = await self._messages.find_answer(sent)
        if answer is None:
            return None
        message = sent.model_copy(update={"status": MessageStatus.COMPLETE})
        return FinishedTurn(
            message=message, answer=answer, language=detect_language(said.content, otherwise=said.language)
        )

    async def _open(self, said: Said, session: ChatSession, turn_id: UUID) -> OpenTurn | FinishedTurn:
        fresh = ChatMessage(
            id=uuid7(),
            session_id=session.id,
            user_id=self._owner,
            seq=session.next_seq - 2,
            type=MessageType.USER,
            content=said.content,
            status=MessageStatus.PENDING,
            client_message_id=said.client_message_id,
            timestamp=said.now,
        )
        message = await self._messages.add(fresh)
        if message.id != fresh.id:
            finished = await self._finished(message, said)
            if finished is not None:
                return finished
            await self._messages.mark(message.id, status=MessageStatus.PENDING)
        return OpenTurn(
            said=said,
            session=session,
            id=turn_id,
            message=message.model_copy(update={"status": MessageStatus.PENDING}),
            language=_language(said, session),
            began=perf_counter(),
        )

    async def _answering(self, turn: OpenTurn) -> AsyncGenerator[BaseModel]:
        """Start, tools and text; when it ends, the answer is stored."""
        running = self._turns(await self._setting(turn))
        turn.model = running.model
        yield TurnStarted(
            user_message=MessageView.of(turn.message), advisor=running.model, language=turn.language
        )
        async with aclosing(running.run()) as events:
            async for event in events:
                if isinstance(event, Answer):
                    await _to_the_end(self._store(turn, event))
                else:
                    yield event

    async def _setting(self, turn: OpenTurn) -> TurnSetting:
        page = await self._messages.page(turn.session.id, limit=REMEMBERED, cursor=None)
        return TurnSetting(
            system=system_text(session_type=turn.session.type, language=turn.language, now=turn.said.now),
            history=history(past_turns(page.items), message=turn.said.content),
            tools=ToolSetting(now=turn.said.now, language=turn.language),
        )

    async def _store(self, turn: OpenTurn, answer: Answer) -> None:
        stored = answer_message(answer, to=turn.message, asked_at=turn.said.now, took=turn.took)
        await self._messages.save_answer(stored)
        turn.answer = stored
        await self._note(successful_use(answer, message=turn.message, stored=stored))
        try:
            await self._close(turn, answer)
        except ChatStoreUnavailable:
            # The answer stands; the session is free again when the lease ends.
            log.warning("turn_left_to_its_lease")

    async def _close(self, turn: OpenTurn, answer: Answer) -> None:
        """Let the session of a stored answer go, with what the answer rested on."""
        metadata = session_metadata(answer, language=turn.language, now=turn.said.now)
        title = title_from(turn.said.content)
        ended = await self._sessions.end_turn(
            turn.session.id, turn_id=turn.id, title=title, metadata=metadata
        )
        if not ended:
            await self._forget_if_removed(turn.session.id)

    async def _give_up(self, turn: OpenTurn, *, status: MessageStatus, reason: str) -> None:
        """Mark a turn that gave no answer, let its session go, and note the use."""
        if turn.answer is None:
            use = failed_use(message=turn.message, model=turn.model, reason=reason, took=turn.took)
            await self._quietly(self._mark(turn, status, use))

    async def _mark(self, turn: OpenTurn, status: MessageStatus, use: ModelUse) -> None:
        await self._messages.mark(turn.message.id, status=status)
        await self._let_go(turn.session, turn_id=turn.id, title=title_from(turn.said.content))
        await self._note(use)

    async def _quietly(self, work: Coroutine[object, object, None]) -> None:
        """Tidy up as far as it can be done in short time; where it cannot, the turn's lease does it later."""
        try:
            async with asyncio.timeout(CLEANUP):
                await work
        except (TimeoutError, FintarError) as error:
            log.warning("turn_not_tidied", error=type(error).__name__)

    async def _let_go(self, session: ChatSession, *, turn_id: UUID, title: str | None = None) -> None:
        ended = await self._sessions.end_turn(session.id, turn_id=turn_id, title=title, metadata={})
        if not ended:
            await self._forget_if_removed(session.id)

    async def _forget_if_removed(self, session_id: UUID) -> None:
        """A session that was removed while a turn ran leaves nothing of that turn. Raises SessionNotFound."""
        try:
            await self._sessions.find(session_id)
        except SessionNotFound:
            await self._messages.remove_all(session_id)
            await self._analytics.forget_session(session_id)
            raise

    async def _note(self, use: ModelUse) -> None:
        try:
            await self._analytics.add(use)
        except ChatStoreUnavailable:
            log.warning("use_not_noted", feature=use.feature)


async def _to_the_end(work: Coroutine[object, object, None]) -> None:
    """Do `work` whole even when the client leaves meanwhile, so that it is never half stored."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise


def _language(said: Said, session: ChatSession) -> Language:
    """The language of the message; where it does not tell, that of the turn before."""
    before = LANGUAGES.get(str(session.metadata.get("language")), said.language)
    return detect_language(said.content, otherwise=before)


def _replay(turn: FinishedTurn) -> tuple[BaseModel, ...]:
    advisor = turn.answer.ai_metadata.model if turn.answer.ai_metadata else ""
    return (
        TurnStarted(user_message=MessageView.of(turn.message), advisor=advisor, language=turn.language),
        AnswerText(text=turn.answer.content),
        *_closing(turn.answer),
    )


def _closing(answer: ChatMessage) -> tuple[BaseModel, ...]:
    """What follows the text of a stored answer."""
    usage = () if answer.ai_metadata is None else (answer.ai_metadata,)
    return (answer.provenance or Provenance(), *usage, TurnDone(message=MessageView.of(answer)))
