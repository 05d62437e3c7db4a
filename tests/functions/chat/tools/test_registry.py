"""What an advisor is told of the tools: all of them, small and strict schemas, and only those that matter."""

import json
import subprocess
import sys

import pytest

from shared.advice.capabilities import INVESTING, PEOPLE, SKILLS
from shared.advice.relevance import PersonState
from shared.domain.conversation.model import SessionType
from shared.gateways.advisor.protocol import ToolDeclaration
from tests.advice.test_schemas import assert_strict, everywhere
from tests.functions.chat.tools.household import Household

READS = {
    *("financial_snapshot", "budget_analysis", "budget_month", "spending_patterns", "find_transactions"),
    *("simulate", "affordability", "forecast", "goals", "goal_plan", "debts", "debt_payoff", "take_home"),
}
WRITES = {"record_transactions", "create_goal", "change_goal", "set_budget", "add_category_rule"}

DECLARATIONS = Household().toolbox.declarations

ENGINES = (
    "shared.domain.planning.engine",
    "shared.domain.planning.affordability",
    "shared.domain.planning.forecast.engine",
    "shared.domain.payroll.engine",
    "shared.domain.debts.engine",
    "shared.domain.budget.sentences.engine",
    "shared.domain.budget.engine",
    "shared.services.planning",
    "functions.chat.tools.simulate",
)

each = pytest.mark.parametrize("declaration", DECLARATIONS, ids=lambda it: it.name)


def names(household: Household, session_type: SessionType | None = None, **state: bool) -> set[str]:
    setting = household.setting(session_type=session_type, state=PersonState(**state))
    return {it.name for it in household.toolbox.for_turn(setting).declarations}


def test_all_tools_are_there() -> None:
    assert {it.name for it in DECLARATIONS} == READS | WRITES


def test_every_capability_names_tools_that_there_are() -> None:
    known = {it.name for it in DECLARATIONS} | {*INVESTING, *PEOPLE}

    assert {tool for skill in SKILLS.values() for tool in skill.tools} <= known


@each
def test_its_schema_is_strict(declaration: ToolDeclaration) -> None:
    assert_strict(declaration.parameters)


@each
def test_its_schema_is_small(declaration: ToolDeclaration) -> None:
    assert len(json.dumps(declaration.parameters)) <= 6_500


def test_all_schemas_together_are_small() -> None:
    assert sum(len(it.model_dump_json()) for it in DECLARATIONS) <= 36_000


@each
def test_no_argument_names_a_person_an_address_or_an_id(declaration: ToolDeclaration) -> None:
    names = {name for schema in everywhere(declaration.parameters) for name in schema.get("properties", {})}

    assert not names & {
        "user_id",
        "user",
        "owner",
        "email",
        "url",
        "link",
        "uri",
        "account_id",
        "category_id",
    }
    assert not {name for name in names if name.endswith("_id")}


@each
def test_it_says_in_both_languages_what_it_is_for(declaration: ToolDeclaration) -> None:
    for said in declaration.description:
        assert 100 < len(said) < 500
    assert "pakai" in declaration.description.id.lower()
    assert " use " in f" {declaration.description.en.lower()} "


class TestSessions:
    def test_a_general_one_is_offered_everything(self, household: Household) -> None:
        assert names(household, SessionType.GENERAL) == READS | WRITES

    def test_one_about_investing_is_offered_no_bookkeeping(self, household: Household) -> None:
        offered = names(household, SessionType.INVESTMENT_ADVICE)

        assert {"financial_snapshot", "goals", "simulate", "debt_payoff"} <= offered
        assert not offered & {"record_transactions", "set_budget", "add_category_rule", "find_transactions"}

    def test_one_about_the_budget_is_offered_no_long_plans(self, household: Household) -> None:
        offered = names(household, SessionType.BUDGET_HELP)

        assert {"budget_month", "find_transactions", "set_budget", "affordability"} <= offered
        assert not offered & {"simulate", "goal_plan", "take_home"}

    def test_every_tool_is_offered_somewhere(self, household: Household) -> None:
        offered = {name for session_type in SessionType for name in names(household, session_type)}

        assert offered == READS | WRITES


class TestState:
    def test_without_debts_there_is_no_payoff(self, household: Household) -> None:
        assert not names(household, may_owe=False) & {"debts", "debt_payoff"}

    def test_without_transactions_there_is_nothing_to_find(self, household: Household) -> None:
        offered = names(household, may_have_transactions=False)

        assert not offered & {"find_transactions", "spending_patterns", "add_category_rule"}
        assert "record_transactions" in offered


def test_a_function_that_starts_imports_no_engine() -> None:
    program = (
        "import json, sys, functions.chat.routes; "
        f"print(json.dumps([name for name in {ENGINES!r} if name in sys.modules]))"
    )

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout) == []


def test_describing_the_tools_imports_no_engine() -> None:
    engines = [name for name in ENGINES if name.endswith(("engine", "affordability"))]
    program = (
        "import json, sys; from unittest.mock import sentinel; "
        "from functions.chat.tools.registry import toolbox_of; toolbox_of(sentinel.services); "
        f"print(json.dumps([name for name in {engines!r} if name in sys.modules]))"
    )

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout) == []
