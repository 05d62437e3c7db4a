"""An answer while it is written: only whole sentences that stand on facts and break no rule get through.

What was let through is not read again, except for its end, so that an answer costs no more than its length.
"""

import re
from collections.abc import Sequence

from shared.advice.review import Review, review
from shared.domain.conversation.model import Fact

SENTENCE_END = re.compile(r"[.!?…:](?=\s)|\n")

CONTEXT = 1_000
"""Characters of what was shown that are looked at again with what follows."""

PATIENCE = 4
"""What does not stand is looked at again once it has grown by a fourth: then looking costs little."""


class Draft:
    """Text as it comes from an advisor. What was let through is a beginning of the whole."""

    def __init__(self, *, instructions: str = "") -> None:
        self.text = ""
        self._instructions = instructions
        self._released = 0
        self._sought = 0
        self._end = 0
        self._look_from = 1
        self._quoted: set[str] = set()
        self._is_lost = False
        self._apart = False

    @property
    def shown(self) -> str:
        """What was let through so far."""
        return self.text[: self._released]

    def begin_paragraph(self) -> None:
        """Set what comes next apart from what was said before."""
        self._apart = bool(self.text)

    def add(self, delta: str, facts: Sequence[Fact]) -> str:
        """Take in more text; give back what may be shown now, which may be nothing."""
        self._append(delta)
        end = self._sentence_end()
        if self._is_lost or end < self._look_from:
            return ""
        found = self._look_on(end, facts)
        if not found.stands:
            self._is_lost = found.is_lost
            self._look_from = end + 1 + (end - self._released) // PATIENCE
            return ""
        self._quoted.update(fact.id for fact in found.grounding.provenance.facts)
        self._look_from = end + 1
        return self._release(end)

    def _append(self, delta: str) -> None:
        starts = not self.text or self._apart
        if starts:
            delta = delta.lstrip()
        if delta and self._apart:
            delta = f"\n\n{delta}"
            self._apart = False
        self.text += delta

    def _sentence_end(self) -> int:
        """Where the last whole sentence ends. The last character waits: a space may follow it."""
        for match in SENTENCE_END.finditer(self.text, self._sought):
            self._end = match.end()
        self._sought = max(self._sought, len(self.text) - 1)
        return self._end

    def rest(self) -> str:
        """What was not shown yet, for a draft that was checked whole."""
        return self._release(len(self.text))

    def review(self, facts: Sequence[Fact]) -> Review:
        """Look at the whole text."""
        return review(self.text, facts, instructions=self._instructions)

    def _look_on(self, end: int, facts: Sequence[Fact]) -> Review:
        """Look at what would be shown next, as it goes on from what was shown."""
        return review(
            self.text[self._released : end],
            facts,
            instructions=self._instructions,
            before=self._context(),
            quoted=self._quoted,
        )

    def _context(self) -> str:
        """The end of what was shown, from the beginning of a sentence, so that no refusal is cut in two."""
        if self._released <= CONTEXT:
            return self.shown
        first = SENTENCE_END.search(self.text, self._released - CONTEXT, self._released)
        return self.text[first.end() if first else self._released - CONTEXT : self._released]

    def _release(self, until: int) -> str:
        piece = self.text[self._released : until]
        self._released = max(until, self._released)
        return piece
