"""Text as a person sees it on a screen, and where each of its characters stands in the original.

Models write figures among marks of Markdown, entities of HTML, unseen characters and digits of other scripts:
`**5** juta`, `5&nbsp;juta`, `1\\u200b3 juta`. All of them look like plain figures, so they are read as such.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

SPACE, NEWLINE = " ", "\n"
NOISE = re.compile(r"[*_`~\\&<\t\r\x0b\x0c]| {2}|[\x00-\x08\x0e-\x1f\x7f]")
PIECE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,12});?|</?[A-Za-z][^<>\n]{0,80}>|.", re.DOTALL
)
MARKS = frozenset("*_`~\\")
BETWEEN_DIGITS = {"*": "\u00d7", "~": "-"}
"""A lone mark between digits is a sign of arithmetic or of a range."""

BLANKS = " \t\r\x0b\x0c\u00a0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u2043"
ALIKE = {
    **dict.fromkeys(BLANKS, SPACE),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4\u02b9", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    **dict.fromkeys("\u00b7\u2027\u2219", "."),
    "\u0130": "I",
    "\u201a": ",",
    "\u066b": ",",
    "\u066c": ".",
    "\u060c": ",",
    "\u066a": "%",
    "\u2044": "/",
    "\u2215": "/",
    **dict(
        zip(
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u043a\u043c\u0442\u043d\u0432",
            "aeopcyxijkmtnb",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u041a\u041c\u0422\u0412",
            "AEOPCYXIJKMTB",
            strict=True,
        )
    ),
    **dict(zip("\u03b1\u03bf\u03c1\u03c4\u03b9\u03ba\u03c5", "aoptiku", strict=True)),
}
"""Signs and letters of other scripts that look like plain ones."""

HALVES = {
    "\u00bd": ",5",
    "\u00bc": ",25",
    "\u00be": ",75",
    "\u2153": ",33",
    "\u2154": ",67",
    "\u2155": ",2",
    "\u2156": ",4",
    "\u2157": ",6",
    "\u2158": ",8",
    "\u215b": ",125",
}
UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc", "Cs", "Co"})


class Seen(NamedTuple):
    """What is seen; the piece `[start:end)` of it stands at `starts[start]` to `ends[end - 1]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def see(original: str) -> Seen:
    """The text as it looks: without marks and what is unseen, with one space where there are several."""
    if original.isascii() and NOISE.search(original) is None:
        return Seen(original, range(len(original)), range(1, len(original) + 1))
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in _pieces(original):
        for character in _placed(piece, original, start, shown):
            shown.append(character)
            starts.append(start)
            ends.append(end)
    return Seen("".join(shown), starts, ends)


def _pieces(original: str) -> Iterator[tuple[int, int, str]]:
    for match in PIECE.finditer(original):
        piece = match[0]
        if len(piece) > 1 and piece[0] == "<":
            piece = SPACE if piece[1:3].lower() == "br" else ""
        elif len(piece) > 1:
            piece = html.unescape(piece)
        yield match.start(), match.end(), piece


def _placed(piece: str, original: str, start: int, shown: Sequence[str]) -> str:
    """How a piece looks after what is shown already."""
    if piece in MARKS:
        return _mark(piece, original, start)
    follows_digit = bool(shown) and shown[-1].isdecimal()
    if piece in HALVES:
        return HALVES[piece] if follows_digit else f"0{HALVES[piece]}"
    looks = "".join(map(_looks, piece))
    if looks == SPACE and (not shown or shown[-1] == SPACE):
        return ""
    return looks


def _mark(mark: str, original: str, start: int) -> str:
    around = original[start - 1 : start] + original[start + 1 : start + 2]
    is_lone = len(around) == 2 and around.isdecimal()
    return BETWEEN_DIGITS.get(mark, "") if is_lone else ""


@lru_cache(maxsize=4096)
def _looks(character: str) -> str:
    """How one character looks."""
    if character == NEWLINE or " " < character < "\x7f":
        return character
    if character in ALIKE:
        return ALIKE[character]
    category = unicodedata.category(character)
    if category in UNSEEN:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No" and character.isdigit():
        return _small(character)
    composed = unicodedata.normalize("NFKC", character)
    return composed if composed == character else "".join(map(_looks, composed))


def _small(character: str) -> str:
    """A digit in a ring is a digit; one above the line is a note or a power."""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return SPACE if raised else str(unicodedata.digit(character))
