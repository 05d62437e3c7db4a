"""Numbers below a thousand in words: `dua ratus lima puluh`, `lima belas`, `twenty five`.

    small    := [hundreds] [tens] [digit]
    hundreds := digit "ratus" | "seratus" | (digit | "a") "hundred" ["and"]
    tens     := digit "puluh" | digit "belas" | "sepuluh" | "sebelas" | "twenty" … | "eleven" …

A digit may be written in figures before `ratus`, `puluh` and `belas` (`2 ratus`). A digit follows only what
leaves room for it: `dua puluh lima`, never `lima belas dua`.
"""

from typing import NamedTuple

from shared.domain.budget.sentences.number_words import (
    ARTICLES,
    DIGITS,
    HUNDREDS,
    NUMBER_WORDS,
    ONE_HUNDRED,
    TEENS,
    TENS,
)
from shared.domain.budget.sentences.tokens import Sentence

BEHIND_DIGITS = frozenset({*HUNDREDS, "puluh", "belas"})
BEGINNINGS = frozenset({*NUMBER_WORDS, *TENS, *ARTICLES})
"""What a number in words begins with; most tokens do not."""


class Small(NamedTuple):
    """A number below a thousand, the token after it, and whether a single digit may still follow."""

    value: int
    after: int
    open: bool = False


def read_small(sentence: Sentence, at: int) -> Small | None:
    """A number below a thousand whose words begin at a token."""
    if sentence.word(at) not in BEGINNINGS and sentence.word(at + 1) not in BEHIND_DIGITS:
        return None
    hundreds = _hundreds(sentence, at)
    after = hundreds.after if hundreds else at
    tens = _tens(sentence, after)
    after = tens.after if tens else after
    value = (hundreds.value if hundreds else 0) + (tens.value if tens else 0)
    digit = DIGITS.get(sentence.word(after))
    if digit is not None and (tens is None or tens.open) and not _multiplied(sentence, after):
        return Small(value + digit, after + 1)
    return Small(value, after) if after > at else None


def _multiplied(sentence: Sentence, at: int) -> bool:
    following = sentence.word(at + 1)
    return following in HUNDREDS or following in {"puluh", "belas"}


def _hundreds(sentence: Sentence, at: int) -> Small | None:
    if sentence.word(at) in ONE_HUNDRED:
        return Small(100, at + 1)
    digit = 1 if sentence.word(at) in ARTICLES else _digit(sentence, at)
    if digit is None or sentence.word(at + 1) not in HUNDREDS:
        return None
    joined = sentence.word(at + 1) == "hundred" and sentence.word(at + 2) == "and"
    return Small(digit * 100, at + 3 if joined and sentence.word(at + 3) in NUMBER_WORDS else at + 2)


def _tens(sentence: Sentence, at: int) -> Small | None:
    word, following = sentence.word(at), sentence.word(at + 1)
    if word in TEENS:
        return Small(TEENS[word], at + 1)
    if word in TENS:
        return Small(TENS[word], at + 1, open=True)
    digit = _digit(sentence, at)
    if digit is not None and following == "puluh":
        return Small(digit * 10, at + 2, open=True)
    if digit is not None and following == "belas":
        return Small(digit + 10, at + 2)
    return None


def _digit(sentence: Sentence, at: int) -> int | None:
    digit = DIGITS.get(sentence.word(at))
    if digit is not None:
        return digit
    written = sentence.small(at, digits=1)
    return written or None
