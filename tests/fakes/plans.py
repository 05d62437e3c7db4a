"""Debts and goals in memory, for whoever plans with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.goals.model import Goal
from shared.domain.planning.model import PlannedDebt


@dataclass(slots=True)
class KeptPlans:
    """One person's debts and goals."""

    debts: list[PlannedDebt] = field(default_factory=list[PlannedDebt])
    goals: list[Goal] = field(default_factory=list[Goal])

    async def read_debts(self) -> Sequence[PlannedDebt]:
        """The debts."""
        return tuple(self.debts)

    async def read_goals(self) -> Sequence[Goal]:
        """The goals."""
        return tuple(self.goals)


class FakePlans:
    """Everybody's."""

    def __init__(self) -> None:
        self.of: defaultdict[UUID, KeptPlans] = defaultdict(KeptPlans)

    def as_caller(self, caller: Caller) -> KeptPlans:
        """What a person keeps."""
        return self.of[caller.id]
