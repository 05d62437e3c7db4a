"""My budget over HTTP: the month and its analysis."""

from functions.budget.deps import Deps
from functions.budget.models.budget import BudgetView
from shared.web.routing import Call, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/budget", answers=BudgetView, rate="read")
async def analyze_budget(call: Call[Deps]) -> BudgetView:
    """Analyse my budget.

    Cash flow, savings rate, debt to income, emergency fund in months and shares of income, each with its
    formula; a health score with its parts, limits and their sources; and warnings, heaviest first. What
    is not known is named in `missing`, never an error.
    """
    analysis = await call.deps.budget(call.caller).analyze(now=call.now)
    return BudgetView.of(analysis, call.language)
