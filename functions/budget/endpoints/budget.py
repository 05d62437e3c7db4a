"""My budget over HTTP: the month and its analysis."""

from functions.budget.deps import Deps
from functions.budget.models.budget import BudgetView, BudgetWish
from functions.budget.models.narrative import BudgetNarrative
from shared.services.budget import BudgetMonth
from shared.web.routing import Call, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/budget", answers=BudgetView, rate="read")
async def analyze_budget(call: Call[Deps], query: BudgetWish) -> BudgetView:
    """Analyse my budget and one budget month.

    Cash flow, savings rate, debt to income, emergency fund in months and shares of income, each with its
    formula; a health score with its parts, limits and their sources; and warnings, heaviest first. What
    is not known is named in `missing`, never an error.

    `month` holds the budget month asked for (between 2000-01 and 2100-12), by default the one of today:
    what is safe to spend a day and how long the money lasts while it runs, recurring charges found, and
    insights with the figures they rest on.

    With `narrative=true` both come in words as well, built from these figures alone and checked against
    them: a model's where one is set up and I agreed to `ai_processing`, otherwise, or where none answers in
    time and truthfully, those of a template.
    """
    budget = await call.deps.budget(call.caller).read_month(query.month, now=call.now)
    narrative = await _narrated(call, budget) if query.narrative else None
    return BudgetView.of(budget.analysis, budget.month, call.language, narrative=narrative)


async def _narrated(call: Call[Deps], budget: BudgetMonth) -> BudgetNarrative:
    from functions.budget.endpoints.narratives import budget_to_tell  # noqa: PLC0415 - only this wish pays for it

    computed = budget_to_tell(budget, language=call.language, now=call.now)
    return BudgetNarrative.of(await call.deps.narration(call.caller).narrate(computed))
