"""What the budget function answers with about a budget: the domain's values with the words a person reads."""

from datetime import datetime
from typing import Literal

from functions.budget.models.figures import FigureView, ThresholdView
from functions.budget.models.month import MonthView, MonthWish
from functions.budget.models.narrative import BudgetNarrative, NarrativeWish
from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import (
    BudgetAnalysis,
    BudgetWarning,
    Figure,
    HealthScore,
    ScorePart,
    Threshold,
)
from shared.domain.budget.month.analysis import MonthAnalysis
from shared.domain.budget.words import LABELS, MISSING, figure_words, warning_words
from shared.domain.values import Value
from shared.words import Language


class BudgetWish(MonthWish, NarrativeWish):
    """Which budget month to look at, and whether words are wanted for it."""


class WarningView(BudgetWarning):
    """A warning as a sentence."""

    message: str


class ScorePartView(ScorePart):
    """A part of the score with its name."""

    label: str


class HealthView(Value):
    """The health score: `points` of 100, judged over `covered` of the 100 points."""

    points: int
    covered: int
    parts: tuple[ScorePartView, ...]

    @classmethod
    def of(cls, health: HealthScore, language: Language) -> "HealthView":
        """The score with the names of its parts."""
        parts = tuple(
            ScorePartView(**dict(part), label=LABELS[part.id].into(language)) for part in health.parts
        )
        return cls(points=health.points, covered=health.covered, parts=parts)


class MissingView(Value):
    """Something not told yet: the field's name, and what telling it makes possible."""

    name: str
    message: str


class BudgetView(Value):
    """My budget: figures with their formulas, the score where enough is known, warnings heaviest first.

    `figures` are tracked where transactions and accounts tell them, else declared; `declared` is what I
    told where the tracked figure says otherwise. `month` is the budget month that was asked for;
    `narrative` is both in words, where that was wished for.
    """

    as_of: datetime
    currency: Literal["IDR"] = "IDR"
    figures: tuple[FigureView, ...]
    declared: tuple[FigureView, ...]
    health: HealthView | None
    warnings: tuple[WarningView, ...]
    missing: tuple[MissingView, ...]
    thresholds: tuple[ThresholdView, ...]
    month: MonthView
    narrative: BudgetNarrative | None

    @classmethod
    def of(
        cls,
        analysis: BudgetAnalysis,
        month: MonthAnalysis,
        language: Language,
        *,
        narrative: BudgetNarrative | None = None,
    ) -> "BudgetView":
        """The analysis and the month in the reader's language."""
        return cls(
            as_of=analysis.as_of,
            figures=tuple(_figure(figure, language) for figure in analysis.figures),
            declared=tuple(_figure(figure, language) for figure in analysis.declared),
            health=HealthView.of(analysis.health, language) if analysis.health else None,
            warnings=tuple(
                WarningView(**dict(warning), message=warning_words(warning, analysis, language))
                for warning in analysis.warnings
            ),
            missing=tuple(
                MissingView(name=name, message=MISSING[name].into(language)) for name in analysis.missing
            ),
            thresholds=tuple(_threshold(threshold, language) for threshold in analysis.thresholds),
            month=MonthView.of(month, language),
            narrative=narrative,
        )


def _figure(figure: Figure, language: Language) -> FigureView:
    return FigureView(
        **dict(figure),
        label=LABELS[figure.id].into(language),
        text=figure_words(figure, language),
        how=FORMULAS[figure.formula].into(language),
    )


def _threshold(threshold: Threshold, language: Language) -> ThresholdView:
    return ThresholdView(
        **dict(threshold),
        label=LABELS[threshold.id].into(language),
        text=figure_words(threshold, language),
    )
