"""What one message says: its concepts, its figures, its times, and the words that are left for names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from shared.domain.budget.sentences.tokens import Kind, Sentence
from shared.gateways.advisor.understanding.amounts import Money, read_amounts
from shared.gateways.advisor.understanding.asked import asked_part, tells_without_asking
from shared.gateways.advisor.understanding.concepts import Mention, Spoken, phrase_book
from shared.gateways.advisor.understanding.lengths import Length, Share, read_lengths, read_shares
from shared.gateways.advisor.understanding.periods import Period, read_periods
from shared.gateways.advisor.understanding.spelling import plain_words
from shared.words import Language

LONGEST = 1500
"""Characters of a message that are read: what is asked stands at its beginning or its end."""


@dataclass(frozen=True)
class Message:
    """A message as far as it is understood; places are tokens of its sentence."""

    sentence: Sentence
    spoken: tuple[Spoken, ...]
    mentions: tuple[Mention, ...]
    amounts: tuple[Money, ...]
    lengths: tuple[Length, ...]
    shares: tuple[Share, ...]
    periods: tuple[Period, ...]
    asked: "Message | None" = None
    """The part that asks, where it stands behind a story."""

    only_tells: bool = False
    """Whether it is a story in which nothing is asked."""

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What it is about."""
        return frozenset(concept for mention in self.mentions for concept in mention.concepts)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its plain words."""
        return frozenset(each.word for each in self.spoken)

    @cached_property
    def figured(self) -> frozenset[int]:
        """The tokens that belong to a figure or a time."""
        spans = (*self.amounts, *self.lengths, *self.shares, *self.periods)
        return frozenset(place for span in spans for place in range(span.first, span.last + 1))

    @property
    def asks(self) -> bool:
        """Whether it ends with, or holds, a question mark."""
        return any(token.text == "?" for token in self.sentence.tokens)

    def where(self, *concepts: str) -> Mention | None:
        """The first mention of one of the concepts."""
        return next((each for each in self.mentions if not set(concepts).isdisjoint(each.concepts)), None)


def read_message(text: str, *, today: date, language: Language) -> Message:
    """Read a message. `today` is the day to count from. Never raises, whatever the text."""
    whole = _read(Sentence(_shortened(text)), today, language)
    part = asked_part(text)
    if part is None or part == text:
        return whole
    asked = _read(Sentence(_shortened(part)), today, language)
    return replace(whole, asked=asked, only_tells=tells_without_asking(text))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n{text[-half:]}"


def _read(sentence: Sentence, today: date, language: Language) -> Message:
    lengths = tuple(read_lengths(sentence))
    shares = tuple(read_shares(sentence))
    periods = tuple(read_periods(sentence, today))
    amounts = tuple(read_amounts(sentence, _numbers_of(sentence, (*lengths, *shares, *periods)), language))
    spoken = tuple(_spoken(sentence))
    taken = {place for span in (*amounts, *periods) for place in range(span.first, span.last + 1)}
    return Message(
        sentence=sentence,
        spoken=spoken,
        mentions=tuple(phrase_book().mentions(spoken)),
        amounts=amounts,
        lengths=tuple(each for each in lengths if each.first not in taken),
        shares=shares,
        periods=periods,
    )


def _numbers_of(sentence: Sentence, spans: Sequence[Length | Share | Period]) -> frozenset[int]:
    """The tokens of figures that are no money. `sebulan` behind an amount may still belong to that."""
    return frozenset(
        place
        for span in spans
        if span.last > span.first or sentence.number(span.first)
        for place in range(span.first, span.last + 1)
    )


def _spoken(sentence: Sentence) -> Iterator[Spoken]:
    for place, token in enumerate(sentence.tokens):
        if token.kind is Kind.WORD:
            for word in plain_words(token.text):
                yield Spoken(word, place)
        elif token.kind is Kind.NUMBER:
            yield Spoken(token.text, place)
