"""Plans for tests: a household with sensible defaults, and any valid one for properties."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.changes import Scenario
from shared.domain.planning.engine import simulate
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Outcome, Simulation

START = "2026-12"
TODAY = date(2026, 11, 22)
START_MONTH = Month.parse(START)

Told = dict[str, Any]

HOUSEHOLD: Told = {
    "start": START,
    "incomes": [{"id": "salary", "amount": 8_000_000}],
    "categories": [
        {"id": "rent", "group": "NEEDS", "amount": 1_500_000, "is_fixed": True, "price_group": "HOUSING"},
        {"id": "food", "group": "NEEDS", "amount": 2_500_000, "price_group": "FOOD"},
        {"id": "fun", "group": "WANTS", "amount": 1_000_000},
    ],
    "cash": 15_000_000,
    "emergency_fund": 12_000_000,
    "price_growth": 0,
}
"""Earns 8 million and spends 5 million a month; prices stand still."""


def assumed() -> Assumed:
    """The assumptions of the day."""
    return Assumed(day=TODAY)


def household(**changes: Any) -> Baseline:
    """The household with some fields otherwise, as they come over the wire."""
    return Baseline.model_validate_json(json.dumps({**HOUSEHOLD, **changes}))


def what_if(*changes: Told, name: str = "What if") -> Scenario:
    """A scenario of changes as they come over the wire."""
    return Scenario.model_validate_json(json.dumps({"name": name, "changes": list(changes)}))


def change(kind: str, since: str = START, **fields: Any) -> Told:
    """A change from a month on."""
    return {"type": kind, "from": since, **fields}


def flat_debt(key: str = "bike", balance: int = 10_000_000, **fields: Any) -> Told:
    """A leasing contract of 20 months."""
    terms = {"method": "FLAT", "principal": balance, "annual_rate": 0.12, "months_left": 20, **fields}
    return {"id": key, "debt": {"kind": "VEHICLE_LOAN", "name": key, "balance": balance, **terms}}


def effective_debt(key: str = "card", balance: int = 5_000_000, **fields: Any) -> Told:
    """A loan with interest on what is still owed."""
    terms = {"method": "EFFECTIVE", "annual_rate": 0.24, "months_left": 12, **fields}
    return {"id": key, "debt": {"kind": "PERSONAL_LOAN", "name": key, "balance": balance, **terms}}


def goal(key: str = "wedding", target: int = 40_000_000, **fields: Any) -> Told:
    """Something to save for."""
    return {"id": key, "target": target, **fields}


def simulated(baseline: Baseline, *scenarios: Scenario, months: int = 24) -> Simulation:
    """The plan over two years."""
    return simulate(baseline, scenarios, months=months, assumed=assumed())


def outcomes(simulation: Simulation) -> list[Outcome]:
    """The baseline's and every scenario's."""
    return [simulation.baseline, *(it.outcome for it in simulation.scenarios)]


def outcome_with(baseline: Baseline, *changes: Told, months: int = 24) -> Outcome:
    """The outcome of one scenario."""
    return simulated(baseline, what_if(*changes), months=months).scenarios[0].outcome


MONTHS = 18
"""How long the plans of the properties are."""

_AMOUNTS = st.integers(0, 10_000_000)
_RATES = st.sampled_from([-0.1, 0, 0.025, 0.05, 0.5, 1])
_GROUPS = st.sampled_from(["FOOD", "HOUSING", "OTHER"])


def months_of_plan(*, first: int = 0) -> st.SearchStrategy[str]:
    """A month of the plan."""
    return st.integers(first, MONTHS - 1).map(lambda index: str(START_MONTH.add(index)))


def households() -> st.SearchStrategy[Told]:
    """Any household: what it earns, spends, owes, saves for and has. Its keys are always the same ones."""
    return st.fixed_dictionaries(
        {
            "start": st.just(START),
            "incomes": st.tuples(_income("salary"), _income("shop")).map(list),
            "categories": st.tuples(_category("rent"), _category("food"), _category("fun")).map(list),
            "debts": st.lists(
                st.sampled_from([flat_debt(), effective_debt(), _card()]),
                unique_by=lambda it: it["id"],
                max_size=3,
            ),
            "goals": st.tuples(_goal("wedding"), _goal("laptop")).map(list),
            "cash": st.integers(-5_000_000, 60_000_000),
            "price_growth": _RATES | st.none(),
            "price_growth_by_group": st.just([]) | st.just([{"group": "FOOD", "growth": 0.1}]),
            "other_assets": _AMOUNTS,
        }
    ).flatmap(_with_fund)


def scenarios() -> st.SearchStrategy[list[Told]]:
    """Some changes that a household may make; a few of them together are refused."""
    return st.lists(changes(), max_size=5)


def changes() -> st.SearchStrategy[Told]:
    """Any change that one of the households can make."""
    incomes, categories = st.sampled_from(["salary", "shop"]), st.sampled_from(["rent", "food", "fun"])
    fractions = st.sampled_from([-1, -0.5, -0.1, 0.1, 1.5])
    until = {"until": st.none() | months_of_plan()}
    asset = {"asset": st.sampled_from([0, 5_000_000])}
    credit = st.fixed_dictionaries(
        {
            "terms": st.sampled_from(["FLAT", "EFFECTIVE", "PAYLATER"]),
            "months": st.integers(1, 24),
            "annual_rate": st.sampled_from([0, 0.12, 0.6]),
            "monthly_fee": st.sampled_from([0, 10_000]),
            "origination_fee": st.sampled_from([0, 250_000]),
        }
    )
    return st.one_of(
        _change("INCOME_CHANGE", income=incomes, fraction=fractions, **until),
        _change("INCOME_CHANGE", income=incomes, amount=_AMOUNTS, **until),
        _change("INCOME_LOSS", income=incomes, left=st.sampled_from([0, 0.5]), **until),
        _change("CATEGORY_CHANGE", category=categories, fraction=fractions, **until),
        _change("CATEGORY_CHANGE", category=categories, amount=_AMOUNTS, **until),
        _change("PURCHASE", name=st.just("Laptop"), amount=st.integers(1, 20_000_000), **asset),
        _change("INSTALMENT", id=st.just("phone"), price=st.integers(1, 20_000_000), credit=credit, **asset),
        _change("NEW_DEBT", id=st.just("loan"), amount=st.integers(1, 20_000_000), credit=credit),
        _change(
            "EXTRA_PAYMENT",
            debt=st.sampled_from(["bike", "card", "visa", "phone"]),
            amount=st.integers(1, 3_000_000),
            **until,
        ),
        _change(
            "THR", income=incomes, month=st.integers(1, 12), times=st.sampled_from([0, 0.5, 1, 2]), **until
        ),
        _change("PRICE_GROWTH", growth=_RATES, **until),
        _change("PRICE_GROWTH", growth=_RATES, group=_GROUPS, **until),
        _change("PRICE_GROWTH", growth=_RATES, category=categories, **until),
        _change(
            "RECURRING_COST",
            name=st.just("Gym"),
            amount=st.integers(1, 2_000_000),
            group=st.sampled_from(["NEEDS", "WANTS", "SAVING"]),
            price_group=_GROUPS,
            **until,
        ),
        _change("MOVE", cost=_AMOUNTS, categories=st.just([{"category": "rent", "fraction": 0.4}]), **until),
        _change("CHILD", birth_cost=st.none() | _AMOUNTS, monthly_cost=st.none() | _AMOUNTS),
        _change("GOAL_ADDED", id=st.just("house"), target=st.integers(1, 50_000_000)),
        _change("GOAL_DROPPED", goal=st.sampled_from(["wedding", "laptop"])),
    ).map(lambda told: {name: value for name, value in told.items() if value is not None})


def _change(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Told]:
    return st.fixed_dictionaries({"type": st.just(kind), "from": months_of_plan(), **fields})


def _income(key: str) -> st.SearchStrategy[Told]:
    pay: Iterable[list[Told]] = ([], [{"kind": "THR", "month": 3, "times": 1}])
    return st.fixed_dictionaries(
        {"id": st.just(key), "amount": _AMOUNTS, "growth": _RATES, "pay_months": st.sampled_from(list(pay))}
    )


def _category(key: str) -> st.SearchStrategy[Told]:
    group = st.sampled_from(["NEEDS", "WANTS", "SAVING"])
    return st.fixed_dictionaries(
        {
            "id": st.just(key),
            "group": group,
            "amount": _AMOUNTS,
            "price_group": _GROUPS,
            "is_fixed": st.booleans(),
        }
    )


def _goal(key: str) -> st.SearchStrategy[Told]:
    days = st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(str)
    return st.fixed_dictionaries(
        {
            "id": st.just(key),
            "target": st.integers(1, 60_000_000),
            "target_on": st.none() | days,
            "priority": st.integers(1, 3),
            "set_aside": _AMOUNTS,
            "growth": st.sampled_from([0, 0.05, -0.4]),
        }
    )


def _card() -> Told:
    """A credit card whose minimum follows what is owed."""
    return effective_debt("visa", months_left=None, minimum_fraction=0.05, minimum_floor=50_000)


def _with_fund(told: Told) -> st.SearchStrategy[Told]:
    return st.integers(0, max(0, told["cash"])).map(lambda fund: {**told, "emergency_fund": fund})
