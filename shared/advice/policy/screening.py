"""What a message says that must be met before any figures: danger to life, debt distress, an unlawful ask.

Code decides this, not a model, so that it holds whichever advisor answers. Words alone can be wrong in both
directions: they are chosen so that a person in need is rather heard once too often, and that somebody who
asks how to report or stop a wrong is not taken for one who commits it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from shared.domain.conversation.engine import clean_text


class Concern(StrEnum):
    """What a message must be met with first."""

    NONE = "none"
    DANGER = "danger"
    UNLAWFUL = "unlawful"
    GAMBLING = "gambling"
    DEBT_DISTRESS = "debt_distress"


FILE = Path(__file__).with_name("screening.toml")

STANDS_FOR = {
    "{not}": r"(?:ga|gak|gk|g|nggak|ngga|nggk|enggak|engga|tidak|tdk|tak|ndak|kagak|kaga|gaa|nda|ora)",
    "{self}": r"(?:aku|gw|gue|gua|saya|sy|aq|ane|w|gweh|diriku|hamba|i)",
    "{want}": r"(?:pengen|pengin|pingin|pgn|pgen|ingin|kepengen|kepingin|kepengin|mau|mo|mending|mendingan"
    r"|lebih baik|rasanya|kepikiran|mikir|pikir)",
    "{others}": r"(?:orang lain|orang|teman|temen|tmn|sodara|saudara|sepupu|adik|adek|kakak|kakek|nenek|eyang"
    r"|opa|oma|ibu|mama|mamah|bapak|papa|ayah|ortu|orang tua|om|tante|paman|bibi|tetangga|pembantu|art"
    r"|karyawan|bawahan|bos|pacar|mantan|istri|suami|mertua|ipar|almarhum|almarhumah|alm|mendiang|pelanggan"
    r"|nasabah|klien|someone|somebody|anyone|friends?|strangers?|other people|others?|brother|sister|cousin"
    r"|uncle|aunt|mother|mom|mum|father|dad|parents?|grand(?:ma|pa|mother|father|parents?)|neighbou?rs?"
    r"|coworkers?|colleagues?|employees?|boss|ex|girlfriend|boyfriend|wife|husband|roommates?|maid|dead|deceased|late|customers?|clients?"
    r")(?:ku|nya|mu)?",
    "{within}": r"(?:\W+\w+){0,6}?\W+",
}
"""What the lists write in short. `{within}` is bounded, so that a long message costs little."""

SENTENCES = re.compile(r"(?<=[.!?;\n])\s+")
LONGEST_WINDOW = 600
"""Characters of neighbouring sentences that are looked at together."""

Expression = re.Pattern[str]


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _words(name: str) -> Expression:
    """The words of that name, as one expression."""
    return _expression("|".join(_lists()[name]))


@cache
def _together(name: str) -> tuple[tuple[Expression, ...], ...]:
    """Lists of words of which each must be there."""
    return tuple(tuple(_expression(each) for each in told) for told in _lists()[name])


def _expression(either: str) -> Expression:
    for short, meant in STANDS_FOR.items():
        either = either.replace(short, meant)
    return re.compile(rf"\b(?:{either})\b")


def screen(message: str) -> Concern:
    """What `message` must be met with first; NONE for nearly all."""
    plain = _plain(message)
    if _words("danger").search(_words("figurative").sub(" , ", plain)):
        return Concern.DANGER
    if _asks_for_a_wrong(plain, message):
        return Concern.UNLAWFUL
    if _words("gambling").search(plain):
        return Concern.GAMBLING
    if _words("debt_distress").search(plain):
        return Concern.DEBT_DISTRESS
    return Concern.NONE


def _asks_for_a_wrong(plain: str, message: str) -> bool:
    """Whether a wrong is asked for, and not how to stop, report, avoid or understand one."""
    if _words("victim").search(plain) or _words("lawful").search(plain):
        return False
    if _words("wronged").search(plain) and not _words("evading").search(plain):
        return False
    if _words("unlawful").search(plain):
        return True
    return any(
        all(words.search(window) for words in told)
        for window in _windows(message)
        for told in _together("unlawful_together")
    )


def _windows(message: str) -> Iterator[str]:
    """Each two neighbouring sentences, plain; a long one in pieces."""
    sentences = [_plain(each) for each in SENTENCES.split(clean_text(message))]
    for first, second in zip(sentences, [*sentences[1:], ""], strict=True):
        both = f"{first} {second}".strip()
        for start in range(0, max(len(both), 1), LONGEST_WINDOW // 2):
            yield both[start : start + LONGEST_WINDOW]


def _plain(message: str) -> str:
    """Lower-case words with one space between them; what is unseen or looks alike made plain."""
    return " ".join(re.sub(r"[^\w]+", " ", clean_text(message).lower()).split())
