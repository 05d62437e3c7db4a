"""What a stretch of tokens is: an amount, a day, an account, a count, or a word. The grammar reads these."""

from typing import NamedTuple

from shared.domain.budget.sentences.accounts import Mention
from shared.domain.budget.sentences.acts import PREPOSITIONS
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.judging import Amount
from shared.domain.budget.sentences.lexicon import Word
from shared.domain.budget.sentences.when import When


class AmountMark(NamedTuple):
    """An amount of money."""

    first: int
    last: int
    amount: Amount


class DateMark(NamedTuple):
    """A day."""

    first: int
    last: int
    when: When


class AccountMark(NamedTuple):
    """An account."""

    first: int
    last: int
    mention: Mention


class CountMark(NamedTuple):
    """A number that is no money; None where it is a name or a time."""

    first: int
    last: int
    counted: Count | None


class WordMark(NamedTuple):
    """A word or phrase of the lexicon."""

    first: int
    last: int
    word: Word


class OtherMark(NamedTuple):
    """An unknown word, or a sign."""

    first: int
    last: int
    is_word: bool


Mark = AmountMark | DateMark | AccountMark | CountMark | WordMark | OtherMark


def is_preposition(mark: Mark | None) -> bool:
    """Whether a mark is a small word before an account, a person or a place."""
    return isinstance(mark, WordMark) and any(role in PREPOSITIONS for role in mark.word.roles)
