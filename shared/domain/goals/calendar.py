"""Months to the day: how many lie between two days, and which day lies so many months on."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from shared.domain.months import Month


def months_until(today: date, day: date) -> Fraction:
    """Months from `today` to `day`: whole ones by the calendar, then the part of the next by its days.

    From 22 November to 10 February are 2 months and 19 of the 31 days up to 22 February. A day of the
    month that a month lacks is its last day. Rises with every day; 0 where `day` is not later.
    """
    if day <= today:
        return Fraction(0)
    whole = Month.of(today).months_until(Month.of(day))
    if _months_on(today, whole) > day:
        whole -= 1
    begun, ends = _months_on(today, whole), _months_on(today, whole + 1)
    return whole + Fraction((day - begun).days, (ends - begun).days)


def day_after(today: date, months: Fraction) -> date:
    """The first day that lies at least `months` after `today`; the inverse of `months_until`."""
    whole = int(months)
    begun, ends = _months_on(today, whole), _months_on(today, whole + 1)
    return begun + timedelta(days=ceil((months - whole) * (ends - begun).days))


def _months_on(day: date, months: int) -> date:
    month = Month.of(day).add(months)
    return month.first_day.replace(day=min(day.day, month.last_day.day))
