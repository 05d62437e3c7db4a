"""A chat turn, from the message to the stored answer."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from uuid import UUID

import structlog
from pydantic import BaseModel

from functions.chat.models.messages import MessageView, ProposalView
from functions.chat.stream import TurnStarted, closing, replayed
from shared.advice.capabilities import Capability
from shared.advice.events import AdvisorChanged
from shared.advice.model import Answer
from shared.advice.preparing import Asked, Prepared
from shared.advice.quota import TurnQuota
from shared.advice.records import Attempt, answer_message, failed_use, session_metadata, successful_use
from shared.advice.uses import by_advisor
from shared.domain.conversation.engine import detect_language
from shared.domain.conversation.errors import ChatStoreUnavailable, TurnStopped
from shared.domain.conversation.keeping import Analytics
from shared.domain.conversation.model import ChatMessage, ChatSession, MessageStatus, ModelUse
from shared.domain.conversation.titles import title_of
from shared.domain.conversation.turns import FinishedTurn, HeldTurn, Said
from shared.errors import FintarError
from shared.gateways.advisor.protocol import Usage
from shared.services.conversations import ConversationService
from shared.services.tidying import quietly, to_the_end
from shared.services.turns import TurnService
from shared.words import Language

NOTHING_USED = Usage(input_tokens=0, output_tokens=0)

LANGUAGES: dict[str, Language] = {"id": "id", "en": "en"}

log = structlog.stdlib.get_logger("fintar.chat")


@dataclass(kw_only=True)
class OpenTurn:
    """A turn that holds its session; `prepared` is set when it is ready, `answer` once that is stored."""

    held: HeldTurn
    language: Language
    began: float
    model: str = ""
    prepared: Prepared | None = None
    answer: MessageView | None = None

    @property
    def message(self) -> ChatMessage:
        """What is answered."""
        return self.held.message

    @property
    def took(self) -> int:
        """Milliseconds since it began."""
        return round((perf_counter() - self.began) * 1000)

    def attempt(self, reason: str) -> Attempt:
        """What was tried without an answer, and the reason why none came."""
        prepared = self.prepared
        return Attempt(
            capability=prepared.capability if prepared is not None else Capability.CHAT,
            model=self.model,
            took=self.took,
            used=prepared.turn.used if prepared is not None else NOTHING_USED,
            reason=reason,
        )


@dataclass(frozen=True, kw_only=True)
class Replay:
    """A turn that was answered before."""

    message: ChatMessage
    answer: ChatMessage
    language: Language
    now: datetime


class ChatService:
    """Turns in the conversations of one person."""

    def __init__(
        self,
        *,
        turns: TurnService,
        conversations: ConversationService,
        analytics: Analytics,
        prepare: Callable[[Asked], Awaitable[Prepared]],
    ) -> None:
        self._turns = turns
        self._conversations = conversations
        self._analytics = analytics
        self._prepare = prepare

    async def begin(self, said: Said, *, language: Language) -> OpenTurn | Replay:
        """Take the session and store the message, or find the answer that a repeat asks for.

        `language` holds where the text does not tell. Raises SessionNotFound, TurnInProgress,
        ClientMessageIdReused, ChatStoreUnavailable.
        """
        return _opened(await self._turns.begin(said), language, now=said.now)

    async def again(
        self, session_id: UUID, message_id: UUID, *, now: datetime, language: Language
    ) -> OpenTurn | Replay:
        """Take the session for a new try at a message, or find its answer.

        Raises SessionNotFound, MessageNotFound, TurnInProgress, ChatStoreUnavailable.
        """
        return _opened(await self._turns.again(session_id, message_id, now=now), language, now=now)

    async def run(self, turn: OpenTurn | Replay) -> AsyncGenerator[BaseModel]:
        """The events of a turn, as the stream protocol names them. Raises what kept it from an answer.

        However a turn ends without an answer, its message is marked and its session let go.
        """
        if isinstance(turn, Replay):
            proposals = await shown_proposals(self._conversations, [turn.answer], now=turn.now)
            answer = MessageView.of(turn.answer, proposals)
            for event in replayed(MessageView.of(turn.message), answer, turn.language):
                yield event
            return
        try:
            async with aclosing(self._answering(turn)) as events:
                async for event in events:
                    yield event
        except (asyncio.CancelledError, GeneratorExit):
            await self._give_up(turn, status=MessageStatus.ABORTED, reason="aborted")
            raise
        except TurnStopped as stopped:
            await self._give_up(turn, status=MessageStatus.ABORTED, reason=stopped.code)
            raise
        except Exception as error:
            reason = error.code if isinstance(error, FintarError) else "internal_error"
            await self._give_up(turn, status=MessageStatus.FAILED, reason=reason)
            raise
        if turn.answer is not None:
            for event in closing(turn.answer):
                yield event

    async def _answering(self, turn: OpenTurn) -> AsyncGenerator[BaseModel]:
        """Start, tools and text; when it ends, the answer is stored."""
        async with self._turns.watched(turn.held) as watch:
            prepared = turn.prepared = await self._prepare(self._asked(turn))
            turn.model = prepared.turn.model
            yield TurnStarted(
                user_message=MessageView.of(turn.message), advisor=turn.model, language=turn.language
            )
            async with aclosing(prepared.turn.run()) as events:
                while (event := await watch.next(events)) is not None:
                    if isinstance(event, Answer):
                        await self._turns.look(turn.held)
                        await to_the_end(self._store(turn, prepared, event))
                        return
                    if isinstance(event, AdvisorChanged):
                        turn.model = event.advisor
                    yield event

    def _asked(self, turn: OpenTurn) -> Asked:
        return Asked(
            turn_id=turn.held.id,
            session=turn.held.session,
            seq=turn.message.seq,
            content=turn.message.content,
            earlier=lambda: self._turns.before(turn.held),
            language=turn.language,
            now=turn.held.began,
        )

    async def _store(self, turn: OpenTurn, prepared: Prepared, answer: Answer) -> None:
        """Keep the answer, count what it took, and let the session go with what it rested on."""
        stored = answer_message(answer, to=turn.message, asked_at=turn.held.began, took=turn.took)
        shown = MessageView.of(stored, [ProposalView.waiting(made) for made in answer.proposals])
        metadata = session_metadata(
            answer, language=turn.language, now=turn.held.began, summary=prepared.summary
        )
        await self._turns.save(turn.held, stored)
        turn.answer = shown
        await self._count(lambda: successful_use(answer, message=turn.message, stored=stored), prepared.quota)
        try:
            await self._turns.let_go(
                turn.held.session.id,
                turn.held.id,
                title=title_of(turn.message.content, answer.content),
                metadata=metadata,
            )
        except ChatStoreUnavailable:
            # The answer stands; the session is free again when the lease ends.
            log.warning("turn_left_to_its_lease")

    async def _give_up(self, turn: OpenTurn, *, status: MessageStatus, reason: str) -> None:
        """Mark a turn that gave no answer, let its session go, and count what it took."""
        if turn.answer is not None:
            return
        await to_the_end(quietly(self._end(turn, status, reason)))

    async def _end(self, turn: OpenTurn, status: MessageStatus, reason: str) -> None:
        # Counted first: where the session was removed meanwhile, what was noted of it is forgotten with it.
        await self._count(
            lambda: failed_use(turn.attempt(reason), message=turn.message),
            turn.prepared.quota if turn.prepared is not None else None,
        )
        await self._turns.give_up(turn.held, status=status, title=title_of(turn.message.content, None))

    async def _count(self, use: Callable[[], ModelUse], quota: TurnQuota | None) -> None:
        """Note who was asked and count what it took. No turn fails for it."""
        works = [_tried(self._note(use, quota), "use_not_noted")]
        if quota is not None:
            works.append(_tried(quota.settle(), "quota_not_settled"))
        await asyncio.gather(*works)

    async def _note(self, use: Callable[[], ModelUse], quota: TurnQuota | None) -> None:
        """Note each advisor that was asked, with what it took."""
        noted = use()
        for each in (noted,) if quota is None else by_advisor(noted, quota=quota):
            await _tried(self._analytics.add(each), "use_not_noted")


async def _tried(work: Awaitable[None], failed: str) -> None:
    """Do what no answer hangs on: where it fails, the log says so."""
    try:
        await work
    except ChatStoreUnavailable:
        log.warning(failed)
    except Exception:
        log.exception(failed)


async def shown_proposals(
    conversations: ConversationService, messages: Iterable[ChatMessage], *, now: datetime
) -> tuple[ProposalView, ...]:
    """What these messages offered to write, as it stands at `now`."""
    return tuple(ProposalView.of(made, now=now) for made in await conversations.offered(messages))


def _opened(begun: HeldTurn | FinishedTurn, language: Language, *, now: datetime) -> OpenTurn | Replay:
    if isinstance(begun, FinishedTurn):
        spoken = detect_language(begun.message.content, otherwise=language)
        return Replay(message=begun.message, answer=begun.answer, language=spoken, now=now)
    spoken = _language(begun.message, begun.session, otherwise=language)
    return OpenTurn(held=begun, language=spoken, began=perf_counter())


def _language(message: ChatMessage, session: ChatSession, *, otherwise: Language) -> Language:
    """The language of the message; where it does not tell, that of the turn before."""
    before = LANGUAGES.get(str(session.metadata.get("language")), otherwise)
    return detect_language(message.content, otherwise=before)
