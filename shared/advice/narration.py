"""Narratives for one person: an outside model words them within the person's day, and its use is noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import structlog
from uuid_utils.compat import uuid7

from shared.advice.narrative import Computed, Narrative, Narrator
from shared.advice.quota import TurnQuota
from shared.domain.conversation.engine import to_milliseconds
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.conversation.keeping import Analytics
from shared.domain.conversation.model import ModelUse
from shared.domain.usage.keeping import Quotas
from shared.gateways.advisor.protocol import Advisor

CUT_OFF = "cut_off"
"""What is noted where nobody waited for the words any longer."""

DID_NOT_STAND = "did_not_stand"
"""What is noted where a model answered, but not truthfully."""

log = structlog.stdlib.get_logger("fintar.narrative")


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What asking an outside model for one person takes: the model behind its gate, and what is kept of it.

    `tokens_per_day` is the limit where the environment sets one.
    """

    advisors: Callable[[TurnQuota], Sequence[Advisor]]
    quotas: Quotas
    analytics: Analytics
    tokens_per_day: int | None
    clock: Callable[[], datetime]


class Narration:
    """Words for computed results of one person. Without an outside model a template gives them."""

    def __init__(self, outside: Outside | None) -> None:
        self._outside = outside

    async def narrate(self, computed: Computed) -> Narrative:
        """The words for `computed`. Never raises FintarError: where no model words it, the template does."""
        if self._outside is None:
            return await Narrator(advisors=()).narrate(computed)
        return await self._by(self._outside, computed)

    async def _by(self, outside: Outside, computed: Computed) -> Narrative:
        began = perf_counter()
        quota = TurnQuota(
            quotas=outside.quotas,
            turn_id=uuid7(),
            configured=outside.tokens_per_day,
            clock=outside.clock,
        )
        narrative: Narrative | None = None
        try:
            narrative = await Narrator(advisors=outside.advisors(quota)).narrate(computed)
            return narrative
        finally:
            await quota.settle()
            if quota.model is not None:
                took = round((perf_counter() - began) * 1000)
                await _note(outside, _use(computed, narrative, quota=quota, took=took, at=outside.clock()))


async def _note(outside: Outside, use: ModelUse) -> None:
    try:
        await outside.analytics.add(use)
    except ChatStoreUnavailable:
        log.warning("use_not_noted", feature=use.feature)


def _use(
    computed: Computed, narrative: Narrative | None, *, quota: TurnQuota, took: int, at: datetime
) -> ModelUse:
    """What is noted of a model's use; without a narrative it was cut off."""
    worded = narrative is not None and narrative.source == "model"
    return ModelUse(
        id=uuid7(),
        session_id=None,
        feature=computed.capability.value,
        ai_model=quota.model or "template",
        request_data={"facts": len(computed.facts)},
        response_data={"figures": len(narrative.provenance.figures) if narrative and worded else 0},
        processing_time=took,
        token_usage=quota.used,
        **quota.spent.model_dump(),
        groundedness=narrative and narrative.first_confidence,
        success=worded,
        error=None if worded else _failure(narrative, quota),
        timestamp=to_milliseconds(at),
    )


def _failure(narrative: Narrative | None, quota: TurnQuota) -> str:
    if quota.failure is not None:
        return quota.failure.value
    return CUT_OFF if narrative is None else DID_NOT_STAND
