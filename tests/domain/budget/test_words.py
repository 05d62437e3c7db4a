"""Every figure, warning and missing name has its words, in both languages."""

import string
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given

from shared.domain.budget.formulas import FORMULAS
from shared.domain.budget.model import FinancialData, Unit
from shared.domain.budget.warnings import WEIGHTS
from shared.domain.budget.words import LABELS, MISSING, WARNINGS, figure_words, number_words, warning_words
from shared.words import Language
from tests.builders.finances import analysis_of, households, make_data, make_debt

LANGUAGES: tuple[Language, ...] = get_args(Language)


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


class TestTables:
    @given(households())
    def test_name_everything_an_analysis_says(self, data: FinancialData) -> None:
        analysis = analysis_of(data)

        parts = analysis.health.parts if analysis.health else ()
        assert {item.id for item in (*analysis.figures, *analysis.thresholds, *parts)} <= LABELS.keys()
        assert {figure.formula for figure in analysis.figures} <= FORMULAS.keys()
        assert set(analysis.missing) <= MISSING.keys()

    def test_word_every_warning(self) -> None:
        assert WARNINGS.keys() == WEIGHTS.keys()

    @pytest.mark.parametrize("code", WARNINGS)
    def test_use_the_same_values_in_both_languages(self, code: str) -> None:
        assert placeholders(WARNINGS[code].id) == placeholders(WARNINGS[code].en)

    def test_give_every_warning_its_own_weight(self) -> None:
        weights = [weight for _, weight in WEIGHTS.values()]

        assert len(weights) == len(set(weights))


class TestWarningWords:
    @given(households())
    def test_fill_every_placeholder(self, data: FinancialData) -> None:
        analysis = analysis_of(data)

        for warning in analysis.warnings:
            for language in LANGUAGES:
                assert "{" not in warning_words(warning, analysis, language)

    def test_quote_the_figures(self) -> None:
        data = make_data(
            monthly_expenses=4_000_000,
            current_debt=20_000_000,
            liabilities=[make_debt(20_000_000, monthly_payment=2_400_000)],
        )
        analysis = analysis_of(data)

        [warning] = analysis.warnings

        assert warning_words(warning, analysis, "id").startswith(
            "Cicilanmu Rp2.400.000 sebulan, 40% dari pemasukan, di atas batas 35%."
        )
        assert warning_words(warning, analysis, "en").startswith(
            "Your instalments are Rp2,400,000 a month, 40% of income, over the 35% limit."
        )


class TestNumberWords:
    @pytest.mark.parametrize(
        ("value", "unit", "indonesian", "english"),
        [
            (1_250_000, Unit.RUPIAH, "Rp1.250.000", "Rp1,250,000"),
            (-600_000, Unit.RUPIAH, "-Rp600.000", "-Rp600,000"),
            (Decimal("0.125"), Unit.FRACTION, "12,5%", "12.5%"),
            (Decimal("0.2000"), Unit.FRACTION, "20%", "20%"),
            (Decimal(0), Unit.FRACTION, "0%", "0%"),
            (Decimal("-0.15"), Unit.FRACTION, "-15%", "-15%"),
            (Decimal("31.2345"), Unit.FRACTION, "3.123,45%", "3,123.45%"),
            (Decimal("2.9"), Unit.MONTHS, "2,9 bulan", "2.9 months"),
            (Decimal(1), Unit.MONTHS, "1 bulan", "1 month"),
            (57, Unit.POINTS, "57 poin", "57 points"),
        ],
    )
    def test_read_as_people_write(
        self, value: int | Decimal, unit: Unit, indonesian: str, english: str
    ) -> None:
        assert number_words(value, unit, "id") == indonesian
        assert number_words(value, unit, "en") == english

    def test_fit_a_figure(self) -> None:
        figure = analysis_of(make_data()).find("budget.savings_rate")

        assert figure is not None
        assert figure_words(figure, "id") == "25%"
