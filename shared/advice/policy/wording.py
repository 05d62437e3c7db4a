"""Words by which it is known what a sentence says, as expressions, and sentences as they are read."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

FILE = Path(__file__).with_name("wording.toml")

NOT = r"(?:tidak|tak|tdk|ga|gak|gk|nggak|ngga|enggak|ndak|kagak)"

LONGEST = 600
"""Characters of a sentence that are looked at together; longer ones are looked at in overlapping pieces."""

OVERLAP = 200

_SENTENCE = re.compile(r"(?<=[.!?…])[\s\"')\]\u201d]+")
_PART = re.compile(r"(?<!\d)[,;:()\u2013\u2014]|[,;:()\u2013\u2014](?!\d)| - ")
_BULLET = re.compile(r"^\s*(?:[-*•+>]|\d{1,2}[.)])\s+")


class Part(NamedTuple):
    """A part of a sentence between commas, and where it stands."""

    text: str
    start: int
    end: int


@cache
def listed(name: str) -> frozenset[str]:
    """The words of that name (`security.codes`), which are plain ones."""
    return frozenset(_written(name))


@cache
def words(name: str) -> re.Pattern[str]:
    """The words of that name (`promise.certain`) as one expression over a sentence as `told`."""
    either = "|".join(_written(name)).replace("{not}", NOT)
    for other in ("stems", "active", "english"):
        if f"{{{other}}}" in either:
            either = either.replace(f"{{{other}}}", "|".join(_written(f"deed.{other}")))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def told(sentence: str) -> str:
    """The sentence in small letters, with single spaces and without apostrophes."""
    return " ".join(sentence.replace("'", "").lower().split())


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text`, each item of a list together with the line that leads to it."""
    heading = ""
    for line in text.split("\n"):
        bare = _BULLET.sub("", line).strip()
        if not bare:
            continue
        is_item = bare != line.strip()
        for sentence in _SENTENCE.split(bare):
            yield from _pieces(f"{heading} {sentence}" if heading and is_item else sentence)
        if bare.endswith(":"):
            heading = bare[-OVERLAP:]
        elif not is_item:
            heading = ""


def parts(sentence: str) -> list[Part]:
    """The parts of a sentence between its commas, in order."""
    ends = [(found.start(), found.end()) for found in _PART.finditer(sentence)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(sentence)]
    return [Part(sentence[a:b], a, b) for a, b in zip(starts, stops, strict=True)]


def _pieces(sentence: str) -> Iterator[str]:
    for start in range(0, max(1, len(sentence) - OVERLAP), LONGEST - OVERLAP):
        yield sentence[start : start + LONGEST]


def _written(name: str) -> Sequence[str]:
    table, _, key = name.rpartition(".")
    return cast("list[str]", (_file()[table] if table else _file())[key])


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
