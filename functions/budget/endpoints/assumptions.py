"""The dated figures that results rest on, over HTTP."""

from functions.budget.deps import Deps
from functions.budget.models.assumptions import AssumptionsView, AssumptionsWish, AssumptionView
from shared.domain.assumptions.dated import topics
from shared.domain.assumptions.provenance import in_force
from shared.domain.days import today_in_jakarta
from shared.web.routing import Call, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/assumptions", answers=AssumptionsView, rate="read")
async def list_assumptions(call: Call[Deps], query: AssumptionsWish) -> AssumptionsView:
    """List the dated figures that results rest on.

    Rates, limits and bracket tables of every topic, or of one, with unit, source, the day they were last
    checked and the day they should be looked at again; in force today in Jakarta, or on the day `on`.
    """
    today = today_in_jakarta(now=call.now)
    day = query.on or today
    items = in_force(day, today=today, topic=query.topic)
    return AssumptionsView(
        on=day, topics=topics(), items=tuple(AssumptionView.of(one, call.language) for one in items)
    )
