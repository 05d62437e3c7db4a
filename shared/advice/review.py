"""Whether words may be shown: every figure follows from a fact, and nothing breaks the rules."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from shared.advice.grounding import Grounding, check
from shared.advice.policy.breaches import Breach, breaches
from shared.domain.conversation.model import Fact


class Review(NamedTuple):
    """What was found in a text."""

    grounding: Grounding
    breaches: tuple[Breach, ...]

    @property
    def stands(self) -> bool:
        """Whether the text may be shown."""
        return not self.grounding.unmatched and not self.breaches

    @property
    def is_lost(self) -> bool:
        """Whether the text stays wrong whatever follows it."""
        return any(breach.kind.lasts for breach in self.breaches)

    @property
    def objections(self) -> tuple[str, ...]:
        """The pieces that do not stand, each once, in the order they were found."""
        pieces = (
            *(figure.text for figure in self.grounding.unmatched),
            *(breach.text for breach in self.breaches),
        )
        return tuple(dict.fromkeys(pieces))


def review(
    text: str,
    facts: Sequence[Fact],
    *,
    instructions: str = "",
    before: str = "",
    quoted: Collection[str] = (),
) -> Review:
    """Look at `text` against the facts and the rules. `instructions` must not be told.

    Where `text` goes on from what has been looked at already, `before` is the end of that, and `quoted` are
    the ids of the facts that it quotes.
    """
    return Review(
        grounding=check(text, facts, quoted=quoted, before=before),
        breaches=breaches(before + text, instructions=instructions),
    )
