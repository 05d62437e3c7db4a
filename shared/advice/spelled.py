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

SHORT_SCALES = {
    "rb": 10**3,
    "rbu": 10**3,
    "rebu": 10**3,
    "k": 10**3,
    "jt": 10**6,
    "jta": 10**6,
    "mil": 10**6,
    "mily": 10**9,
    "jeti": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "bn": 10**9,
}
"""Scales as people shorten them, mostly after digits."""

WHOLE = {
    "seratus": (1, "ratus"),
    "seribu": (1, "ribu"),
    "serebu": (1, "ribu"),
    "sejuta": (1, "juta"),
    "sejeti": (1, "juta"),
    "semiliar": (1, "miliar"),
    "semilyar": (1, "miliar"),
    "setriliun": (1, "triliun"),
}

SLANG = {
    "cepek": 100,
    "nopek": 200,
    "gopek": 500,
    "segopek": 500,
    "seceng": 1_000,
    "noceng": 2_000,
    "goceng": 5_000,
    "ceban": 10_000,
    "noban": 20_000,
    "goban": 50_000,
    "gocap": 50,
    "jigo": 25,
    "cetiau": 1_000_000,
}
"""Amounts in Betawi words; below a thousand they may also count thousands."""

HALF = frozenset({"setengah", "half"})
POINT = frozenset({"koma", "point"})
JOINING = frozenset({"and", "a", "belas"})
ALL_SCALES = SCALES | SHORT_SCALES
ROUGH = {f"{name}an": name for name in (*ALL_SCALES, *WHOLE, *TIMES, "belas")}
"""About so much: `lima jutaan`, `sejutaan`."""

ENGLISH = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
COUNTING = frozenset({*ONES, *WHOLE, *HALF, *ROUGH.keys() & {f"{name}an" for name in WHOLE}})
"""What makes a number: a scale alone (`beberapa juta`) is none."""

KNOWN = frozenset({*ONES, *TIMES, *ALL_SCALES, *WHOLE, *HALF, *POINT, *JOINING, *ROUGH})

_GLUED = "|".join(sorted((*ONES, *WHOLE, *TIMES, *HALF, "belas"), key=len, reverse=True))
_ON = "|".join(sorted((*SCALES, *TIMES, *ROUGH, "belas"), key=len, reverse=True))
WORD = re.compile(rf"(?:{_GLUED})(?=(?:belas|puluh|ratus)?(?:{_ON})\b)|[a-z]+")
"""Words; of those that were written in one (`limajuta`) each is taken."""

GAP = re.compile(r"[ \u00a0\n-]{0,3}")


class Spelled(NamedTuple):
    """A spelled number, where it stands, and the size of its last spelled digit."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    rough: bool = False
    slang: bool = False


class _Run(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


def find_spelled(text: str) -> Iterator[Spelled]:
    """Every number in `text` that is spelled in words."""
    for run in _runs(text.lower()):
        words = tuple(ROUGH.get(word, word) for word in run.words)
        value = _value(words)
        if value > 0:
            yield Spelled(run.start, run.end, value, _last_digit(value), rough=words != run.words)


def find_slang(text: str) -> Iterator[Spelled]:
    """Every amount in `text` that one Betawi word says."""
    for word in WORD.finditer(text.lower()):
        if word[0] in SLANG:
            value = Decimal(SLANG[word[0]])
            yield Spelled(word.start(), word.end(), value, _last_digit(value), slang=True)


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
    first, last = 0, len(words)
    while first < last and words[first][0] in JOINING | POINT:
        first += 1
    while first < last and words[last - 1][0] in (JOINING | POINT) - {"belas"}:
        last -= 1
    if first == last:
        return
    counts = first > 0 and words[first - 1][0] == "a" and words[first][0] in ENGLISH
    if counts or any(word[0] in COUNTING for word in words[first:last]):
        yield _Run(words[first].start(), words[last - 1].end(), tuple(it[0] for it in words[first:last]))


def _value(words: tuple[str, ...]) -> Decimal:
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
        elif word in ALL_SCALES:
            total, group, place = total + (group or 1) * ALL_SCALES[word], Decimal(0), None
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
