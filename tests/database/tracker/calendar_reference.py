"""Budget months as a person would count them, a day at a time: the database must agree with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shared.domain.months import Month

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Start:
    """What begins a budget month: a day of the month, or with None its last working day."""

    day: int | None

    def __str__(self) -> str:
        return "LAST_WORKING_DAY" if self.day is None else f"DAY {self.day}"

    @property
    def columns(self) -> tuple[str, int]:
        """The setting as the database keeps it."""
        return ("LAST_WORKING_DAY", 1) if self.day is None else ("DAY", self.day)


EVERY_START = (*(Start(day) for day in range(1, 29)), Start(None))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from one to another, both included."""
    return (first + DAY * number for number in range((last - first).days + 1))


def label_of(day: date, start: Start, holidays: Collection[date]) -> Month:
    """The budget month that a day lies in, when no month is closed."""
    calendar_month = Month.of(day)
    if start.day is None:
        payday = last_working_day(calendar_month, holidays)
        return calendar_month.next() if day >= payday else calendar_month
    begun = calendar_month if day.day >= start.day else calendar_month.add(-1)
    # Named after the calendar month that holds most of its days.
    return begun if start.day <= 15 else begun.next()


def last_working_day(month: Month, holidays: Collection[date]) -> date:
    """The last day of a month that is no Saturday, Sunday or holiday."""
    working = [
        day
        for day in days_between(month.first_day, month.last_day)
        if day.weekday() < 5 and day not in holidays
    ]
    return working[-1]
