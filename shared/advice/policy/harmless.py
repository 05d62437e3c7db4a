"""Text that somebody wrote, such as a name, made so that no client can load or open anything in it.

The name stays recognisable: `klaim-cashback.xyz/gratis` becomes `klaim-cashback xyz/gratis`, and
`[undangan](https://kita.online)` becomes `(undangan)(kita online)`. Whatever is written into a label, a card,
a summary or a request goes through here first, at the place where data become words.
"""

import re
from functools import lru_cache

from shared.advice.policy.addresses import addresses
from shared.advice.policy.markup import markup
from shared.advice.policy.unmasking import unmasked

LONGEST_KEPT = 200
"""Characters of a text that is remembered with what became of it: labels are the same all day."""

MOST_KEPT = 1_024

PASSES = 4
"""How often what a change brings together is looked at again."""

_PLAIN = re.compile(r"[A-Za-z0-9 ,'+\u2013\u2014-]*")
"""Without a dot, a colon, a slash, a bracket or an escape, nothing can be opened."""

_OPENED_TAG = re.compile(r"<(?=\s{0,20}[a-z/!?])", re.IGNORECASE)
_SCHEME = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\s?[\\/]{2,}|[\\/]{2,}", re.IGNORECASE)
_NOT_PLAIN = re.compile(r"[^\w\s]|_")
_BRACKETS = str.maketrans({"[": "(", "]": ")"})


def harmless(text: str) -> str:
    """`text` with nothing in it that could be loaded or opened; unchanged where there is nothing."""
    if _PLAIN.fullmatch(text):
        return text
    return _kept(text) if len(text) <= LONGEST_KEPT else _made_harmless(text)


@lru_cache(maxsize=MOST_KEPT)
def _kept(text: str) -> str:
    return _made_harmless(text)


def _made_harmless(text: str) -> str:
    if not is_loaded(text):
        return text
    text = unmasked(text)
    for _ in range(PASSES):
        text = _defused(text)
        if not is_loaded(text):
            return text
    return " ".join(_NOT_PLAIN.sub(" ", text).split())


def is_loaded(text: str) -> bool:
    """Whether a client could load or open something in `text`."""
    opened = unmasked(text)
    return any(True for _ in addresses(opened)) or any(True for _ in markup(opened))


def _defused(text: str) -> str:
    text = _OPENED_TAG.sub("", text.replace("![", "[").translate(_BRACKETS))
    text = _SCHEME.sub("", text)
    pieces: list[str] = []
    done = 0
    for found in sorted(addresses(text), key=lambda address: address.start):
        if found.start >= done:
            pieces += [text[done : found.start], _apart(found.text)]
            done = found.end
    return " ".join("".join((*pieces, text[done:])).split())


def _apart(address: str) -> str:
    return re.sub(r"[.:@]+", " ", address)
