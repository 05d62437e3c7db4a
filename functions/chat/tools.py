"""The tools of a chat: the caller's snapshot, budget and month, from the same services as the HTTP API.

The registry is `caller_tools`: a tool joins by one more line there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from shared.advice.tools import Findings, NoArguments, Tool, ToolSetting
from shared.domain.budget.model import BudgetAnalysis, Figure, Threshold
from shared.domain.budget.month.analysis import MonthAnalysis, Standing
from shared.domain.budget.month.asked import AskedMonth
from shared.domain.budget.month.words import NO_ACCOUNTS, NOTHING_RECORDED, insight_words, label_of
from shared.domain.budget.words import LABELS, MISSING, warning_words
from shared.domain.conversation.engine import clean_text
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.domain.months import Month
from shared.domain.values import Value
from shared.gateways.advisor.protocol import Missing, Remark, ToolDeclaration
from shared.services.budget import BudgetMonth, SnapshotReader
from shared.words import Language, Words


class BudgetAnalyzer(Protocol):
    """Analyses the caller's budget."""

    async def analyze(self, *, now: datetime) -> BudgetAnalysis:
        """What can be said at `now`."""
        ...

    async def read_month(self, month: Month | None, *, now: datetime) -> BudgetMonth:
        """One budget month, by default the one of today."""
        ...


class SnapshotTool:
    """The person's own figures, and what is not known yet."""

    purpose = Words(id="Membaca data keuanganmu", en="Reading your figures")
    declaration = ToolDeclaration(
        name="financial_snapshot",
        description=Words(
            id=(
                "Angka keuangan orang yang bertanya: pemasukan, pengeluaran, tabungan, utang, dana darurat, "
                "tujuan, toleransi risiko, dan apa yang belum diisi."
            ),
            en=(
                "The asking person's own figures: income, spending, savings, debt, emergency fund, goals, "
                "risk tolerance, and what is not filled in yet."
            ),
        ),
        parameters=NoArguments.model_json_schema(),
    )

    def __init__(self, snapshots: SnapshotReader) -> None:
        self._snapshots = snapshots

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Read the figures. Raises ValidationError for any argument, and what the service raises."""
        NoArguments.model_validate(arguments)
        snapshot = await self._snapshots.read(now=setting.now)
        return Findings(
            facts=_facts(
                (*snapshot.figures, *snapshot.declared), as_of=snapshot.as_of, language=setting.language
            ),
            missing=_missing(snapshot.missing, setting.language),
            data={
                "stated_goals": [clean_text(goal) for goal in snapshot.stated_goals],
                "risk_tolerance": snapshot.risk_tolerance,
                "investment_experience": clean_text(snapshot.investment_experience or "") or None,
            },
        )


class BudgetTool:
    """The analysis of the person's budget."""

    purpose = Words(id="Menganalisis anggaranmu", en="Analysing your budget")
    declaration = ToolDeclaration(
        name="budget_analysis",
        description=Words(
            id=(
                "Analisis anggaran orang yang bertanya: arus kas, rasio menabung, beban utang, dana darurat "
                "dalam bulan, porsi kebutuhan dan keinginan, skor kesehatan, dan peringatan."
            ),
            en=(
                "The analysis of the asking person's budget: cash flow, savings rate, debt burden, emergency "
                "fund in months, shares of needs and wants, health score, and warnings."
            ),
        ),
        parameters=NoArguments.model_json_schema(),
    )

    def __init__(self, budget: BudgetAnalyzer) -> None:
        self._budget = budget

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Analyse. Raises ValidationError for any argument, and what the service raises."""
        NoArguments.model_validate(arguments)
        analysis = await self._budget.analyze(now=setting.now)
        figures = _facts(analysis.figures, as_of=analysis.as_of, language=setting.language)
        limits = _limits(analysis.thresholds, as_of=analysis.as_of, language=setting.language)
        return Findings(
            facts=(*figures, *limits),
            remarks=tuple(
                Remark(code=warning.code, text=warning_words(warning, analysis, setting.language))
                for warning in analysis.warnings
            ),
            missing=_missing(analysis.missing, setting.language),
            data={"health": analysis.health.model_dump(mode="json") if analysis.health else None},
        )


class MonthArguments(Value):
    """Which budget month to look at; without one, the month of today."""

    month: AskedMonth | None = None


class MonthTool:
    """One budget month of the person: where the money went, and what is still safe to spend."""

    purpose = Words(id="Membaca bulan anggaranmu", en="Reading your budget month")
    declaration = ToolDeclaration(
        name="budget_month",
        description=Words(
            id=(
                "Satu bulan anggaran orang yang bertanya: pemasukan, pengeluaran per kategori, aman belanja "
                "per hari, sampai kapan uangnya cukup, biaya rutin, dan hal yang perlu diperhatikan."
            ),
            en=(
                "One budget month of the asking person: income, spending by category, what is safe to spend "
                "a day, how long the money lasts, recurring costs, and what to look at."
            ),
        ),
        parameters={
            "type": "object",
            "properties": {
                "month": {
                    "type": "string",
                    "description": "Budget month such as 2026-11; leave out for the current one.",
                }
            },
        },
    )

    def __init__(self, budget: BudgetAnalyzer) -> None:
        self._budget = budget

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Read the month. Raises ValidationError for a wrong month, and what the service raises."""
        asked = MonthArguments.model_validate(arguments)
        month = (await self._budget.read_month(asked.month, now=setting.now)).month
        resting = {limit for insight in month.insights for limit in insight.thresholds}
        limits = (limit for limit in month.thresholds if limit.id in resting)
        return Findings(
            facts=tuple(_month_facts((*month.figures, *limits), month, setting)),
            remarks=tuple(
                Remark(code=it.code, text=clean_text(insight_words(it, month, setting.language)))
                for it in month.insights
            ),
            missing=tuple(_month_gaps(month, setting.language)),
            data={
                "month": str(month.summary.month),
                "first_day": month.summary.first_day.isoformat(),
                "last_day": month.summary.last_day.isoformat(),
                "standing": month.standing.value,
            },
        )


def caller_tools(*, snapshots: SnapshotReader, budget: BudgetAnalyzer) -> tuple[Tool, ...]:
    """Every tool of a chat, over services that act as the caller."""
    return (SnapshotTool(snapshots), BudgetTool(budget), MonthTool(budget))


def _facts(figures: Iterable[Figure], *, as_of: datetime, language: Language) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            id=figure.id,
            label=LABELS[figure.id].into(language),
            value=figure.value,
            unit=FactUnit(figure.unit.value),
            basis=Basis(figure.basis),
            formula=figure.formula,
            as_of=as_of,
        )
        for figure in figures
    )


def _limits(thresholds: Sequence[Threshold], *, as_of: datetime, language: Language) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            id=threshold.id,
            label=LABELS[threshold.id].into(language),
            value=threshold.value,
            unit=FactUnit(threshold.unit.value),
            basis=Basis.ASSUMED,
            formula=threshold.source,
            as_of=as_of,
        )
        for threshold in thresholds
    )


def _month_facts(
    items: Iterable[Figure | Threshold], month: MonthAnalysis, setting: ToolSetting
) -> Iterator[Fact]:
    for item in items:
        assumed = isinstance(item, Threshold)
        yield Fact(
            id=item.id,
            label=clean_text(label_of(item, month, setting.language)),
            value=item.value,
            unit=FactUnit(item.unit.value),
            basis=Basis.ASSUMED if assumed else Basis(item.basis),
            formula=item.source if assumed else item.formula,
            as_of=setting.now,
        )


def _month_gaps(month: MonthAnalysis, language: Language) -> Iterator[Missing]:
    if month.summary.transactions == 0:
        yield Missing(name="transactions", hint=NOTHING_RECORDED.into(language))
    if month.standing is Standing.RUNNING and month.find("month.safe_per_day") is None:
        yield Missing(name="accounts", hint=NO_ACCOUNTS.into(language))


def _missing(names: Iterable[str], language: Language) -> tuple[Missing, ...]:
    return tuple(Missing(name=name, hint=MISSING[name].into(language)) for name in names)
