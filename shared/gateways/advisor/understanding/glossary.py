"""What money words mean: a small glossary in both languages, without figures."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from shared.gateways.advisor.understanding.data import load
from shared.gateways.advisor.understanding.reading import Message
from shared.gateways.advisor.understanding.spelling import plain_words
from shared.words import Words

LONGEST_TERM = 4


class Term(NamedTuple):
    """A word of the glossary and its definition."""

    name: str
    says: Words


@cache
def glossary() -> Mapping[tuple[str, ...], Term]:
    """Terms by each way to say them, in plain words."""
    return {
        tuple(plain for word in phrase.replace("-", " ").split() for plain in plain_words(word)): Term(
            name, Words(entry["id"], entry["en"])
        )
        for name, entry in load("glossary").items()
        for phrase in entry["words"]
    }


def terms_in(message: Message) -> tuple[Term, ...]:
    """The terms that a message names, each once, in its order; of words that overlap the longest."""
    return tuple(dict.fromkeys(_found([each.word for each in message.spoken])))


def _found(words: list[str]) -> Iterator[Term]:
    known, place = glossary(), 0
    while place < len(words):
        sizes = range(min(LONGEST_TERM, len(words) - place), 0, -1)
        size = next((size for size in sizes if tuple(words[place : place + size]) in known), 0)
        if size:
            yield known[tuple(words[place : place + size])]
        place += size or 1
