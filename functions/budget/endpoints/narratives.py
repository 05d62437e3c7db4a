"""What is told of a budget and of a plan over goals, for whoever puts it into words."""

from datetime import datetime

from functions.budget.models.goal_plan import PlanToMake
from shared.advice.capabilities import Capability
from shared.advice.findings.budget import found_in_budget
from shared.advice.findings.goal_plan import found_in_plan
from shared.advice.findings.month import found_in_month
from shared.advice.narrative import Computed
from shared.advice.tools import ToolSetting
from shared.services.budget import BudgetMonth
from shared.services.goals import GoalsPlanned
from shared.words import Language


def budget_to_tell(budget: BudgetMonth, *, language: Language, now: datetime) -> Computed:
    """An analysis and one month of it: the figures of the whole first."""
    setting = ToolSetting(now=now, language=language)
    found = found_in_budget(budget.analysis, setting), found_in_month(budget.month, setting)
    return Computed.of(Capability.BUDGET_ANALYSIS, *found, language=language)


def plan_to_tell(made: GoalsPlanned, asked: PlanToMake, *, language: Language, now: datetime) -> Computed:
    """A plan over goals, as it was asked for."""
    setting = ToolSetting(now=now, language=language)
    found = found_in_plan(made, setting, surplus=asked.surplus, months=asked.months)
    return Computed.of(Capability.SAVINGS_PLAN, found, language=language)
