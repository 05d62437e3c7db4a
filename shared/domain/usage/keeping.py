"""What usage needs kept: the shape of its stores."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from shared.domain.usage.model import FeatureDay, SummaryRow
from shared.domain.usage.quota import QuotaStanding, Reservation


class Quotas(Protocol):
    """One person's tokens, day by day. Every method raises ChatStoreUnavailable."""

    async def reserve(self, day: date, wanted: Reservation, *, limit: int, now: datetime) -> bool:
        """Reserve tokens for a turn, in place of what it had; False where they pass the limit."""
        ...

    async def settle(self, day: date, turn_id: UUID, *, tokens: int) -> None:
        """Count what a turn used and free what it had reserved; the first time counts."""
        ...

    async def read(self, day: date, *, now: datetime) -> QuotaStanding:
        """How the day stands."""
        ...


class Uses(Protocol):
    """One person's uses of models."""

    async def by_day(self, *, since: date) -> Sequence[FeatureDay]:
        """How much each feature was used on each day from `since` on, by day, then feature."""
        ...


class Summary(Protocol):
    """Everybody's uses, in aggregates only."""

    async def by_model(self, *, since: date, until: date) -> Sequence[SummaryRow]:
        """A row for each day, feature and model from `since` to `until`, both included."""
        ...
