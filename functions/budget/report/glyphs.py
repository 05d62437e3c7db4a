"""People's text made drawable by the one font that reports use.

The document promises (PDF/UA) that every character shows, so what the font does not have is not left to
chance: emoji and other decoration fall away, and an ellipsis stands for letters of scripts it lacks.
"""

import re
import unicodedata

_SPANS = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x148), (0x14A, 0x17E), (0x18F, 0x18F), (0x192, 0x192),
    (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1C4, 0x1CC), (0x1E6, 0x1E7), (0x1EA, 0x1EB), (0x1FA, 0x21B),
    (0x22A, 0x22D), (0x230, 0x233), (0x237, 0x237), (0x259, 0x259), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x394, 0x394), (0x3A9, 0x3A9), (0x3C0, 0x3C0), (0xE3F, 0xE3F), (0x1E0C, 0x1E0D), (0x1E20, 0x1E21),
    (0x1E24, 0x1E25), (0x1E36, 0x1E37), (0x1E42, 0x1E47), (0x1E5A, 0x1E5B), (0x1E62, 0x1E63),
    (0x1E6C, 0x1E6D), (0x1E80, 0x1E85), (0x1E8E, 0x1E8F), (0x1E92, 0x1E93), (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9), (0x2010, 0x2010), (0x2012, 0x2015), (0x2018, 0x201A), (0x201C, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x207E), (0x2080, 0x208E), (0x20A1, 0x20A1),
    (0x20A3, 0x20A4), (0x20A6, 0x20AE), (0x20B1, 0x20B5), (0x20B8, 0x20BA), (0x20BC, 0x20BF),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x212E, 0x212E), (0x2153, 0x2154), (0x215B, 0x215E),
    (0x2190, 0x2199), (0x2211, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25B3), (0x25B6, 0x25B7), (0x25BC, 0x25BD),
    (0x25CA, 0x25CB), (0x25CF, 0x25CF), (0x2605, 0x2606),
)  # fmt: skip
"""Code points that every weight of Plus Jakarta Sans draws, as first and last."""

_DRAWN = frozenset(code for first, last in _SPANS for code in range(first, last + 1))
_LEFT_OUT = "…"
_LEFT_OUT_RUN = re.compile(r"…[…\s]*…")
_LONGEST = 32
_BREAK = "\u200b"


def drawable(text: str) -> str:
    """A name on one line with only what the font draws; empty where nothing of it is left."""
    drawn = _drawn_line(text)
    return "" if drawn == _LEFT_OUT else drawn


def breakable(text: str) -> str:
    """A drawable sentence whose overlong words may go on in the next line."""
    return " ".join(
        _BREAK.join(word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST))
        for word in _drawn_line(text).split(" ")
    )


def _drawn_line(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    drawn = " ".join("".join(map(_drawn, composed)).split())
    return _LEFT_OUT_RUN.sub(_LEFT_OUT, drawn)


def _drawn(character: str) -> str:
    if ord(character) in _DRAWN:
        return character
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(ord(one) in _DRAWN for one in plain):
        return plain
    return _LEFT_OUT if unicodedata.category(character)[0] in "LN" else ""
