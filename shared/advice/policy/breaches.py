"""What an answer must never say, found by code in whatever an advisor wrote.

Links and images (anything a client could load or open), a named security put forward, a promise of returns,
a deed that was not done, the advisor's own instructions, and keys. The text is read as it would be without
its disguises. What is said is judged sentence by sentence, so that a refusal which names what it refuses
stays allowed.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from shared.advice.policy.addresses import addresses
from shared.advice.policy.confidences import SHOWN, keys, told_instructions
from shared.advice.policy.deeds import deed
from shared.advice.policy.markup import markup
from shared.advice.policy.promises import promise
from shared.advice.policy.securities import security
from shared.advice.policy.unmasking import read, unmasked
from shared.advice.policy.wording import sentences, told

MOST_JUDGED = 1_024
"""How many sentences are remembered with what was found in them: an answer reads its last ones again."""


class BreachKind(StrEnum):
    """What is wrong with a piece of an answer."""

    LINK = "link"
    MARKUP = "markup"
    SECURITY = "security"
    PROMISE = "promise"
    DEED = "deed"
    INSTRUCTIONS = "instructions"
    KEY = "key"

    @property
    def lasts(self) -> bool:
        """Whether it stays wrong whatever follows; a promise may yet turn out to be denied."""
        return self in {BreachKind.LINK, BreachKind.MARKUP, BreachKind.INSTRUCTIONS, BreachKind.KEY}


class Breach(NamedTuple):
    """A piece of an answer that must not be shown."""

    kind: BreachKind
    text: str


def breaches(text: str, *, instructions: str = "") -> tuple[Breach, ...]:
    """Everything in `text` that must not be shown. `instructions` is what the advisor was told in secret."""
    return tuple(_found(text, instructions))


def _found(text: str, instructions: str) -> Iterator[Breach]:
    opened = unmasked(text)
    plain = read(opened)
    for form in dict.fromkeys((opened, plain)):
        for address in addresses(form):
            yield Breach(BreachKind.LINK, address.text)
        for mark in markup(form):
            yield Breach(BreachKind.MARKUP, mark)
        for key in keys(form):
            yield Breach(BreachKind.KEY, key)
    for sentence in sentences(plain):
        yield from _judged(sentence)
    if (run := told_instructions(opened, instructions)) is not None:
        yield Breach(BreachKind.INSTRUCTIONS, run[:SHOWN])


@lru_cache(maxsize=MOST_JUDGED)
def _judged(sentence: str) -> tuple[Breach, ...]:
    return tuple(_said(sentence))


def _said(sentence: str) -> Iterator[Breach]:
    said = told(sentence)
    if (promised := promise(said)) is not None:
        yield Breach(BreachKind.PROMISE, promised)
    if (named := security(sentence)) is not None:
        yield Breach(BreachKind.SECURITY, named)
    if (claimed := deed(said)) is not None:
        yield Breach(BreachKind.DEED, claimed)
