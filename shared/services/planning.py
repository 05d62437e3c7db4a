"""What if: plans that start from the caller's own figures, or from given ones."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.days import today_in_jakarta
from shared.domain.goals.model import Goal
from shared.domain.months import Month
from shared.domain.planning.affordability import affordability
from shared.domain.planning.affordability_model import Affordability, Item, Way
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.changes import Scenario
from shared.domain.planning.engine import simulate
from shared.domain.planning.forecast.engine import forecast
from shared.domain.planning.forecast.model import Forecast
from shared.domain.planning.model import Baseline, PlannedDebt
from shared.domain.planning.outcome import Simulation
from shared.domain.planning.stored import Plans, Stored, StoredBaseline, baseline_of
from shared.domain.planning.uncertainty_model import Uncertainty


class PlanFactsReader(Protocol):
    """Reads what a budget month is computed from."""

    async def read_month(self, month: Month | None) -> BudgetFacts:
        """The facts of that budget month, or of the one that today lies in."""
        ...


class PlannedDebtReader(Protocol):
    """Reads what the caller owes."""

    async def read_debts(self) -> Sequence[PlannedDebt]:
        """The debts that are still owed; empty where none is kept."""
        ...


class GoalReader(Protocol):
    """Reads what the caller saves for."""

    async def read_goals(self) -> Sequence[Goal]:
        """The goals with what is set aside for them; empty where none is kept."""
        ...


class PlayedPlan(NamedTuple):
    """A simulation and the baseline it started from."""

    started_from: StoredBaseline
    simulation: Simulation


class WeighedItem(NamedTuple):
    """What can be said about affording something, and the baseline it was held against."""

    started_from: StoredBaseline
    affordability: Affordability


class PlanningService:
    """Simulations, affordability and forecasts, of the caller's own figures where none are given."""

    def __init__(self, *, facts: PlanFactsReader, debts: PlannedDebtReader, goals: GoalReader) -> None:
        self._facts = facts
        self._debts = debts
        self._goals = goals

    async def simulate(
        self,
        baseline: Baseline | None,
        scenarios: Sequence[Scenario],
        *,
        months: int,
        uncertainty: Uncertainty | None,
        now: datetime,
    ) -> PlayedPlan:
        """Follow the baseline and each scenario. Raises PlanRefused, pointing at what is impossible."""
        started_from = await self._baseline(baseline, now=now)
        simulation = await asyncio.to_thread(
            simulate,
            started_from.baseline,
            scenarios,
            months=months,
            assumed=_assumed(now),
            uncertainty=uncertainty,
        )
        return PlayedPlan(started_from, simulation)

    async def weigh(
        self, baseline: Baseline | None, item: Item, ways: Sequence[Way], *, months: int, now: datetime
    ) -> WeighedItem:
        """Look at each way to pay for something. Raises PlanRefused, pointing at what is impossible."""
        started_from = await self._baseline(baseline, now=now)
        weighed = await asyncio.to_thread(
            affordability, started_from.baseline, item, ways, months=months, assumed=_assumed(now)
        )
        return WeighedItem(started_from, weighed)

    async def forecast(self, *, now: datetime) -> Forecast:
        """The caller's cash over the next 90 days; what is not known is named, not an error."""
        facts, debts = await asyncio.gather(self._facts.read_month(None), self._debts.read_debts())
        snapshot = take_snapshot(facts.snapshot, now=now)
        return await asyncio.to_thread(forecast, facts, snapshot, debts, assumed=_assumed(now))

    async def _baseline(self, given: Baseline | None, *, now: datetime) -> StoredBaseline:
        if given is not None:
            return StoredBaseline(baseline=given)
        facts, debts, goals = await asyncio.gather(
            self._facts.read_month(None), self._debts.read_debts(), self._goals.read_goals()
        )
        categories = facts.month.categories
        if not {it.category_id for it in facts.items} <= {it.category_id for it in categories}:
            # Categories that rest this month are only named by a month that used them.
            before = await self._facts.read_month(facts.month.month.add(-1))
            known = {it.category_id for it in categories}
            categories += tuple(it for it in before.month.categories if it.category_id not in known)
        snapshot = take_snapshot(facts.snapshot, now=now)
        plans = Plans(debts=tuple(debts), goals=tuple(goals))
        return await asyncio.to_thread(baseline_of, Stored(facts, categories, snapshot, plans))


def _assumed(now: datetime) -> Assumed:
    return Assumed(day=today_in_jakarta(now=now))
