"""Finding many phrases in a text at once, by whole words."""

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A phrase that stands in a text: what it means, its characters, and its words from `at` to `until`."""

    meaning: T
    length: int
    at: int
    until: int


class Phrases(Generic[T]):
    """Phrases (in the form that `words_of` gives) by their first word.

    A text is walked through once. `dana` never meets `danamon`, because words are compared whole.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first_word: dict[str, list[tuple[list[str], int, T]]] = {}
        for phrase, meaning in phrases:
            words = phrase.split()
            if words:
                known = self._by_first_word.setdefault(words[0], [])
                known.append((words, len(phrase), meaning))

    def within(self, text: str) -> Iterator[Found[T]]:
        """Every phrase in the text, from left to right and in the order they were given."""
        words = text.split()
        for at, word in enumerate(words):
            for phrase, length, meaning in self._by_first_word.get(word, ()):
                if len(phrase) == 1 or words[at : at + len(phrase)] == phrase:
                    yield Found(meaning, length, at, at + len(phrase))
