"""Which words may be somebody's name, and which are words of everyday, shops, banks or places."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any, cast

from pydantic import Field

from shared.domain.budget.categories.phrases import Phrases
from shared.domain.budget.sentences.data import load
from shared.domain.values import Value

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""A word as the finder of names sees it."""

_DICTIONARIES = ("lexicon", "spending", "acts", "accounts", "banks", "days", "either", "persons")


class NameWords(Value):
    """What `names.toml` says."""

    checked_on: date
    source: str = Field(min_length=1)
    given: frozenset[str]
    shy: frozenset[str]
    honorifics: frozenset[str]
    wary_honorifics: frozenset[str]
    relations: frozenset[str]
    between: frozenset[str]
    named: tuple[str, ...]
    owing: tuple[str, ...]
    sending: tuple[str, ...]
    short: frozenset[str]
    moving: frozenset[str]
    doing: frozenset[str]
    memos: tuple[str, ...]
    shops: frozenset[str]
    roles: frozenset[str]
    plain: frozenset[str]
    places: frozenset[str]


class Cue(IntEnum):
    """What stands before a word, from nothing to what only a name follows."""

    SHOP = -1
    """It is the name of a shop: Warung Bu Kris."""
    NOTHING = 0
    ROLE = 1
    """How one speaks to somebody, where it is a word of its own as well: Mas, Teh."""
    TITLE = 2
    RELATION = 3
    SHORT = 4
    SENDING = 5
    ADDRESSED = 6
    """A title behind a cue: `utang ke pak`."""
    OWING = 7
    NAMED = 8


class Vocabulary:
    """What the finder of names knows; all in lower case.

    `common` are words that are never names, `everyday` those that hardly ever are.
    """

    def __init__(self, words: NameWords, *, everyday: Iterable[str], brands: Iterable[str]) -> None:
        self.words = words
        self.given = words.given
        self.shy = words.shy
        self.names = words.given | words.shy
        self.titles = words.honorifics | words.wary_honorifics
        self.common = words.plain | words.places | words.roles | words.relations | words.between
        self.everyday = (self.common | words.shy | frozenset(everyday)) - words.given
        self.brands = Phrases((brand, brand) for brand in brands)
        self.memos = Phrases((memo, memo) for memo in words.memos)
        self.memo_starts = frozenset(memo.split()[0] for memo in words.memos)
        self.cues = Phrases(_cues(words))
        self.cue_starts = frozenset(phrase.split()[0] for phrase, _ in _cues(words))


@cache
def vocabulary() -> Vocabulary:
    """The words of `names.toml` and of the tracker's dictionaries, read once."""
    written = resources.files("shared.domain.redaction").joinpath("names.toml").read_text("utf-8")
    words = NameWords.model_validate(tomllib.loads(written))
    dictionaries = {name: load(name) for name in _DICTIONARIES}
    dictionaries["persons"]["persons"].pop("names")
    cues = (word for phrase, _ in _cues(words) for word in phrase.split())
    everyday = (word for dictionary in dictionaries.values() for word in _words_in(dictionary))
    return Vocabulary(
        words,
        everyday={*everyday, *cues, *words.shops, *words.honorifics, *words.wary_honorifics},
        brands=_brands(words, dictionaries["banks"], dictionaries["accounts"]),
    )


def _cues(words: NameWords) -> Iterable[tuple[str, Cue]]:
    yield from ((phrase, Cue.NAMED) for phrase in words.named)
    yield from ((phrase, Cue.OWING) for phrase in words.owing)
    yield from ((phrase, Cue.SHORT if phrase in words.short else Cue.SENDING) for phrase in words.sending)


def _brands(words: NameWords, *institutions: Mapping[str, Any]) -> Iterable[str]:
    """Merchants, banks and wallets by the words they stand under, as the finder of names sees words."""
    for written in (*_merchants(), *_institutions(institutions)):
        brand = " ".join(WORD.findall(written.lower()))
        if len(brand) > 2 and brand not in words.given:
            yield brand


def _merchants() -> Iterable[str]:
    from shared.domain.budget.categories.merchants import merchant_groups  # noqa: PLC0415 - slow to import

    for group in merchant_groups():
        for merchant in group.merchants:
            yield merchant.name
            yield from merchant.patterns


def _institutions(files: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for file in files:
        for institution in file["institutions"]:
            yield institution["name"]
            yield from institution.get("words", ())
            yield from institution.get("shy", ())


def _words_in(node: object) -> Iterable[str]:
    """Every word in the lists of a file, its keys left out."""
    match node:
        case str():
            yield from node.lower().split()
        case dict():
            for key, inner in cast("dict[str, object]", node).items():
                # Some lists are tables whose keys are the words: `berdua = 2`.
                yield from key.split() if isinstance(inner, int) else _words_in(inner)
        case list():
            for inner in cast("list[object]", node):
                yield from _words_in(inner)
        case _:
            return
