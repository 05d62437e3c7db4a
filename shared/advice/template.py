"""What code says itself: the facts where no advisor's words stand, and what belongs after an answer."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from shared.advice.policy.screening import Concern
from shared.advice.policy.words import disclaimer, said_beside
from shared.advice.review import review
from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Fact
from shared.gateways.advisor.protocol import ToolResult
from shared.words import Language, Words

MOST_FACTS, MOST_REMARKS = 10, 3

OPENING = Words(
    id="Supaya tidak salah angka, ini yang bisa kupastikan dari datamu:",
    en="To keep the numbers right, this is what your data says for certain:",
)
CLOSING = Words(
    id="Mau dibahas yang mana dulu?",
    en="Which of these shall we look at first?",
)
NOTHING_KNOWN = Words(
    id=(
        "Maaf, aku belum bisa menjawab itu dengan angka yang pasti. Coba tanya dengan kata lain, atau "
        "tanyakan keadaan keuangan dan anggaranmu."
    ),
    en=(
        "Sorry, I cannot answer that with certain numbers yet. Try asking in other words, or ask about your "
        "finances and your budget."
    ),
)


def template_answer(found: Sequence[ToolResult], *, known: Sequence[Fact], language: Language) -> str:
    """What tools found for this message, with the engines' own remarks; else what was known before it.

    A name that speaks as advice or tells a figure of its own is left out with its line.
    """
    facts = tuple({fact.id: fact for result in found for fact in result.facts}.values())
    told = _own(facts) or _own(known)
    lines = _standing((f"- {fact.label}: {format_fact(fact, language)}" for fact in told), told, MOST_FACTS)
    if not lines:
        return NOTHING_KNOWN.into(language)
    remarks = _standing((it.text for result in found for it in result.remarks), facts, MOST_REMARKS)
    noted = ("", *remarks, "") if remarks else ()
    return "\n".join((OPENING.into(language), *lines, *noted, CLOSING.into(language)))


def _standing(lines: Iterable[str], facts: Sequence[Fact], most: int) -> tuple[str, ...]:
    """The first lines that may be shown like anybody's words."""
    return tuple(islice((line for line in lines if review(line, facts).stands), most))


def _own(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that are about the person, and not what they said themselves."""
    return [fact for fact in facts if fact.basis not in {Basis.ASSUMED, Basis.STATED}]


INVESTING = re.compile(
    r"\b(?:investasi|berinvestasi|reksa ?dana|obligasi|saham|sukuk|sbn|emas|kripto|deposito"
    r"|invest(?:ing|ments?)?|mutual funds?|bonds?|stocks?|shares|gold|crypto)\b",
    re.IGNORECASE,
)
REMINDED = re.compile(
    r"bukan (?:nasihat|saran|rekomendasi)|not (?:investment |financial )?advice", re.IGNORECASE
)


def closing_words(content: str, *, concern: Concern, language: Language) -> str:
    """What belongs after an answer, set apart from it: help in distress, a reminder about investing."""
    beside = said_beside(concern, language)
    reminder = disclaimer(language) if INVESTING.search(content) and not REMINDED.search(content) else None
    return "".join(f"\n\n{said}" for said in (beside, reminder) if said)
