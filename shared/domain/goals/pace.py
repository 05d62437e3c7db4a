"""How much a goal asks for each month, and how much it has been getting."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from shared.domain.assumptions.dated import assumptions
from shared.domain.goals.calendar import TICKS, day_with, ticks_until
from shared.domain.goals.model import Contribution, ContributionKind
from shared.domain.goals.targets import LONGEST, Target
from shared.domain.months import Month

DAYS_OF_A_MONTH = Decimal("30.436875")
"""The mean month of the Gregorian calendar: 146,097 days in 4,800 months."""

_BY_CHOICE = frozenset({ContributionKind.SET_ASIDE, ContributionKind.TAKEN_BACK})


class Pace(NamedTuple):
    """Whole rupiah a month, None where it is too early to tell, and the days that it was measured over."""

    monthly: int | None
    days: int


def required(lacking: int, *, today: date, target_on: date) -> int | None:
    """Whole rupiah a month, from `today` on, that bring `lacking` together by `target_on`.

    What is lacking over the months left to save, to the day (`ticks_until`), rounded up so that it
    suffices. Where less than a month is left all of it is required `within_days`. None where the day has
    come and something is lacking.
    """
    if lacking <= 0:
        return 0
    ticks = ticks_until(today, target_on)
    return -(-lacking * TICKS // max(ticks, TICKS)) if ticks else None


def within_days(*, today: date, target_on: date) -> int | None:
    """The days in which all that is required has to come; None where there is a month or more, or no time."""
    return (target_on - today).days if 0 < ticks_until(today, target_on) < TICKS else None


def pace_of(contributions: Iterable[Contribution], *, started_on: date, today: date) -> Pace:
    """What was set aside a month, less what was taken back, over the last 90 days.

    A younger goal is measured from its first day, or from its first contribution where that is earlier;
    what came on that day begins the goal and is no pace yet, as what it started with and what was spent
    on its purpose. Too early to tell before `pace_days_min` days. Half-even to the rupiah.
    """
    known = assumptions("goals")
    window, least = (int(known[name].on(today).value) for name in ("pace_window", "pace_days_min"))
    chosen = [each for each in contributions if each.kind in _BY_CHOICE and each.made_on <= today]
    since = today - timedelta(days=window)
    begun = max(since, min([started_on, *(each.made_on for each in chosen if each.made_on > since)]))
    days = (today - begun).days
    if days < least:
        return Pace(None, days)
    came = sum(each.amount for each in chosen if each.made_on > begun)
    return Pace(int((came * DAYS_OF_A_MONTH / days).to_integral_value(ROUND_HALF_EVEN)), days)


class Saving(NamedTuple):
    """What is there, and what is set aside a month from `today` on; whole rupiah."""

    counted: int
    monthly: int
    today: date

    def by(self, day: date) -> int:
        """What is there at the end of a day."""
        return self.counted + self.monthly * ticks_until(self.today, day) // TICKS

    def covers(self, target: Target, day: date) -> bool:
        """Whether that is what the target asks for on the day."""
        return self.by(day) >= target.on(day)


def reached_on(
    target: Target, saving: Saving, *, since: date | None = None, until: date | None = None
) -> date | None:
    """The first day from `since` on, or today, on which the target is covered.

    None where there is none within fifty years, or `until` a later day. A price never falls, so that it is
    not covered before what it asks for today is there; then what it asks for on that day, and so on.
    """
    counted, monthly, today = saving
    day = max(since or today, today)
    looked_at = max(LONGEST, Month.of(today).months_until(Month.of(until or today)) + 1)
    while (price := target.on(day)) > saving.by(day):
        months = Fraction(price - counted, monthly) if monthly > 0 else None
        if months is None or months > looked_at:
            return None
        day = day_with(today, months)
    return day


def outgrows(target: Target, *, monthly: int, today: date) -> bool:
    """Whether in the end a month's growth of the target is more than is set aside in it.

    Growth is more with every month, so a target that was not covered until then never is.
    """
    last = Month.of(today).add(LONGEST)
    return target.grows and target.on(last.last_day) - target.on(last.add(-1).last_day) >= monthly
