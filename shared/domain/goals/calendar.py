"""Months to the day: how far prices go, how long is saved, and how much later a date would be."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, lcm

from shared.domain.months import Month

TICKS = lcm(28, 29, 30, 31)
"""The ticks of a month: a day of any month is a whole number of them."""


def months_until(today: date, day: date) -> Fraction:
    """Months from `today` to `day`, as prices go: whole ones by the calendar, then the days of the next.

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


def ticks_until(today: date, day: date) -> int:
    """How long can be saved from `today` to `day`, both with it, in ticks: `TICKS` of them are a month.

    Each calendar month counts by the share of its days: 22 November to 10 February are 9 of 30 days, two
    months and 10 of 28 days. So money that comes evenly within a month is counted to the day, and a
    month's money is whole on its last day. Rises with every day; 0 where `day` is not later than `today`.
    """
    return ticks_by(day) - ticks_before(today) if day > today else 0


def ticks_by(day: date) -> int:
    """Where the end of a day lies, in ticks from a fixed beginning; every month is `TICKS` long."""
    return (day.year * 12 + day.month) * TICKS + day.day * (TICKS // _days_of_month(day))


def ticks_before(day: date) -> int:
    """Where a day begins, as `ticks_by` counts."""
    return ticks_by(day) - TICKS // _days_of_month(day)


def saving_months(today: date, day: date) -> Fraction:
    """`ticks_until` in months."""
    return Fraction(ticks_until(today, day), TICKS)


def day_with(today: date, months: Fraction) -> date:
    """The first day after `today` by which so many months can be saved; the inverse of `saving_months`."""
    since_first = months + Fraction(today.day - 1, _days_of_month(today))
    whole = max(0, ceil(since_first) - 1)
    first = Month.of(today).add(whole).first_day
    days = ceil((since_first - whole) * _days_of_month(first))
    return max(first + timedelta(days=days - 1), today + timedelta(days=1))


def months_late(day: date, reached: date) -> int:
    """By how many whole months `day` has to move so that it is not before `reached`.

    The last day of a month moves to the last day of another; 0 where it need not move.
    """
    months = max(0, Month.of(day).months_until(Month.of(reached)))
    return months if _moved(day, months) >= reached else months + 1


def _moved(day: date, months: int) -> date:
    at_the_end = day == Month.of(day).last_day
    return Month.of(day).add(months).last_day if at_the_end else _months_on(day, months)


def _days_of_month(day: date) -> int:
    return Month.of(day).last_day.day


def _months_on(day: date, months: int) -> date:
    month = Month.of(day).add(months)
    return month.first_day.replace(day=min(day.day, month.last_day.day))
