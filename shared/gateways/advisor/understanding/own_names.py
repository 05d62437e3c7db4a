"""Which of somebody's own names is meant: in the other language, or with a slip of the pen."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache

from shared.gateways.advisor.understanding.data import load
from shared.gateways.advisor.understanding.spelling import plain_words

ALIKE = 0.8
"""From here on two words are the same with a slip of the pen (`difflib` ratio, 0 to 1)."""


@cache
def _meanings() -> Mapping[str, str]:
    """Each word of either language by one that stands for both."""
    return {
        way: word
        for word, ways in load("named")["same_names"].items()
        for each in (word, *ways.split())
        for way in {each, *plain_words(each)}
    }


def nearest_name(asked: str, names: Sequence[str]) -> str | None:
    """The one name that shares most words with what was asked for; None where none or several do."""
    wanted = _words(asked)
    shared = {name: sum(_is_among(word, _words(name)) for word in wanted) for name in names}
    most = max(shared.values(), default=0)
    best = [name for name, count in shared.items() if count == most]
    return best[0] if most > 0 and len(best) == 1 else None


def _words(name: str) -> tuple[str, ...]:
    meanings = _meanings()
    plain = (word for written in name.casefold().split() for word in plain_words(written))
    return tuple(dict.fromkeys(meanings.get(word, word) for word in plain))


def _is_among(word: str, words: Sequence[str]) -> bool:
    return any(word == each or SequenceMatcher(None, word, each).ratio() >= ALIKE for each in words)
