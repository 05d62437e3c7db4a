"""How much a tool may tell: results go into every following request, so each is small.

Text that people or files wrote is data: cleaned of what is not seen and of what could be opened, and cut.
"""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from pydantic import JsonValue

from shared.advice.policy.harmless import harmless
from shared.domain.conversation.engine import clean_text

LONGEST_TEXT = 200
"""Characters of any piece of text in a result's data."""

LARGEST_DATA = 6_000
"""Characters that a result's data takes as JSON."""

MOST_FACTS = 80
MOST_REMARKS = 20
MOST_MISSING = 20
LONGEST_REMARK = 600

CUT = "cut"
"""The key that says that lists in the data were shortened."""

Data = dict[str, JsonValue]


def plain(text: str | None, *, longest: int = LONGEST_TEXT) -> str | None:
    """Text that somebody wrote, as data on one line; None where nothing of it is seen.

    This is where names become words, for a model and for its person: nothing in them can be opened or loaded.
    """
    cleaned = " ".join(harmless(clean_text(text or "")).split())
    if len(cleaned) > longest:
        cleaned = f"{cleaned[: longest - 1].rstrip()}…"
    return cleaned or None


def capped(data: Mapping[str, JsonValue]) -> Data:
    """The data with every text cleaned and cut, and lists shortened from their ends until all of it fits."""
    small = cast("Data", _cleaned(dict(data)))
    if _size(small) <= LARGEST_DATA:
        return small
    lists = list(_lists(small))
    while _size(small) > LARGEST_DATA and (longest := max(lists, key=_size, default=None)):
        del longest[-max(1, len(longest) // 4) :]
    small[CUT] = True
    return small if _size(small) <= LARGEST_DATA else {CUT: True}


def _cleaned(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return plain(value) or ""
        case dict():
            return {plain(key) or "": _cleaned(inner) for key, inner in value.items()}
        case list():
            return [_cleaned(inner) for inner in value]
        case _:
            return value


def _lists(value: JsonValue) -> Iterator[list[JsonValue]]:
    """Every list in the value, inner ones first."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inner in inside:
        yield from _lists(inner)
    if isinstance(value, list):
        yield value


def _size(value: JsonValue) -> int:
    return len(json.dumps(value, ensure_ascii=False))
