"""Dates in a text: `22 November 2026`, `2026-11`, `27/12/2026`, `27 Des`, `tanggal 27`, `2030`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shared.domain.months import MONTH_NAMES


class Day(NamedTuple):
    """A date as far as a text tells it."""

    year: int | None
    month: int | None
    day: int | None


class WrittenDay(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    day: Day


SHORT_MONTHS = (
    ("jan",),
    ("feb",),
    ("mar", "mrt"),
    ("apr",),
    (),
    ("jun",),
    ("jul",),
    ("agt", "agu", "ags", "aug"),
    ("sep", "sept"),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
MONTH_OF = {
    name.lower(): number
    for number, (long, short) in enumerate(zip(MONTH_NAMES, SHORT_MONTHS, strict=True), start=1)
    for name in (*long, *short)
}
NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
ORDINAL = r"(?:st|nd|rd|th)"
CUE = r"\b(?:tanggal(?:nya)?|tgl|jatuh tempo(?:nya)?|per|pada|due|on|by)\.? ?:? ?"

ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?!\d)")
SLASHED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4})|/(?P<short_year>\d{2}))(?![\d/])"
)
NAMED = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}}){ORDINAL}? (?:of )?)?\b(?P<name>{NAMES})\b\.?"
    rf"(?: (?P<us_day>\d{{1,2}}){ORDINAL}?(?!\d|[.,]\d),?)?(?:,? (?P<year>\d{{4}})(?!\d))?",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.,/-])(?P<year>(?:19|20)\d{2})(?![\d/]|-(?!an\b)|[.,]\d)")
SHORT = re.compile(rf"(?:{CUE}|\()(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?![\d/])", re.IGNORECASE)
OF_MONTH = re.compile(
    r"\b(?:tanggal(?:nya)?|tgl)\.? ?:? ?(?P<day>\d{1,2})(?!\d|[/.,]\d)"
    rf"|\b(?:on|by|due|until|from|before|after|every) the (?P<us_day>\d{{1,2}}){ORDINAL}\b",
    re.IGNORECASE,
)
NUMERIC = (ISO, SLASHED, SHORT)
WORDED = (NAMED, OF_MONTH)
YEARS = (YEAR,)


def find_days(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[WrittenDay]:
    """The dates that some patterns find."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            day = _day_of(match.groupdict())
            if day is not None:
                yield WrittenDay(_start(match), match.end(), day)


def _start(match: re.Match[str]) -> int:
    """Where the figure begins: a cue before it is none of it."""
    named = match.re in (NAMED, ISO, SLASHED, YEAR)
    return match.start() if named else match.start("day") if match["day"] else match.start("us_day")


def _day_of(groups: dict[str, str | None]) -> Day | None:
    name, day = groups.get("name"), groups.get("day") or groups.get("us_day")
    short = groups.get("short_year")
    year = f"20{short}" if short else groups.get("year")
    if name is not None and day is None and year is None:
        return None
    month = MONTH_OF[name.lower()] if name is not None else _number(groups.get("month"))
    if month is not None and not 1 <= month <= 12:
        return None
    return Day(_number(year), month, _number(day))


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
