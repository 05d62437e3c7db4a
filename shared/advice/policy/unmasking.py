"""Text as a reader, a browser or a decoder would take it, so that no disguise hides what stands in it."""

import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from shared.domain.conversation.engine import clean_text

PASSES = 3
"""How often a disguise within a disguise is taken off."""

_LOOK_ALIKES = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u3002": ".",
        "\uff61": ".",
        "\u2027": ".",
        "\u2215": "/",
        "\u2044": "/",
        "\u29f8": "/",
        "\u2236": ":",
        "\ua789": ":",
        "\u02d0": ":",
    }
)
_DOT_IN_BRACKETS = re.compile(r"\s?[\[({<]\s?(?:\.|dot|titik)\s?[\])}>]\s?", re.IGNORECASE)
_HEX_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u\{?([0-9a-f]{4})\}?)", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[({<]")
_EMPHASIS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_MARKED = re.compile(r"[*`_]")
_LETTERS_APART = re.compile(r"(?<!\w)(?:\w[ .-]){3,}\w(?!\w)")
_SEEN_AS_THEY_ARE = re.compile(r"[\t\n -~\u2013\u2014\u201c\u201d\u00d7\u2022\u2192]*")
"""Characters that need no cleaning; nearly every text holds no others, and cleaning looks at each."""


def unmasked(text: str) -> str:
    """`text` with look-alikes made plain, what is unseen left out, and escapes written out."""
    for _ in range(PASSES):
        if (opened := _opened(text)) == text:
            break
        text = opened
    return text


def read(unmasked_text: str) -> str:
    """The words that a reader takes in: without the marks of emphasis.

    Letters that stand apart (`p a s t i`) are read as the word they make.
    """
    bare = _EMPHASIS.sub("", unmasked_text) if _MARKED.search(unmasked_text) else unmasked_text
    return _LETTERS_APART.sub(lambda found: re.sub(r"[ .-]", "", found[0]), bare)


def _opened(text: str) -> str:
    for step in _STEPS:
        text = step(text)
    return text


def _escaped(text: str) -> str:
    return _HEX_ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


def _cleaned(text: str) -> str:
    return text if _SEEN_AS_THEY_ARE.fullmatch(text) else clean_text(text)


_STEPS: tuple[Callable[[str], str], ...] = (
    html.unescape,
    unquote,
    _escaped,
    _cleaned,
    lambda text: text if text.isascii() else text.translate(_LOOK_ALIKES),
    lambda text: _DOT_IN_BRACKETS.sub(".", text) if _BRACKETED.search(text) else text,
)
