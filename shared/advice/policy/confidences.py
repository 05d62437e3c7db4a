"""What an advisor was told in confidence: its instructions, whatever they are disguised as, and keys.

Instructions are compared by their letters alone, so that neither spaces nor marks nor lines between them
hide a run: as they are, backwards, with letters turned by thirteen, in base64 and in hexadecimal digits.
"""

import base64
import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

TELLING = 45
"""So many letters in a row of the instructions are no accident."""

STEP = 23
"""Letters between two places of a text that are looked at first.

Whatever holds `TELLING` letters of the instructions holds a piece of them from one of these places on, as
long as `TELLING - STEP + 1` letters: where none of those pieces is theirs, no run can be.
"""

LEAST_ENCODED = 56
"""Characters of base64 or hexadecimal digits that can hold so many letters."""

SHOWN = 60
"""Characters that are named of what was told."""

KEY = re.compile(
    r"\bAIza[0-9A-Za-z_-]{20,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.|\bsb_(?:secret|publishable)_\w+"
    r"|\bmongodb(?:\+srv)?://|\bpostgres(?:ql)?://|-----BEGIN "
    r"|\b(?:sk|ghp|gho|glpat|xox[abp])[-_][0-9A-Za-z_-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bya29\.[\w-]{16,}"
)
_KEY_PARTS = (
    *("AIza", "eyJ", "sb_", "mongodb", "postgres", "-----BEGIN ", "AKIA", "ya29."),
    *("sk-", "sk_", "ghp", "gho", "glpat", "xox"),
)
"""One of these is in every key; nearly every text has none."""

_BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{{LEAST_ENCODED},}}")
_HEX = re.compile(rf"[0-9a-f]{{{LEAST_ENCODED},}}", re.IGNORECASE)
_URL_SAFE = str.maketrans("-_", "+/")
_NOT_WRITTEN = re.compile(r"[^0-9A-Za-z]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


class _Secret(NamedTuple):
    """Instructions in every direction: their runs, and the pieces that runs are found by."""

    runs: frozenset[str]
    pieces: frozenset[str]


def keys(text: str) -> Iterator[str]:
    """Every key in `text`."""
    if any(part in text for part in _KEY_PARTS):
        for found in KEY.finditer(text):
            yield found[0]


def told_instructions(text: str, instructions: str) -> str | None:
    """A run of the instructions that `text` tells, in whichever disguise; None where it tells none."""
    if not instructions:
        return None
    secret = _secret(instructions)
    suspects = (form for form in _forms(text) if _may_tell(form, secret))
    return next((run for form in suspects for run in _each(TELLING, form) if run in secret.runs), None)


def _may_tell(form: str, secret: _Secret) -> bool:
    """Whether it has a piece of the instructions at one of the places that are looked at."""
    size = TELLING - STEP + 1
    return any(form[at : at + size] in secret.pieces for at in range(0, len(form) - size + 1, STEP))


def _forms(text: str) -> Iterator[str]:
    """The letters of `text`, and of what is encoded in it; `text` is already unmasked."""
    yield letters(text)
    joined = "".join(text.split())
    for found in _BASE64.finditer(joined):
        for start in range(4):
            yield letters(_from_base64(found[0][start:]))
    for found in _HEX.finditer(_NOT_WRITTEN.sub("", joined.replace("0x", ""))):
        for start in range(2):
            piece = found[0][start:]
            yield letters(bytes.fromhex(piece[: len(piece) // 2 * 2]).decode(errors="ignore"))


def _from_base64(written: str) -> str:
    whole = written.translate(_URL_SAFE)[: len(written) // 4 * 4]
    return base64.b64decode(whole).decode(errors="ignore")


@lru_cache(maxsize=32)
def _secret(instructions: str) -> _Secret:
    plain = letters(instructions)
    turned = codecs.encode(plain, "rot13")
    forms = (plain, plain[::-1], turned, turned[::-1])
    return _Secret(
        runs=frozenset(run for form in forms for run in _each(TELLING, form)),
        pieces=frozenset(piece for form in forms for piece in _each(TELLING - STEP + 1, form)),
    )


def _each(size: int, text: str) -> Iterator[str]:
    """Every run of so many letters."""
    return (text[start : start + size] for start in range(len(text) - size + 1))


def letters(text: str) -> str:
    """The letters of `text` alone, small ones."""
    if text.isascii():
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", text).lower()))
