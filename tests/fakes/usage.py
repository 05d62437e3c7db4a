"""Uses of models in memory, and roles as the database would tell them."""

from collections.abc import Sequence
from datetime import date

from shared.domain.caller import UserRole
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.usage.model import FeatureDay, SummaryRow


class FakeUses:
    """One person's uses; `down` makes them fail like an unreachable MongoDB."""

    def __init__(self, *days: FeatureDay) -> None:
        self.down = False
        self.days = list(days)

    async def by_day(self, *, since: date) -> Sequence[FeatureDay]:
        """What was used from a day on."""
        if self.down:
            raise ChatStoreUnavailable
        return [one for one in self.days if one.day >= since]


class FakeSummary:
    """Everybody's uses; `asked` holds the days that were asked for."""

    def __init__(self, *rows: SummaryRow) -> None:
        self.rows = list(rows)
        self.asked: list[tuple[date, date]] = []

    async def by_model(self, *, since: date, until: date) -> Sequence[SummaryRow]:
        """What is between two days."""
        self.asked.append((since, until))
        return [row for row in self.rows if since <= row.day <= until]


class FakeRoles:
    """What the database says, whatever the token says."""

    def __init__(self, role: UserRole) -> None:
        self.role = role

    async def read(self) -> UserRole:
        """The role."""
        return self.role
