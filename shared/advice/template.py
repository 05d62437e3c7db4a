"""What is said when no advisor's words stand: the facts themselves, worded by code."""

from collections.abc import Sequence

from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Fact
from shared.words import Language, Words

MOST_FACTS = 10

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


def template_answer(facts: Sequence[Fact], *, language: Language) -> str:
    """The person's own figures as a list, or a sentence that says there are none."""
    told = [fact for fact in facts if fact.basis not in {Basis.ASSUMED, Basis.STATED}][:MOST_FACTS]
    if not told:
        return NOTHING_KNOWN.into(language)
    lines = [f"- {fact.label}: {format_fact(fact, language)}" for fact in told]
    return "\n".join((OPENING.into(language), *lines, CLOSING.into(language)))
