"""The tools of a chat: the caller's snapshot and budget analysis, from the same services as the HTTP API.

The registry is `caller_tools`: a tool joins by one more line there.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue

from shared.advice.tools import Findings, NoArguments, Tool, ToolSetting
from shared.domain.budget.model import BudgetAnalysis, Figure, Threshold
from shared.domain.budget.words import LABELS, MISSING, warning_words
from shared.domain.conversation.engine import clean_text
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.gateways.advisor.protocol import Missing, Remark, ToolDeclaration
from shared.services.budget import SnapshotReader
from shared.words import Language, Words


class BudgetAnalyzer(Protocol):
    """Analyses the caller's budget."""

    async def analyze(self, *, now: datetime) -> BudgetAnalysis:
        """What can be said at `now`."""
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
            facts=_facts(snapshot.figures, as_of=snapshot.as_of, language=setting.language),
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


def caller_tools(*, snapshots: SnapshotReader, budget: BudgetAnalyzer) -> tuple[Tool, ...]:
    """Every tool of a chat, over services that act as the caller."""
    return (SnapshotTool(snapshots), BudgetTool(budget))


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


def _missing(names: Iterable[str], language: Language) -> tuple[Missing, ...]:
    return tuple(Missing(name=name, hint=MISSING[name].into(language)) for name in names)
