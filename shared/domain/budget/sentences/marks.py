"""What a stretch of tokens is: an amount, a day, an account, a count, or a word. The grammar reads these."""

from typing import NamedTuple

from shared.domain.budget.sentences.accounts import Mention
from shared.domain.budget.sentences.acts import PERSONS, PREPOSITIONS
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
    """An unknown word, or a sign. `is_passive`: it looks like a passive verb (`dititipin`)."""

    first: int
    last: int
    is_word: bool
    is_passive: bool = False


Mark = AmountMark | DateMark | AccountMark | CountMark | WordMark | OtherMark


def is_preposition(mark: Mark | None) -> bool:
    """Whether a mark is a small word before an account, a person or a place."""
    return isinstance(mark, WordMark) and any(role in PREPOSITIONS for role in mark.word.roles)


def is_act(mark: Mark) -> bool:
    """Whether a mark is a verb."""
    return isinstance(mark, WordMark) and mark.word.act is not None


def is_content(mark: Mark) -> bool:
    """Whether a mark may be what an amount was for, or whom it went to."""
    if isinstance(mark, OtherMark):
        return mark.is_word
    return isinstance(mark, WordMark) and (
        mark.word.is_item or any(role in PERSONS for role in mark.word.roles)
    )
