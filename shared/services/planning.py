"""What if: plans that start from the caller's own figures, or from given ones."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from shared.domain.days import today_in_jakarta
from shared.domain.planning.affordability import affordability
from shared.domain.planning.affordability_model import Affordability, Item, Way
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.changes import Scenario
from shared.domain.planning.engine import simulate
from shared.domain.planning.facts import PlanningFacts, Stored
from shared.domain.planning.forecast.engine import forecast
from shared.domain.planning.forecast.model import Forecast
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Simulation
from shared.domain.planning.stored import StoredBaseline, baseline_of
from shared.domain.planning.uncertainty_model import Uncertainty


class PlanningFactsReader(Protocol):
    """Reads what plans start from."""

    async def read(self) -> PlanningFacts:
        """All that is stored, empty before anything is."""
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

    def __init__(self, *, facts: PlanningFactsReader) -> None:
        self._facts = facts

    async def stored(self, *, now: datetime) -> StoredBaseline:
        """Where a plan of the caller's own figures starts. Raises PlanRefused where too little is known."""
        return await self._baseline(None, now=now)

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
        stored = Stored.of(await self._facts.read(), now=now)
        return await asyncio.to_thread(forecast, stored, assumed=_assumed(now))

    async def _baseline(self, given: Baseline | None, *, now: datetime) -> StoredBaseline:
        if given is not None:
            return StoredBaseline(baseline=given)
        stored = Stored.of(await self._facts.read(), now=now)
        return await asyncio.to_thread(baseline_of, stored)


def _assumed(now: datetime) -> Assumed:
    return Assumed(day=today_in_jakarta(now=now))
