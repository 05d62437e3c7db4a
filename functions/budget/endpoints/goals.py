"""My goals over HTTP: what I save for, what is set aside for it, and a plan over all of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from functions.budget.endpoints.pictures import as_wished
from functions.budget.models.goal_plan import GoalPlanView, PlanToMake, PlanWish
from functions.budget.models.goals import (
    ContributionSaved,
    ContributionsView,
    GoalsView,
    GoalView,
    HistoryWish,
)
from functions.budget.models.narrative import SavingsNarrative
from functions.budget.models.pictures import PICTURE, PlanFormat
from shared.domain.caller import Caller
from shared.domain.goals.keeping import GoalChange, NewContribution, NewGoal
from shared.domain.goals.lifecycle import GoalCannotMove, GoalNotReached, NotSetAside
from shared.domain.goals.refusals import (
    ContributionRefused,
    GoalAtItsEnd,
    GoalRefused,
    NotEnoughFree,
    TooManyGoals,
)
from shared.errors import NotFound
from shared.services.goals import GoalService, GoalsPlanned, GoalsToday, NoSurplusKnown
from shared.web.routing import Call, Download, NoContent, Router

if TYPE_CHECKING:
    from shared.advice.narration import Narration


class GoalDeps(Protocol):
    """What this topic works with."""

    @property
    def goals(self) -> Callable[[Caller], GoalService]:
        """The service by caller."""
        ...

    @property
    def narration(self) -> "Callable[[Caller], Narration]":
        """Words for results, by caller."""
        ...


router = Router[GoalDeps](name="budget", base="/api/v1/financial")


@router.get("/goals", answers=GoalsView, rate="read")
async def list_goals(call: Call[GoalDeps]) -> GoalsView:
    """List my goals.

    Each with what is set aside for it and where, what it takes a month, the pace of the last 90 days,
    whether it is on track and why, and what would meet it. `short` tells openly where money that is set
    aside was spent otherwise.
    """
    return GoalsView.of(await call.deps.goals(call.caller).read(now=call.now), call.language)


@router.post(
    "/goals",
    answers=GoalView,
    status=201,
    rate="write",
    idempotent=True,
    raises=(GoalRefused, NotEnoughFree, TooManyGoals),
    example={
        "kind": "WEDDING",
        "name": "Nikah",
        "target": 60_000_000,
        "target_on": "2028-06-30",
        "priority": 1,
        "grows": True,
        "starting": [{"account_id": "00000000-0000-4000-8000-0000000000a1", "amount": 5_000_000}],
    },
)
async def create_goal(call: Call[GoalDeps], body: NewGoal) -> GoalView:
    """Begin a goal.

    `starting` is money that already lies in my accounts for it; a rupiah is set aside for one goal only.
    An emergency fund may follow my spending, being debt-free follows what I owe.
    """
    goal_id = call.new_id("goal")
    today = await call.deps.goals(call.caller).add(goal_id, body, now=call.now)
    return _view(call, today, goal_id)


@router.post(
    "/goals/plan",
    answers=GoalPlanView,
    downloads=(PICTURE,),
    status=200,
    rate="read",
    raises=(NoSurplusKnown,),
    example={"surplus": 1_500_000, "months": 60},
)
async def plan_goals(call: Call[GoalDeps], body: PlanToMake, query: PlanWish) -> GoalPlanView | Download:
    """Plan over all my goals.

    What is left over each month is split by priority, then date: month by month, what cannot be met and
    why, and what would meet it. Nothing is saved. With `narrative=true` the plan comes in words as well, as
    that of a budget does; a picture has none.
    """
    made = await call.deps.goals(call.caller).plan(body.surplus, months=body.months, now=call.now)
    in_words = query.narrative and query.format is PlanFormat.JSON
    narrative = await _narrated(call, made, body) if in_words else None
    return await as_wished(call, query, GoalPlanView.of(made, call.language, narrative=narrative))


@router.patch(
    "/goals/{goal_id}",
    answers=GoalView,
    rate="write",
    raises=(NotFound, GoalRefused, GoalCannotMove, GoalNotReached, TooManyGoals),
    example={"target": 75_000_000, "state": "PAUSED"},
)
async def change_goal(call: Call[GoalDeps], goal_id: UUID, body: GoalChange) -> GoalView:
    """Change a goal, pause it, take it up again, mark it as achieved or drop it.

    Absent fields stay, null clears `target` and `target_on`. What is set aside for a dropped goal is free
    again. A goal is achieved once what counts covers its target.
    """
    today = await call.deps.goals(call.caller).change(goal_id, body, now=call.now)
    return _view(call, today, goal_id)


@router.delete("/goals/{goal_id}", answers=None, rate="write", raises=(NotFound,))
async def remove_goal(call: Call[GoalDeps], goal_id: UUID) -> NoContent:
    """Remove a goal with its history; what was set aside for it is free again."""
    await call.deps.goals(call.caller).remove(goal_id)
    return NoContent()


@router.post(
    "/goals/{goal_id}/contributions",
    answers=ContributionSaved,
    status=201,
    rate="write",
    idempotent=True,
    raises=(NotFound, ContributionRefused, NotEnoughFree, NotSetAside, GoalAtItsEnd),
    example={"account_id": "00000000-0000-4000-8000-0000000000a1", "amount": 500_000},
)
async def contribute_to_goal(call: Call[GoalDeps], goal_id: UUID, body: NewContribution) -> ContributionSaved:
    """Set money aside for a goal, take it back, or spend it on its purpose.

    The money stays in its account; what is free there for other goals shrinks or grows. Below zero it
    leaves the goal: TAKEN_BACK, or SPENT where it was used for what the goal is for.
    """
    contribution_id = call.new_id("goal_contribution")
    saved, today = await call.deps.goals(call.caller).contribute(contribution_id, goal_id, body, now=call.now)
    return ContributionSaved(contribution=saved, goal=_view(call, today, goal_id))


@router.get("/goals/{goal_id}/contributions", answers=ContributionsView, rate="read", raises=(NotFound,))
async def list_contributions(call: Call[GoalDeps], goal_id: UUID, query: HistoryWish) -> ContributionsView:
    """List what was set aside for a goal, taken back and spent, the latest written first."""
    page = await call.deps.goals(call.caller).history(goal_id, limit=query.limit, cursor=query.cursor)
    return ContributionsView.of(page)


async def _narrated(call: Call[GoalDeps], made: GoalsPlanned, asked: PlanToMake) -> SavingsNarrative:
    from functions.budget.endpoints.narratives import plan_to_tell  # noqa: PLC0415 - only this pays

    computed = plan_to_tell(made, asked, language=call.language, now=call.now)
    return SavingsNarrative.of(await call.deps.narration(call.caller).narrate(computed))


def _view(call: Call[GoalDeps], today: GoalsToday, goal_id: UUID) -> GoalView:
    return GoalView.of(today.find(goal_id), surplus=today.known.surplus, language=call.language)
