"""The days that a recurrence rule of RFC 5545 names, worked out period by period.

Whole days only, so that a rule can be followed from any day on without walking there from its first one: what
a year allows depends on the year alone. What a rule leaves open follows its first day, as RFC 5545 says.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from shared.domain.budget.rrules import Rule, Weekday

Allows = Callable[[date], bool]

_WEEK = 7
_YEAR = 12


def rule_days(rule: Rule, *, starts_on: date, first: date, last: date) -> Iterator[date]:
    """The days of a rule that begins on `starts_on`, from `first` to `last`, in order.

    A rule with COUNT is counted from `starts_on`; every other is followed from `first`.
    """
    last = min(last, rule.until or last)
    begin = starts_on if rule.times else max(first, starts_on)
    earliest, from_day, to_day = starts_on.toordinal(), first.toordinal(), last.toordinal()
    counted = 0
    for period in _periods(_completed(rule, starts_on), starts_on, begin, last):
        for day in _picked(period, rule.positions):
            if day < earliest:
                continue
            if day > to_day or counted == rule.times:
                return
            counted += 1
            if day >= from_day:
                yield date.fromordinal(day)


def _completed(rule: Rule, starts_on: date) -> Rule:
    """The rule with what it leaves open: the weekday, the day of the month, the month it began in."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.weeks or rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return rule._replace(weekdays=frozenset({Weekday(None, starts_on.weekday())}))
    months = rule.months or (frozenset({starts_on.month}) if rule.frequency == "YEARLY" else frozenset())
    return rule._replace(months=months, month_days=frozenset({starts_on.day}))


def _periods(rule: Rule, starts_on: date, begin: date, last: date) -> Iterator[Sequence[int]]:
    """The days that each period of the rule allows, as ordinals, from the period of `begin` on."""
    match rule.frequency:
        case "DAILY":
            return _by_week_or_day(rule, starts_on.toordinal(), 1, begin, last)
        case "WEEKLY":
            monday = starts_on.toordinal() - (starts_on.weekday() - rule.week_start) % _WEEK
            return _by_week_or_day(rule, monday, _WEEK, begin, last)
        case "MONTHLY":
            return _by_month(rule, starts_on, begin, last)
        case "YEARLY":
            return _by_year(rule, starts_on, begin, last)


def _steps(start: int, begin: int, last: int, interval: int) -> Iterable[int]:
    """Every `interval`-th number from `start` to `last`, without whole steps that lie before `begin`."""
    return range(start + max(0, begin - start) // interval * interval, last + 1, interval)


def _by_week_or_day(rule: Rule, start: int, length: int, begin: date, last: date) -> Iterator[Sequence[int]]:
    weekdays = {each.weekday for each in rule.weekdays} or range(_WEEK)
    for period in _steps(start, begin.toordinal(), last.toordinal(), rule.interval * length):
        # The first of all days, ordinal 1, was a Monday.
        days = [day for day in range(period, period + length) if (day - 1) % _WEEK in weekdays]
        yield [day for day in days if date.fromordinal(day).month in rule.months] if rule.months else days


def _by_month(rule: Rule, starts_on: date, begin: date, last: date) -> Iterator[Sequence[int]]:
    shapes = _Shapes(rule._replace(months=frozenset()), monthly=True)
    for month in _steps(_month_of(starts_on), _month_of(begin), _month_of(last), rule.interval):
        year, place = divmod(month, _YEAR)
        if not rule.months or place + 1 in rule.months:
            first = date(year, place + 1, 1)
            yield shapes.days(first, _month_length(first))


def _by_year(rule: Rule, starts_on: date, begin: date, last: date) -> Iterator[Sequence[int]]:
    # "The first Monday" is one of the month in a yearly rule too where that names months.
    shapes = _Shapes(rule, monthly=bool(rule.months))
    for year in _steps(starts_on.year, begin.year, last.year, rule.interval):
        # The week that a year begins in may be the last one of the year before, which is long or short.
        yield shapes.days(date(year, 1, 1), _length(year), follows_leap=isleap(year - 1))


def _month_of(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _picked(days: Sequence[int], positions: Iterable[int]) -> Sequence[int]:
    """Those of the days that BYSETPOS picks; all of them without it."""
    if not positions:
        return days
    places = {place - 1 if place > 0 else len(days) + place for place in positions}
    return [days[place] for place in sorted(places) if 0 <= place < len(days)]


class _Shapes:
    """The days a rule allows in months or years, alike where these begin on one weekday and are as long."""

    def __init__(self, rule: Rule, *, monthly: bool) -> None:
        self._checks = tuple(_checks(rule, monthly=monthly))
        self._by_week = bool(rule.weeks)
        self._known: dict[tuple[int, int, bool], Sequence[int]] = {}

    def days(self, first: date, length: int, *, follows_leap: bool = False) -> Sequence[int]:
        """The days that pass every check, as ordinals."""
        shape = (first.weekday(), length, follows_leap and self._by_week)
        begin = first.toordinal()
        if shape not in self._known:
            days = map(date.fromordinal, range(begin, begin + length))
            self._known[shape] = [
                place for place, day in enumerate(days) if all(check(day) for check in self._checks)
            ]
        return [begin + place for place in self._known[shape]]


def _checks(rule: Rule, *, monthly: bool) -> Iterator[Allows]:
    if rule.months:
        yield lambda day: day.month in rule.months
    if rule.month_days:
        yield lambda day: day.day in rule.month_days or day.day - _month_length(day) - 1 in rule.month_days
    if rule.year_days:
        yield lambda day: bool({_place(day), _place(day) - _length(day.year) - 1} & rule.year_days)
    if rule.weeks:
        yield lambda day: bool({*_week_of(day, rule.week_start)} & rule.weeks)
    if rule.weekdays:
        every = {each.weekday for each in rule.weekdays if each.which is None}
        numbered = rule.weekdays if any(each.which for each in rule.weekdays) else ()
        yield (
            lambda day: (
                day.weekday() in every
                or any(_is(day, each, monthly=monthly) for each in numbered if each.which)
            )
        )


def _is(day: date, named: Weekday, *, monthly: bool) -> bool:
    """Whether a day is the first Monday, or the last but three, of its month or year."""
    if named.weekday != day.weekday():
        return False
    place, length = (day.day, _month_length(day)) if monthly else (_place(day), _length(day.year))
    return named.which in {(place - 1) // _WEEK + 1, -((length - place) // _WEEK) - 1}


def _week_of(day: date, week_start: int) -> tuple[int, int]:
    """The number of a day's week from the front and from the end, in the year of most of the week's days."""
    number, year = _numbered(day, week_start)
    last, _ = _numbered(date(year, 12, 28), week_start)
    return number, number - last - 1


def _numbered(day: date, week_start: int) -> tuple[int, int]:
    middle = date.fromordinal(day.toordinal() - (day.weekday() - week_start) % _WEEK + _WEEK // 2)
    return (_place(middle) - 1) // _WEEK + 1, middle.year


def _place(day: date) -> int:
    """Which day of its year it is, from 1."""
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _length(year: int) -> int:
    return 366 if isleap(year) else 365


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]
