"""What the phrases of a message are about: `can`, `buy`, `debt`, `howmuch`; the same in both languages."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from shared.gateways.advisor.understanding.data import load
from shared.gateways.advisor.understanding.spelling import plain_words

SKIPPED = frozenset(
    {"aku", "kamu", "my", "the", "sih", "dong", "deh", "ya", "ini", "itu", "lah", "kok", "saja", "banget"}
)
"""Words that may stand inside any phrase: `gaji gw naik` is `gaji naik`."""

MOST_SKIPPED = 2


class Spoken(NamedTuple):
    """A plain word and the token that it stands for."""

    word: str
    at: int


class Mention(NamedTuple):
    """A phrase in a message: what it is about, and its first and last token."""

    concepts: tuple[str, ...]
    first: int
    last: int


class PhraseBook:
    """Phrases by their first words."""

    def __init__(self, phrases: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
        self._phrases = phrases
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def mentions(self, spoken: Sequence[Spoken]) -> Iterator[Mention]:
        """The phrases in the words, from the left, the longest first, none over another."""
        place = 0
        while place < len(spoken):
            found = self._longest(spoken, place)
            if found is not None:
                phrase, last = found
                yield Mention(self._phrases[phrase], spoken[place].at, spoken[last].at)
                place = last
            place += 1

    def _longest(self, spoken: Sequence[Spoken], place: int) -> tuple[tuple[str, ...], int] | None:
        """The longest phrase from a place on, and the place of its last word."""
        for length in self._lengths.get(spoken[place].word, ()):
            for skips in (frozenset[str](), SKIPPED):
                phrase, last = _row(spoken, place, length, skips)
                if phrase in self._phrases:
                    return phrase, last
        return None


def _row(
    spoken: Sequence[Spoken], place: int, length: int, skips: Collection[str]
) -> tuple[tuple[str, ...], int]:
    """So many words from a place on, without those that are skipped, and the place of the last."""
    places = [place]
    for at in range(place + 1, min(len(spoken), place + length + MOST_SKIPPED)):
        if len(places) == length:
            break
        if spoken[at].word not in skips:
            places.append(at)
    return tuple(spoken[at].word for at in places), places[-1]


@cache
def phrase_book() -> PhraseBook:
    """All phrases of `concepts.toml` in plain words."""
    found: dict[tuple[str, ...], list[str]] = {}
    for concept, phrases in load("concepts").items():
        for phrase in phrases:
            words = tuple(plain for word in phrase.split() for plain in plain_words(word))
            concepts = found.setdefault(words, [])
            if concept not in concepts:
                concepts.append(concept)
    return PhraseBook({words: tuple(concepts) for words, concepts in found.items()})
