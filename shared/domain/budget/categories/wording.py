"""A text as words, the same in the database: `private.merchant_words` is its twin."""

import re

from shared.domain.conversation.engine import clean_text

_LETTERS_THEN_DIGITS = re.compile(r"([a-z]{4})([0-9])")
_DIGITS_THEN_LETTERS = re.compile(r"([0-9])([a-z]{3})")
_BREAKS = re.compile(r"[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0\u2000-\u206f\u3000]+")
_NO_LINE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u2028\u2029]+")

_HIDDEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_PLAIN = re.compile(r"[0-9A-Za-z]")


def seen(text: str) -> str:
    """The text without bidirectional and zero-width marks, lines ending in a newline.

    Empty where nothing of it shows. What joins emoji and chooses their look stays.
    """
    kept = _HIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return kept if _PLAIN.search(kept) or clean_text(kept) else ""


def words_of(text: str) -> str:
    """The words of a text in lower case with single spaces between them.

    Banks glue branch numbers and amounts to a name, so digits are parted from the letters around them:
    `00000.00INDOMARET2511` is `00000 00 indomaret 2511`. Short names keep theirs: `K24`.
    """
    parted = _LETTERS_THEN_DIGITS.sub(r"\1 \2", text.lower())
    parted = _DIGITS_THEN_LETTERS.sub(r"\1 \2", parted)
    return _BREAKS.sub(" ", parted).strip()


def visible_line(text: str | None) -> str | None:
    """The text on one line, without control and hidden characters; None where nothing is left to see."""
    return (seen(_NO_LINE.sub(" ", text)).strip() or None) if text else None
