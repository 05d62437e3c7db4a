"""What a template draws: every word written, every length a number, nothing left to decide.

A person's own text (categories, merchants, insights) is in here as plain strings; the templates only
ever show them as text.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from functions.budget.report import words
from functions.budget.report.budgets import BudgetGroupRows, BudgetRow, grouped, watched
from functions.budget.report.charts import Days, Trend, days_of, trend_of
from functions.budget.report.figures import rupiah, short_rupiah, span_name
from functions.budget.report.flow import Flow, flow_of
from functions.budget.report.glyphs import breakable, drawable
from functions.budget.report.model import MonthReport
from functions.budget.report.ribbons import Area, lay_out
from functions.budget.report.telling import (
    KeyFigure,
    counted,
    key_figures,
    labels_of,
    state_words,
    summary_sentence,
)
from shared.domain.months import format_month
from shared.words import Language

Layout = Literal["card", "document"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a layout has room for, and where its flow is laid out."""

    sources: int
    categories: int
    budgets: int
    merchants: int
    insights: int
    flow: Area


LIMITS: dict[Layout, Limits] = {
    "card": Limits(
        sources=4,
        categories=8,
        budgets=5,
        merchants=0,
        insights=1,
        flow=Area(height=424, columns=(0, 206, 390, 584), node=12, gap=9, lines=(48, 0, 48, 34)),
    ),
    "document": Limits(
        sources=4,
        categories=8,
        budgets=24,
        merchants=8,
        insights=6,
        flow=Area(height=276, columns=(0, 104, 218, 342), node=7, gap=4, lines=(26, 0, 26, 18)),
    ),
}


@dataclass(frozen=True, slots=True)
class MerchantRow:
    """A merchant with its sum, how often, and how it compares with the first (0 to 1)."""

    name: str
    amount: str
    count: str
    filled: float


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """A laid out flow: each node with its words."""

    height: float
    nodes: tuple[dict[str, Any], ...]
    ribbons: tuple[dict[str, Any], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the page. `labels` are the headings and fixed words in the reader's language."""

    language: Language
    title: str
    heading: str
    period: str
    state: str
    closed: bool
    summary: str
    figures: tuple[KeyFigure, ...]
    flow: FlowPicture | None
    watched: tuple[BudgetRow, ...]
    has_budgets: bool
    groups: tuple[BudgetGroupRows, ...]
    trend: Trend | None
    days: Days | None
    merchants: tuple[MerchantRow, ...]
    insights: tuple[str, ...]
    empty: bool
    labels: dict[str, str]

    @property
    def described(self) -> str:
        """What the picture shows, in words."""
        shown = [self.summary]
        if self.flow:
            shown.append(self.flow.alt)
        shown += [f"{row.name}: {row.spent} {row.remark}".strip() + "." for row in self.watched]
        return " ".join(shown)

    def as_data(self) -> dict[str, Any]:
        """The picture as plain values that JSON knows."""
        return asdict(self)


def picture_of(report: MonthReport, layout: Layout) -> Picture:
    """The report as the layout has room for it."""
    limits, language, summary = LIMITS[layout], report.language, report.summary
    month = format_month(summary.month, language)
    return Picture(
        language=language,
        title=words.TITLE.into(language, month=month),
        heading=month,
        period=span_name(summary.first_day, summary.last_day, language),
        state=state_words(report),
        closed=summary.closed,
        summary=summary_sentence(report),
        figures=key_figures(report),
        flow=_flow(report, limits),
        watched=watched(report, limit=limits.budgets),
        has_budgets=any(one.budget for one in report.outgoings),
        groups=grouped(report, limit=limits.budgets),
        trend=trend_of(report),
        days=days_of(report),
        merchants=_merchants(report, limits.merchants),
        insights=tuple(breakable(sentence) for sentence in report.insights[: limits.insights]),
        empty=report.empty,
        labels=labels_of(report),
    )


def _flow(report: MonthReport, limits: Limits) -> FlowPicture | None:
    flow = flow_of(report.summary, report.language, sources=limits.sources, categories=limits.categories)
    if not flow.total:
        return None
    diagram = lay_out(flow, limits.flow)
    return FlowPicture(
        height=limits.flow.height,
        nodes=tuple(
            {
                "column": node.column,
                "x": node.x,
                "y": node.y,
                "height": node.height,
                "tone": node.stream.tone,
                "name": node.stream.name,
                "amount": short_rupiah(node.stream.amount, report.language),
            }
            for node in diagram.nodes
        ),
        ribbons=tuple(asdict(ribbon) for ribbon in diagram.ribbons),
        alt=_flow_told(flow, report.language),
    )


def _flow_told(flow: Flow, language: Language) -> str:
    streams = (*flow.sources, *(branch.whole for branch in flow.branches))
    parts = (words.PART.into(language, name=one.name, amount=rupiah(one.amount, language)) for one in streams)
    return words.FLOW_ALT.into(language, parts="; ".join(parts))


def _merchants(report: MonthReport, limit: int) -> tuple[MerchantRow, ...]:
    found = [one for one in report.summary.merchants if one.amount > 0][:limit]
    most = max((one.amount for one in found), default=1)
    return tuple(
        MerchantRow(
            name=drawable(one.merchant) or words.NAMELESS.into(report.language),
            amount=rupiah(one.amount, report.language),
            count=counted(one.transactions, report.language),
            filled=one.amount / most,
        )
        for one in found
    )
