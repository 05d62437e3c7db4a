"""A computed result in code's own words, where no model words it: the engine's figures and remarks."""

from collections.abc import Callable, Sequence
from typing import Protocol

from shared.advice.capabilities import (
    BudgetStory,
    Capability,
    FinancialAdvice,
    InvestmentStory,
    Reply,
    RiskStory,
    SavingsStory,
    SpendingStory,
    Told,
)
from shared.advice.policy.words import disclaimer
from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Fact
from shared.gateways.advisor.protocol import Missing, Remark
from shared.words import Language, Words

MOST_FIGURES = 4

YOUR_FIGURES = Words(id="Dari angkamu: {figures}.", en="From your figures: {figures}.")
NO_FIGURES = Words(
    id="Belum ada angka yang cukup untuk diceritakan.", en="There are not enough figures to tell of yet."
)
ONE_THING = Words(
    id="Pilih satu hal dari catatan di atas dan kerjakan minggu ini.",
    en="Pick one thing from the notes above and do it this week.",
)
PAY_YOURSELF_FIRST = Words(
    id="Pindahkan uang untuk tujuanmu di hari gajian, sebelum dipakai.",
    en="Move the money for your goals on payday, before anything else.",
)
KEEP_GOING = Words(
    id="Pelan tidak apa-apa, yang penting jalan terus.", en="Slow is fine, as long as you keep going."
)
LOOK_WEEKLY = Words(
    id="Lihat catatan pengeluaranmu sekali seminggu, lima menit saja.",
    en="Look at your spending once a week, five minutes is enough.",
)
COMFORT_UNKNOWN = Words(
    id="Kenyamananmu terhadap risiko belum diisi.",
    en="How comfortable you are with risk is not filled in yet.",
)


class Worded(Protocol):
    """What a template needs of a computed result."""

    @property
    def capability(self) -> Capability:
        """What is told."""
        ...

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures, the most important first."""
        ...

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The engine's own sentences, the gravest first."""
        ...

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is not known yet."""
        ...

    @property
    def language(self) -> Language:
        """The language of the words."""
        ...


def told_by_template(computed: Worded) -> Told:
    """The typed result of the capability, worded by code. Every figure in it is one of the facts."""
    return TEMPLATES[computed.capability](computed)


def _summary(computed: Worded) -> str:
    told = [fact for fact in computed.facts if fact.basis not in {Basis.ASSUMED, Basis.STATED}]
    if not told:
        return NO_FIGURES.into(computed.language)
    figures = ", ".join(
        f"{fact.label} {format_fact(fact, computed.language)}" for fact in told[:MOST_FIGURES]
    )
    return YOUR_FIGURES.into(computed.language, figures=figures)


def _remarks(computed: Worded, most: int) -> tuple[str, ...]:
    return tuple(remark.text for remark in computed.remarks[:most])


def _hints(computed: Worded, most: int) -> tuple[str, ...]:
    return tuple(gap.hint for gap in computed.missing[:most])


def _or(told: Sequence[str], otherwise: Words, language: Language) -> tuple[str, ...]:
    return tuple(told) or (otherwise.into(language),)


def _reply(computed: Worded) -> Told:
    return Reply(summary=_summary(computed))


def _advice(computed: Worded) -> Told:
    return FinancialAdvice(
        summary=_summary(computed),
        reasons=_remarks(computed, 3),
        steps=_or(_hints(computed, 3), ONE_THING, computed.language),
    )


def _budget(computed: Worded) -> Told:
    return BudgetStory(
        summary=_summary(computed),
        strengths=(),
        concerns=_remarks(computed, 3),
        next_step=_or(_hints(computed, 1), ONE_THING, computed.language)[0],
    )


def _savings(computed: Worded) -> Told:
    return SavingsStory(
        summary=_summary(computed),
        steps=_or(_remarks(computed, 4), PAY_YOURSELF_FIRST, computed.language),
        encouragement=KEEP_GOING.into(computed.language),
    )


def _spending(computed: Worded) -> Told:
    return SpendingStory(
        summary=_summary(computed),
        patterns=_or(_remarks(computed, 3), NO_FIGURES, computed.language),
        suggestion=LOOK_WEEKLY.into(computed.language),
    )


def _investment(computed: Worded) -> Told:
    return InvestmentStory(
        summary=_summary(computed),
        first=_remarks(computed, 3),
        classes=(),
        missing=_hints(computed, 5),
        disclaimer=disclaimer(computed.language),
    )


def _risk(computed: Worded) -> Told:
    return RiskStory(
        summary=_summary(computed),
        ability=_or(_remarks(computed, 1), NO_FIGURES, computed.language)[0],
        comfort=COMFORT_UNKNOWN.into(computed.language),
        missing=_hints(computed, 5),
        disclaimer=disclaimer(computed.language),
    )


TEMPLATES: dict[Capability, Callable[[Worded], Told]] = {
    Capability.FINANCIAL_ADVICE: _advice,
    Capability.BUDGET_ANALYSIS: _budget,
    Capability.CHAT: _reply,
    Capability.CONTEXTUAL_ANSWER: _reply,
    Capability.SAVINGS_PLAN: _savings,
    Capability.SPENDING_PATTERNS: _spending,
    Capability.INVESTMENT_STRATEGY: _investment,
    Capability.RISK_ASSESSMENT: _risk,
}
