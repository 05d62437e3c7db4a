"""What is said by rule, whichever advisor answers."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shared.advice.policy.contacts import contacts
from shared.advice.policy.screening import Concern
from shared.words import Language, Words

FILE = Path(__file__).with_name("said.toml")

INSTEAD = frozenset({Concern.DANGER, Concern.UNLAWFUL})
"""What is met with these words in place of an answer; every other concern is answered first."""


def said_instead(concern: Concern, language: Language) -> str | None:
    """What is said in place of an answer; None where an answer is due."""
    return _told(concern.value, language) if concern in INSTEAD else None


def said_beside(concern: Concern, language: Language) -> str | None:
    """What is said after the answer; None where nothing is."""
    return None if concern in INSTEAD or concern is Concern.NONE else _told(concern.value, language)


def disclaimer(language: Language) -> str:
    """What is said wherever investing is discussed."""
    return _told("disclaimer", language)


def _told(name: str, language: Language) -> str:
    named = {name: contact.text.into(language) for name, contact in contacts().items()}
    return _said()[name].into(language, **named)


@cache
def _said() -> Mapping[str, Words]:
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: Words(**words) for name, words in written.items()})
