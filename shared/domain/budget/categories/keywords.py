"""Words that hint at a category, read from `keywords.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from pydantic import Field

from shared.domain.budget.categories.phrases import Phrases
from shared.domain.values import Value

Code = str


class RefundWords(Value):
    """Words that say that money came back."""

    words: tuple[str, ...]


class Keywords(Value):
    """Hints by the code of a category, for money that went out and money that came in."""

    checked_on: date
    source: str = Field(min_length=1)
    out: Mapping[Code, tuple[str, ...]]
    incoming: Mapping[Code, tuple[str, ...]] = Field(alias="in")
    refund: RefundWords


class Lexicon:
    """Guesses the code of a category from texts that went through `words_of`."""

    def __init__(self, keywords: Keywords) -> None:
        self._out = _phrases(keywords.out)
        self._incoming = _phrases(keywords.incoming)
        self._refund = Phrases((word, word) for word in keywords.refund.words)

    def guess(self, text: str, *, incoming: bool) -> Code | None:
        """The category of the longest hint, the leftmost of equals; None without one."""
        hints = self._incoming if incoming else self._out
        best = max(hints.within(text), key=lambda found: found.length, default=None)
        return best.meaning if best else None

    def speaks_of_refund(self, text: str) -> bool:
        """Whether the text says that money came back."""
        return next(self._refund.within(text), None) is not None


@cache
def keywords() -> Keywords:
    """What the file says, checked."""
    text = resources.files("shared.domain.budget.categories").joinpath("keywords.toml").read_text("utf-8")
    return Keywords.model_validate(tomllib.loads(text))


@cache
def lexicon() -> Lexicon:
    """The lexicon over the whole file, built once."""
    return Lexicon(keywords())


def _phrases(hints: Mapping[Code, tuple[str, ...]]) -> Phrases[Code]:
    return Phrases((phrase, code) for code, phrases in hints.items() for phrase in phrases)
