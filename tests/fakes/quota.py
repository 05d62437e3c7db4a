"""Quotas in memory, with the rules that the one update of MongoDB has."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.usage.quota import QuotaStanding, Reservation


@dataclass
class _Day:
    used: int = 0
    reservations: dict[UUID, Reservation] = field(default_factory=dict[UUID, Reservation])
    settled: set[UUID] = field(default_factory=set[UUID])


class FakeQuotas:
    """Everybody's days; `down` makes them fail like an unreachable MongoDB."""

    def __init__(self) -> None:
        self.down = False
        self.days: dict[tuple[UUID, date], _Day] = {}

    def as_caller(self, caller: Caller) -> "FakeQuotaOfCaller":
        """The store as deps would build it."""
        return FakeQuotaOfCaller(self, caller.id)


class FakeQuotaOfCaller:
    """One person's tokens."""

    def __init__(self, everybody: FakeQuotas, owner: UUID) -> None:
        self._everybody = everybody
        self._owner = owner

    async def reserve(self, day: date, wanted: Reservation, *, limit: int, now: datetime) -> bool:
        kept = self._day(day)
        kept.reservations = {turn: one for turn, one in kept.reservations.items() if one.until > now}
        others = sum(one.tokens for turn, one in kept.reservations.items() if turn != wanted.turn_id)
        fits = wanted.turn_id not in kept.settled and kept.used + others + wanted.tokens <= limit
        if fits:
            kept.reservations[wanted.turn_id] = wanted
        return fits

    async def settle(self, day: date, turn_id: UUID, *, tokens: int) -> None:
        kept = self._day(day)
        kept.reservations.pop(turn_id, None)
        if turn_id not in kept.settled:
            kept.settled.add(turn_id)
            kept.used += tokens

    async def read(self, day: date, *, now: datetime) -> QuotaStanding:
        kept = self._day(day)
        reserved = sum(one.tokens for one in kept.reservations.values() if one.until > now)
        return QuotaStanding(day=day, used=kept.used, reserved=reserved)

    def _day(self, day: date) -> _Day:
        if self._everybody.down:
            raise ChatStoreUnavailable
        return self._everybody.days.setdefault((self._owner, day), _Day())
