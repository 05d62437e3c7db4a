"""Where one goal stands on its own: on track or not, why, and what would meet it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from shared.domain.goals.calendar import day_after, months_until
from shared.domain.goals.model import Contribution, Goal, KnownFigures, TargetRule
from shared.domain.goals.pace import Pace, pace_of, reached_on, required
from shared.domain.goals.targets import Target, target_of
from shared.domain.money import Amount, Rupiah
from shared.domain.values import Value


class Track(StrEnum):
    """How a goal is doing against its date."""

    AHEAD = "AHEAD"
    ON_TRACK = "ON_TRACK"
    BEHIND = "BEHIND"
    REACHED = "REACHED"
    NO_DATE = "NO_DATE"
    IMPOSSIBLE = "IMPOSSIBLE"
    UNKNOWN = "UNKNOWN"


class Reason(StrEnum):
    """Why a goal stands where it stands."""

    COVERED = "covered"
    NOTHING_OWED = "nothing_owed"
    EXPENSES_UNKNOWN = "expenses_unknown"
    DEBT_UNKNOWN = "debt_unknown"
    DATE_PASSED = "date_passed"
    REQUIRED_EXCEEDS_SURPLUS = "required_exceeds_surplus"
    JUST_STARTED = "just_started"
    NOTHING_SET_ASIDE_LATELY = "nothing_set_aside_lately"
    TARGET_OUTGROWS_SAVINGS = "target_outgrows_savings"
    TOO_SLOW = "too_slow"
    PACE_BELOW_REQUIRED = "pace_below_required"
    PACE_MEETS_REQUIRED = "pace_meets_required"
    PACE_BEYOND_REQUIRED = "pace_beyond_required"
    GETS_THERE = "gets_there"


class Remedies(Value):
    """What would meet a goal; each on its own suffices, None where it cannot.

    `more_per_month`: whole rupiah a month on top. `months_later`: for how many months the date would
    have to move. `fitting_target`: the largest target, at its own prices, that is met on the date.
    """

    more_per_month: Amount | None = None
    months_later: int | None = None
    fitting_target: Amount | None = None


class Standing(Value):
    """One goal today. Whole rupiah; `required` and `pace` a month; None where it cannot be said.

    `target` is at today's prices, `target_then` at those of its date. `lacking` is what is missing from
    the latter, or from the former without a date. `pace_days` is how long the pace was measured.
    """

    track: Track
    reason: Reason
    target: Amount | None = None
    target_then: Amount | None = None
    counted: Amount
    lacking: Amount | None = None
    required: Amount | None = None
    pace: Rupiah
    pace_days: int
    reached_on: date | None = None
    remedies: Remedies | None = None


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


def standing_of(
    goal: Goal, contributions: Iterable[Contribution], known: KnownFigures, *, today: date
) -> Standing:
    """Where a goal stands on `today`. `contributions` are those of the pace window at least.

    Reached: what counts covers the target of its date (without one, today's). On track: the pace is at
    least what is required; ahead: it would be enough for a date one month earlier. Impossible: the date
    has come, or more is required than is left over in a month, and than was set aside lately. In its
    first month a goal is on track.
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
    goal, target, today = case.goal, case.target, case.today
    reached = reached_on(target, counted=goal.counted, monthly=case.pace.monthly, today=today)
    track, reason = _judged(case, reached)
    return Standing(
        track=track,
        reason=reason,
        target=target.on(today),
        target_then=target.on(goal.target_on) if goal.target_on else None,
        counted=goal.counted,
        lacking=case.lacking,
        required=case.needed,
        pace=case.pace.monthly,
        pace_days=case.pace.days,
        reached_on=reached,
        remedies=_remedies(case, reached) if track in {Track.BEHIND, Track.IMPOSSIBLE} else None,
    )


def _judged(case: _Case, reached: date | None) -> tuple[Track, Reason]:
    if case.lacking == 0:
        owes_nothing = case.target.amount == 0
        return Track.REACHED, Reason.NOTHING_OWED if owes_nothing else Reason.COVERED
    if case.goal.target_on is None:
        return Track.NO_DATE, _why_late(case, reached) or Reason.GETS_THERE
    if case.needed is None:
        return Track.IMPOSSIBLE, Reason.DATE_PASSED
    return _held_against(case.needed, case, reached)


def _held_against(needed: int, case: _Case, reached: date | None) -> tuple[Track, Reason]:
    if case.pace.monthly >= needed:
        return _at_least_on_track(case)
    if case.surplus is not None and needed > max(0, case.surplus):
        return Track.IMPOSSIBLE, Reason.REQUIRED_EXCEEDS_SURPLUS
    if months_until(case.goal.started_on, case.today) < 1:
        return Track.ON_TRACK, Reason.JUST_STARTED
    return Track.BEHIND, _why_late(case, reached) or Reason.PACE_BELOW_REQUIRED


def _at_least_on_track(case: _Case) -> tuple[Track, Reason]:
    assert case.goal.target_on is not None
    months = months_until(case.today, case.goal.target_on)
    earlier = day_after(case.today, months - 1) if months > 1 else case.today
    asked = case.target.on(earlier) - case.goal.counted
    needed = required(asked, today=case.today, target_on=earlier)
    if needed is not None and case.pace.monthly >= needed:
        return Track.AHEAD, Reason.PACE_BEYOND_REQUIRED
    return Track.ON_TRACK, Reason.PACE_MEETS_REQUIRED


def _why_late(case: _Case, reached: date | None) -> Reason | None:
    if case.pace.monthly <= 0:
        return Reason.NOTHING_SET_ASIDE_LATELY
    if reached is None:
        return Reason.TARGET_OUTGROWS_SAVINGS if case.target.grows else Reason.TOO_SLOW
    return None


def _remedies(case: _Case, reached: date | None) -> Remedies:
    day, needed, pace = case.goal.target_on, case.needed, max(0, case.pace.monthly)
    assert day is not None
    later = months_until(day, reached) if reached and reached > day else None
    by_then = case.goal.counted + floor(pace * _paying_months(case.today, day))
    return Remedies(
        more_per_month=needed - pace if needed is not None else None,
        months_later=-floor(-later) if later is not None else None,
        fitting_target=case.target.lowered_to(by_then, on=day) if case.goal.target is not None else None,
    )


def _paying_months(today: date, day: date) -> Fraction:
    """The months of saving before a day: none once it has come, else one at least, as in `required`."""
    months = months_until(today, day)
    return max(months, Fraction(1)) if months else months
