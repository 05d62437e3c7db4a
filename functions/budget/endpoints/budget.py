"""My budget over HTTP: the month and its analysis."""

from functions.budget.deps import Deps
from functions.budget.models.budget import BudgetView
from functions.budget.models.month import MonthWish
from shared.web.routing import Call, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/budget", answers=BudgetView, rate="read")
async def analyze_budget(call: Call[Deps], query: MonthWish) -> BudgetView:
    """Analyse my budget and one budget month.

    Cash flow, savings rate, debt to income, emergency fund in months and shares of income, each with its
    formula; a health score with its parts, limits and their sources; and warnings, heaviest first. What
    is not known is named in `missing`, never an error.

    `month` holds the budget month asked for (between 2000-01 and 2100-12), by default the one of today:
    what is safe to spend a day and how long the money lasts while it runs, recurring charges found, and
    insights with the figures they rest on.
    """
    budget = await call.deps.budget(call.caller).read_month(query.month, now=call.now)
    return BudgetView.of(budget.analysis, budget.month, call.language)
