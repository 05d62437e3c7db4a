"""The simulation against a table of situations, which anybody can read and extend."""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shared.domain.months import Month
from shared.domain.planning.outcome import Outcome
from tests.domain.planning.plans import household, simulated, what_if

EXAMPLES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))[
    "example"
]
SERIES = {
    "cash": "cash",
    "debts": "debts",
    "net_worth": "net_worth",
    "spending": "spending",
    "income": "income",
    "payments": "debt_payments",
    "goals": "goal_contributions",
}
OTHERS = {
    "lowest",
    "shortage",
    "fund_touched",
    "fund_used_up",
    "interest",
    "debt_ends",
    "goal_reached",
    "verdict",
}


def followed(example: dict[str, Any]) -> tuple[Outcome, Sequence[Month]]:
    """The scenario of an example, and its months."""
    baseline = household(**example.get("household", {}))
    simulation = simulated(baseline, what_if(*example.get("changes", [])), months=example["months"])
    return simulation.scenarios[0].outcome, simulation.months


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_example_month_by_month(example: dict[str, Any]) -> None:
    outcome, months = followed(example)

    for name, field in SERIES.items():
        amounts = dict(zip(map(str, months), getattr(outcome.series, field), strict=True))
        amounts["end"] = amounts[str(months[-1])]
        expected = example.get(name, {})
        assert {month: amounts[month] for month in expected} == expected


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_example_in_all(example: dict[str, Any]) -> None:
    outcome, _ = followed(example)
    told = json.loads(outcome.model_dump_json())

    assert told["verdict"]["code"] == example["verdict"]
    if "lowest" in example:
        assert told["lowest"] == example["lowest"]
    if "shortage" in example:
        assert told["shortage"] == {**example["shortage"], "set_aside": 0}
    if "fund_touched" in example:
        assert told["emergency_fund"]["touched"] == example["fund_touched"]
        assert told["emergency_fund"]["used_up"] == example["fund_used_up"]
    if "interest" in example:
        assert told["totals"]["interest"] == example["interest"]
    ends = {it["id"]: it["ends"] for it in told["debts"]}
    assert {key: ends[key] for key in example.get("debt_ends", {})} == example.get("debt_ends", {})
    reached = {it["id"]: it["reached"] for it in told["goals"]}
    assert {key: reached[key] for key in example.get("goal_reached", {})} == example.get("goal_reached", {})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_example_names_only_what_is_looked_at(example: dict[str, Any]) -> None:
    assert set(example) - {"name", "months", "household", "changes"} <= SERIES.keys() | OTHERS
