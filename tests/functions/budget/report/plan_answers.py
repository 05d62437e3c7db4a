"""Answers about plans to be drawn: usual ones, the smallest, and the largest that there can be."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from functions.budget.endpoints import debts, planning, take_home
from functions.budget.models.debts import PayoffToPlan, PayoffView
from functions.budget.models.goal_plan import GoalPlanView
from functions.budget.models.planning import SimulationView, SimulationWish
from functions.budget.models.planning_affordability import AffordabilityView, AffordabilityWish
from functions.budget.models.planning_forecast import ForecastView
from functions.budget.models.take_home import TakeHomeView
from functions.budget.report.plans.drawing import Drawable
from shared.domain.debts.owed import DebtsOwed
from shared.domain.goals.keeping import KeptGoal
from shared.domain.goals.model import KnownFigures
from shared.domain.goals.plan import plan_goals
from shared.domain.months import Month
from shared.domain.payroll import engine
from shared.domain.payroll.model import Employment
from shared.domain.planning.affordability import affordability
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.engine import simulate
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.stored import StoredBaseline
from shared.services.debts import DebtService
from shared.services.goals import GoalsPlanned
from shared.services.planning import PlayedPlan, WeighedItem
from shared.words import Language
from tests.builders.ledger import Ledger
from tests.domain.planning.forecast.lives import even_life, told, with_bills
from tests.domain.planning.plans import HOUSEHOLD, change, flat_debt

MADE_AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
MOST = 999_999_999_999
MARKUP = '#import "x" *bold* $x$ <script>alert(1)</script> &'
LONG = "Sesuatu yang namanya panjang sekali, lebih dari selebar layar ponsel"

Body = Mapping[str, Any]
EXAMPLES: dict[str, dict[str, Any]] = {
    route.path.rsplit("/", 1)[-1]: dict(route.options.get("example") or {})
    for router in (planning.router, take_home.router, debts.router)
    for route in router.routes
}


def simulation(body: Body, language: Language = "id") -> SimulationView:
    """What if."""
    wish = SimulationWish.model_validate_json(json.dumps(body))
    assert wish.baseline is not None
    played = simulate(
        wish.baseline,
        wish.scenarios,
        months=wish.months,
        assumed=Assumed(day=TODAY),
        uncertainty=wish.uncertainty,
    )
    return SimulationView.of(PlayedPlan(StoredBaseline(baseline=wish.baseline), played), language)


def eight_scenarios() -> list[dict[str, Any]]:
    """Every second one loses its income for good."""
    return [
        {
            "name": f"{number} {LONG}",
            "changes": [
                change(
                    "INCOME_LOSS",
                    income="salary",
                    since=f"2027-{number + 1:02}",
                    **({} if number % 2 else {"until": f"2028-{number + 1:02}"}),
                )
            ],
        }
        for number in range(8)
    ]


def weighed(body: Body, language: Language = "id") -> AffordabilityView:
    """Can I afford it?"""
    wish = AffordabilityWish.model_validate_json(json.dumps(body))
    assert wish.baseline is not None
    found = affordability(wish.baseline, wish.item, wish.ways, months=wish.months, assumed=Assumed(day=TODAY))
    return AffordabilityView.of(WeighedItem(StoredBaseline(baseline=wish.baseline), found), language)


def forecast(ledger: Ledger, *debts: PlannedDebt, language: Language = "id") -> ForecastView:
    """The next 90 days."""
    return ForecastView.of(told(ledger, *debts), language)


def planned_debt(name: str = "Motor", balance: int = 10_000_000, *, due_day: int = 11) -> PlannedDebt:
    """A contract with a day of the month."""
    return PlannedDebt.model_validate({**flat_debt(name, balance), "due_day": due_day})


class NothingOwed:
    """Nobody's debts."""

    async def read(self) -> DebtsOwed:
        """None."""
        return DebtsOwed()


def payoff(body: Body, language: Language = "id") -> PayoffView:
    """Strategies beside each other."""
    wish = PayoffToPlan.model_validate_json(json.dumps(body))
    service = DebtService(store=NothingOwed())
    answer = asyncio.run(service.plan(wish.wish(), wish.told_debts(), day=TODAY))
    return PayoffView.of(answer, language)


def a_goal(number: int, name: str, target: int | None, target_on: date | None, starting: int = 0) -> KeptGoal:
    """A goal with a priority by its number; without a target it follows debts, which are not known."""
    return KeptGoal.model_validate(
        {
            "id": UUID(int=number),
            "kind": "PURCHASE" if target else "DEBT_FREE",
            "name": name,
            "target": target,
            "target_on": target_on,
            "priority": number,
            "grows": False,
            "target_rule": "FIXED" if target else "DEBTS",
            "priced_on": date(2026, 11, 1),
            "started_on": date(2026, 11, 1),
            "created_at": MADE_AT,
            "updated_at": MADE_AT,
            "state": "ACTIVE",
            "starting": starting,
            "spent": 0,
            "set_aside": starting,
            "held": (),
        }
    )


def goals_plan(
    goals: Sequence[KeptGoal], surplus: int, *, months: int = 60, language: Language = "id"
) -> GoalPlanView:
    """A surplus split between goals."""
    known = KnownFigures(expenses=4_000_000, debt=None, surplus=surplus)
    plan = plan_goals(goals, [surplus] * months, start=Month(2026, 11), known=known, today=TODAY)
    return GoalPlanView.of(GoalsPlanned(plan, TODAY, goals, surplus_given=True), language)


def pay(body: Body, language: Language = "id") -> TakeHomeView:
    """A year of pay."""
    employment = Employment.model_validate_json(json.dumps(body))
    return TakeHomeView.of(engine.take_home(employment), today=TODAY, language=language)


USUAL_GOALS = (
    a_goal(1, "Dana darurat", 12_000_000, None, 4_000_000),
    a_goal(2, "Nikah", 60_000_000, date(2028, 6, 30), 5_000_000),
    a_goal(3, "Laptop", 12_000_000, date(2027, 8, 31)),
)

USUAL: dict[str, Callable[[Language], Drawable]] = {
    "simulation": lambda language: simulation(EXAMPLES["simulate"], language),
    "affordability": lambda language: weighed(EXAMPLES["affordability"], language),
    "forecast": lambda language: forecast(
        with_bills(even_life(), opening=3_000_000), planned_debt(), language=language
    ),
    "payoff": lambda language: payoff(EXAMPLES["payoff"], language),
    "goals": lambda language: goals_plan(USUAL_GOALS, 2_500_000, language=language),
    "take-home": lambda language: pay(EXAMPLES["take-home"], language),
}
"""One of each, by what its file is called."""


def _smallest() -> Iterator[tuple[str, Callable[[], Drawable]]]:
    one_way = {**EXAMPLES["affordability"], "ways": EXAMPLES["affordability"]["ways"][:1]}
    kin = {"kind": "FAMILY", "name": "K", "method": "NONE", "balance": 1, "instalment": 1}
    yield "simulation of a month", lambda: simulation({"months": 1, "baseline": HOUSEHOLD})
    yield "one way to pay", lambda: weighed(one_way)
    yield "forecast of nothing", lambda: forecast(Ledger())
    yield "one rupiah owed", lambda: payoff({"debts": [kin]})
    yield "one goal in a month", lambda: goals_plan([a_goal(1, "X", 1, None)], 5, months=1)
    yield "no goal", lambda: goals_plan([], 0)
    yield "a goal without a target", lambda: goals_plan([a_goal(1, "X", None, None)], 5)
    yield (
        "a month of pay",
        lambda: pay({"year": 2026, "ptkp": "TK/0", "salary": 5_000_000, "first_month": "2026-12"}),
    )


def _largest() -> Iterator[tuple[str, Callable[[], Drawable]]]:
    rich = {**HOUSEHOLD, "cash": MOST, "incomes": [{"id": "salary", "amount": MOST}]}
    example = EXAMPLES["affordability"]
    ways = [
        {**way, "id": f"{way['id']} {part}"} for way in example["ways"] for part in ("satu", "dua panjang")
    ]
    house = {"name": LONG, "price": MOST, "month": "2027-03"}
    card = {"kind": "CREDIT_CARD", "method": "EFFECTIVE", "monthly_rate": 0.03, "instalment": 5}
    leases = [planned_debt(f"{LONG} {number}", MOST // 10, due_day=1 + number % 3) for number in range(9)]
    dates = [date(2060, 1, 31), None]
    yield (
        "600 months of 8 scenarios",
        lambda: simulation({"months": 600, "baseline": rich, "scenarios": eight_scenarios()}),
    )
    yield (
        "cash below zero",
        lambda: simulation(
            {
                "months": 60,
                "baseline": HOUSEHOLD,
                "scenarios": eight_scenarios(),
                "uncertainty": {"paths": 100},
            }
        ),
    )
    yield "six ways to a house", lambda: weighed({**example, "item": house, "ways": ways})
    yield "bills on one day", lambda: forecast(with_bills(even_life(a_day=MOST // 10), opening=MOST), *leases)
    yield (
        "endless debts",
        lambda: payoff({"debts": [{**card, "name": f"{LONG} {n}", "balance": MOST - n} for n in range(12)]}),
    )
    yield (
        "fifty goals",
        lambda: goals_plan(
            [a_goal(n, f"{LONG} {n}", MOST, dates[n % 2]) for n in range(1, 51)], MOST // 100, months=600
        ),
    )
    yield (
        "a giant's pay",
        lambda: pay({"year": 2026, "ptkp": "K/3", "salary": MOST, "zakat": {"through_employer": True}}),
    )


EXTREME: dict[str, Callable[[], Drawable]] = dict([*_smallest(), *_largest()])
"""What strains a layout, by name."""
