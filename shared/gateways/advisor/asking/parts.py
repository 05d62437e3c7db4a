"""Two questions in one message: `utangku berapa, terus bulan ini habis berapa?`.

A message is taken apart only where each part is understood by itself and they are about different things;
otherwise `kopi dan makan berapa` would be two.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from shared.gateways.advisor.understanding.intents import Intent, Recognised

SENTENCES = re.compile(r"(?<=[?!])\s*|(?<=[^\d\s]\.)\s+|\n+|;\s*")
"""Where one sentence ends and the next begins; the full stop of `Rp1.000` and of `1. 2.` is none."""

JOINTS = re.compile(
    r",?\s+(?:terus|trus|trs|lalu|dan|and|then|also|plus|sekalian|sama|serta|abis itu|habis itu)\s+"
    r"|,\s+(?:apakah|apa|berapa|gimana|kapan|how|what|when|is|am|can|do)\s+(?=\w)",
    re.IGNORECASE,
)

CONDITION = re.compile(
    r"\s*(?:if|suppose|say|kalau|kalo|klo|misal(?:nya|kan)?|seandainya|andai|apabila|jika)\b", re.IGNORECASE
)
"""Under what a question stands, which goes on behind the comma."""

SURE_OF_SENTENCES = 0.45
SURE_OF_CLAUSES = 0.6
"""How likely each part must be what it is taken for."""

FEWEST_WORDS = 2
MOST_PARTS = 3

Recognise = Callable[[str], Recognised]


def parts_of(text: str, recognise: Recognise, topics: Callable[[Intent], str | None]) -> tuple[str, ...]:
    """The parts of a message that are questions of their own, in their order; one where it is one.

    `topics` tells what an intent is about: parts about the same are one question, and so is a message of
    which one part is about nothing.
    """
    sentences = _cut(text, [match.span() for match in SENTENCES.finditer(text)])
    if _stand_alone(sentences, recognise, topics, sure=SURE_OF_SENTENCES):
        return sentences
    for match in JOINTS.finditer(text):
        halves = _cut(text, [_joint(text, match)])
        if "," in match[0] and CONDITION.match(text):
            continue
        if _stand_alone(halves, recognise, topics, sure=SURE_OF_CLAUSES):
            return halves
    return (text,)


def _joint(text: str, match: re.Match[str]) -> tuple[int, int]:
    """What stands between two clauses; a question's own first word belongs to it."""
    if "," in match[0] and match[0].strip(", \t").casefold() in QUESTION_WORDS:
        return match.start(), match.start() + 1
    return match.span()


QUESTION_WORDS = frozenset(
    {"apakah", "apa", "berapa", "gimana", "kapan", "how", "what", "when", "is", "am", "can", "do"}
)


def _cut(text: str, joints: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(piece for piece in (each.strip(" ,") for each in _pieces(text, joints)) if piece)


def _pieces(text: str, joints: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in joints:
        yield text[at:start]
        at = end
    yield text[at:]


def _stand_alone(
    parts: Sequence[str], recognise: Recognise, topics: Callable[[Intent], str | None], *, sure: float
) -> bool:
    if not 2 <= len(parts) <= MOST_PARTS or any(len(part.split()) < FEWEST_WORDS for part in parts):
        return False
    found = [recognise(part) for part in parts]
    about = [topics(each.intent) for each in found]
    return (
        all(each.certainty >= sure for each in found) and None not in about and len(set(about)) == len(about)
    )
