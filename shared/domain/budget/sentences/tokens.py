"""A text as tokens: numbers with their separators, words, signs and line breaks."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from shared.domain.budget.sentences.number_words import ROUGH_NUMBERS, SCALES, joined_words
from shared.domain.budget.sentences.text import Folded, fold

TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<line>\n)|(?P<sign>[^\s])"
)
"""Each alternative moves on without ever looking back, so that the time is linear."""


class Kind(StrEnum):
    """What sort of token."""

    NUMBER = "number"
    WORD = "word"
    LINE = "line"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """One token with its place in the original text. `apart`: white space or nothing stands before it."""

    kind: Kind
    text: str
    start: int
    end: int
    apart: bool


class Sentence:
    """The tokens of a text. Asking beyond either end gives a token that equals nothing."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.tokens = list(_parted(_doubled(_without_hyphens(_tokens(fold(original))))))
        self._length = len(self.tokens)
        self._end = Token(Kind.END, "", len(original), len(original), True)
        self._words = self._texts(Kind.WORD)
        self._signs = self._texts(Kind.SIGN)
        self._numbers = self._texts(Kind.NUMBER)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The words that stand right behind a number."""
        pairs = pairwise(self.tokens)
        return frozenset(
            word.text for number, word in pairs if number.kind is Kind.NUMBER and word.kind is Kind.WORD
        )

    def __len__(self) -> int:
        return self._length

    def _texts(self, kind: Kind) -> list[str]:
        return [token.text if token.kind is kind else "" for token in self.tokens]

    def token(self, at: int) -> Token:
        """The token at a place, or the end."""
        return self.tokens[at] if 0 <= at < self._length else self._end

    def text(self, at: int) -> str:
        """A token's text, empty beyond the ends."""
        return self.tokens[at].text if 0 <= at < self._length else ""

    def word(self, at: int) -> str:
        """A word's text, empty for any other token."""
        return self._words[at] if 0 <= at < self._length else ""

    def sign(self, at: int) -> str:
        """A sign's text, empty for any other token."""
        return self._signs[at] if 0 <= at < self._length else ""

    def number(self, at: int) -> str:
        """A number as it is written, empty for any other token."""
        return self._numbers[at] if 0 <= at < self._length else ""

    def small(self, at: int, digits: int = 2) -> int | None:
        """A plain number of at most so many digits."""
        number = self.number(at)
        return int(number) if 0 < len(number) <= digits and number.isdigit() else None

    def touches(self, at: int) -> bool:
        """Whether a token stands right after the one before it."""
        return not self.token(at).apart

    def begins_line(self, at: int) -> bool:
        """Whether nothing stands before a token on its line."""
        return at == 0 or self.token(at - 1).kind is Kind.LINE

    def source(self, first: int, last: int) -> str:
        """The original text from token `first` up to, without, token `last`."""
        return self.original[self.token(first).start : self.token(last - 1).end]


def _tokens(folded: Folded) -> Iterator[Token]:
    end = 0
    for match in TOKEN.finditer(folded.text):
        kind = Kind(match.lastgroup)
        first, last = folded.origins[match.start()], folded.origins[match.end() - 1] + 1
        yield Token(kind, match[0], first, last, match.start() > end or match.start() == 0)
        end = match.end()


def _without_hyphens(tokens: Iterator[Token]) -> Iterator[Token]:
    """`top-up` and `jalan-jalan` are two words each."""
    given = list(tokens)
    skipped = False
    for at, token in enumerate(given):
        if token.text == "-" and _between_words(given, at):
            skipped = True
            continue
        yield token._replace(apart=True) if skipped else token
        skipped = False


def _between_words(tokens: list[Token], at: int) -> bool:
    around = tokens[at - 1 : at + 2] if at else []
    return (
        len(around) == 3
        and around[0].kind is Kind.WORD
        and around[2].kind is Kind.WORD
        and not around[1].apart
        and not around[2].apart
    )


def _doubled(tokens: Iterator[Token]) -> Iterator[Token]:
    """`jalan2` is `jalan jalan`; `3x2`, `rp2`, `ps2` and `20rb2` are not."""
    given = list(tokens)
    for at, token in enumerate(given):
        if not (token.text == "2" and _doubles(given, at)):
            yield token
            continue
        before = given[at - 1]
        yield before._replace(start=token.start, end=token.end, apart=True)


def _doubles(tokens: list[Token], at: int) -> bool:
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or before.kind is not Kind.WORD or tokens[at].apart or len(before.text) < 4:
        return False
    return after is None or after.apart or after.kind is Kind.SIGN or after.text == "an"


def _parted(tokens: Iterator[Token]) -> Iterator[Token]:
    """`duapuluh` is `dua puluh`."""
    for token in tokens:
        pieces = _pieces(token.text) if token.kind is Kind.WORD else []
        yield token._replace(text=pieces[0]) if pieces else token
        for piece in pieces[1:]:
            yield token._replace(text=piece, apart=True)


def _pieces(word: str) -> list[str]:
    """The words in `duapuluh`, in the `rbx` of `15rbx2`, in `puluhan`; empty for any other word."""
    if word[-1] == "x" and word[:-1] in SCALES:
        return [word[:-1], "x"]
    return [word[:-2], "an"] if word in ROUGH_NUMBERS else joined_words(word)
