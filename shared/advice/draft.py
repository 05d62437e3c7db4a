"""An answer while it is written: only whole sentences whose figures all follow from facts are let through."""

import re
from collections.abc import Sequence

from shared.advice.grounding import Grounding, check
from shared.domain.conversation.model import Fact

SENTENCE_END = re.compile(r"[.!?…:](?=\s)|\n")


class Draft:
    """Text as it comes from an advisor. What was let through is a beginning of the whole."""

    def __init__(self) -> None:
        self.text = ""
        self._released = 0
        self._checked = 0
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
        ends = [match.end() for match in SENTENCE_END.finditer(self.text, self._released)]
        if not ends or ends[-1] <= self._checked:
            return ""
        self._checked = ends[-1]
        if check(self.text[: ends[-1]], facts).unmatched:
            return ""
        return self._release(ends[-1])

    def _append(self, delta: str) -> None:
        starts = not self.text or self._apart
        if starts:
            delta = delta.lstrip()
        if delta and self._apart:
            delta = f"\n\n{delta}"
            self._apart = False
        self.text += delta

    def rest(self) -> str:
        """What was not shown yet, for a draft that was checked whole."""
        return self._release(len(self.text))

    def check(self, facts: Sequence[Fact]) -> Grounding:
        """Check the whole text."""
        return check(self.text, facts)

    def _release(self, until: int) -> str:
        piece = self.text[self._released : until]
        self._released = max(until, self._released)
        return piece
