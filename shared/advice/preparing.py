"""What a turn is made of before it runs: what the advisor is told, what it may spend, and who answers."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.advice.capabilities import Capability
from shared.advice.choosing import capability_for
from shared.advice.context import (
    Retold,
    Summary,
    data_text,
    instructions,
    past_turns,
    retell,
)
from shared.advice.knowing import Known
from shared.advice.model import TurnEvent, TurnSetting
from shared.advice.quota import TurnQuota
from shared.advice.tools import ToolSetting
from shared.domain.conversation.model import ChatMessage, ChatSession, Fact
from shared.domain.days import today_in_jakarta
from shared.gateways.advisor.protocol import Usage
from shared.words import Language


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A message to be answered; `earlier` reads the latest of what was said before it, oldest first."""

    turn_id: UUID
    session: ChatSession
    seq: int
    content: str
    earlier: Callable[[], Awaitable[tuple[ChatMessage, ...]]]
    language: Language
    now: datetime


class Answering(Protocol):
    """A turn as it runs."""

    @property
    def model(self) -> str:
        """The name of the advisor that answers."""
        ...

    @property
    def used(self) -> Usage:
        """The tokens it has taken so far."""
        ...

    def run(self) -> AsyncGenerator[TurnEvent]:
        """Its events, `Answer` last. Closing it cancels the work. Raises AdvisorUnavailable."""
        ...


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A turn that is ready to run. `summary` is to be kept with the session when it is answered."""

    turn: Answering
    capability: Capability
    quota: TurnQuota
    summary: Summary


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """How turns of one person are prepared: their conversation told again, their figures read.

    Without `known` no figures are told before a tool reads them: the offline advisor asks its tools anyway.
    """

    turns: Callable[[TurnSetting, TurnQuota], Answering]
    quota: Callable[[UUID], TurnQuota]
    known: Callable[[datetime, Language], Awaitable[Known]] | None = None

    async def prepare(self, asked: Asked) -> Prepared:
        """The turn that answers. Raises ChatStoreUnavailable."""
        known, earlier = await asyncio.gather(self._known(asked), asked.earlier())
        kept = Summary.of(asked.session.metadata.get("summary"))
        # A message that is tried again late must not be told what was said after it.
        is_latest = kept.until < asked.seq
        retold = retell(
            past_turns(earlier),
            message=asked.content,
            summary=kept if is_latest else Summary(),
            today=today_in_jakarta(now=asked.now),
        )
        setting = _setting(asked, known, retold)
        quota = self.quota(asked.turn_id)
        return Prepared(
            turn=self.turns(setting, quota),
            capability=setting.capability,
            quota=quota,
            summary=retold.summary if is_latest else kept,
        )

    async def _known(self, asked: Asked) -> Known:
        return Known() if self.known is None else await self.known(asked.now, asked.language)


def _setting(asked: Asked, known: Known, retold: Retold) -> TurnSetting:
    capability = capability_for(
        asked.content,
        session_type=asked.session.type,
        language=asked.language,
        today=today_in_jakarta(now=asked.now),
    )
    figures = known.briefing.figures.facts if known.briefing.figures is not None else ()
    return TurnSetting(
        instructions=instructions(
            session_type=asked.session.type, capability=capability, language=asked.language
        ),
        data=data_text(now=asked.now, briefing=known.briefing, summary=retold.summary),
        history=retold.items,
        tools=ToolSetting(
            now=asked.now,
            language=asked.language,
            session_id=asked.session.id,
            turn_id=asked.turn_id,
            session_type=asked.session.type,
            state=known.state,
        ),
        facts=_latest_first(figures, retold.facts),
        capability=capability,
    )


def _latest_first(figures: Sequence[Fact], told: Sequence[Fact]) -> tuple[Fact, ...]:
    """What is known now, then what was told earlier and is not known anew."""
    known = {fact.id for fact in figures}
    return (*figures, *(fact for fact in told if fact.id not in known))
