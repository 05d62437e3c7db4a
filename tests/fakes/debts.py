"""Debts in memory: what everybody keeps."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.caller import Caller
from shared.domain.debts.owed import DebtsOwed


@dataclass(slots=True)
class KeptDebts:
    """One person's debts as they stand today."""

    owed: DebtsOwed = field(default_factory=DebtsOwed)

    async def read(self) -> DebtsOwed:
        """All that is still owed."""
        return self.owed


class FakeDebts:
    """Everybody's."""

    def __init__(self) -> None:
        self.of: defaultdict[UUID, KeptDebts] = defaultdict(KeptDebts)

    def as_caller(self, caller: Caller) -> KeptDebts:
        """What a person keeps."""
        return self.of[caller.id]
