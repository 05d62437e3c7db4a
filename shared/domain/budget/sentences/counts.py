"""Numbers that are no money: how many, how long, how large, which one, at what time.

count   := number measure | number "x"            2 tiket, 3 kg, 5 orang, 3x
area    := number unit ("2" | "3" | "²")           100m2, 3 m3, 20m²
share   := "bagi" (number ["orang"] | group)       bagi 2, dibagi 4 orang, bagi berdua
rate    := "tiap" (period | weekday) | "sehari"    tiap hari, setiap jumat, seminggu
part    := number "%"                              20%, 11 persen
named   := "lantai" number | "no" number …         lantai 3, no rek 123456, iphone 15, ke-2
time    := "jam" number [":" number] [part of day] jam 7 malam, pukul 19.30, 19:30, 7pm
"""

from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.calendar import MONTHS, WEEKDAYS
from shared.domain.budget.sentences.dates import BEFORE_ORDINALS, is_ordinal
from shared.domain.budget.sentences.lexicon import Lexicon
from shared.domain.budget.sentences.number_words import HUNDREDS, PARTS, ROUGH_SCALES, SCALES
from shared.domain.budget.sentences.numerals import read_digits
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.text import STRANGE
from shared.domain.budget.sentences.tokens import Kind, Sentence

CLOCK_WORDS = frozenset({"jam", "pukul", "pkl", "jm", "pk"})
HALVES_OF_DAY = frozenset({"am", "pm", "wib", "wita", "wit"})
GOES_ON = frozenset({*HUNDREDS, "puluh", "belas", "x", "@", "rupiah", "perak"})
"""What makes a number longer, or money, when it stands behind it."""

EVERY = frozenset({"tiap", "setiap", "tiaptiap", "saban", "every", "each"})
ONES = {"sehari": "hari", "seminggu": "minggu", "sepekan": "minggu", "sebulan": "bulan", "setahun": "tahun"}
DURING = frozenset({"selama", "slama"})
HOURS = frozenset({"jam", "menit", "mnt", "hour", "hours", "minute", "minutes", "mins", "detik", "hrs"})
WEEK_UNIT = "minggu"
DIVIDED = frozenset({"bagi", "dibagi", "bagiin", "split"})
MOST_SHARING = 100
IN_THOUSANDS = frozenset(
    {"g", "gr", "gram", "gm", "ml", "m", "meter", "mtr", "km", "watt", "kwh", "mb", "liter", "l", "ltr", "kg"}
)
"""What is measured by the thousand, or to a thousandth: `1.500 ml`, `1,250 kg`."""

LENGTHS = frozenset({"m", "cm", "km", "hm", "dm", "mm"})
YEAR_WORDS = frozenset({"tahun", "thn", "th", "year"})
FEW = 10_000
"""A number this large before a measure is money after all: `50000 orang` is not a count anybody writes."""


class Count(NamedTuple):
    """How many of something.

    `times`: written as `3x`, so that a price beside it may be for one. `splits`: that many share a bill.
    `every`: again and again, as in `tiap hari`.
    """

    number: Decimal
    unit: str
    times: bool = False
    people: bool = False
    period: bool = False
    percent: bool = False
    splits: bool = False
    every: bool = False


class ReadCount(NamedTuple):
    """A count (None where it only names or tells the time), and the token after it."""

    counted: Count | None
    after: int


def read_count(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """A number that is no money and begins at a token, with its word before or behind it."""
    return (
        _time(sentence, at, lexicon)
        or _rate(sentence, at, lexicon)
        or _divided(sentence, at, lexicon)
        or _named(sentence, at, lexicon)
        or _counted(sentence, at, lexicon)
        or _group(sentence, at, lexicon)
    )


def _counted(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    number = _number(sentence, at)
    if number is None:
        return None
    value, after = number
    if is_ordinal(sentence, after - 1):
        return ReadCount(None, after + 1) if sentence.word(at - 1) not in BEFORE_ORDINALS else None
    if after == at + 1 and _is_in_thousands(sentence.number(at)) and sentence.word(after) not in IN_THOUSANDS:
        return None
    behind = _past_area(sentence, after)
    if behind is not None:
        return ReadCount(Count(value, sentence.word(after)), behind)
    count = _measured(value, sentence.text(after), lexicon)
    return ReadCount(count, after + 1) if count and value < FEW else None


def _is_in_thousands(written: str) -> bool:
    """`3.500 bulan ini` and `15.000 porsi besar` are prices."""
    whole, parted, rest = written.replace(",", ".").partition(".")
    return bool(parted) and whole != "0" and len(rest) == 3


def _past_area(sentence: Sentence, at: int) -> int | None:
    """The token behind the `m2` of `100m2`: square metres, and no milliards with two hundred millions."""
    raised = sentence.number(at + 1) in {"2", "3"} or sentence.text(at + 1) == STRANGE
    ends = sentence.token(at + 2).apart or sentence.token(at + 2).kind is Kind.SIGN
    return at + 2 if sentence.word(at) in LENGTHS and raised and sentence.touches(at + 1) and ends else None


def _rate(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """`tiap hari`, `setiap jumat`, `sehari`."""
    word, following = sentence.word(at), sentence.word(at + 1)
    if word in DURING:
        return _during(sentence, at + 1, lexicon)
    if word in ONES:
        return ReadCount(Count(Decimal(1), ONES[word], period=True), at + 1)
    if word not in EVERY:
        return None
    unit = WEEK_UNIT if following in WEEKDAYS else following if following in lexicon.periods else None
    return ReadCount(Count(Decimal(1), unit, period=True, every=True), at + 2) if unit else None


def _during(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """`selama 3 hari`: an amount beside it may be that of each day. Hours are rather how long it took."""
    number = _number(sentence, at)
    unit = sentence.word(number[1]) if number else ""
    if number is None or unit not in lexicon.periods or unit in HOURS:
        return None
    return ReadCount(Count(number[0], unit, period=True, every=True), number[1] + 1)


def _divided(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """`bagi 2` and `dibagi berempat`: how many share; `bagi 2 kotak` shares out things."""
    if sentence.word(at) not in DIVIDED or not sentence.token(at + 1).apart:
        return None
    number = _number(sentence, at + 1)
    if number is None:
        group = _group(sentence, at + 1, lexicon)
        return (
            ReadCount(group.counted._replace(splits=True), group.after) if group and group.counted else None
        )
    value, after = number
    if not 1 < value < MOST_SHARING or value != int(value) or not stands_alone(sentence, after - 1):
        return None
    shared = ReadCount(Count(value, "orang", people=True, splits=True), after)
    if sentence.word(after) in lexicon.people:
        return shared._replace(after=after + 1)
    return None if _measured(value, sentence.text(after), lexicon) else shared


def _measured(value: Decimal, unit: str, lexicon: Lexicon) -> Count | None:
    if unit in lexicon.percent:
        return Count(value, "%", percent=True)
    if unit in lexicon.times:
        return Count(value, "x", times=True)
    if unit in lexicon.people:
        return Count(value, "orang", people=True)
    if unit in lexicon.periods:
        return Count(value, unit, period=True)
    return Count(value, unit) if unit in lexicon.things else None


def _number(sentence: Sentence, at: int) -> tuple[Decimal, int] | None:
    """A number in figures (`2`, `1,5`, `1/2`), in words, or a half, and the token after it."""
    written = sentence.number(at)
    if written:
        divisor = sentence.small(at + 2) if sentence.sign(at + 1) == "/" else None
        if divisor and written.isdigit() and len(written) <= 2:
            return Decimal(written) / divisor, at + 3
        values = read_digits(written).values
        return (values[-1], at + 1) if values else None
    if sentence.word(at) in PARTS and sentence.word(at + 1) not in SCALES:
        return PARTS[sentence.word(at)], at + 1
    small = read_small(sentence, at)
    return (Decimal(small.value), small.after) if small else None


def _named(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """`no rek 123456` whatever the number; `lantai 3` only a small one without a scale behind it."""
    found = lexicon.find(sentence, at)
    if found is None or found.word.is_item or not found.word.has(Role.NUMBERED, Role.NAMED_BY_NUMBER):
        return None
    after = at + found.length
    while sentence.sign(after) in {"-", ".", ":", "#"}:
        after += 1
    written = sentence.number(after)
    if not written or not stands_alone(sentence, after):
        return None
    if found.word.has(Role.NUMBERED) and not _looks_like_money(written):
        return ReadCount(None, after + 1)
    small = sentence.small(after, digits=4 if sentence.word(at) in YEAR_WORDS else 3)
    counts = _measured(Decimal(small or 0), sentence.text(after + 1), lexicon) is not None
    if small is None or (found.word.has(Role.TO) and counts):
        return None
    return ReadCount(None, _past_last(sentence, after + 1))


def _past_last(sentence: Sentence, at: int) -> int:
    """The token behind `dari 36` in `cicilan ke 14 dari 36`."""
    of_all = sentence.text(at) in {"dari", "of", "/"} and sentence.small(at + 1, digits=3) is not None
    return at + 2 if of_all and stands_alone(sentence, at + 1) else at


def stands_alone(sentence: Sentence, at: int) -> bool:
    """Whether a number begins no longer one, as in `2 ratus`, `1/2`, `3x20`, `25 okt` and `20 rb`."""
    following = sentence.text(at + 1)
    if following in SCALES or following in ROUGH_SCALES or following in MONTHS or following in GOES_ON:
        return False
    return not (following in {"/", "-", "*", ":"} and sentence.touches(at + 1) and sentence.touches(at + 2))


def _looks_like_money(written: str) -> bool:
    return "." in written or "," in written


def _time(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    said = sentence.word(at) in CLOCK_WORDS
    after = at + 1 if said else at
    if said and sentence.word(after) in PARTS:
        after += 1
    end = _clock(sentence, after)
    if end is None or sentence.word(end) in SCALES:
        return None
    half = sentence.word(end) in HALVES_OF_DAY
    colon = sentence.sign(after + 1) == ":"
    if not (said or half or colon):
        return None
    end = end + 1 if half else end
    part = lexicon.known(sentence.word(end)) if said or colon else None
    return ReadCount(None, end + 1 if part and part.has(Role.PARTS_OF_DAY) else end)


def _clock(sentence: Sentence, at: int) -> int | None:
    """The token after `7`, `19.30`, `19:30` or `tujuh`."""
    written = sentence.number(at)
    if not written:
        small = read_small(sentence, at)
        return small.after if small and small.value <= 24 else None
    hours, _, minutes = written.replace(",", ".").partition(".")
    if len(hours) > 2 or int(hours) > 24 or (minutes and not (len(minutes) == 2 and minutes < "60")):
        return None
    if sentence.sign(at + 1) == ":" and sentence.small(at + 2) is not None and sentence.touches(at + 2):
        return at + 3
    return at + 1


def _group(sentence: Sentence, at: int, lexicon: Lexicon) -> ReadCount | None:
    """`bertiga` is three people."""
    for length in (2, 1):
        phrase = " ".join(sentence.text(place) for place in range(at, at + length))
        if phrase in lexicon.groups:
            number = Decimal(lexicon.groups[phrase])
            return ReadCount(Count(number, "orang", people=True, splits=length > 1), at + length)
    return None
