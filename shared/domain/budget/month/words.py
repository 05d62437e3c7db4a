"""What the figures and insights of a month are called, and how their numbers came about."""

from collections.abc import Mapping

from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import Figure, Threshold
from shared.domain.budget.month.analysis import Insight, MonthAnalysis
from shared.domain.budget.month.cards import category_subject, category_words
from shared.domain.budget.month.insight_words import INSIGHTS, PARTS
from shared.domain.budget.month.labels import MONTH_FORMULAS, MONTH_LABELS
from shared.domain.budget.words import LABELS, figure_words
from shared.words import Language, Words

WITHOUT_NAME = Words(id="Tanpa nama", en="Unnamed")

NOTHING_RECORDED = Words(
    id="Catat transaksi bulan ini supaya kelihatan uangmu ke mana.",
    en="Record this month's transactions to see where your money goes.",
)
NO_ACCOUNTS = Words(
    id="Tambahkan rekening dengan saldonya, atau anggaran, supaya batas aman per hari bisa dihitung.",
    en="Add accounts with their balances, or budgets, so that what is safe a day can be worked out.",
)

CATEGORY = "month.category."
"""What the id of a category's figure begins with."""

HOW: Mapping[str, Words] = {**FORMULAS, **MONTH_FORMULAS}
"""Each formula in words, by its name: the month's and those of the snapshot it rests on."""


def label_of(item: Figure | Threshold, analysis: MonthAnalysis, language: Language) -> str:
    """What a figure or threshold is called; a part of an insight says what that is about."""
    words = MONTH_LABELS.get(item.id) or LABELS.get(item.id) or _category(item.id, analysis)
    if words is not None:
        return words.into(language)
    owner = next(insight for insight in analysis.insights if item.id.startswith(_beginning(insight)))
    part = PARTS[f"{owner.code}.{item.id.rpartition('.')[2]}"]
    return part.into(language, about=about_words(owner, language))


def insight_words(insight: Insight, analysis: MonthAnalysis, language: Language) -> str:
    """The insight as a sentence with its figures and thresholds, taken from the analysis it belongs to."""
    known = {item.id: item for item in (*analysis.figures, *analysis.thresholds)}
    named = {
        item_id.rpartition(".")[2]: figure_words(known[item_id], language)
        for item_id in (*insight.figures, *insight.thresholds)
    }
    return INSIGHTS[insight.code].into(language, about=about_words(insight, language), **named)


def about_words(insight: Insight, language: Language) -> str:
    """What the insight is about: a category, a merchant or an account."""
    return (insight.about or WITHOUT_NAME).into(language)


def _category(figure_id: str, analysis: MonthAnalysis) -> Words | None:
    named = (it for it in analysis.summary.categories if figure_id == f"{CATEGORY}{category_subject(it)}")
    return next((category_words(category) or WITHOUT_NAME for category in named), None)


def _beginning(insight: Insight) -> str:
    return f"month.{insight.code}.{insight.subject}."
