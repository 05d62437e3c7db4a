"""The word lists of this folder."""

import tomllib
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    text = resources.files("shared.domain.budget.sentences").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def turned(lists: dict[str, list[str]]) -> dict[str, str]:
    """Words by name as names by word."""
    return {word: name for name, words in lists.items() for word in words}
