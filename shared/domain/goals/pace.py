"""How much a goal asks for each month, and how much it has been getting."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from shared.domain.assumptions.dated import assumptions
from shared.domain.goals.calendar import day_after, months_until
from shared.domain.goals.model import Contribution, ContributionKind
from shared.domain.goals.targets import LONGEST, Target

DAYS_OF_A_MONTH = Decimal("30.436875")
"""The mean month of the Gregorian calendar: 146,097 days in 4,800 months."""

_BY_CHOICE = frozenset({ContributionKind.SET_ASIDE, ContributionKind.TAKEN_BACK})


class Pace(NamedTuple):
    """Whole rupiah a month, and the days that it was measured over."""

    monthly: int
    days: int


def required(lacking: int, *, today: date, target_on: date) -> int | None:
    """Whole rupiah a month, from `today` on, that bring `lacking` together by `target_on`.

    What is lacking over the months left, to the day, rounded up so that it suffices. Within the last
    month all of it is needed at once. None where the day has come and something is lacking.
    """
    if lacking <= 0:
        return 0
    months = months_until(today, target_on)
    return ceil(lacking / max(months, Fraction(1))) if months else None


def pace_of(contributions: Iterable[Contribution], *, started_on: date, today: date) -> Pace:
    """What was set aside a month, less what was taken back, over the last 90 days.

    A younger goal is measured from its start, or from the first contribution where that is earlier, over
    a month at least. What it started with and what was spent on its purpose is no pace. Half-even to the
    rupiah.
    """
    window = int(assumptions("goals")["pace_window"].on(today).value)
    since = today - timedelta(days=window)
    counted = [each for each in contributions if each.kind in _BY_CHOICE and since < each.made_on <= today]
    begun = min([started_on, *(each.made_on for each in counted)])
    days = min(window, (today - begun).days)
    months = max(Decimal(days) / DAYS_OF_A_MONTH, Decimal(1))
    return Pace(int((sum(each.amount for each in counted) / months).to_integral_value(ROUND_HALF_EVEN)), days)


def reached_on(target: Target, *, counted: int, monthly: int, today: date) -> date | None:
    """The day on which saving `monthly` from `today` on covers the target; None within fifty years.

    A target that grows is looked at month by month, and within the month that covers it day by day.
    """
    if counted >= target.on(today):
        return today
    if monthly <= 0:
        return None
    if not target.grows:
        months = Fraction(target.amount - counted, monthly)
        return day_after(today, months) if months <= LONGEST else None
    for month in range(1, LONGEST + 1):
        if counted + monthly * month >= target.on(day_after(today, Fraction(month))):
            return _within_the_month(target, counted, monthly, today, month)
    return None


def _within_the_month(target: Target, counted: int, monthly: int, today: date, month: int) -> date:
    begins, ends = day_after(today, Fraction(month - 1)), day_after(today, Fraction(month))
    days = (begins + timedelta(days=day) for day in range(1, (ends - begins).days))
    return next(
        (day for day in days if counted + int(monthly * months_until(today, day)) >= target.on(day)), ends
    )
