"""A text as it is compared: lower case, one way of writing each sign, with the way back to the original."""

import unicodedata
from typing import NamedTuple

STRANGE = "\ufffd"
"""Stands for a sign that is a number but no digit (a superscript, a circled 5): never part of an amount."""

FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⅕": " 1/5"}
SIGNS = {
    **dict.fromkeys("\u00d7✕✖", "*"),
    **dict.fromkeys("\r\v\f", "\n"),
    "\u2212": "-",
    "÷": "/",
    "_": " ",
    "\t": " ",
}
QUOTES = "\u2018\u2019\u02bc`\u00b4"
LINE_BREAKS = "\u2028\u2029\u0085"
BY_CATEGORY = {
    **dict.fromkeys(("Cc", "Zs", "Co", "Cn", "Cs"), " "),
    **dict.fromkeys(("Cf", "Mn", "Me"), ""),
    **dict.fromkeys(("No", "Nl"), STRANGE),
    "Pd": "-",
}
"""What characters become by their Unicode category: controls, invisible ones, numbers, dashes."""


class Folded(NamedTuple):
    """The text to compare, and for each of its characters, and its end, the place in the original."""

    text: str
    origins: tuple[int, ...]


def fold(original: str) -> Folded:
    """Write `original` in one way. Control characters become spaces, invisible ones disappear."""
    if original.isascii():
        return Folded(original.translate(ASCII), tuple(range(len(original) + 1)))
    characters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(original):
        for written in _folded(character):
            characters.append(written)
            origins.append(place)
    return Folded("".join(characters), (*origins, len(original)))


def _folded(character: str) -> str:
    if character in SIGNS:
        return SIGNS[character]
    if "\n" <= character < "\x7f" and (character >= " " or character == "\n"):
        return character.lower()
    return _folded_beyond_ascii(character)


def _folded_beyond_ascii(character: str) -> str:
    if character in FRACTIONS:
        return FRACTIONS[character]
    if character in QUOTES:
        return "'"
    category = unicodedata.category(character)
    written = BY_CATEGORY.get(category)
    if character in LINE_BREAKS or written is None:
        return "\n" if character in LINE_BREAKS else _plain(character, category)
    return written


def _plain(character: str, category: str) -> str:
    """Letters without accents, full-width signs as narrow ones; digits of other scripts are strange."""
    apart = unicodedata.normalize("NFKD", character).lower()
    plain = "".join(part for part in apart if unicodedata.category(part) != "Mn" and part > " ")
    if category == "Nd" and not (plain.isascii() and plain.isdigit()):
        return STRANGE
    return plain or " "


ASCII = {code: _folded(chr(code)) for code in range(128)}
"""Each of these becomes one character, so that places stay as they are."""
