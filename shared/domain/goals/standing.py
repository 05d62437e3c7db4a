"""Where one goal stands on its own: on track or not, why, and what would meet it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shared.domain.goals.calendar import months_late
from shared.domain.goals.model import Contribution, Goal, GoalState, KnownFigures, TargetRule
from shared.domain.goals.pace import Pace, Saving, outgrows, pace_of, reached_on, required, within_days
from shared.domain.goals.targets import Target, target_of
from shared.domain.money import Amount, Rupiah
from shared.domain.months import Month
from shared.domain.values import Value


class Track(StrEnum):
    """How a goal is doing against its date."""

    AHEAD = "AHEAD"
    ON_TRACK = "ON_TRACK"
    BEHIND = "BEHIND"
    REACHED = "REACHED"
    NO_DATE = "NO_DATE"
    TOO_EARLY = "TOO_EARLY"
    PAUSED = "PAUSED"
    IMPOSSIBLE = "IMPOSSIBLE"
    UNKNOWN = "UNKNOWN"


class Reason(StrEnum):
    """Why a goal stands where it stands."""

    COVERED = "covered"
    NOTHING_OWED = "nothing_owed"
    EXPENSES_UNKNOWN = "expenses_unknown"
    DEBT_UNKNOWN = "debt_unknown"
    PAUSED = "paused"
    DATE_PASSED = "date_passed"
    NOTHING_LEFT_OVER = "nothing_left_over"
    REQUIRED_EXCEEDS_SURPLUS = "required_exceeds_surplus"
    JUST_STARTED = "just_started"
    NOTHING_SET_ASIDE_LATELY = "nothing_set_aside_lately"
    MORE_TAKEN_BACK = "more_taken_back"
    TARGET_OUTGROWS_SAVINGS = "target_outgrows_savings"
    TOO_SLOW = "too_slow"
    PACE_BELOW_REQUIRED = "pace_below_required"
    PACE_MEETS_REQUIRED = "pace_meets_required"
    PACE_BEYOND_REQUIRED = "pace_beyond_required"
    GETS_THERE = "gets_there"


class PaceRemedies(Value):
    """What would meet a goal by what is set aside for it; each on its own suffices, None where it cannot.

    `more_than_pace`: whole rupiah a month on top of the pace, so that it is what is required.
    `months_later_at_pace`: for how many months the date would have to move. `target_at_pace`: the largest
    target, at its own prices, that is met on the date, above what is there already.
    """

    more_than_pace: Amount | None = None
    months_later_at_pace: int | None = None
    target_at_pace: Amount | None = None


class Standing(Value):
    """One goal today. Whole rupiah; `required` and `pace` a month; None where it cannot be said.

    `target` is at today's prices, `target_then` at those of its date. `lacking` is what is missing from
    the latter, or from the former without a date. With `required_within_days` all that is required has to
    come in so many days and not month by month. `pace_days` is how long the pace was measured, or too
    short a time to tell it.
    """

    track: Track
    reason: Reason
    target: Amount | None = None
    target_then: Amount | None = None
    counted: Amount
    lacking: Amount | None = None
    required: Amount | None = None
    required_within_days: int | None = None
    pace: Rupiah | None
    pace_days: int
    reached_on: date | None = None
    remedies: PaceRemedies | None = None


class _Case(NamedTuple):
    goal: Goal
    target: Target
    pace: Pace
    today: date
    surplus: int | None

    @property
    def lacking(self) -> int:
        asked = self.target.on(self.goal.target_on or self.today)
        return max(0, asked - self.goal.counted)

    @property
    def needed(self) -> int | None:
        day = self.goal.target_on
        return required(self.lacking, today=self.today, target_on=day) if day else None

    @property
    def saving(self) -> Saving:
        """What comes at the pace; nothing where it is not known."""
        return Saving(self.goal.counted, max(0, self.pace.monthly or 0), self.today)

    @property
    def reached_on(self) -> date | None:
        """The day on which it is covered at the pace: after its date where it is not covered on that."""
        day = self.goal.target_on
        in_time = day is not None and self.saving.covers(self.target, day)
        if in_time:
            return reached_on(self.target, self.saving, until=day)
        return reached_on(self.target, self.saving, since=day)


def standing_of(
    goal: Goal, contributions: Iterable[Contribution], known: KnownFigures, *, today: date
) -> Standing:
    """Where a goal stands on `today`. `contributions` are those of the pace window at least.

    Reached: what counts covers the target of its date (without one, today's). On track: the pace covers it
    on its date; ahead: a month earlier. Impossible: the date has come, or more is required than is left
    over in a month, and than was set aside lately. Too early: its pace cannot be told yet. A paused goal
    is judged by none of these.
    """
    pace = pace_of(contributions, started_on=goal.started_on, today=today)
    target = target_of(goal, known, today=today)
    if target is None:
        owed = goal.target_rule is TargetRule.DEBTS
        reason = Reason.DEBT_UNKNOWN if owed else Reason.EXPENSES_UNKNOWN
        return Standing(
            track=Track.UNKNOWN,
            reason=reason,
            counted=goal.counted,
            pace=pace.monthly,
            pace_days=pace.days,
        )
    return _standing(_Case(goal, target, pace, today, known.surplus))


def _standing(case: _Case) -> Standing:
    goal, target, today, day = case.goal, case.target, case.today, case.goal.target_on
    reached = case.reached_on
    track, reason = _judged(case, reached)
    return Standing(
        track=track,
        reason=reason,
        target=target.on(today),
        target_then=target.on(day) if day else None,
        counted=goal.counted,
        lacking=case.lacking,
        required=case.needed,
        required_within_days=within_days(today=today, target_on=day) if day else None,
        pace=case.pace.monthly,
        pace_days=case.pace.days,
        reached_on=reached,
        remedies=_remedies(case, day, reached) if day and track in {Track.BEHIND, Track.IMPOSSIBLE} else None,
    )


def _judged(case: _Case, reached: date | None) -> tuple[Track, Reason]:
    if case.lacking == 0:
        owes_nothing = case.target.amount == 0
        return Track.REACHED, Reason.NOTHING_OWED if owes_nothing else Reason.COVERED
    if case.goal.state is GoalState.PAUSED:
        return Track.PAUSED, Reason.PAUSED
    if case.goal.target_on is None:
        return Track.NO_DATE, _why_never(case, reached) or Reason.GETS_THERE
    if case.needed is None:
        return Track.IMPOSSIBLE, Reason.DATE_PASSED
    return _held_against(case.needed, case.goal.target_on, case, reached)


def _held_against(needed: int, day: date, case: _Case, reached: date | None) -> tuple[Track, Reason]:
    if case.saving.covers(case.target, day):
        if _is_covered_a_month_before(day, case):
            return Track.AHEAD, Reason.PACE_BEYOND_REQUIRED
        return Track.ON_TRACK, Reason.PACE_MEETS_REQUIRED
    if case.surplus is not None and needed > max(0, case.surplus):
        nothing = case.surplus <= 0
        return Track.IMPOSSIBLE, Reason.NOTHING_LEFT_OVER if nothing else Reason.REQUIRED_EXCEEDS_SURPLUS
    late = _why_never(case, reached) or Reason.PACE_BELOW_REQUIRED
    return Track.TOO_EARLY if late is Reason.JUST_STARTED else Track.BEHIND, late


def _is_covered_a_month_before(day: date, case: _Case) -> bool:
    month = Month.of(day).add(-1)
    before = month.last_day.replace(day=min(day.day, month.last_day.day))
    return before > case.today and case.saving.covers(case.target, before)


def _why_never(case: _Case, reached: date | None) -> Reason | None:
    """Why no day can be told on which it is reached; None where one can."""
    if case.pace.monthly is None:
        return Reason.JUST_STARTED
    if case.pace.monthly <= 0:
        return Reason.MORE_TAKEN_BACK if case.pace.monthly else Reason.NOTHING_SET_ASIDE_LATELY
    if reached is None:
        never = outgrows(case.target, monthly=case.pace.monthly, today=case.today)
        return Reason.TARGET_OUTGROWS_SAVINGS if never else Reason.TOO_SLOW
    return None


def _remedies(case: _Case, day: date, reached: date | None) -> PaceRemedies | None:
    if case.pace.monthly is None:
        return None
    needed, saving = case.needed, case.saving
    by_month = needed is not None and within_days(today=case.today, target_on=day) is None
    comes = saving.by(day) > saving.counted
    fits = case.target.lowered_to(saving.by(day), on=day) if comes and case.goal.target else None
    return PaceRemedies(
        more_than_pace=needed - saving.monthly if by_month and needed else None,
        months_later_at_pace=months_late(day, reached) if reached else None,
        target_at_pace=fits,
    )
