"""Marks by which a client would draw a picture, a link or a tag."""

import re
from collections.abc import Iterator

_LINK = r"!\[|\]\s{0,40}[(\[]|^[ ]{0,3}\[[^\]\n]{1,200}\]:"
_TAG = (
    r"<[/!?]?[a-z]\S{0,80}"
    r"|<\s{1,20}/?\s{0,20}(?:img|a|script|iframe|svg|link|object|embed|form|style|video|audio|meta|base)\b"
)
MARKUP = re.compile(f"{_LINK}|{_TAG}", re.IGNORECASE | re.MULTILINE)

_OPENS = re.compile(r"[\[\]<]")
"""What every such mark has; nearly every text has none."""


def markup(text: str) -> Iterator[str]:
    """Every such mark in `text`, which is already unmasked."""
    if _OPENS.search(text):
        for found in MARKUP.finditer(text):
            yield found[0]
