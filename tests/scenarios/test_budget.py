"""The budget engine against a table of situations, which anybody can read and extend."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shared.domain.budget.model import FinancialData
from tests.builders.finances import analysis_of

SCENARIOS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("budget.toml").read_text("utf-8"))[
    "scenario"
]
OUTCOMES = {"figures", "absent", "warnings", "missing", "score"}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_budget_scenario(scenario: dict[str, Any]) -> None:
    analysis = analysis_of(FinancialData.model_validate(scenario["given"]))

    said = {figure.id: Decimal(figure.value) for figure in analysis.figures}
    expected = {name: Decimal(value) for name, value in scenario.get("figures", {}).items()}
    assert {name: said.get(name) for name in expected} == expected
    assert not said.keys() & set(scenario.get("absent", []))
    if "warnings" in scenario:
        assert [warning.code for warning in analysis.warnings] == scenario["warnings"]
    if "missing" in scenario:
        assert list(analysis.missing) == scenario["missing"]
    if "score" in scenario:
        assert (analysis.health.points if analysis.health else "unknown") == scenario["score"]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario_names_an_outcome_that_is_looked_at(scenario: dict[str, Any]) -> None:
    assert set(scenario) - {"name", "given"} <= OUTCOMES
    assert set(scenario) & OUTCOMES
