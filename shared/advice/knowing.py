"""What is known of a person before the first tool runs: their figures, and a few facts of their life."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple, TypeVar

import structlog
from pydantic import JsonValue

from shared.advice.capping import plain
from shared.advice.context import Briefing
from shared.advice.relevance import PersonState
from shared.advice.tools import Findings, Tool, ToolSetting
from shared.domain.budget.facts import SnapshotFacts
from shared.domain.days import today_in_jakarta
from shared.domain.profile.engine import age_on
from shared.domain.profile.model import Profile
from shared.errors import FintarError
from shared.words import Language

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds that a turn waits for what it can also do without; its tools ask again."""

LONGEST = 60
"""How many characters are told of what a person wrote about their life."""

log = structlog.stdlib.get_logger("fintar.advice")


class Known(NamedTuple):
    """What is known of a person before the first tool runs."""

    briefing: Briefing = Briefing()
    state: PersonState = PersonState()


class Knowing:
    """Reads what is known of one person. What cannot be read in time is left out."""

    def __init__(
        self,
        *,
        figures: Tool,
        profile: Callable[[], Awaitable[Profile]],
        facts: Callable[[], Awaitable[SnapshotFacts]],
        patience: float = PATIENCE,
    ) -> None:
        self._figures = figures
        self._profile = profile
        self._facts = facts
        self._patience = patience

    async def read(self, now: datetime, language: Language) -> Known:
        """What is known at `now`, with labels in `language`."""
        setting = ToolSetting(now=now, language=language)
        found, profile, facts = await asyncio.gather(
            self._in_time(self._figures.run({}, setting=setting), otherwise=Findings()),
            self._in_time(self._profile(), otherwise=Profile()),
            self._in_time(self._facts(), otherwise=None),
        )
        return Known(
            briefing=Briefing(life=_life(profile, now=now), figures=found),
            state=PersonState.of(facts) if facts is not None else PersonState(),
        )

    async def _in_time(self, reading: Awaitable[T], *, otherwise: T) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await reading
        except (FintarError, TimeoutError) as error:
            log.warning("not_known_in_time", error=type(error).__name__)
            return otherwise


def _life(profile: Profile, *, now: datetime) -> dict[str, JsonValue]:
    """What matters to an answer, without what would name the person."""
    born = profile.date_of_birth
    told: dict[str, JsonValue] = {
        "age": age_on(day=today_in_jakarta(now=now), date_of_birth=born) if born is not None else None,
        "occupation": plain(profile.occupation or "", longest=LONGEST),
        "marital_status": profile.marital_status,
        "dependents": profile.dependents,
        "education_level": plain(profile.education_level or "", longest=LONGEST),
    }
    return {name: value for name, value in told.items() if value is not None}
