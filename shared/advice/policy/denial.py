"""Whether a sentence denies what it says, or warns of it, so that a refusal may name what it refuses.

A no counts where it stands before what it denies, in the same part of the sentence: `jangan ragu, beli saja`
denies nothing. `Tidak ada ...` reaches to the end of its part, a plain `tidak` over the next few words.
"""

import re
from collections import deque
from collections.abc import Sequence
from functools import cached_property

from shared.advice.policy.wording import Part, parts, words

NEAR = 5
"""So many words after a plain no are denied by it."""


class Denial:
    """Where a sentence, as `told`, says no."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    @cached_property
    def sentence(self) -> str:
        """The sentence without what only looks like a no."""
        return blanked(self._sentence, words("no_denial"))

    @cached_property
    def _parts(self) -> Sequence[Part]:
        return parts(self.sentence)

    def denies(self, start: int) -> bool:
        """Whether what begins at `start` is denied by words before it."""
        here = next(number for number, part in enumerate(self._parts) if start <= part.end)
        return self._says_no(here, start)

    def _says_no(self, number: int, until: int) -> bool:
        part = self._parts[number]
        before = self.sentence[part.start : until]
        if (turn := _last(words("turns"), before)) is not None:
            before = before[turn.end() :]
        elif number and _goes_on(part) and self._says_no(number - 1, self._parts[number - 1].end):
            return True
        if words("far").search(before):
            return True
        no = _last(words("near"), before)
        return no is not None and len(before[no.end() :].split()) <= NEAR

    @property
    def warns(self) -> bool:
        """Whether the sentence warns of what somebody else says."""
        found = words("warns").search(self.sentence)
        if found is not None and not re.search(
            r"(?:bukan|not|tanpa|no) (?:an? )?$", self.sentence[: found.start()]
        ):
            return True
        return bool(words("bewares").search(self.sentence) and words("reported").search(self.sentence))


def blanked(sentence: str, pattern: re.Pattern[str]) -> str:
    """The sentence with spaces in place of what the pattern finds, so that places stay the same."""
    return pattern.sub(lambda found: " " * len(found[0]), sentence)


def _goes_on(part: Part) -> bool:
    return words("goes_on").match(part.text.lstrip()) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return deque(pattern.finditer(text), maxlen=1).pop() if pattern.search(text) else None
