"""What is read once: one round trip for everybody who asks, and a failure is no answer."""

import asyncio

import pytest

from functions.chat.tools.once import DebtsOnce, SnapshotFactsOnce
from shared.domain.budget.facts import SnapshotFacts
from shared.domain.debts.owed import DebtsOwed
from shared.domain.requests import DatabaseUnavailable


class Asked:
    """Counts how often it is asked, and fails at first where it is told to."""

    def __init__(self, *, failures: int = 0) -> None:
        self.times = 0
        self._failures = failures

    async def facts(self) -> SnapshotFacts:
        """No facts."""
        await self._count()
        return SnapshotFacts()

    async def debts(self) -> DebtsOwed:
        """No debts."""
        await self._count()
        return DebtsOwed()

    async def _count(self) -> None:
        self.times += 1
        await asyncio.sleep(0)
        if self.times <= self._failures:
            raise DatabaseUnavailable


async def test_those_who_ask_at_the_same_time_share_one_read() -> None:
    asked = Asked()
    facts = SnapshotFactsOnce(asked.facts)
    one, other = await asyncio.gather(facts.read_snapshot(), facts.read_snapshot())
    assert asked.times == 1
    assert one is other


async def test_who_asks_later_is_told_the_same() -> None:
    asked = Asked()
    debts = DebtsOnce(asked.debts)
    assert await debts.read() is await debts.read()
    assert asked.times == 1


async def test_after_a_failure_it_is_asked_anew() -> None:
    asked = Asked(failures=1)
    debts = DebtsOnce(asked.debts)
    with pytest.raises(DatabaseUnavailable):
        await debts.read()
    assert await debts.read() == DebtsOwed()
    assert asked.times == 2


async def test_who_gives_up_waiting_takes_the_answer_from_nobody_else() -> None:
    asked = Asked()
    facts = SnapshotFactsOnce(asked.facts)
    impatient = asyncio.create_task(facts.read_snapshot())
    patient = asyncio.create_task(facts.read_snapshot())
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == SnapshotFacts()
