"""Analysing a month while others wait."""

import threading

import pytest

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.model import Snapshot
from shared.domain.budget.month.analysis import MonthAnalysis
from shared.domain.budget.month.engine import analyze_month
from shared.services import budget
from shared.services.budget import BudgetService
from shared.services.snapshot import SnapshotService
from tests.builders.finances import NOON
from tests.builders.months import usual_year
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.web import a_caller


async def test_a_month_is_analysed_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_in: list[int] = []

    def watched(facts: BudgetFacts, snapshot: Snapshot) -> MonthAnalysis:
        worked_in.append(threading.get_ident())
        return analyze_month(facts, snapshot)

    monkeypatch.setattr(budget, "analyze_month", watched)
    everybody, caller = FakeBudgetFacts(FakeFinancialData()), a_caller()
    everybody.books[caller.id] = usual_year()
    facts = everybody.as_caller(caller)
    service = BudgetService(snapshots=SnapshotService(facts=facts), facts=facts)

    found = await service.read_month(None, now=NOON)

    assert found.month.summary == found.facts.month
    assert [thread == threading.get_ident() for thread in worked_in] == [False]
