"""Every figure, threshold and insight of a month has its words, in both languages."""

import string
from datetime import date

import pytest

from shared.domain.assumptions.dated import assumptions
from shared.domain.budget.month.cards import WEIGHTS
from shared.domain.budget.month.insight_words import INSIGHTS, PARTS
from shared.domain.budget.month.labels import MONTH_FORMULAS, MONTH_LABELS
from shared.domain.budget.month.words import insight_words, label_of
from tests.builders.bookings import Entry
from tests.builders.months import YEAR, analysis_of, usual_year


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


class TestTables:
    def test_word_every_insight(self) -> None:
        assert INSIGHTS.keys() == WEIGHTS.keys()

    def test_give_every_insight_its_own_weight(self) -> None:
        weights = [weight for _, weight in WEIGHTS.values()]

        assert len(weights) == len(set(weights))

    @pytest.mark.parametrize("words", [*INSIGHTS.values(), *PARTS.values()], ids=lambda words: words.en)
    def test_use_the_same_values_in_both_languages(self, words: tuple[str, str]) -> None:
        assert placeholders(words[0]) == placeholders(words[1])

    def test_name_every_threshold(self) -> None:
        assert {f"threshold.{name}" for name in assumptions("month")} <= MONTH_LABELS.keys()

    def test_explain_every_figure_of_the_whole_month(self) -> None:
        named = {name for name in MONTH_LABELS if name.startswith("month.")}

        assert {name.replace(".", "_") for name in named} <= MONTH_FORMULAS.keys()

    def test_belong_to_insights_that_there_are(self) -> None:
        assert {name.partition(".")[0] for name in PARTS} <= WEIGHTS.keys()


class TestNames:
    def test_of_people_stand_as_they_are(self) -> None:
        odd = "Toko {amount} 50% {}"
        prices = [54_000] * 5 + [65_000]
        paid = (
            Entry(date.fromisoformat(f"{month}-10"), -price, "wants.subscriptions", odd)
            for month, price in zip(YEAR[-6:], prices, strict=True)
        )
        analysis = analysis_of(usual_year().with_entries(*paid))
        [insight] = [it for it in analysis.insights if it.code == "price_rise"]

        assert insight_words(insight, analysis, "en").startswith(f"{odd} went from Rp54,000 to Rp65,000")
        labels = [label_of(it, analysis, "id") for it in analysis.figures if it.id in insight.figures]
        assert labels[0] == f"{odd}: harga sebelumnya"

    def test_of_categories_follow_the_language(self) -> None:
        analysis = analysis_of(usual_year())
        figure = analysis.find("month.category.needs.eating")

        assert figure is not None
        assert label_of(figure, analysis, "id") == "Makan sehari-hari"
        assert label_of(figure, analysis, "en") == "Everyday meals"
