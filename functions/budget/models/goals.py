"""What the budget function takes and answers about goals: the domain's values with the words people read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from functions.budget.models.assumptions import SourceView
from shared.domain.assumptions.provenance import cite_all
from shared.domain.goals.keeping import (
    ContributionPage,
    GoalAccount,
    HeldAmount,
    KeptGoal,
    SavedContribution,
)
from shared.domain.goals.model import GoalKind, GoalState, TargetRule
from shared.domain.goals.plan import Outcome, PlannedGoal
from shared.domain.goals.plan_words import (
    outcome_words,
    plan_remedy_words,
    plan_words,
    this_month_words,
)
from shared.domain.goals.shortfalls import SurplusRemedies, WhyNot
from shared.domain.goals.standing import PaceRemedies, Reason, Standing, Track
from shared.domain.goals.targets import LONGEST, assumption_of
from shared.domain.goals.words import KINDS, STATES, TRACKS, remedy_words, standing_words
from shared.domain.money import Amount, Rupiah
from shared.domain.months import Month
from shared.domain.values import Value
from shared.services.goals import GoalsPlanned, GoalsToday, GoalToday
from shared.words import Language

MAX_PAGE = 100


class HistoryWish(Value):
    """A page of a goal's contributions."""

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(default=None, description="`next_cursor` of the page before.")


class PlanToMake(Value):
    """What to split between the goals each month; without `surplus`, my own income less spending."""

    surplus: Amount | None = None
    months: Annotated[int, Field(strict=True, ge=1, le=LONGEST)] = 120


class PaceRemediesView(PaceRemedies):
    """What would meet a goal by what is set aside for it, each on its own, and all of it as sentences."""

    message: str | None


class StandingView(Value):
    """Where a goal stands today. Whole rupiah; `required`, `pace` and `more_than_pace` a month.

    `target` is at today's prices, `target_then` at those of its date; `lacking` is what is missing from the
    latter, or without a date from the former. `required` counts to the day; with `required_within_days` all
    of it has to come in so many days. `pace` is over the last `pace_days` days, null while those are too few
    to tell it. `reached_on` is the day that it is reached at this pace, null where it never is.
    """

    track: Track
    label: str
    reason: Reason
    message: str
    target: int | None
    target_then: int | None
    counted: int
    lacking: int | None
    required: int | None
    required_within_days: int | None
    pace: int | None
    pace_days: int
    reached_on: date | None
    remedies: PaceRemediesView | None

    @classmethod
    def of(
        cls, standing: Standing, kind: GoalKind, *, surplus: int | None, language: Language
    ) -> "StandingView":
        """The standing of a goal of that kind in the reader's language."""
        remedies = standing.remedies
        ways = remedy_words(standing, language)
        return cls(
            track=standing.track,
            label=TRACKS[standing.track].into(language),
            reason=standing.reason,
            message=standing_words(standing, kind, surplus=surplus, language=language),
            target=standing.target,
            target_then=standing.target_then,
            counted=standing.counted,
            lacking=standing.lacking,
            required=standing.required,
            required_within_days=standing.required_within_days,
            pace=standing.pace,
            pace_days=standing.pace_days,
            reached_on=standing.reached_on,
            remedies=PaceRemediesView(**dict(remedies), message=ways) if remedies else None,
        )


class GoalView(Value):
    """A goal.

    `counted` is what counts towards the target: what is set aside, and what was spent unless the money has to
    lie there. `held` says in which accounts it lies. `standing` is null once the goal is at an end.
    """

    id: UUID
    kind: GoalKind
    kind_label: str
    name: str
    target_rule: TargetRule
    target: int | None
    priced_on: date
    target_on: date | None
    priority: int
    grows: bool
    state: GoalState
    state_label: str
    started_on: date
    starting: int
    set_aside: int
    spent: int
    counted: int
    held: tuple[HeldAmount, ...]
    standing: StandingView | None
    created_at: AwareDatetime
    updated_at: AwareDatetime

    @classmethod
    def of(cls, today: GoalToday, *, surplus: int | None, language: Language) -> "GoalView":
        """The goal in the reader's language."""
        goal, standing = today
        return cls(
            **dict(goal),
            kind_label=KINDS[goal.kind].into(language),
            state_label=STATES[goal.state].into(language),
            counted=goal.counted,
            standing=standing and StandingView.of(standing, goal.kind, surplus=surplus, language=language),
        )


class GoalsView(Value):
    """My goals in the order of a plan, and the accounts that the money lies in.

    `surplus` is income less spending a month by my own figures, null where they are not known. `short` is
    set aside but no longer there. `sources` are the dated figures that targets rest on.
    """

    today: date
    items: tuple[GoalView, ...]
    accounts: tuple[GoalAccount, ...]
    set_aside: int
    short: int
    surplus: Rupiah | None
    sources: tuple[SourceView, ...]

    @classmethod
    def of(cls, today: GoalsToday, language: Language) -> "GoalsView":
        """All of it in the reader's language."""
        facts, known, goals = today
        surplus = known.surplus
        return cls(
            today=facts.today,
            items=tuple(GoalView.of(goal, surplus=surplus, language=language) for goal in goals),
            accounts=facts.accounts,
            set_aside=sum(account.set_aside for account in facts.accounts),
            short=sum(account.short for account in facts.accounts),
            surplus=surplus,
            sources=_sources((each.goal for each in goals), facts.today, language),
        )


class ContributionSaved(Value):
    """A contribution as it is kept, and its goal afterwards."""

    contribution: SavedContribution
    goal: GoalView


class ContributionsView(Value):
    """A goal's contributions, the latest written first."""

    items: tuple[SavedContribution, ...]
    next_cursor: str | None

    @classmethod
    def of(cls, page: ContributionPage) -> "ContributionsView":
        """The page."""
        return cls(items=page.items, next_cursor=page.next_cursor)


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


class PlanView(Value):
    """A plan over all active goals, in their order, month by month from `start` on.

    Each month's `given` of all goals and `unspent` add up to `surplus`; that of the first month is what is
    left of it. A goal of higher priority is never late while one below it gets money that it could have used
    in time; a lower one goes first only where its own date asks for it and none above it becomes late.
    `message` says what was set aside this month already.
    """

    start: Month
    months: int
    message: str | None
    surplus_given: bool
    surplus: tuple[int, ...]
    unspent: tuple[int, ...]
    goals: tuple[PlannedGoalView, ...]
    sources: tuple[SourceView, ...]

    @classmethod
    def of(cls, made: GoalsPlanned, language: Language) -> "PlanView":
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
            sources=_sources((goal for goal in made.goals if goal.id in planned), made.today, language),
        )


def _sources(goals: Iterable[KeptGoal], today: date, language: Language) -> tuple[SourceView, ...]:
    used = (name for goal in goals if (name := assumption_of(goal)))
    cited = cite_all([(name, today) for name in used], today=today)
    return tuple(SourceView.of(each, language) for each in cited)


def _up_to_the_last(given: tuple[int, ...]) -> tuple[int, ...]:
    months = next((month for month in range(len(given), 0, -1) if given[month - 1]), 0)
    return given[:months]
