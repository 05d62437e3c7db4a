"""What if: a baseline and scenarios of changes, stepped month by month in whole rupiah.

Each month: income comes, borrowed money comes, categories and single things are paid, saving is put by,
each debt gets its minimum and what is paid extra, and goals get what is left above the emergency fund, in the
order of their priority. Debts and spending are paid whatever there is: cash may fall below zero and is then
short.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

from shared.domain.money import MAX_RUPIAH
from shared.domain.planning.assumed import PRICE_GROWTH, Assumed
from shared.domain.planning.changes import Scenario
from shared.domain.planning.checks import check_plan
from shared.domain.planning.comparing import differences
from shared.domain.planning.effects import Effects, Setting, effects_of
from shared.domain.planning.flows import Flows, Household
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Compared, Outcome, Series, Simulation
from shared.domain.planning.owed import with_usual_terms
from shared.domain.planning.pots import Path, Pot, follow
from shared.domain.planning.refusals import TOO_LARGE, PlanRefused
from shared.domain.planning.saving_goals import pots_of
from shared.domain.planning.summary import Told, outcome_of
from shared.domain.planning.timeline import Timeline
from shared.domain.planning.uncertainty_model import Uncertainty
from shared.domain.planning.verdict import verdict_of
from shared.errors import FieldProblem

BASELINE = "baseline"


class Run(NamedTuple):
    """One way that a plan goes, before it is told: flows, the path of cash, and the pots of its goals."""

    name: str
    flows: Flows
    path: Path
    pots: Sequence[Pot]
    series: Series


class Plan:
    """A checked baseline over some months, and what scenarios make of it."""

    def __init__(self, baseline: Baseline, *, months: int, assumed: Assumed) -> None:
        """Raises PlanRefused where amounts grow beyond what can be told."""
        growth = baseline.price_growth
        owed = tuple(with_usual_terms(baseline.debts, assumed))
        self.baseline = baseline.model_copy(update={"debts": owed})
        self.time = Timeline(baseline.start, months)
        self.assumed = assumed
        self.household = Household(
            self.baseline,
            self.time,
            price_growth=assumed.value(PRICE_GROWTH) if growth is None else growth,
        )
        self.run = self._followed(BASELINE, Effects(), self.household.flows)
        self.outcome = self.told(self.run)

    def scenario(self, scenario: Scenario, *, where: str) -> Run:
        """A scenario followed to its end. Raises PlanRefused; `where` points at the scenario."""
        setting = Setting(self.baseline, self.time, self.assumed)
        return self.followed(scenario.name, effects_of(scenario, setting, where=where))

    def followed(self, name: str, effects: Effects) -> Run:
        """What effects make of the baseline. Raises PlanRefused where an amount falls below zero."""
        return self._followed(name, effects, self.household.changed(effects))

    def told(self, run: Run) -> Outcome:
        """What a run comes to, with its verdict."""
        told = outcome_of(Told(self.baseline, self.time, run.flows, run.pots, run.series), name=run.name)
        before = None if run is self.run else self.outcome
        return told.model_copy(update={"verdict": verdict_of(told, before)})

    def _followed(self, name: str, effects: Effects, flows: Flows) -> Run:
        pots = pots_of(self.baseline, effects, self.time)
        out = map(add, map(add, flows.spending, flows.lines.saving), flows.debts.payments)
        nets = list(map(sub, map(add, flows.income, flows.borrowed), out))
        path = follow(opening=self.baseline.cash, nets=nets, kept=self.baseline.emergency_fund, pots=pots)
        return Run(name, flows, path, pots, self._series(flows, path))

    def _series(self, flows: Flows, path: Path) -> Series:
        fund = self.baseline.emergency_fund
        gained = map(add, flows.lines.saving, flows.assets)
        assets = list(accumulate(gained, initial=self.baseline.other_assets))[1:]
        owned = map(add, map(add, path.cash, path.set_aside), assets)
        worth = list(map(sub, owned, flows.debts.owed))
        shown = (
            path.cash,
            worth,
            flows.income,
            flows.lines.spending,
            flows.debts.owed,
            path.set_aside,
            assets,
        )
        if max(map(max, shown)) > MAX_RUPIAH or min(map(min, shown)) < -MAX_RUPIAH:
            raise PlanRefused(FieldProblem("/months", TOO_LARGE))
        return Series(
            income=tuple(flows.income),
            borrowed=tuple(flows.borrowed),
            spending=tuple(flows.spending),
            saving=tuple(flows.lines.saving),
            debt_payments=tuple(flows.debts.payments),
            goal_contributions=tuple(path.contributions),
            cash=tuple(path.cash),
            emergency_fund=tuple([fund if cash >= fund else max(0, cash) for cash in path.cash]),
            set_aside=tuple(path.set_aside),
            other_assets=tuple(assets),
            debts=tuple(flows.debts.owed),
            net_worth=tuple(worth),
        )


def simulate(
    baseline: Baseline,
    scenarios: Sequence[Scenario] = (),
    *,
    months: int,
    assumed: Assumed,
    uncertainty: Uncertainty | None = None,
) -> Simulation:
    """The baseline and each scenario beside it over `months` months from the baseline's start.

    Raises PlanRefused, pointing at each thing that is impossible.
    """
    check_plan(baseline, scenarios, Timeline(baseline.start, months))
    plan = Plan(baseline, months=months, assumed=assumed)
    runs = [plan.scenario(it, where=f"/scenarios/{place}") for place, it in enumerate(scenarios)]
    outcomes = [plan.outcome, *(plan.told(run) for run in runs)]
    if uncertainty is not None:
        outcomes = _spread(plan, runs, outcomes, uncertainty)
    first = outcomes[0]
    return Simulation(
        months=tuple(plan.time.month(index) for index in range(months)),
        baseline=first,
        scenarios=tuple(Compared(outcome=it, difference=differences(it, first)) for it in outcomes[1:]),
        assumptions=assumed.cited(),
    )


def _spread(
    plan: Plan, runs: Sequence[Run], outcomes: Sequence[Outcome], uncertainty: Uncertainty
) -> list[Outcome]:
    """The outcomes with how widely they spread; numpy is loaded only here."""
    from shared.domain.planning.uncertainty import Course, spread  # noqa: PLC0415

    courses = [
        Course(
            opening=plan.baseline.cash,
            kept=plan.baseline.emergency_fund,
            income=run.flows.income,
            flexible=run.flows.lines.flexible,
            cash=run.path.cash,
            contributions=run.path.contributions,
        )
        for run in (plan.run, *runs)
    ]
    spreads = spread(courses, uncertainty, plan.assumed)
    return [outcome.model_copy(update={"spread": it}) for outcome, it in zip(outcomes, spreads, strict=True)]
