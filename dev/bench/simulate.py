"""How long following 600 months of 20 categories takes with 8 scenarios, beside the same arithmetic in NumPy.

Every round does both, so that a busy machine slows both alike. The floor is what the numbers themselves need:
amounts times an index of prices, rounded and added up, in arrays of floats and for all scenarios at once,
without a check, an exact rupiah, a goal's turn or an answer to give. "changed" says how many of the 20
categories each scenario changes: the rest is taken over from the baseline.

The last lines are requests as large as they may be, in the processor's time: 600 months of 50 debts, eight
scenarios of 40 changes each, and 5,000 uncertain paths.
"""

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from typing import Any

import numpy as np

from shared.domain.planning.assumed import Assumed
from shared.domain.planning.changes import MAX_CHANGES, MAX_SCENARIOS, Scenario
from shared.domain.planning.engine import simulate
from shared.domain.planning.model import MAX_CATEGORIES, MAX_DEBTS, MAX_GOALS, MAX_MONTHS, Baseline
from shared.domain.planning.uncertainty_model import Uncertainty

ROUNDS, HARD_ROUNDS = 15, 3
CATEGORIES = 20
TODAY = date(2026, 11, 23)
GROUPS = ("FOOD", "HOUSING", "OTHER")
AMOUNTS = [200_000 + 10_000 * number for number in range(CATEGORIES)]
CHANGED = (1, 5, 20)


def baseline() -> Baseline:
    """A household of 20 categories, a loan and three goals."""
    told: dict[str, Any] = {
        "start": "2026-12",
        "incomes": [
            {
                "id": "salary",
                "amount": 12_000_000,
                "growth": 0.05,
                "pay_months": [{"kind": "THR", "month": 3}],
            }
        ],
        "categories": [
            {
                "id": f"category {number}",
                "group": "NEEDS",
                "amount": amount,
                "price_group": GROUPS[number % len(GROUPS)],
            }
            for number, amount in enumerate(AMOUNTS)
        ],
        "debts": [
            {
                "id": "house",
                "debt": {
                    "kind": "MORTGAGE",
                    "name": "KPR",
                    "method": "EFFECTIVE",
                    "balance": 300_000_000,
                    "annual_rate": 0.09,
                    "months_left": 180,
                },
            }
        ],
        "goals": [
            {"id": "wedding", "target": 60_000_000, "target_on": "2029-06-30", "priority": 1},
            {"id": "school", "target": 150_000_000, "target_on": "2040-06-30", "priority": 2},
            {"id": "trip", "target": 40_000_000, "priority": 3},
        ],
        "cash": 30_000_000,
        "emergency_fund": 20_000_000,
        "price_growth_by_group": [{"group": "FOOD", "growth": 0.05}],
    }
    return Baseline.model_validate_json(json.dumps(told))


def scenarios(changed: int) -> list[Scenario]:
    """Eight scenarios that change so many categories each, and the income."""
    return [
        Scenario.model_validate_json(
            json.dumps(
                {
                    "name": f"scenario {number}",
                    "changes": [
                        {
                            "type": "CATEGORY_CHANGE",
                            "category": f"category {place}",
                            "fraction": number / 20,
                            "from": "2027-06",
                        }
                        for place in range(changed)
                    ]
                    + [{"type": "INCOME_CHANGE", "income": "salary", "fraction": 0.01, "from": "2027-01"}],
                }
            )
        )
        for number in range(1, MAX_SCENARIOS + 1)
    ]


def floor() -> object:
    """Amounts by category, scenario and month, rounded; spending and cash of each scenario."""
    months = np.arange(MAX_MONTHS)
    rates = np.array([0.05, 0.025, 0.025])[np.arange(CATEGORIES) % len(GROUPS)]
    index = (1 + rates)[:, None] ** (months / 12)
    factors = np.linspace(1, 1.4, MAX_SCENARIOS + 1)
    levels = np.array(AMOUNTS, dtype=float)[None, :] * factors[:, None]
    spending = np.rint(levels[:, :, None] * index[None, :, :]).sum(axis=1)
    income = np.rint(12_000_000 * 1.05 ** (months // 12))
    return 30_000_000 + np.cumsum(income - spending, axis=1)


def hardest() -> dict[str, Callable[[], object]]:
    """The requests that take longest among the valid ones, by what they hold."""
    loans = [
        {"method": "FLAT", "principal": 50_000_000, "months_left": 600, "annual_rate": 0.12},
        {"method": "EFFECTIVE", "minimum_fraction": 0.0201, "annual_rate": 0.24},
    ]
    terms = {"kind": "PERSONAL_LOAN", "balance": 50_000_000, "early_penalty": 0.01, "charges_cap": 99}
    wish = Uncertainty(paths=5_000)

    def extra(scenario: int, number: int) -> dict[str, Any]:
        return {"type": "EXTRA_PAYMENT", "debt": f"debt {number}", "amount": scenario, "from": "2027-01"}

    def moved(scenario: int, number: int) -> dict[str, Any]:
        dearer = {"fraction": (number + 1) * scenario / 1_000}
        lines = [{"category": f"category {it}", **dearer} for it in range(MAX_CATEGORIES)]
        return {"type": "MOVE", "categories": lines, "from": f"{2027 + number}-01"}

    return {
        f"{method} debts, extra payments": _hard(
            [{**terms, **told, "name": f"debt {number}"} for number in range(MAX_DEBTS)], extra, wish
        )
        for method, told in zip(("flat", "card"), loans, strict=True)
    } | {"40 moves of 40 categories": _hard([], moved, wish)}


def _hard(
    debts: Sequence[dict[str, Any]], changed: Callable[[int, int], dict[str, Any]], wish: Uncertainty
) -> Callable[[], object]:
    lines = [{"id": f"category {it}", "group": "NEEDS", "amount": 300_000} for it in range(MAX_CATEGORIES)]
    goals = [
        {
            "id": f"goal {it}",
            "target": 90_000_000,
            "target_on": "2076-11-30",
            "growth": 0.05,
            "priority": 1 + it,
        }
        for it in range(MAX_GOALS)
    ]
    told: dict[str, Any] = {
        "start": "2026-12",
        "incomes": [{"id": "salary", "amount": 60_000_000, "growth": 0.05}],
        "categories": lines,
        "debts": [{"id": debt["name"], "debt": debt} for debt in debts],
        "goals": goals,
        "cash": 15_000_000,
    }
    start = Baseline.model_validate_json(json.dumps(told))
    wanted = [
        Scenario.model_validate_json(
            json.dumps({"name": f"{it}", "changes": [changed(it, number) for number in range(MAX_CHANGES)]})
        )
        for it in range(1, MAX_SCENARIOS + 1)
    ]
    assumed = Assumed(day=TODAY)
    return lambda: simulate(start, wanted, months=MAX_MONTHS, assumed=assumed, uncertainty=wish)


def run() -> str:
    """The table: median milliseconds of each, and the engine as a multiple of the floor."""
    start, assumed = baseline(), Assumed(day=TODAY)
    tasks: dict[str, Callable[[], object]] = {"NumPy, 8 scenarios (floor)": floor}
    for changed in CHANGED:
        told = scenarios(changed)
        tasks[f"engine, {changed} changed of 20"] = lambda told=told: simulate(
            start, told, months=MAX_MONTHS, assumed=assumed
        )
    tasks["engine, baseline alone"] = lambda: simulate(start, (), months=MAX_MONTHS, assumed=assumed)
    short = scenarios(5)
    tasks["engine, 60 months, 5 changed"] = lambda: simulate(start, short, months=60, assumed=assumed)
    tasks["with 1,000 uncertain paths"] = lambda: simulate(
        start, (), months=MAX_MONTHS, assumed=assumed, uncertainty=Uncertainty()
    )
    times = _medians(list(tasks.values()))
    lines = [f"{'':32}{'median':>12}{'x floor':>10}"]
    lines += [
        f"{name:32}{1000 * each:9.2f} ms{each / times[0]:10.1f}"
        for name, each in zip(tasks, times, strict=True)
    ]
    lines += ["", f"{'as large as may be':32}{'processor':>12}"]
    lines += [f"{name:32}{_worked(task):9.2f} s" for name, task in hardest().items()]
    return "\n".join(lines)


def _worked(task: Callable[[], object]) -> float:
    """The processor's seconds, at the best."""
    taken: list[float] = []
    for _ in range(HARD_ROUNDS):
        begun = time.process_time()
        task()
        taken.append(time.process_time() - begun)
    return min(taken)


def _medians(tasks: Sequence[Callable[[], object]]) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for times, task in zip(taken, tasks, strict=True):
            begun = time.perf_counter()
            task()
            times.append(time.perf_counter() - begun)
    return [median(times[1:]) for times in taken]


if __name__ == "__main__":
    print(run())
