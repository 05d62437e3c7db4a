"""Lengths of time and shares in a message: `24x`, `2 tahun`, `cicil 12 bulan`, `setengah tahun`, `12,5%`.

length := number unit | number "x" | "x" number | "setahun" | "setengah tahun" | "half a year"
share  := number ("%" | "persen" | "percent") [per]
per    := "sebulan" | "per bulan" | "setahun" | "a year" | …
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from shared.domain.budget.sentences.number_words import SCALES
from shared.domain.budget.sentences.numerals import read_digits
from shared.domain.budget.sentences.spelled import read_small
from shared.domain.budget.sentences.tokens import Sentence

UNITS = {
    **dict.fromkeys(("hari", "hr", "day", "days"), "day"),
    **dict.fromkeys(("minggu", "mgg", "mggu", "pekan", "week", "weeks"), "week"),
    **dict.fromkeys(
        ("bulan", "bln", "blan", "bl", "month", "months", "mo", "mos", "bulanan", "sasi"), "month"
    ),
    **dict.fromkeys(
        ("tahun", "taun", "thn", "tahunan", "taunan", "th", "year", "years", "yr", "yrs"), "year"
    ),
}
MONTHS_IN = {"month": Fraction(1), "year": Fraction(12)}
ONE = {"sehari": "day", "seminggu": "week", "sepekan": "week", "sebulan": "month", "setahun": "year"}
HALVES = frozenset({"setengah", "stengah", "half"})
TIMES = frozenset({"x", "kali"})
EACH = frozenset({"per", "tiap", "setiap", "a", "an", "each", "every", "/", "se"})
PERCENT = frozenset({"%", "persen", "percent", "pct", "persenan"})
LONGEST_MONTHS = 600


class Length(NamedTuple):
    """A length of time: whole months, or days where it is shorter than a month counts; and its tokens.

    `times`: it was said as a number of payments (`24x`).
    """

    months: int | None
    days: int | None
    first: int
    last: int
    times: bool = False


class Share(NamedTuple):
    """A part of something as a decimal fraction, by which period if said, and its tokens."""

    value: Decimal
    each: str | None
    first: int
    last: int


def read_lengths(sentence: Sentence) -> Iterator[Length]:
    """The lengths of time in a sentence, from the left."""
    at = 0
    while at < len(sentence):
        found = _one(sentence, at) or _times(sentence, at) or _counted(sentence, at)
        if found is not None:
            yield found
            at = found.last
        at += 1


def read_shares(sentence: Sentence) -> Iterator[Share]:
    """The percentages in a sentence, from the left."""
    for at in range(len(sentence)):
        if sentence.text(at + 1) in PERCENT and (number := _number(sentence, at)) is not None:
            each, after = each_said(sentence, at + 2)
            yield Share(Decimal(number.numerator) / number.denominator / 100, each, at, after - 1)


def each_said(sentence: Sentence, at: int) -> tuple[str | None, int]:
    """The period of `sebulan`, `per bulan`, `a month` at a token, and the token after it."""
    if sentence.word(at) in ONE:
        return ONE[sentence.word(at)], at + 1
    if sentence.text(at) in EACH and sentence.word(at + 1) in UNITS:
        return UNITS[sentence.word(at + 1)], at + 2
    if sentence.word(at) in {"monthly", "bulanan", "perbulan", "perbln", "pb"}:
        return "month", at + 1
    if sentence.word(at) in {"yearly", "tahunan", "pertahun", "annual", "annually", "pa"}:
        return "year", at + 1
    return ("day", at + 1) if sentence.word(at) in {"harian", "perhari", "daily"} else (None, at)


def _one(sentence: Sentence, at: int) -> Length | None:
    """`setahun`, `setengah tahun`, `half a year`; `a month` is a price's period, not a length."""
    word = sentence.word(at)
    if word in ONE and sentence.text(at - 1) not in EACH:
        return _length(Fraction(1), ONE[word], at, at)
    if word not in HALVES:
        return None
    unit = at + 2 if sentence.word(at + 1) in {"a", "an"} else at + 1
    return _length(Fraction(1, 2), UNITS.get(sentence.word(unit)), at, unit)


def _times(sentence: Sentence, at: int) -> Length | None:
    """`24x`, `x 24`, `24 kali`."""
    count = sentence.small(at, digits=3)
    if count and sentence.word(at + 1) in TIMES:
        return Length(count, None, at, at + 1, times=True)
    behind = sentence.small(at + 1, digits=3)
    if behind and sentence.word(at) in TIMES and sentence.word(at + 2) not in SCALES:
        return Length(behind, None, at, at + 1, times=True)
    return None


def _counted(sentence: Sentence, at: int) -> Length | None:
    """`2 tahun`, `1,5 tahun`, `dua belas bulan`, `12-bulan`."""
    number = _number(sentence, at)
    after = at + 1
    if number is None and (small := read_small(sentence, at)) is not None:
        number, after = Fraction(small.value), small.after
    if number is None:
        return None
    if sentence.word(after) in HALVES:
        number, after = number + Fraction(1, 2), after + 1
    after = after + 1 if sentence.sign(after) == "-" else after
    return _length(number, UNITS.get(sentence.word(after)), at, after)


def _number(sentence: Sentence, at: int) -> Fraction | None:
    written = sentence.number(at)
    values = read_digits(written).values if 0 < len(written) <= 6 else ()
    return Fraction(values[-1]) if values else None


def _length(number: Fraction, unit: str | None, first: int, last: int) -> Length | None:
    if unit is None or number <= 0:
        return None
    if unit in MONTHS_IN:
        months = int(number * MONTHS_IN[unit])
        return Length(months, None, first, last) if 1 <= months <= LONGEST_MONTHS else None
    days = int(number * (7 if unit == "week" else 1))
    return Length(None, days, first, last) if 1 <= days <= LONGEST_MONTHS * 31 else None
