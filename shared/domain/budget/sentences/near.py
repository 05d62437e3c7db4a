"""Words written with one slip: a letter too many, too few, another one, or two swapped (`indomerat`)."""

import re
from collections.abc import Iterable

SHORTEST = 6
"""Shorter words have too many neighbours that mean something else."""

SHORTEST_DECIDING = 5
"""A word that decides the direction is worth recognising sooner, against all known words."""

SHORTEST_WRITTEN = 4
"""What is left of a word must still tell."""

_REPEATED = re.compile(r"(.)\1+")


class NearWords:
    """Finds the one known word that an unknown word is a slip of."""

    def __init__(self, words: Iterable[str], shortest: int = SHORTEST) -> None:
        self._known = [word for word in words if " " not in word and len(word) >= shortest and word.isalpha()]
        self._by_shortened: dict[str, list[str]] = {}

    def find(self, word: str) -> str | None:
        """The known word one slip away; None where there is none, or where two are."""
        near = self.all_of(word) if len(word) >= SHORTEST else set[str]()
        return near.pop() if len(near) == 1 else None

    def all_of(self, word: str) -> set[str]:
        """Every known word one slip away that begins alike."""
        if not word.isascii():
            return set()
        index = self._index()
        candidates = {known for shortened in _shortened(word) for known in index.get(shortened, ())}
        return {known for known in candidates if _begin_alike(word, known) and is_one_slip(word, known)}

    def _index(self) -> dict[str, list[str]]:
        if not self._by_shortened:
            for word in self._known:
                for shortened in _shortened(word):
                    self._by_shortened.setdefault(shortened, []).append(word)
        return self._by_shortened


def is_one_slip(written: str, meant: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours leads from one word to the other."""
    start = 0
    while start < min(len(written), len(meant)) and written[start] == meant[start]:
        start += 1
    left, right = written[start:], meant[start:]
    return (
        left[1:] == right[1:]
        or left == right[1:]
        or left[1:] == right
        or (len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def without_doubles(word: str) -> str:
    """A word with each run of one letter as that letter: `gajji` and `gajiii` are `gaji`."""
    return _REPEATED.sub(r"\1", word)


def _begin_alike(written: str, meant: str) -> bool:
    """The first letter is seldom wrong, except that it is swapped with the second."""
    return written[0] == meant[0] or written[:2] == meant[1::-1]


def _shortened(word: str) -> set[str]:
    """The word itself and with each letter left out once."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(min(len(word), 30)))}
