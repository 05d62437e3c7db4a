"""What a word is a way of writing: slang, endings, doubled letters, left-out vowels, one slip of the pen.

Everything after it looks at plain words only. A word that is near to several known ones, or to none, stays as
it is: it may be a name.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from shared.domain.budget.sentences.near import NearWords, without_doubles
from shared.gateways.advisor.understanding.data import load

ENDINGS = ("nya", "kah", "lah", "ku", "mu", "ny", "kan", "in", "q", "s")
"""What may hang on a word without making another one: `gajiku`, `utangnya`, `bisakah`."""

PREFIXES = ("di", "ke", "nge", "ng", "me", "ber", "ter", "se")
"""What may stand before a word of at least four letters: `dipajakin`, `kepotong`, `ngebayar`."""

SHORTEST_STEM = 3
SHORTEST_ROOT = 4
SHORTEST_SLIP = 5
"""Shorter words have too many neighbours that mean something else."""

SHORTEST_SKELETON = 3
LONGEST = 24
"""A longer word is none that anybody types."""

VOWELS = re.compile("[aiueo]")


class Spelling:
    """The words that are known, and how each of them may be written."""

    def __init__(self, same: Mapping[str, tuple[str, ...]], known: frozenset[str]) -> None:
        self._same = same
        self._known = known | same.keys()
        self._single = {without_doubles(word): word for word in sorted(self._known) if len(word) > 2}
        self._skeletons = _unique_skeletons(sorted(known))
        self._near = NearWords(sorted(self._known), SHORTEST_SLIP)

    def plain(self, written: str) -> tuple[str, ...]:
        """The plain words that one written word (lower case) stands for; itself where it is not known."""
        if len(written) > LONGEST or not written.isascii():
            return (written,)
        ways = (self._exact, self._repeated, self._stem, self._root, self._shortened, self._slip)
        return next((found for way in ways if (found := way(written))), (written,))

    def _exact(self, word: str) -> tuple[str, ...]:
        if word in self._same:
            return self._same[word]
        return (word,) if word in self._known else ()

    def _repeated(self, word: str) -> tuple[str, ...]:
        """`bangeettt` is `banget`."""
        single = self._single.get(without_doubles(word))
        return self._exact(single) if single else ()

    def _stem(self, word: str) -> tuple[str, ...]:
        for ending in ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST_STEM and (found := self._exact(stem)):
                return (*found, "aku") if ending in {"ku", "q"} else found
        return ()

    def _root(self, word: str) -> tuple[str, ...]:
        for prefix in PREFIXES:
            root = word.removeprefix(prefix)
            if (
                root != word
                and len(root) >= SHORTEST_ROOT
                and (found := self._exact(root) or self._stem(root))
            ):
                return found
        return ()

    def _shortened(self, word: str) -> tuple[str, ...]:
        """`pngluaran` is `pengeluaran`: vowels are what people leave out."""
        skeleton = VOWELS.sub("", word)
        if len(skeleton) < SHORTEST_SKELETON or len(skeleton) * 2 <= len(word):
            return ()
        meant = self._skeletons.get(skeleton)
        return self._exact(meant) if meant and len(meant) > len(word) else ()

    def _slip(self, word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST_SLIP:
            return ()
        meant = {self._exact(near) for near in self._near.all_of(word)}
        return meant.pop() if len(meant) == 1 else ()


def _unique_skeletons(words: list[str]) -> dict[str, str]:
    """Words by their consonants, without those that share them."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(VOWELS.sub("", word), []).append(word)
    return {skeleton: meant[0] for skeleton, meant in found.items() if len(meant) == 1}


def _written() -> Iterator[tuple[str, tuple[str, ...]]]:
    lists = load("words")
    for word, ways in lists["same"].items():
        yield word, (word,)
        yield from ((way, (word,)) for way in ways.split())
    for written, words in lists["apart"].items():
        yield written, tuple(words.split())


@cache
def spelling() -> Spelling:
    """The spelling over all word lists, built once."""
    same = dict(_written())
    others = frozenset(load("words")["others"]["words"].split())
    spoken = {word for phrases in load("concepts").values() for phrase in phrases for word in phrase.split()}
    return Spelling(same, others | spoken)


@lru_cache(maxsize=4096)
def plain_words(written: str) -> tuple[str, ...]:
    """The plain words of one written word, in lower case."""
    return spelling().plain(written)
