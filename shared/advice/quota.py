"""Tokens of an outside model: reserved before it is asked, counted when the turn is over.

A turn reserves before every request what it has used so far and what the request may take, so that turns
which run side by side never pass the day's limit together. What it really used is counted once, however it
ends. Where the day's tokens are used up, or nothing can be reserved, the outside model is not asked and the
next advisor answers, which says so; nobody is refused an answer for it.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.days import today_in_jakarta
from shared.domain.usage.keeping import Quotas
from shared.domain.usage.quota import (
    QuotaSpent,
    Reservation,
    answer_tokens,
    limit_on,
    seconds_to_midnight,
    tokens_in,
)
from shared.gateways.advisor.protocol import (
    Advisor,
    AdvisorEvent,
    AdvisorFailure,
    AdvisorUnavailable,
    TextDelta,
    TurnRequest,
    Usage,
)

LEASE = timedelta(seconds=60)
"""How long a reservation holds without a further request; asking models takes half of that at most."""

log = structlog.stdlib.get_logger("fintar.quota")


class TurnQuota:
    """What one turn reserves and uses of its person's day. It belongs to the day on which it began.

    `configured` is the limit where the environment sets one; else the assumption holds. `model` is the
    outside model once it was asked, `spent` what it took so far by kind of token, and `failure` why it gave
    no answer: for what is noted of its use.
    """

    def __init__(
        self, *, quotas: Quotas, turn_id: UUID, configured: int | None, clock: Callable[[], datetime]
    ) -> None:
        self._quotas = quotas
        self._turn_id = turn_id
        self._clock = clock
        self._day = today_in_jakarta(now=clock())
        self._limit = limit_on(self._day, configured=configured)
        self._touched = False
        self.spent = Usage(input_tokens=0, output_tokens=0)
        self.failure: AdvisorFailure | None = None
        self.model: str | None = None

    @property
    def used(self) -> int:
        """Tokens that the turn used of an outside model so far."""
        return self.spent.tokens

    async def reserve(self, tokens: int) -> None:
        """Reserve so many tokens beyond what was used so far. Raises QuotaSpent, ChatStoreUnavailable."""
        now = self._clock()
        wanted = Reservation(turn_id=self._turn_id, tokens=self.used + tokens, until=now + LEASE)
        self._touched = True
        if not await self._quotas.reserve(self._day, wanted, limit=self._limit, now=now):
            raise QuotaSpent(retry_after=seconds_to_midnight(now))

    def count(self, usage: Usage) -> None:
        """Note what a request used."""
        self.spent = self.spent.plus(usage)

    async def settle(self) -> None:
        """Count what the turn used, once; where nothing was reserved, nothing is asked.

        Where it cannot be counted, what is reserved is free again after its lease.
        """
        if not self._touched:
            return
        try:
            await self._quotas.settle(self._day, self._turn_id, tokens=self.used)
        except ChatStoreUnavailable:
            log.warning("quota_not_settled", tokens=self.used)

    def share_of(self, request: TurnRequest) -> int:
        """About how many tokens a request takes, its answer included, rather too many than too few."""
        return tokens_in(len(request.model_dump_json())) + answer_tokens(self._day)


class MeteredAdvisor:
    """An advisor that is asked only while its person has tokens left, and whose use is counted."""

    def __init__(self, advisor: Advisor, *, quota: TurnQuota) -> None:
        self._advisor = advisor
        self._quota = quota

    @property
    def model(self) -> str:
        """The name of the advisor inside."""
        return self._advisor.model

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """The events of the advisor inside.

        Raises AdvisorUnavailable, with `quota_spent` where the tokens are used up, and with `unreachable`
        where nobody can tell.
        """
        try:
            async with aclosing(self._metered(request)) as events:
                async for event in events:
                    yield event
        except AdvisorUnavailable as unavailable:
            self._quota.failure = unavailable.reason
            raise

    async def _metered(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        await self._reserve(request)
        self._quota.model = self.model
        heard, is_told = 0, False
        try:
            async with aclosing(self._advisor.stream(request)) as events:
                async for event in events:
                    if isinstance(event, Usage):
                        self._quota.count(event)
                        is_told = True
                    elif isinstance(event, TextDelta):
                        heard += len(event.text)
                    yield event
        finally:
            # Whoever ends a request early is billed for it all the same, before its count was told.
            if heard and not is_told:
                self._quota.count(_estimated(request, heard))

    async def _reserve(self, request: TurnRequest) -> None:
        try:
            await self._quota.reserve(self._quota.share_of(request))
        except QuotaSpent as spent:
            raise AdvisorUnavailable(AdvisorFailure.QUOTA_SPENT, retry_after=spent.retry_after) from None
        except ChatStoreUnavailable:
            raise AdvisorUnavailable(AdvisorFailure.UNREACHABLE) from None


def _estimated(request: TurnRequest, heard: int) -> Usage:
    """About what a request took of which so many characters were heard."""
    return Usage(input_tokens=tokens_in(len(request.model_dump_json())), output_tokens=tokens_in(heard))
