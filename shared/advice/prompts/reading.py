"""The prompts beside this file, read once."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def prompt(name: str) -> str:
    """The text of the prompt `name`, such as `advisor` or `types/general`."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
