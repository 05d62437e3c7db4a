"""What the budget function answers with about one budget month, in the words a person reads."""

from datetime import date

from functions.budget.models.figures import FigureView, ThresholdView
from shared.domain.budget.model import Figure, Severity
from shared.domain.budget.month.analysis import Insight, MonthAnalysis, RecurringCharge, Standing
from shared.domain.budget.month.asked import AskedMonth
from shared.domain.budget.month.model import MonthSummary
from shared.domain.budget.month.words import HOW, insight_words, label_of
from shared.domain.budget.words import figure_words
from shared.domain.values import Value
from shared.words import Language


class MonthWish(Value):
    """Which budget month to look at; without one, the month that today lies in."""

    month: AskedMonth | None = None


class InsightView(Value):
    """Something worth knowing about the month, as a sentence.

    `id` is stable: a row of it in insight_dismissals hides the insight. `figures` and `thresholds` are
    the ids of what it rests on.
    """

    id: str
    code: str
    subject: str
    severity: Severity
    weight: int
    message: str
    figures: tuple[str, ...]
    thresholds: tuple[str, ...]

    @classmethod
    def of(cls, insight: Insight, analysis: MonthAnalysis, language: Language) -> "InsightView":
        """The insight in the reader's language."""
        told = insight.model_dump(exclude={"about"})
        return cls(**told, message=insight_words(insight, analysis, language))


class MonthView(Value):
    """One budget month: its sums, figures with their formulas, what comes back, insights heaviest first.

    `standing` says whether it is over, running or still ahead on `today`, the day in Jakarta. What is to come
    counts the 100 oldest active recurring transactions; `rules_left_out` is how many more I keep.
    """

    summary: MonthSummary
    today: date
    standing: Standing
    figures: tuple[FigureView, ...]
    recurring: tuple[RecurringCharge, ...]
    insights: tuple[InsightView, ...]
    thresholds: tuple[ThresholdView, ...]
    rules_left_out: int

    @classmethod
    def of(cls, analysis: MonthAnalysis, language: Language) -> "MonthView":
        """The month in the reader's language."""
        return cls(
            summary=analysis.summary,
            today=analysis.today,
            standing=analysis.standing,
            figures=tuple(_figure(figure, analysis, language) for figure in analysis.figures),
            recurring=analysis.recurring,
            insights=tuple(InsightView.of(insight, analysis, language) for insight in analysis.insights),
            thresholds=tuple(
                ThresholdView(
                    **dict(threshold),
                    label=label_of(threshold, analysis, language),
                    text=figure_words(threshold, language),
                )
                for threshold in analysis.thresholds
            ),
            rules_left_out=analysis.rules_left_out,
        )


def _figure(figure: Figure, analysis: MonthAnalysis, language: Language) -> FigureView:
    return FigureView(
        **dict(figure),
        label=label_of(figure, analysis, language),
        text=figure_words(figure, language),
        how=HOW[figure.formula].into(language),
    )
