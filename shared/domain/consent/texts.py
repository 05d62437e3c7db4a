"""The texts that people agree to, read from `texts.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from pydantic import TypeAdapter

from shared.domain.consent.model import ConsentText, Purpose

_TEXTS = TypeAdapter(dict[Purpose, tuple[ConsentText, ...]])


def parse(written: str) -> Mapping[Purpose, Sequence[ConsentText]]:
    """Texts by purpose, oldest first. Raises ValueError where a purpose has none or its order is wrong."""
    known = _TEXTS.validate_python(tomllib.loads(written))
    for purpose in Purpose:
        if not known.get(purpose):
            raise ValueError(f"{purpose}: no text")
        if any(later.version <= earlier.version for earlier, later in pairwise(known[purpose])):
            raise ValueError(f"{purpose}: versions must be ordered by their day, each once")
    return known


@cache
def _texts() -> Mapping[Purpose, Sequence[ConsentText]]:
    return parse(resources.files("shared.domain.consent").joinpath("texts.toml").read_text("utf-8"))


def current_text(purpose: Purpose) -> ConsentText:
    """The text in force: the newest."""
    return _texts()[purpose][-1]
