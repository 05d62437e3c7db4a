"""Days, weeks, months and years in a message: `bulan depan`, `Maret`, `akhir tahun`, `3 bulan terakhir`.

    period  := stretch | part of a year | month | week | year | day
    stretch := number unit ("terakhir" | "lagi" | "ke depan") | ("last" | "next" | "in") number unit
    part    := ("awal" | "akhir" | …) ("tahun" | "bulan") [which]
    month   := name [year | which] | "bulan" which | which "month"
    which   := "ini" | "lalu" | "depan" | "this" | "last" | "next"

A month without a year is left open: what was spent was in the latest one, what is wanted is in the next.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from shared.domain.budget.sentences.calendar import MONTHS, plus_days, plus_months
from shared.domain.budget.sentences.dates import is_ordinal, read_date
from shared.domain.budget.sentences.relative import read_relative
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.sentences.weekdays import read_weekday
from shared.domain.months import Month
from shared.gateways.advisor.understanding.lengths import ONE, UNITS, Length, read_lengths

LAST = frozenset(
    {"lalu", "kemarin", "kmrn", "kemaren", "kmarin", "sebelumnya", "last", "lewat", "previous", "past"}
)
THIS = frozenset({"ini", "nih", "this", "skrg", "sekarang", "skrng", "current"})
NEXT = frozenset({"depan", "dpn", "next", "berikutnya", "besok", "coming", "mendatang", "following"})
BACK = frozenset({"terakhir", "trakhir", "belakangan", "ke belakang"})
AHEAD = frozenset({"lagi", "lg", "kedepan", "mendatang"})
BEFORE_A_MONTH = frozenset(
    {
        "in",
        "by",
        "of",
        "until",
        "till",
        "before",
        "since",
        "last",
        "next",
        "this",
        "end",
        "mid",
        "for",
        "bulan",
    }
    | {"bln", "during", "early", "late", "from"}
)
"""What must stand before `may` and `mar` for them to be months."""

SHY_MONTHS = frozenset({"may", "mar", "des", "nop", "peb", "agu", "ags"})
BEGINNING = frozenset({"awal", "beginning", "start", "early"})
MIDDLE = frozenset({"tengah", "pertengahan", "mid", "middle"})
END = frozenset({"akhir", "end", "ujung", "late", "penghujung"})
OF = frozenset({"of", "the", "dari"})
YEARS = range(2000, 2101)


class Period(NamedTuple):
    """A stretch of days and its tokens. `kind`: day, week, month, year, back (so long until today), ahead.

    `open_month`: a month of which the year was not said; `first` and `last` are then those of the latest one.
    """

    kind: str
    start: date
    end: date
    first: int
    last: int
    open_month: bool = False

    def ahead(self, today: date) -> Month:
        """The month that is meant where somebody speaks of what will be."""
        month = Month.of(self.end if self.kind in {"year", "ahead"} else self.start)
        if self.open_month and month < Month.of(today):
            return Month(month.year + 1, month.month)
        return month


def read_periods(sentence: Sentence, today: date) -> Iterator[Period]:
    """The periods in a sentence, from the left."""
    lengths = {length.first: length for length in read_lengths(sentence) if not length.times}
    at = 0
    while at < len(sentence):
        found = _stretch(sentence, at, lengths, today) or _period(sentence, at, today)
        if found is not None:
            yield found
            at = found.last
        at += 1


def _period(sentence: Sentence, at: int, today: date) -> Period | None:
    return (
        _part(sentence, at, today)
        or _dated(sentence, at, today)
        or _month(sentence, at, today)
        or _whole(sentence, at, today)
        or _told_day(sentence, at, today)
    )


def _stretch(sentence: Sentence, at: int, lengths: dict[int, Length], today: date) -> Period | None:
    """`3 bulan terakhir`, `last 30 days`, `2 bulan lagi`, `in six months`."""
    said = sentence.word(at)
    length = lengths.get(at + 1) if said in LAST | NEXT | {"in", "dalam"} else lengths.get(at)
    if length is None:
        return None
    behind = sentence.word(length.last + 1)
    to_come = (behind, sentence.word(length.last + 2)) == ("ke", "depan")
    if length.first == at + 1 and said in LAST:
        return _back(length, today, at, length.last)
    so_far = behind in THIS and sentence.word(at) in ONE
    if length.first == at and (behind in BACK or so_far):
        return _back(length, today, at, length.last + 1)
    if length.first == at and (behind in AHEAD or to_come):
        return _on(length, today, at, length.last + (2 if to_come else 1))
    coming = length.first == at + 1 and (said in NEXT or (said == "in" and length.months is not None))
    return _on(length, today, at, length.last) if coming else None


def _back(length: Length, today: date, first: int, last: int) -> Period | None:
    start = plus_months(today, -length.months) if length.months else plus_days(today, -(length.days or 0))
    return None if start is None else Period("back", start + timedelta(days=1), today, first, last)


def _on(length: Length, today: date, first: int, last: int) -> Period | None:
    end = plus_months(today, length.months) if length.months else plus_days(today, length.days or 0)
    return None if end is None else Period("ahead", today, end, first, last)


def _part(sentence: Sentence, at: int, today: date) -> Period | None:
    """`akhir tahun`, `end of the year`, `awal tahun depan`, `akhir bulan`."""
    said = sentence.word(at)
    if said not in BEGINNING | MIDDLE | END:
        return None
    place = at + 1
    while sentence.word(place) in OF:
        place += 1
    which = _which(sentence.word(place)) if sentence.word(place) in LAST | THIS | NEXT else None
    unit = place if which is None else place + 1
    kind = UNITS.get(sentence.word(unit))
    behind = _which(sentence.word(unit + 1)) if which is None else None
    last = unit if behind is None else unit + 1
    if kind == "year":
        year = today.year + (which or behind or 0)
        return _month_period(_part_of(year, said, today, said_which=which or behind), at, last)
    if kind == "month" and (month := _moved(today, which or behind or 0)) is not None:
        return _month_period(month, at, last)
    named = _month(sentence, place, today)
    return None if named is None else named._replace(first=at)


def _part_of(year: int, said: str, today: date, *, said_which: int | None) -> Month:
    number = 12 if said in END else 6 if said in MIDDLE else 1
    month = Month(year, number)
    return month.add(12) if said_which is None and month < Month.of(today) else month


def _dated(sentence: Sentence, at: int, today: date) -> Period | None:
    """A day by the calendar, such as `25 Desember` or `2026-12-25`."""
    if not (sentence.number(at) or sentence.word(at)):
        return None
    found = read_date(sentence, at, today)
    day = None if found is None else found.when.day
    if found is None or day is None or not _looks_dated(sentence, at, found.after):
        return None
    tokens = range(at, found.after)
    year_said = any(len(sentence.number(place)) == 4 for place in tokens)
    month_said = any(sentence.word(place) in MONTHS for place in tokens)
    return Period("day", day, day, at, found.after - 1, open_month=month_said and not year_said)


def _looks_dated(sentence: Sentence, at: int, after: int) -> bool:
    """`20/25` alone may be anything: a date has a month's name, a year, or `tgl` before it."""
    tokens = range(at, after)
    named = any(sentence.word(place) in MONTHS for place in tokens)
    said = bool(sentence.word(at)) or is_ordinal(sentence, at)
    return named or said or any(len(sentence.number(place)) == 4 for place in tokens)


def _month(sentence: Sentence, at: int, today: date) -> Period | None:
    """`Maret`, `Maret 2027`, `maret tahun depan`, `bulan maret`."""
    first = at
    if sentence.word(at) in {"bulan", "bln", "bl"} and sentence.word(at + 1) in MONTHS:
        at += 1
    name = sentence.word(at)
    if name not in MONTHS or (name in SHY_MONTHS and sentence.word(at - 1) not in BEFORE_A_MONTH):
        return None
    number = MONTHS[name]
    year = sentence.small(at + 1, digits=4)
    if year in YEARS and len(sentence.number(at + 1)) == 4:
        return _month_period(Month(year or 0, number), first, at + 1)
    which, last = _year_said(sentence, at + 1)
    if which is not None:
        return _month_period(Month(today.year + which, number), first, last)
    month = Month(today.year, number)
    month = month.add(-12) if month > Month.of(today) else month
    return _month_period(month, first, at)._replace(open_month=True)


def _year_said(sentence: Sentence, at: int) -> tuple[int | None, int]:
    """Which year, this one being 0, that `tahun depan`, `next year` or `depan` behind a month says."""
    words = sentence.word(at), sentence.word(at + 1)
    if UNITS.get(words[0]) == "year":
        return _which(words[1]), at + 1
    if UNITS.get(words[1]) == "year":
        return _which(words[0]), at + 1
    return None, at


def _whole(sentence: Sentence, at: int, today: date) -> Period | None:
    """`bulan depan`, `last month`, `tahun ini`, `minggu lalu`."""
    words = sentence.word(at), sentence.word(at + 1)
    unit, which = UNITS.get(words[0]), _which(words[1])
    if unit is None or which is None:
        unit, which = UNITS.get(words[1]), _which(words[0])
    if unit is None or which is None or unit == "day":
        return None
    if unit == "month":
        month = _moved(today, which)
        return None if month is None else _month_period(month, at, at + 1)
    if unit == "year":
        return _year(today.year + which, at, at + 1)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    return Period("week", monday, monday + timedelta(days=6), at, at + 1)


def _told_day(sentence: Sentence, at: int, today: date) -> Period | None:
    """`kemarin`, `hari ini`, `3 hari lalu`, `senin lalu`; also a year alone: `2027`."""
    year = sentence.small(at, digits=4)
    if year in YEARS and len(sentence.number(at)) == 4 and not sentence.touches(at + 1):
        return _year(year or 0, at, at)
    found = read_relative(sentence, at, today) or read_weekday(sentence, at, today)
    if found is None or found.when.day is None or found.when.weak:
        return None
    return Period("day", found.when.day, found.when.day, at, found.after - 1)


def _which(word: str) -> int | None:
    if word in LAST:
        return -1
    if word in THIS:
        return 0
    return 1 if word in NEXT else None


def _moved(today: date, months: int) -> Month | None:
    return Month.of(today).add(months)


def _month_period(month: Month, first: int, last: int) -> Period:
    return Period("month", month.first_day, month.last_day, first, last)


def _year(year: int, first: int, last: int) -> Period | None:
    if year not in YEARS:
        return None
    return Period("year", date(year, 1, 1), date(year, 12, 31), first, last)
