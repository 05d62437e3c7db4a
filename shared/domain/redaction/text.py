"""A text as it is searched: each sign in one way, nothing hidden, with the way back to the original."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

_SPACES = "\t\v\f\r\u0085"
_DASHES = "\u2212\u2043"
_DOTS = "\u3002\uff61\u06d4"
_QUOTES = "\u2018\u2019\u02bc`\u00b4"
_SAME: dict[str, str] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DOTS, "."),
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys("\u2028\u2029", "\n"),
    # Letters that show nothing hide as well as characters that are not there.
    **dict.fromkeys("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", ""),
}
_FOREIGN = re.compile(r"([^\x00-\x7f]+)")
_GONE = frozenset({"Cf", "Mn", "Me", "Co", "Cn", "Cs"})


class Span(NamedTuple):
    """Where something stands, in the original text or in the one that is searched."""

    start: int
    end: int


class Seen:
    """A text and how it is searched.

    Full-width and foreign digits are 0 to 9, letters have no accents, and what hides or turns around is gone.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        pieces = _FOREIGN.split(original)
        self.text = "".join(
            "".join(map(_written, piece)) if at % 2 else piece.translate(_ASCII)
            for at, piece in enumerate(pieces)
        )

    @cached_property
    def lower(self) -> str:
        """The text in lower case, as long as the text itself."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else "".join(map(_small, self.text))

    def origin(self, span: Span) -> Span:
        """Where a piece of the searched text stands in the original, with what is hidden inside."""
        places = self._origins
        return Span(places[span.start], places[span.end - 1] + 1)

    @cached_property
    def _origins(self) -> Sequence[int]:
        """For each character of the searched text, its place in the original."""
        if self.original.isascii():
            return range(len(self.original))
        return [
            place for place, character in enumerate(self.original) for _ in range(len(_written(character)))
        ]


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


@lru_cache(maxsize=4096)
def _written(character: str) -> str:
    if character.isascii():
        return character.translate(_ASCII)
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category in _GONE:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Pd", "Zs", "Cc"}:
        return "-" if category == "Pd" else " "
    return "".join(each for each in unicodedata.normalize("NFKD", character) if _is_shown(each))


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in _GONE


_ASCII = str.maketrans(
    {**{chr(code): " " for code in range(32)}, "\n": "\n", "\x7f": " ", "`": "'"},
)
