"""What the budget function takes and answers about a plan over all goals, with the words people read."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from functions.budget.models.assumptions import SourceView
from functions.budget.models.goals import sources_of
from functions.budget.models.narrative import NarrativeWish, SavingsNarrative
from functions.budget.models.pictures import PictureWish
from shared.domain.goals.plan import Outcome, PlannedGoal
from shared.domain.goals.plan_words import (
    outcome_words,
    plan_remedy_words,
    plan_words,
    this_month_words,
)
from shared.domain.goals.shortfalls import SurplusRemedies, WhyNot
from shared.domain.goals.targets import LONGEST
from shared.domain.money import Amount
from shared.domain.months import Month
from shared.domain.values import Value
from shared.services.goals import GoalsPlanned
from shared.words import Language


class PlanToMake(Value):
    """What to split between the goals each month; without `surplus`, my own income less spending."""

    surplus: Amount | None = None
    months: Annotated[int, Field(strict=True, ge=1, le=LONGEST)] = 120


class PlanWish(PictureWish, NarrativeWish):
    """As what to answer with a plan; a picture has no words beside it."""


class SurplusRemediesView(SurplusRemedies):
    """What would meet a goal in the plan, each on its own, and all of it as sentences."""

    message: str | None


class PlannedGoalView(Value):
    """One goal in the plan. `given` is what it gets each month, up to the last one in which it gets any.

    `target` is what it asks for on its date, or when it is reached; `short` is missing on its date.
    `required` is the same as where the goal stands by itself. `waits_for` are the goals that get money
    first, where it is not met. `expected_short` is missing on a date after the months of the plan if the
    last one's surplus goes on.
    """

    goal_id: UUID
    name: str
    outcome: Outcome
    label: str
    why_not: WhyNot | None
    waits_for: tuple[UUID, ...]
    message: str | None
    target: int | None
    target_on: date | None
    lacking: int
    required: int | None
    required_within_days: int | None
    short: int
    expected_short: int | None
    reached_in: Month | None
    months_late: int | None
    given: tuple[int, ...]
    remedies: SurplusRemediesView | None

    @classmethod
    def of(
        cls, planned: PlannedGoal, names: Mapping[UUID, str], *, months: int, language: Language
    ) -> "PlannedGoalView":
        """The goal's part of the plan in the reader's language."""
        told, remedies = dict(planned), planned.remedies
        ways = plan_remedy_words(planned, months=months, language=language)
        return cls.model_validate(
            told
            | {
                "name": names[planned.goal_id],
                "label": outcome_words(planned.outcome, language),
                "message": plan_words(planned, names, months=months, language=language),
                "given": _up_to_the_last(planned.given),
                "remedies": remedies and SurplusRemediesView(**dict(remedies), message=ways),
            }
        )


class GoalPlanView(Value):
    """A plan over all active goals, in their order, month by month from `start` on.

    Each month's `given` of all goals and `unspent` add up to `surplus`; that of the first month is what is
    left of it. A goal of higher priority is never late while one below it gets money that it could have used
    in time; a lower one goes first only where its own date asks for it and none above it becomes late.
    `message` says what was set aside this month already; `narrative` is the plan in words, where that was
    wished for.
    """

    start: Month
    months: int
    message: str | None
    surplus_given: bool
    surplus: tuple[int, ...]
    unspent: tuple[int, ...]
    goals: tuple[PlannedGoalView, ...]
    sources: tuple[SourceView, ...]
    narrative: SavingsNarrative | None

    @classmethod
    def of(
        cls, made: GoalsPlanned, language: Language, *, narrative: SavingsNarrative | None = None
    ) -> "GoalPlanView":
        """The plan in the reader's language."""
        plan, months = made.plan, len(made.plan.surplus)
        names: Mapping[UUID, str] = {goal.id: goal.name for goal in made.goals}
        planned = {goal.goal_id for goal in plan.goals}
        return cls(
            start=plan.start,
            months=months,
            message=this_month_words(made.set_aside_this_month, plan.surplus[0], language),
            surplus_given=made.surplus_given,
            surplus=plan.surplus,
            unspent=plan.unspent,
            goals=tuple(
                PlannedGoalView.of(goal, names, months=months, language=language) for goal in plan.goals
            ),
            sources=sources_of((goal for goal in made.goals if goal.id in planned), made.today, language),
            narrative=narrative,
        )


def _up_to_the_last(given: tuple[int, ...]) -> tuple[int, ...]:
    months = next((month for month in range(len(given), 0, -1) if given[month - 1]), 0)
    return given[:months]
