"""Words written with one slip: a letter too many, too few, another one, or two swapped (`indomerat`)."""

from collections.abc import Iterable

SHORTEST = 6
"""Shorter words have too many neighbours that mean something else."""


class NearWords:
    """Finds the one known word that an unknown word is a slip of."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = [word for word in words if " " not in word and len(word) >= SHORTEST and word.isalpha()]
        self._by_shortened: dict[str, list[str]] = {}

    def find(self, word: str) -> str | None:
        """The known word one slip away; None where there is none, or where two are."""
        if len(word) < SHORTEST or not word.isascii():
            return None
        index = self._index()
        candidates = {known for shortened in _shortened(word) for known in index.get(shortened, ())}
        near = {known for known in candidates if known[0] == word[0] and is_one_slip(word, known)}
        return near.pop() if len(near) == 1 else None

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


def _shortened(word: str) -> set[str]:
    """The word itself and with each letter left out once."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(min(len(word), 30)))}
