"""Number words of both languages, their scales, and words written together: `duapuluh`, `limaratusribu`."""

import re
from collections.abc import Mapping
from decimal import Decimal

DIGITS: Mapping[str, int] = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "siji": 1,
    "loro": 2,
    "rong": 2,
    "telu": 3,
    "telung": 3,
    "papat": 4,
    "patang": 4,
    "limang": 5,
    "pitu": 7,
    "pitung": 7,
    "wolu": 8,
    "wolung": 8,
    "sangang": 9,
}
"""Also the Javanese ones that are no other word in Indonesian."""

TEENS: Mapping[str, int] = {
    "sepuluh": 10,
    "sebelas": 11,
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
    "selawe": 25,
}
TENS: Mapping[str, int] = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "seket": 50,
    "suwidak": 60,
}
ONE_HUNDRED = frozenset({"seratus", "satus", "hundred"})
HUNDREDS = frozenset({"ratus", "rts", "atus", "hundred"})
ARTICLES = frozenset({"a", "an"})
NUMBER_WORDS = frozenset({*DIGITS, *TEENS, *TENS, *ONE_HUNDRED})

THOUSAND, MILLION, MILLIARD, TRILLION = 10**3, 10**6, 10**9, 10**12

SCALES: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(
        ("rb", "ribu", "rbu", "rebu", "ribuu", "ewu", "k", "thousand", "thousands", "ceng"), (THOUSAND,)
    ),
    **dict.fromkeys(
        ("jt", "juta", "jta", "jut", "yuta", "jeti", "million", "millions", "mio", "tiao"), (MILLION,)
    ),
    **dict.fromkeys(("miliar", "milyar", "milyard", "miliyar", "billion", "billions", "bn"), (MILLIARD,)),
    **dict.fromkeys(("triliun", "trilyun", "triliyun", "trillion"), (TRILLION,)),
    **dict.fromkeys(("m", "mil"), (MILLIARD, MILLION)),
}
"""What a number is multiplied by. M is miliar to Indonesians and million to the English: both are offered."""

ROUGH_SCALES: Mapping[str, int] = {
    **dict.fromkeys(("rban", "ribuan", "rbuan", "rebuan", "kan"), THOUSAND),
    **dict.fromkeys(("jtan", "jutaan", "jtaan"), MILLION),
    **dict.fromkeys(("miliaran", "milyaran"), MILLIARD),
}
"""`50 ribuan` is about fifty thousand."""

ROUGH_NUMBERS = frozenset({"puluhan", "ratusan", "seratusan", "sepuluhan"})
"""`dua puluhan ribu` is about twenty thousand."""

ONE_SCALES: Mapping[str, int] = {
    "seribu": THOUSAND,
    "sewu": THOUSAND,
    "sarebu": THOUSAND,
    "sejuta": MILLION,
    "semiliar": MILLIARD,
    "semilyar": MILLIARD,
    "setriliun": TRILLION,
}
PARTS: Mapping[str, Decimal] = {
    "setengah": Decimal("0.5"),
    "stengah": Decimal("0.5"),
    "half": Decimal("0.5"),
    "seperempat": Decimal("0.25"),
}

_PIECES = (
    *DIGITS,
    "sepuluh",
    "sebelas",
    "seratus",
    "seribu",
    "sejuta",
    "belas",
    "puluh",
    "ratus",
    "ribu",
    "juta",
)
_JOINED = re.compile(rf"(?:{'|'.join(_PIECES)})+")
_PIECE = re.compile("|".join(_PIECES))
LONGEST_JOINED = 60


def joined_words(word: str) -> list[str]:
    """The single number words that one word is made of; empty for every other word."""
    if len(word) > LONGEST_JOINED or not _JOINED.fullmatch(word):
        return []
    pieces = _PIECE.findall(word)
    return pieces if len(pieces) > 1 else []
