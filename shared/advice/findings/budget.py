"""What the analysis of a budget tells: its figures as facts, its warnings, and what is not known yet."""

from collections.abc import Iterable

from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.model import BudgetAnalysis, Figure, Threshold
from shared.domain.budget.words import LABELS, MISSING, warning_words
from shared.domain.conversation.engine import clean_text
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.words import Words

CARD = Words(id="Kesehatan keuanganmu", en="Your financial health")

HEALTH = (
    *("budget.surplus", "budget.shortfall", "budget.savings_rate", "budget.instalments_to_income"),
    *("budget.emergency_fund_months", "budget.needs_share", "budget.wants_share", "budget.health_score"),
)
"""What the card of an analysis shows, in this order."""


def found_in_budget(analysis: BudgetAnalysis, setting: ToolSetting) -> Findings:
    """The analysis as it is told."""
    telling = Telling(setting, formula="health_score")
    telling.facts += facts_of((*analysis.figures, *analysis.thresholds), setting)
    for part in analysis.health.parts if analysis.health else ():
        telling.points(part.id, LABELS[part.id], part.points)
    for warning in analysis.warnings:
        telling.remark(warning.code, warning_words(warning, analysis, setting.language))
    tell_lacking(telling, analysis.missing)
    return Findings(
        facts=tuple(telling.facts),
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={"health": analysis.health.model_dump(mode="json") if analysis.health else None},
        cards=() if analysis.health is None else (telling.card(CARD, HEALTH),),
    )


def facts_of(items: Iterable[Figure | Threshold], setting: ToolSetting) -> tuple[Fact, ...]:
    """Figures and limits of an analysis under their own labels."""
    return tuple(fact_of(item, LABELS[item.id].into(setting.language), setting) for item in items)


def fact_of(item: Figure | Threshold, label: str, setting: ToolSetting) -> Fact:
    """A figure of an analysis, or a limit that figures are held against, as a fact."""
    assumed = isinstance(item, Threshold)
    return Fact(
        id=item.id,
        label=clean_text(label),
        value=item.value,
        unit=FactUnit(item.unit.value),
        basis=Basis.ASSUMED if assumed else Basis(item.basis),
        formula=item.source if assumed else item.formula,
        as_of=setting.now,
    )


def tell_lacking(telling: Telling, names: Iterable[str]) -> None:
    """What is not known of a person's money."""
    for name in names:
        telling.lacks(name, MISSING[name])
