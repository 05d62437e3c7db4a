"""Dates by the calendar: `tgl 25`, `25 okt`, `25/10/2026`, `2026-10-25`, `October 25th`.

    date  := year "-" month "-" day | day ("/" | "-" | ".") month ["/" year]
           | ["tgl"] day [monthname [year]] | monthname day [year] | "tgl" day "bulan" ("lalu" | "ini" | …)

Day before month, as in Indonesia. Without a year, or a month, it is the latest such day up to today.
"""

from collections.abc import Callable, Iterator
from datetime import date

from shared.domain.budget.sentences import calendar
from shared.domain.budget.sentences.calendar import MONTHS, day_of
from shared.domain.budget.sentences.number_words import SCALES
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.tokens import Kind, Sentence
from shared.domain.budget.sentences.when import ReadWhen, When, exactly, impossible

DATE_WORDS = frozenset({"tgl", "tanggal", "tg", "tggl", "tngl", "tangal", "date"})
ORDINALS = frozenset({"st", "nd", "rd", "th"})
BEFORE_ORDINALS = frozenset({"the", "on"})
"""A day needs one of these before it: `hp 2nd` is second-hand."""

MONTH_WORDS = frozenset({"bulan", "bln", "bl", "month"})
LAST = frozenset({"lalu", "kemarin", "kmrn", "kemaren", "kmarin", "sebelumnya", "last", "lewat", "silam"})
THIS = frozenset({"ini", "this", "skrg", "sekarang"})
NEXT = frozenset({"depan", "next", "berikutnya", "besok"})
LONG_AGO = 300
"""A day of the year this many days back is more likely the coming one: it is asked."""

MOST_PARTS = 3
YEARS = range(1900, 2200)
"""A number of four digits behind a month is its year in this range, though a day in it may not be kept."""


def read_date(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """A calendar date that begins at a token."""
    said = sentence.word(at) in DATE_WORDS
    first = at + 1 if said else at
    while said and sentence.sign(first) in {".", ":"}:
        first += 1
    readers: tuple[Reader, ...] = (_in_figures, _dotted, _named_month, _month_first)
    for reader in (*readers, _day_alone) if said else (*readers, _ordinal_day):
        found = reader(sentence, first, today)
        if found is not None:
            return found if said or not _is_amount(sentence, found.after) else None
    return _day_and_month(sentence, first, today, said=said)


Reader = Callable[[Sentence, int, date], ReadWhen | None]


def _is_amount(sentence: Sentence, after: int) -> bool:
    return sentence.word(after) in SCALES


def _in_figures(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`2026-10-25`, `25/10/2026`, `25-10-26`."""
    parts = list(_glued(sentence, at))
    if len(parts) < 3 or not all(part.isdigit() and len(part) in {1, 2, 4} for part in parts[:3]):
        return None
    first, month, last = (int(part) for part in parts[:3])
    if len(parts[1]) > 2 or len(parts[0]) == len(parts[2]) == 4:
        return None
    if len(parts[0]) == 4:
        return ReadWhen(exactly(day_of(first, month, last)), at + 5)
    if len(parts[2]) == 1:
        return None
    return ReadWhen(_of_numbers(first, month, _full_year(last, parts[2])), at + 5)


def _glued(sentence: Sentence, at: int) -> Iterator[str]:
    """Numbers that one same sign joins without spaces."""
    sign = sentence.sign(at + 1)
    if sign not in {"/", "-"} or not sentence.touches(at + 1):
        return
    yield sentence.number(at)
    last = at + 2 * MOST_PARTS
    while (
        at < last
        and sentence.sign(at + 1) == sign
        and sentence.touches(at + 1)
        and sentence.number(at + 2)
        and sentence.touches(at + 2)
    ):
        yield sentence.number(at + 2)
        at += 2


def _dotted(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`25.10.2026`."""
    parts = sentence.number(at).split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    if not (len(parts[0]) <= 2 and len(parts[1]) <= 2 and len(parts[2]) in {2, 4}):
        return None
    return ReadWhen(_of_numbers(int(parts[0]), int(parts[1]), _full_year(int(parts[2]), parts[2])), at + 1)


def _full_year(year: int, written: str) -> int:
    return 2000 + year if len(written) == 2 else year


def _of_numbers(day: int, month: int, year: int) -> When:
    found = day_of(year, month, day)
    if found is not None:
        return When(found)
    swapped = day_of(year, day, month)
    return impossible(swapped) if swapped else impossible()


def _day_and_month(sentence: Sentence, at: int, today: date, *, said: bool) -> ReadWhen | None:
    """`25/10`; `25-10` only behind `tgl`, because it may be a range of amounts."""
    parts = list(_glued(sentence, at))
    sign = sentence.sign(at + 1)
    if (
        len(parts) != 2
        or any(len(part) > 2 or not part.isdigit() for part in parts)
        or (sign == "-" and not said)
    ):
        return None
    day, month = int(parts[0]), int(parts[1])
    after = at + 3
    if not said and (max(day, month) > 31 or _is_amount(sentence, after)):
        return None
    return ReadWhen(_of_year(day, month, today), after)


def _of_year(day: int, month: int, today: date) -> When:
    """A day of the year without the year: the latest one, asked where that is nearly a year ago."""
    found, ahead = calendar.latest(month, day, today), calendar.next_one(month, day, today)
    if found is None:
        swapped = calendar.latest(day, month, today) if day <= 12 else None
        return impossible(swapped) if swapped else impossible()
    if (today - found).days > 366:
        return impossible(found)
    if ahead is not None and (today - found).days > LONG_AGO:
        return When(found, ahead=ahead, options=(found, ahead), problem="date_ambiguous")
    return When(found, ahead=ahead)


def _named_month(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`25 okt`, `25th of October 2026`, `dua lima oktober` is not one."""
    day, after = _day_number(sentence, at)
    if day is None:
        return None
    after = after + 1 if is_ordinal(sentence, after - 1) else after
    after = after + 1 if sentence.word(after) == "of" or sentence.sign(after) == "-" else after
    said = sentence.word(after) in MONTH_WORDS
    after = after + 1 if said else after
    month = MONTHS.get(sentence.word(after)) or (sentence.small(after) if said else None)
    if not month:
        return None
    return _with_year(sentence, after + 1, day, month, today)


def _month_first(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`October 25th, 2026`, `okt 25`."""
    month = MONTHS.get(sentence.word(at))
    day = sentence.small(at + 1)
    if month is None or day is None or not 1 <= day <= 31 or sentence.touches(at + 1):
        return None
    after = at + 2
    after = after + 1 if is_ordinal(sentence, after - 1) else after
    if sentence.touches(after) and sentence.token(after).kind is Kind.WORD:
        return None
    return _with_year(sentence, after, day, month, today)


def _with_year(sentence: Sentence, at: int, day: int, month: int, today: date) -> ReadWhen:
    place = at + 1 if sentence.sign(at) in {",", "'", "/"} else at
    year = sentence.small(place, digits=4)
    if year is None or sentence.word(place + 1) in SCALES:
        return ReadWhen(_of_year(day, month, today), at)
    year = 2000 + year if len(sentence.number(place)) == 2 and place > at else year
    if year not in YEARS:
        return ReadWhen(_of_year(day, month, today), at)
    return ReadWhen(exactly(day_of(year, month, day)), place + 1)


def _day_number(sentence: Sentence, at: int) -> tuple[int | None, int]:
    day = sentence.small(at)
    if day is not None:
        return day, at + 1
    small = read_small(sentence, at)
    return (small.value, small.after) if small else (None, at)


def _ordinal_day(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`the 25th`."""
    day = sentence.small(at)
    if day is None or not is_ordinal(sentence, at) or sentence.word(at - 1) not in BEFORE_ORDINALS:
        return None
    return ReadWhen(_of_month(day, today), at + 2)


def is_ordinal(sentence: Sentence, at: int) -> bool:
    """Whether a number is written as `25th`."""
    return sentence.word(at + 1) in ORDINALS and sentence.touches(at + 1)


def _day_alone(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`tgl 25`, `tgl 25 bulan lalu`, `tgl 25 kemarin`, `tgl 25-27`."""
    day, after = _day_number(sentence, at)
    if day is None or (sentence.sign(after) in {"/", "-"} and sentence.touches(after)):
        return _range_of_days(sentence, at, today)
    by_month = _month_said(sentence, after)
    if by_month is not None:
        months, after = by_month
        month = calendar.plus_months(today.replace(day=1), months)
        return ReadWhen(exactly(day_of(month.year, month.month, day) if month else None), after)
    if sentence.word(after) in LAST:
        after += 1
    return ReadWhen(_of_month(day, today), after)


def _range_of_days(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    parts = [part for part in _glued(sentence, at) if part.isdigit() and len(part) <= 2]
    if len(parts) != 2 or int(parts[1]) <= 12:
        return None
    days = [calendar.latest_of_month(int(part), today) for part in parts]
    known = tuple(day for day in days if day is not None)
    return ReadWhen(When(None, options=known, problem="date_ambiguous"), at + 3)


def _month_said(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """How many months from this one `bulan lalu`, `bulan ini`, `bulan depan` or `last month` is."""
    words = sentence.word(at), sentence.word(at + 1)
    if words[0] in MONTH_WORDS:
        offset = _offset(words[1])
    elif words[1] in MONTH_WORDS:
        offset = _offset(words[0])
    else:
        return None
    return None if offset is None else (offset, at + 2)


def _offset(word: str) -> int | None:
    if word in LAST:
        return -1
    if word in THIS:
        return 0
    return 1 if word in NEXT else None


def _of_month(day: int, today: date) -> When:
    """A day of the month without the month: the latest one."""
    if not 1 <= day <= 31:
        return impossible()
    return When(calendar.latest_of_month(day, today), ahead=calendar.next_of_month(day, today))
