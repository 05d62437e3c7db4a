"""What the budget function takes and answers about goals: the domain's values with the words people read."""

from collections.abc import Iterable
from datetime import date
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
from shared.domain.goals.standing import PaceRemedies, Reason, Standing, Track
from shared.domain.goals.targets import assumption_of
from shared.domain.goals.words import KINDS, STATES, TRACKS, remedy_words, standing_words
from shared.domain.money import Rupiah
from shared.domain.values import Value
from shared.services.goals import GoalsToday, GoalToday
from shared.words import Language

MAX_PAGE = 100


class HistoryWish(Value):
    """A page of a goal's contributions."""

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    cursor: str | None = Field(default=None, description="`next_cursor` of the page before.")


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
            sources=sources_of((each.goal for each in goals), facts.today, language),
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


def sources_of(goals: Iterable[KeptGoal], today: date, language: Language) -> tuple[SourceView, ...]:
    """The dated figures that targets of these goals rest on."""
    used = (name for goal in goals if (name := assumption_of(goal)))
    cited = cite_all([(name, today) for name in used], today=today)
    return tuple(SourceView.of(each, language) for each in cited)
