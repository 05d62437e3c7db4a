"""Days as files write them: every day that a text can mean, by the order of its numbers."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from shared.domain.days import JAKARTA

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)


class DateOrder(StrEnum):
    """In which order day, month and year stand."""

    DMY = "DMY"
    MDY = "MDY"
    YMD = "YMD"


Days = Mapping[DateOrder, date]
"""The days that a text can mean. Empty: none, as for the 31st of February."""

YearOf = Callable[[int, int], date | None]
"""Completes a month and a day that are written without a year; None where there is no such day."""

_MONTHS: Mapping[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "jan januari january",
            "feb peb februari february pebruari",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu ags agt agust agustus aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov nop november nopember",
            "des dec desember december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[ T,]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:AM|PM|WIB|WITA|WIT))?)?"
_WEEKDAY = r"(?:[A-Za-z']{3,9},? )?"
_NUMERIC = re.compile(rf"([0-9]{{1,4}})([/.-])([0-9]{{1,2}})\2([0-9]{{1,4}}){_TIME}", re.IGNORECASE)
_YEARLESS = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})[ /.-]?([A-Za-z]{{3,9}})\.?[ /.,-]{{0,2}}([0-9]{{4}}|[0-9]{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([A-Za-z]{{3,9}})\.? ([0-9]{{1,2}}),? ([0-9]{{4}}){_TIME}", re.IGNORECASE
)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})"
)
_NONE: Days = MappingProxyType({})


def possible_days(text: str, year_of: YearOf | None = None) -> Days | None:
    """Every day from 2000 to 2100 that `text` can mean, by order; None where it is no date at all.

    A month written as a word and an ISO 8601 instant mean one day, whatever the order; an instant is
    taken in Jakarta. Years of two digits are of this century.
    """
    numeric = _NUMERIC.fullmatch(text)
    if numeric is not None:
        return _numeric_days(numeric[1], numeric[3], numeric[4])
    worded = _worded_day(text)
    if worded is not None:
        return worded
    yearless = _YEARLESS.fullmatch(text)
    if yearless is not None and year_of is not None:
        first, second = int(yearless[1]), int(yearless[2])
        days = {DateOrder.DMY: year_of(second, first), DateOrder.MDY: year_of(first, second)}
        return {order: day for order, day in days.items() if day is not None}
    return None


def has_no_year(text: str) -> bool:
    """Whether `text` is a day and a month without a year."""
    return _YEARLESS.fullmatch(text) is not None


def certain(day: date) -> Days:
    """A day about which there is no doubt; nothing outside 2000 to 2100."""
    return dict.fromkeys(DateOrder, day) if FIRST_DAY <= day <= LAST_DAY else _NONE


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none or it lies outside 2000 to 2100."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _numeric_days(first: str, middle: str, last: str) -> Days:
    if len(first) > 2:
        orders = {DateOrder.YMD: (first, middle, last)} if len(first) == 4 and len(last) <= 2 else {}
    elif len(last) == 4:
        orders = {DateOrder.DMY: (last, middle, first), DateOrder.MDY: (last, first, middle)}
    elif len(last) == 2:
        orders = {
            DateOrder.DMY: (last, middle, first),
            DateOrder.MDY: (last, first, middle),
            DateOrder.YMD: (first, middle, last),
        }
    else:
        orders = {}
    days = {order: _written_day(*parts) for order, parts in orders.items()}
    return {order: day for order, day in days.items() if day is not None}


def _written_day(year: str, month: str, day: str) -> date | None:
    if len(year) == 1:
        return None
    return day_of(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _worded_day(text: str) -> Days | None:
    if _INSTANT.fullmatch(text):
        return _instant_day(text)
    written = _DAY_FIRST.fullmatch(text)
    if written is not None:
        return _named_day(written[3], written[2], written[1])
    written = _MONTH_FIRST.fullmatch(text)
    return None if written is None else _named_day(written[3], written[1], written[2])


def _named_day(year: str, month: str, day: str) -> Days | None:
    number = _MONTHS.get(month.casefold())
    if number is None:
        return None
    found = _written_day(year, str(number), day)
    return _NONE if found is None else dict.fromkeys(DateOrder, found)


def _instant_day(text: str) -> Days:
    try:
        return certain(datetime.fromisoformat(text).astimezone(JAKARTA).date())
    except (ValueError, OverflowError):
        return _NONE
