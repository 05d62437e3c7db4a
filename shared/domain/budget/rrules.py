"""Recurrence rules of RFC 5545 as a budget needs them, read strictly so that a mistake is named.

Whole days only: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, and there are no hours. What RFC 5545 says has
no meaning (BYMONTHDAY in a weekly rule, a numbered weekday in a daily one) is refused, as is a choice of
days in a daily rule that a monthly rule says better.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple, cast

from shared.words import Words

LONGEST = 200
"""Characters of a rule, as in the table."""

_NOT_A_RULE = Words(
    id="Tulis aturan seperti FREQ=MONTHLY;BYMONTHDAY=25, diawali FREQ.",
    en="Write a rule like FREQ=MONTHLY;BYMONTHDAY=25, beginning with FREQ.",
)
_FREQUENCY = Words(
    id="FREQ harus DAILY, WEEKLY, MONTHLY, atau YEARLY.", en="FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY."
)
_NOT_HERE = Words(
    id="{key} tidak berlaku untuk FREQ={frequency}.", en="{key} does not apply to FREQ={frequency}."
)
_TWICE = Words(id="{key} ditulis dua kali.", en="{key} is written twice.")
_BAD_VALUE = Words(id="{key}={value} tidak bisa dibaca.", en="{key}={value} cannot be read.")
_BOTH_ENDS = Words(id="Pakai COUNT atau UNTIL, jangan keduanya.", en="Use COUNT or UNTIL, not both.")
_NOTHING_TO_PICK = Words(
    id="BYSETPOS memilih dari hari yang disebut BYDAY atau BYMONTHDAY; sebutkan salah satunya.",
    en="BYSETPOS picks from the days that BYDAY or BYMONTHDAY names; name one of them.",
)

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")

_EVERYWHERE = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"})
_KEYS: Mapping[str, frozenset[str]] = {
    "DAILY": _EVERYWHERE,
    "WEEKLY": _EVERYWHERE,
    "MONTHLY": _EVERYWHERE | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _EVERYWHERE | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}


class UnreadableRule(ValueError):
    """A rule that cannot be followed; `words` say why, for the person who wrote it."""

    def __init__(self, words: Words, **values: object) -> None:
        super().__init__(words.en)
        self.words = Words(id=words.into("id", **values), en=words.into("en", **values))


Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


class Weekday(NamedTuple):
    """A weekday, Monday 0: every one where `which` is None, else the so-many-th, from the end if negative."""

    which: int | None
    weekday: int


class Rule(NamedTuple):
    """A rule that can be followed. A choice of days that is empty chooses all; `positions` pick of them.

    Negative days, weeks and positions count from the end. `times` is how often it falls on a day at all,
    `until` the last day.
    """

    frequency: Frequency
    interval: int = 1
    times: int | None = None
    until: date | None = None
    week_start: int = 0
    weekdays: frozenset[Weekday] = frozenset()
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()


def read_rule(rrule: str) -> Rule:
    """The rule, checked. Raises UnreadableRule."""
    parts = _parts(rrule)
    frequency = parts["FREQ"]
    for key, value in parts.items():
        if key not in _KEYS[frequency]:
            raise UnreadableRule(_NOT_HERE, key=key, frequency=frequency)
        if not _CHECKS[key](value, frequency):
            raise UnreadableRule(_BAD_VALUE, key=key, value=value)
    _check_together(parts)
    return Rule(
        frequency=cast("Frequency", frequency),
        interval=int(parts.get("INTERVAL", 1)),
        times=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_WEEK.index(parts.get("WKST", "MO")),
        weekdays=frozenset(_weekday(piece) for piece in _pieces(parts, "BYDAY")),
        months=_chosen(parts, "BYMONTH"),
        month_days=_chosen(parts, "BYMONTHDAY"),
        year_days=_chosen(parts, "BYYEARDAY"),
        weeks=_chosen(parts, "BYWEEKNO"),
        positions=_chosen(parts, "BYSETPOS"),
    )


def _pieces(parts: Mapping[str, str], key: str) -> list[str]:
    return parts[key].split(",") if key in parts else []


def _chosen(parts: Mapping[str, str], key: str) -> frozenset[int]:
    return frozenset(int(piece) for piece in _pieces(parts, key))


def _weekday(piece: str) -> Weekday:
    which = piece[:-2]
    return Weekday(int(which) if which else None, _WEEK.index(piece[-2:]))


def _parts(rrule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rrule[: LONGEST + 1].split(";"):
        key, equals, value = piece.partition("=")
        if not equals or not value or len(rrule) > LONGEST:
            raise UnreadableRule(_NOT_A_RULE)
        if key in parts:
            raise UnreadableRule(_TWICE, key=key)
        parts[key] = value
    if not rrule.startswith("FREQ="):
        raise UnreadableRule(_NOT_A_RULE)
    if parts["FREQ"] not in _KEYS:
        raise UnreadableRule(_FREQUENCY)
    return parts


def _check_together(parts: Mapping[str, str]) -> None:
    if "COUNT" in parts and "UNTIL" in parts:
        raise UnreadableRule(_BOTH_ENDS)
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & parts.keys():
        raise UnreadableRule(_NOTHING_TO_PICK)


def _day(until: str) -> date | None:
    """The day of a date or an instant; None where there is no such day."""
    written = _UNTIL.fullmatch(until)
    try:
        return date(*(int(piece) for piece in written.groups()[:3])) if written else None
    except ValueError:
        return None


def _numbers(lowest: int, highest: int, *, backwards: bool = False) -> Callable[[str, str], bool]:
    def check(value: str, frequency: str) -> bool:
        pieces = value.split(",")
        if not all(_NUMBER.fullmatch(piece) for piece in pieces):
            return False
        numbers = [int(piece) for piece in pieces]
        return all(lowest <= (abs(number) if backwards else number) <= highest for number in numbers)

    return check


def _number(highest: int) -> Callable[[str, str], bool]:
    within = _numbers(1, highest)
    return lambda value, frequency: "," not in value and within(value, frequency)


def _weekdays(value: str, frequency: str) -> bool:
    most = {"MONTHLY": 5, "YEARLY": 53}.get(frequency, 0)
    days = [_DAY.fullmatch(piece) for piece in value.split(",")]
    return all(day and (day[1] is None or 1 <= abs(int(day[1])) <= most) for day in days)


_CHECKS: Mapping[str, Callable[[str, str], bool]] = {
    "FREQ": lambda value, frequency: True,
    "INTERVAL": _number(999),
    "COUNT": _number(9999),
    "UNTIL": lambda value, frequency: _day(value) is not None,
    "WKST": lambda value, frequency: value in _WEEK,
    "BYDAY": _weekdays,
    "BYMONTH": _numbers(1, 12),
    "BYMONTHDAY": _numbers(1, 31, backwards=True),
    "BYYEARDAY": _numbers(1, 366, backwards=True),
    "BYWEEKNO": _numbers(1, 53, backwards=True),
    "BYSETPOS": _numbers(1, 366, backwards=True),
}
