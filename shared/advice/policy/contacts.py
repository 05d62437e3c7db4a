"""Where a person finds people who can help: dated, each with its source."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shared.domain.assumptions.dated import Dated
from shared.words import Words

FILE = Path(__file__).with_name("contacts.toml")

ALLOWED_ADDRESSES = frozenset({"kontak157.ojk.go.id", "ojk.go.id", "healing119.id"})
"""The only addresses that an answer may name; none of them is ever a link to click."""


class Contact(Dated):
    """One place to turn to, in both languages."""

    text: Words


@cache
def contacts() -> Mapping[str, Contact]:
    """The contacts by their names."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: Contact.model_validate(entry) for name, entry in written.items()})
