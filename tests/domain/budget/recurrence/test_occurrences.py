"""Every rule gives the days that a well-worn library gives, from whatever day on it is followed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.budget.recurrence import occurrences

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_DAY = date(2100, 12, 31)
SEARCHED_TO = 7600
"""Years, a multiple of 400: what has no day is searched to the year 9999, and so for fewer years."""

NUMBERS = st.sampled_from((-5, -2, -1, 1, 2, 3, 5))
MONTH_DAYS = st.sampled_from((-31, -2, -1, 1, 2, 15, 29, 30, 31))
YEAR_DAYS = st.sampled_from((-366, -365, -1, 1, 59, 60, 100, 365, 366))
WEEKS = st.sampled_from((-51, -20, -1, 1, 2, 20, 51))
"""Without 52, 53 and their negatives: dateutil leaves out what lies on the other side of New Year."""


@st.composite
def rrules(draw: st.DrawFn) -> str:
    """Rules of every frequency with any of the parts that go with it."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    by_month_or_year = frequency in {"MONTHLY", "YEARLY"}
    weekday = st.sampled_from(WEEKDAYS)
    numbered = st.builds("{}{}".format, NUMBERS, weekday)
    choices = {
        "BYDAY": weekday | numbered if by_month_or_year else weekday,
        "BYMONTHDAY": MONTH_DAYS if by_month_or_year else None,
        "BYYEARDAY": YEAR_DAYS if frequency == "YEARLY" else None,
        "BYWEEKNO": WEEKS if frequency == "YEARLY" else None,
    }
    chosen: dict[str, Sequence[object]] = {
        key: draw(st.lists(values, min_size=1, max_size=4, unique=True))
        for key, values in choices.items()
        if values is not None and draw(st.booleans())
    }
    if any(day in WEEKDAYS for day in chosen.get("BYDAY", ())):
        # dateutil wants a day to be every kind of weekday at once that is named.
        chosen["BYDAY"] = [day for day in chosen["BYDAY"] if day in WEEKDAYS]
    if chosen and by_month_or_year and draw(st.booleans()):
        chosen["BYSETPOS"] = draw(st.lists(NUMBERS, min_size=1, max_size=3))
    parts: dict[str, Sequence[object]] = {
        "FREQ": [frequency],
        "INTERVAL": [draw(st.integers(1, 13))],
        **chosen,
    }
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    if draw(st.booleans()):
        parts["WKST"] = [draw(weekday)]
    if draw(st.booleans()):
        parts["COUNT"] = [draw(st.integers(1, 60))]
    return ";".join(f"{key}={','.join(map(str, values))}" for key, values in parts.items())


def plainly(rrule: str, *, starts_on: date, first: date, last: date) -> Sequence[date]:
    """The days as dateutil gives them, walked from the rule's first."""
    start, end = _moved(starts_on, SEARCHED_TO), _moved(last, SEARCHED_TO)
    days = rrulestr(rrule, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 - a day
    found = (_moved(day.date(), -SEARCHED_TO) for day in takewhile(lambda day: day.date() <= end, days))
    return [day for day in found if day >= first]


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


@settings(max_examples=400, deadline=None)
@given(
    rrule=rrules(),
    starts_on=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    later=st.integers(-400, 3000),
    days=st.integers(-10, 1500),
)
def test_are_those_of_the_plain_rule_from_any_day_on(
    rrule: str, starts_on: date, later: int, days: int
) -> None:
    first = starts_on + timedelta(later)
    last = min(first + timedelta(days), LAST_DAY)

    found = list(occurrences(rrule, starts_on=starts_on, first=first, last=last))

    assert found == plainly(rrule, starts_on=starts_on, first=first, last=last)


@given(week=st.integers(-53, 53).filter(bool), year=st.integers(2000, 2099))
def test_of_a_week_are_those_of_the_iso_calendar(week: int, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    everyday = [first + timedelta(days) for days in range((last - first).days + 1)]
    weeks = {each: date(each.isocalendar().year, 12, 28).isocalendar().week + 1 for each in everyday}

    found = list(occurrences(f"FREQ=YEARLY;BYWEEKNO={week}", starts_on=first, last=last))

    numbers = {each: each.isocalendar().week for each in everyday}
    assert found == [each for each in everyday if week in {numbers[each], numbers[each] - weeks[each]}]


@pytest.mark.parametrize(
    ("rrule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=MO,1TU;BYMONTHDAY=1,2,3,10", ["2026-11-02", "2026-11-03"]),
        ("FREQ=MONTHLY;BYDAY=-1FR,FR;BYSETPOS=-1", ["2026-11-27"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1MO,2SA", ["2026-11-14", "2026-11-30"]),
        ("FREQ=YEARLY;BYDAY=47TU,WE;BYMONTHDAY=24,25", ["2026-11-24", "2026-11-25"]),
    ],
)
def test_of_weekdays_with_and_without_a_number_are_both(rrule: str, days: list[str]) -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)

    found = occurrences(rrule, starts_on=date(2026, 1, 1), first=first, last=last)

    assert [day.isoformat() for day in found] == days
