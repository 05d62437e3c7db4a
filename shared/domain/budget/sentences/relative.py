"""Days told from today: `kemarin`, `tadi pagi`, `3 hari lalu`, `last month`, `awal bulan`.

ago    := number unit ["yang"] ("lalu" | "ago") | ("sehari" | "seminggu" | …) ["yang"] "lalu"
coming := number unit "lagi" | "in" number unit
month  := ["awal" | "tengah" | "akhir"] "bulan" ["lalu" | "ini" | "depan"]
"""

from collections.abc import Mapping
from datetime import date

from shared.domain.budget.sentences.calendar import MONTHS, day_of, last_of_month, plus_days, plus_months
from shared.domain.budget.sentences.data import load, turned
from shared.domain.budget.sentences.dates import LAST, MONTH_WORDS, NEXT, THIS
from shared.domain.budget.sentences.number_words import ARTICLES, NUMBER_WORDS, TENS
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.sentences.when import ReadWhen, When, exactly, roughly

_WORDS = load("days")
_YESTERDAY: list[str] = _WORDS["yesterday"]
_PARTS: list[str] = _WORDS["parts"]

OFFSETS: Mapping[str, int] = {
    **dict.fromkeys(_WORDS["today"], 0),
    **{f"{part} ini": 0 for part in _PARTS},
    **{f"this {part}": 0 for part in _PARTS},
    **dict.fromkeys((*_YESTERDAY, *_WORDS["last_night"]), -1),
    **{f"{day} {part}": -1 for day in _YESTERDAY for part in _PARTS},
    **{f"{part} {day}": -1 for day in _YESTERDAY for part in _PARTS},
    **{f"{day} {behind}": -2 for day in _YESTERDAY for behind in _WORDS["behind_yesterday"]},
    **dict.fromkeys(_WORDS["before_yesterday"], -2),
    **dict.fromkeys(_WORDS["tomorrow"], 1),
    **dict.fromkeys(_WORDS["after_tomorrow"], 2),
}
"""How many days from today a phrase is."""

WEAK: frozenset[str] = frozenset(_WORDS["just_now"])
FIRST_WORDS = frozenset(phrase.split(" ")[0] for phrase in (*OFFSETS, *WEAK))
LONGEST = 4
UNITS: Mapping[str, str] = turned(_WORDS["units"])
ONES: Mapping[str, str] = turned(_WORDS["ones"])
AGO = frozenset(
    {"lalu", "ago", "silam", "kemarin", "kmrn", "kemaren", "sebelumnya", "back", "lewat", "yll", "yl"}
)
COMING = frozenset({"lagi", "kedepan", "mendatang"})
BEGINNING, MIDDLE, ENDING = (
    frozenset({"awal", "beginning", "start"}),
    frozenset({"tengah", "pertengahan", "mid"}),
    frozenset({"akhir", "end", "ujung"}),
)


BEGINNINGS = frozenset(
    {*FIRST_WORDS, *ONES, *ARTICLES, *NUMBER_WORDS, *TENS, *UNITS, *BEGINNING, *MIDDLE, *ENDING}
    | {"in", "dalam", "last", "this", "next"}
)
"""What a day told from today begins with, besides a number."""


def read_relative(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """A day told from today that begins at a token."""
    return (
        _ago(sentence, at, today)
        or _part_of_month(sentence, at, today)
        or _whole(sentence, at, today)
        or _said(sentence, at, today)
    )


def _said(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """The longest phrase that names a day."""
    if sentence.word(at) not in FIRST_WORDS:
        return None
    for length in range(LONGEST, 0, -1):
        phrase = " ".join(sentence.text(place) for place in range(at, at + length))
        if phrase in OFFSETS:
            day = plus_days(today, OFFSETS[phrase])
            return ReadWhen(exactly(day)._replace(ahead=day if OFFSETS[phrase] > 0 else None), at + length)
        if phrase in WEAK:
            return ReadWhen(When(today, weak=True), at + length)
    return None


def _ago(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    within = sentence.word(at) in {"in", "dalam"}
    number, unit, after = _stretch(sentence, at + 1 if within else at)
    if unit is None:
        return None
    after = after + 1 if sentence.word(after) in {"yang", "yg"} else after
    if sentence.word(after) in AGO:
        return ReadWhen(_moved(today, -number, unit), after + 1)
    if within or sentence.word(after) in COMING:
        return ReadWhen(_moved(today, number, unit), after if within else after + 1)
    return None


def _stretch(sentence: Sentence, at: int) -> tuple[int, str | None, int]:
    """How many of which unit, and the token after them; no unit where there is none."""
    if sentence.word(at) in ONES:
        return 1, ONES[sentence.word(at)], at + 1
    if sentence.word(at) in ARTICLES and sentence.word(at + 1) in UNITS:
        return 1, UNITS[sentence.word(at + 1)], at + 2
    number, after = sentence.small(at, digits=3), at + 1
    if number is None:
        small = read_small(sentence, at)
        number, after = (small.value, small.after) if small else (None, at)
    return (0, None, at) if number is None else (number, UNITS.get(sentence.word(after)), after + 1)


def _moved(today: date, number: int, unit: str) -> When:
    """So many days are exact; so many weeks, months or years are meant roughly."""
    if unit == "today":
        return When(today, weak=True)
    if unit == "day":
        return exactly(plus_days(today, number))
    if unit == "week":
        day = plus_days(today, number * 7)
    else:
        day = plus_months(today, number * (12 if unit == "year" else 1))
    return roughly(day) if day else exactly(None)


def _whole(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`bulan lalu`, `last month`, `tahun lalu`: somewhere in it."""
    unit, offset, after = _unit_said(sentence, at)
    if unit is None or offset is None:
        return None
    if offset == 0:
        return ReadWhen(When(today, weak=True), after)
    day = plus_months(today, offset * (12 if unit == "year" else 1))
    return ReadWhen(roughly(day, last_of_month(day) if day else None, today if offset < 0 else None), after)


def _unit_said(sentence: Sentence, at: int) -> tuple[str | None, int | None, int]:
    words = sentence.word(at), sentence.word(at + 1)
    unit = UNITS.get(words[0])
    if unit in {"month", "year"}:
        skipped = 1 if words[1] in {"yang", "yg"} else 0
        return unit, _offset(sentence.word(at + 1 + skipped)), at + 2 + skipped
    unit = UNITS.get(words[1])
    if unit in {"month", "year"} and words[0] in {"last", "this", "next"}:
        return unit, _offset(words[0]), at + 2
    return None, None, at


def _part_of_month(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`awal bulan`, `akhir bulan lalu`, `pertengahan oktober`."""
    part = sentence.word(at)
    if part not in BEGINNING | MIDDLE | ENDING:
        return None
    place = at + 2 if sentence.word(at + 1) in {"of", "dari"} else at + 1
    month, after = _month_meant(sentence, place, today, ending=part in ENDING)
    if month is None:
        return None
    if part in ENDING:
        return ReadWhen(roughly(last_of_month(month)), after)
    return ReadWhen(roughly(day_of(month.year, month.month, 15 if part in MIDDLE else 1)), after)


def _month_meant(sentence: Sentence, at: int, today: date, *, ending: bool) -> tuple[date | None, int]:
    first = today.replace(day=1)
    if sentence.word(at) in MONTHS:
        month = MONTHS[sentence.word(at)]
        return day_of(today.year - (1 if month > today.month else 0), month, 1), at + 1
    if sentence.word(at) in {"last", "this", "next"} and sentence.word(at + 1) in MONTH_WORDS:
        return plus_months(first, _offset(sentence.word(at)) or 0), at + 2
    if sentence.word(at) not in MONTH_WORDS:
        return None, at
    offset = _offset(sentence.word(at + 1))
    if offset is not None:
        return plus_months(first, offset), at + 2
    past = ending and today != last_of_month(today)
    return plus_months(first, -1 if past else 0), at + 1


def _offset(word: str) -> int | None:
    if word in LAST:
        return -1
    if word in THIS:
        return 0
    return 1 if word in NEXT else None
