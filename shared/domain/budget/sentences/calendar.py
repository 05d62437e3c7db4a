"""Names of days and months, and the arithmetic of the calendar."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)
"""The days that a transaction may be booked on."""

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february febuari",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt agst aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "senin snin senen monday mon",
            "selasa slasa tuesday tue tues",
            "rabu rebo wednesday wed",
            "kamis kmis thursday thu thur thurs",
            "jumat jum'at jumaat jmt jmat friday fri",
            "sabtu sbtu sbt saturday",
            "minggu mingu ahad sunday",
        )
    )
    for name in names.split()
}


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none or it cannot be booked."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and FIRST_DAY.year <= year <= LAST_DAY.year):
        return None
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def plus_days(day: date, days: int) -> date | None:
    """So many days later, or None beyond the days that can be booked."""
    if abs(days) > (LAST_DAY - FIRST_DAY).days:
        return None
    return within(day + timedelta(days=days))


def plus_months(day: date, months: int) -> date | None:
    """The same day so many months later, or that month's last one."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within(day: date) -> date | None:
    """The day itself, if it can be booked."""
    return day if FIRST_DAY <= day <= LAST_DAY else None


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def latest(month: int, day: int, today: date) -> date | None:
    """The latest such day of the year up to today. 29 February may be up to eight years back."""
    for year in range(today.year, today.year - 9, -1):
        found = day_of(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def next_one(month: int, day: int, today: date) -> date | None:
    """The next such day of the year after today."""
    for year in range(today.year, today.year + 9):
        found = day_of(year, month, day)
        if found is not None and found > today:
            return found
    return None


def latest_of_month(day: int, today: date) -> date | None:
    """The latest day of that number up to today: the 31st may be two months back."""
    for back in range(4):
        month = plus_months(today.replace(day=1), -back)
        found = day_of(month.year, month.month, day) if month else None
        if found is not None and found <= today:
            return found
    return None


def next_of_month(day: int, today: date) -> date | None:
    """The next day of that number after today."""
    for ahead in range(4):
        month = plus_months(today.replace(day=1), ahead)
        found = day_of(month.year, month.month, day) if month else None
        if found is not None and found > today:
            return found
    return None
