"""Promises of a gain: something certain and something gained in one part of a sentence, and not denied."""

import re
from collections.abc import Iterator, Sequence

from shared.advice.policy.denial import Denial, blanked
from shared.advice.policy.wording import NOT, parts, words

APART = 3
"""So many words may stand between the two where a comma does as well."""

NOT_SO = re.compile(
    rf"\W*(?:\w+ ){{0,2}}?(?:itu |is |are )?(?:{NOT} (?:ada|benar|nyata|mungkin)|bukan|mitos|not true|false)"
)


def promise(sentence: str) -> str | None:
    """The promise that the sentence, as `told`, makes; None where it makes none."""
    sentence = blanked(sentence, words("promise.not_meant"))
    found = _no_loss(sentence) or _gain(sentence)
    if found is None or Denial(sentence).warns:
        return None
    return " ".join(sentence[found[0] : found[1]].split())


def _no_loss(sentence: str) -> tuple[int, int] | None:
    denial = Denial(sentence)
    for found in words("promise.no_loss").finditer(sentence):
        if not denial.denies(found.start()) and not NOT_SO.match(sentence, found.end()):
            return found.span()
    return None


def _gain(sentence: str) -> tuple[int, int] | None:
    denial = Denial(sentence)
    certain = list(words("promise.certain").finditer(sentence))
    if not certain:
        return None
    gains = list(words("promise.gain").finditer(sentence))
    if words("promise.assets").search(sentence):
        gains = sorted((*gains, *words("promise.rise").finditer(sentence)), key=lambda it: it.start())
    for sure in certain:
        for gain in _beside(sure, gains):
            first, last = sorted((sure, gain), key=lambda it: it.start())
            if last.start() < first.end() or not _belong(sentence, first.end(), last.start()):
                continue
            is_denied = denial.denies(first.start()) or denial.denies(last.start())
            if not is_denied and not NOT_SO.match(sentence, last.end()):
                return first.start(), last.end()
    return None


def _beside(sure: re.Match[str], gains: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The nearest gain on either side."""
    before = [gain for gain in gains if gain.end() <= sure.start()]
    after = [gain for gain in gains if gain.start() >= sure.end()]
    yield from before[-1:]
    yield from after[:1]


def _belong(sentence: str, start: int, end: int) -> bool:
    between = sentence[start:end]
    if words("turns").search(between):
        return False
    return len(parts(between)) == 1 or len(between.split()) <= APART
