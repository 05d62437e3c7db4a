"""A conversation as Markdown: who said what and when, and where each figure comes from, as footnotes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count

from shared.domain.conversation.figures import format_date, format_fact
from shared.domain.conversation.markdown import block, inline, on_one_line
from shared.domain.conversation.model import (
    Basis,
    ChatMessage,
    ChatSession,
    Derivation,
    Fact,
    MessageStatus,
    MessageType,
    QuotedFigure,
)
from shared.domain.days import JAKARTA
from shared.words import Language, Words

UNTITLED = Words(id="Obrolan", en="Conversation")
EXPORTED = Words(id="Disalin dari Fintar pada {when}.", en="Copied from Fintar on {when}.")
PERSON = Words(id="Kamu", en="You")
ADVISOR = Words(id="Fintar", en="Fintar")
UNANSWERED = Words(id="Pesan ini tidak dijawab.", en="This message was not answered.")
FOOTNOTE = Words(
    id="{label}: {value} ({basis}; {formula}; per {day})",
    en="{label}: {value} ({basis}; {formula}; as of {day})",
)

BASES: Mapping[Basis, Words] = {
    Basis.DECLARED: Words(id="kamu isi sendiri", en="you told us"),
    Basis.TRACKED: Words(id="dari transaksimu", en="from your transactions"),
    Basis.COMPUTED: Words(id="dihitung", en="computed"),
    Basis.ASSUMED: Words(id="asumsi", en="assumed"),
    Basis.STATED: Words(id="dari pesanmu", en="from your message"),
}
DERIVATIONS: Mapping[Derivation, Words] = {
    Derivation.QUOTED: Words(id="", en=""),
    Derivation.ROUNDED: Words(id="dibulatkan dari ", en="rounded from "),
    Derivation.SUM: Words(id="jumlah dari ", en="the sum of "),
    Derivation.DIFFERENCE: Words(id="selisih dari ", en="the difference of "),
    Derivation.RATIO: Words(id="perbandingan dari ", en="the ratio of "),
    Derivation.PRODUCT: Words(id="hasil kali dari ", en="the product of "),
    Derivation.REMAINDER: Words(id="sisa dari ", en="the remainder of "),
    Derivation.PER_YEAR: Words(id="setahun dari ", en="a year of "),
}


class Transcript:
    """A session's Markdown, message by message; footnotes are numbered through all of it."""

    def __init__(self, session: ChatSession, *, language: Language) -> None:
        self._session = session
        self._language: Language = language
        self._numbers = count(1)

    def heading(self, *, now: datetime) -> str:
        """The title, and when it was copied."""
        title = on_one_line(self._session.title or UNTITLED.into(self._language))
        copied = EXPORTED.into(self._language, when=format_moment(now, self._language))
        return f"# {title}\n\n{copied}\n"

    def told(self, messages: Iterable[ChatMessage]) -> str:
        """These messages in their order."""
        return "".join(part for message in messages for part in self._message(message))

    def _message(self, message: ChatMessage) -> Iterator[str]:
        when = format_moment(message.timestamp, self._language)
        yield f"\n## {self._speaker(message)}, {when}\n\n"
        content, notes = self._noted(message)
        yield f"{block(content)}\n"
        if message.type is MessageType.USER and message.status is not MessageStatus.COMPLETE:
            yield f"\n*{UNANSWERED.into(self._language)}*\n"
        if notes:
            yield "\n" + "".join(f"{note}\n" for note in notes)

    def _speaker(self, message: ChatMessage) -> str:
        if message.type is MessageType.USER:
            return PERSON.into(self._language)
        model = f" ({on_one_line(message.ai_metadata.model)})" if message.ai_metadata is not None else ""
        return ADVISOR.into(self._language) + model

    def _noted(self, message: ChatMessage) -> tuple[str, list[str]]:
        """What was said, escaped, with a mark behind each figure; and the footnotes of these marks."""
        if message.provenance is None:
            return inline(message.content), []
        facts = {fact.id: fact for fact in message.provenance.facts}
        said, notes, told = "", list[str](), 0
        for figure in sorted(message.provenance.figures, key=lambda figure: figure.end):
            mark = f"[^{next(self._numbers)}]"
            said += inline(message.content[told : figure.end]) + mark
            notes.append(f"{mark}: {self._origin(figure, facts)}")
            told = max(told, figure.end)
        return said + inline(message.content[told:]), notes

    def _origin(self, figure: QuotedFigure, facts: Mapping[str, Fact]) -> str:
        """Where a figure comes from, on one line."""
        known = [self._fact(facts[name]) for name in figure.fact_ids if name in facts]
        return DERIVATIONS[figure.derivation].into(self._language) + "; ".join(known)

    def _fact(self, fact: Fact) -> str:
        return FOOTNOTE.into(
            self._language,
            label=on_one_line(fact.label),
            value=on_one_line(format_fact(fact, self._language)),
            basis=BASES[fact.basis].into(self._language),
            formula=on_one_line(fact.formula),
            day=format_date(fact.as_of.astimezone(JAKARTA).date(), self._language),
        )


def format_moment(moment: datetime, language: Language) -> str:
    """A moment as people in Jakarta write it: `22 November 2026 19.00 WIB`."""
    there = moment.astimezone(JAKARTA)
    clock = there.strftime("%H.%M" if language == "id" else "%H:%M")
    return f"{format_date(there.date(), language)} {clock} WIB"
