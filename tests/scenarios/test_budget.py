"""The budget engine against a table of situations, which anybody can read and extend."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shared.domain.budget.engine import analyze
from shared.domain.budget.facts import AccountBalance, SnapshotFacts
from shared.domain.budget.model import BudgetAnalysis, FinancialData, FinancialRecord
from shared.domain.budget.month.model import TrendMonth
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.months import Month
from tests.builders.bookings import named_id
from tests.builders.finances import NOON

SCENARIOS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("budget.toml").read_text("utf-8"))[
    "scenario"
]
OUTCOMES = {"figures", "absent", "warnings", "missing", "declared", "score"}


def analysis_of(scenario: dict[str, Any]) -> BudgetAnalysis:
    """The analysis of what the person told and what they track."""
    facts = SnapshotFacts(
        record=FinancialRecord(data=FinancialData.model_validate(scenario["given"])),
        months=tuple(
            a_month(number, **told) for number, told in enumerate(scenario.get("months", []), start=8)
        ),
        accounts=tuple(
            AccountBalance.model_validate(
                {"id": named_id(str(told)), "name": "Rekening", "for_emergencies": False, **told}
            )
            for told in scenario.get("accounts", [])
        ),
    )
    return analyze(take_snapshot(facts, now=NOON), now=NOON)


def a_month(number: int, **told: int) -> TrendMonth:
    """A full month of 2026; what is not named is zero."""
    flows = {name: told.get(name, 0) for name in ("income", "needs", "wants", "uncategorized", "saving")}
    month = Month(2026, number)
    return TrendMonth(
        month=month,
        first_day=month.first_day,
        last_day=month.last_day,
        transactions=sum(amount != 0 for amount in flows.values()),
        spending=flows["needs"] + flows["wants"] + flows["uncategorized"],
        **flows,
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_budget_scenario(scenario: dict[str, Any]) -> None:
    analysis = analysis_of(scenario)

    said = {figure.id: Decimal(figure.value) for figure in analysis.figures}
    expected = {name: Decimal(value) for name, value in scenario.get("figures", {}).items()}
    assert {name: said.get(name) for name in expected} == expected
    assert not said.keys() & set(scenario.get("absent", []))
    if "warnings" in scenario:
        assert [warning.code for warning in analysis.warnings] == scenario["warnings"]
    if "missing" in scenario:
        assert list(analysis.missing) == scenario["missing"]
    if "declared" in scenario:
        assert {figure.id: figure.value for figure in analysis.declared} == scenario["declared"]
    if "score" in scenario:
        assert (analysis.health.points if analysis.health else "unknown") == scenario["score"]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario_names_an_outcome_that_is_looked_at(scenario: dict[str, Any]) -> None:
    assert set(scenario) - {"name", "given", "months", "accounts"} <= OUTCOMES
    assert set(scenario) & OUTCOMES
