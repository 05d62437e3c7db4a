"""Numbers spelled out in words: `dua juta lima ratus ribu`, `two and a half million`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

ONES = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

TIMES = {"puluh": 10, "ratus": 100, "hundred": 100}

SCALES = {
    "ribu": 1_000,
    "thousand": 1_000,
    "juta": 1_000_000,
    "million": 1_000_000,
    "miliar": 1_000_000_000,
    "milyar": 1_000_000_000,
    "billion": 1_000_000_000,
    "triliun": 1_000_000_000_000,
    "trillion": 1_000_000_000_000,
}

WHOLE = {"seratus": (1, "ratus"), "seribu": (1, "ribu"), "sejuta": (1, "juta"), "semiliar": (1, "miliar")}

HALF = frozenset({"setengah", "half"})
POINT = frozenset({"koma", "point"})
JOINING = frozenset({"and", "a", "belas"})
KNOWN = frozenset({*ONES, *TIMES, *SCALES, *WHOLE, *HALF, *POINT, *JOINING})

WORD = re.compile(r"[a-z]+")
GAP = re.compile(r"[ \u00a0-]+")


class Spelled(NamedTuple):
    """A spelled number, where it stands, and the size of its last spelled digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal


class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


def find_spelled(text: str) -> Iterator[Spelled]:
    """Every number in `text` that is spelled in words."""
    for run in _runs(text.lower()):
        value = _value(run.words)
        if value is not None and value > 0:
            yield Spelled(run.start, run.end, value, _last_digit(value))


def _runs(text: str) -> Iterator[_Run]:
    """Number words that stand side by side, without joining words at the ends."""
    gathered: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        touches = bool(gathered) and GAP.fullmatch(text, gathered[-1].end(), word.start()) is not None
        if gathered and not (touches and word[0] in KNOWN):
            yield from _run_of(gathered)
            gathered = []
        if word[0] in KNOWN:
            gathered.append(word)
    yield from _run_of(gathered)


def _run_of(words: list[re.Match[str]]) -> Iterator[_Run]:
    while words and words[0][0] in JOINING | POINT:
        words = words[1:]
    while words and words[-1][0] in (JOINING | POINT) - {"belas"}:
        words = words[:-1]
    if words:
        yield _Run(words[0].start(), words[-1].end(), tuple(word[0] for word in words))


def _value(words: tuple[str, ...]) -> Decimal | None:
    """Add the words up: below a thousand first, then times the scale that follows."""
    total, group, place = Decimal(0), Decimal(0), None
    for word in _whole(words):
        if word in POINT:
            place = Decimal("0.1")
        elif word in ONES and place is not None:
            group += ONES[word] * place
            place /= 10
        elif word in ONES:
            group += ONES[word]
        elif word == "belas":
            group += 10
        elif word in TIMES:
            # "dua ratus lima puluh": only the last digit is multiplied.
            last = group % 10 if word == "puluh" or group > 10 else group
            group = group - last + max(last, Decimal(1)) * TIMES[word]
        elif word in HALF:
            group += Decimal("0.5")
        elif word in SCALES:
            total, group, place = total + (group or 1) * SCALES[word], Decimal(0), None
    return total + group


def _whole(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        if word in WHOLE:
            yield "satu"
            yield WHOLE[word][1]
        else:
            yield word


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
