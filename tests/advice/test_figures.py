"""Figures are found in both languages, however people write them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.advice.figures import Day, Kind, find_figures, read_number
from shared.domain.money import MAX_RUPIAH, format_rupiah
from shared.words import Language

MONEY = [
    ("Rp1.250.000", 1_250_000),
    ("Rp 1.250.000,50", Decimal("1250000.5")),
    ("Rp. 500", 500),
    ("rp5jt", 5_000_000),
    ("Rp 2,5 juta", 2_500_000),
    ("IDR 1,250,000", 1_250_000),
    ("-Rp500.000", 500_000),
    ("500rb", 500_000),
    ("500 ribu rupiah", 500_000),
    ("20k", 20_000),
    ("2.5 million", 2_500_000),
    ("Rp1,2 miliar", 1_200_000_000),
    ("Rp1,2 M", 1_200_000_000),
    ("1,5 triliun", 1_500_000_000_000),
    ("75000 rupiah", 75_000),
    ("1250000", 1_250_000),
    ("1.250.000", 1_250_000),
    ("lima juta rupiah", 5_000_000),
    ("dua juta lima ratus ribu", 2_500_000),
    ("sejuta", 1_000_000),
    ("seratus lima puluh ribu", 150_000),
    ("setengah juta", 500_000),
    ("dua koma lima juta", 2_500_000),
    ("two and a half million", 2_500_000),
    ("one hundred twenty-five thousand", 125_000),
]

PERCENT = [
    ("12,5%", "0.125"),
    ("12.5 %", "0.125"),
    ("20 persen", "0.2"),
    ("20 percent", "0.2"),
    ("dua puluh lima persen", "0.25"),
    ("twenty percent", "0.2"),
]

MONTHS = [
    ("3 bulan", "3"),
    ("3,4 bulan", "3.4"),
    ("3.4 months", "3.4"),
    ("6-month", "6"),
    ("2 tahun", "24"),
    ("two years", "24"),
    ("tiga setengah bulan", "3.5"),
    ("dua belas bulan", "12"),
]

POINTS = [("72/100", "72"), ("72 dari 100", "72"), ("72 out of 100", "72"), ("72 poin", "72")]

DATES = [
    ("22 November 2026", Day(2026, 11, 22)),
    ("November 22, 2026", Day(2026, 11, 22)),
    ("22 Maret", Day(None, 3, 22)),
    ("Agustus 2027", Day(2027, 8, None)),
    ("2026-11-22", Day(2026, 11, 22)),
    ("2026-11", Day(2026, 11, None)),
    ("22/11/2026", Day(2026, 11, 22)),
    ("tahun 2030", Day(2030, None, None)),
]

NOT_FIGURES = [
    "Aturan 50/30/20 itu pegangan.",
    "1. Catat pengeluaran\n2. Pisahkan rekening",
    "Ada dua hal dan satu langkah lagi.",
    "Kamu bisa mulai Mei nanti.",
    "You may start in May.",
    "Pasal 3 ayat 2",
    "satu-satunya cara",
]


class TestFindFigures:
    @pytest.mark.parametrize(("text", "amount"), MONEY)
    def test_reads_amounts(self, text: str, amount: int) -> None:
        (figure,) = find_figures(f"Jadi {text}, begitu.")

        assert figure.kind is Kind.MONEY
        assert Decimal(amount) in [reading.value for reading in figure.readings]

    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            *((text, Kind.PERCENT, value) for text, value in PERCENT),
            *((text, Kind.MONTHS, value) for text, value in MONTHS),
            *((text, Kind.POINTS, value) for text, value in POINTS),
        ],
    )
    def test_reads_shares_months_and_points(self, text: str, kind: Kind, value: str) -> None:
        (figure,) = find_figures(f"Jadi {text}, begitu.")

        assert figure.kind is kind
        assert Decimal(value) in [reading.value for reading in figure.readings]

    @pytest.mark.parametrize(("text", "day"), DATES)
    def test_reads_dates(self, text: str, day: Day) -> None:
        (figure,) = find_figures(f"Pada {text}, begitu.")

        assert (figure.kind, figure.day) == (Kind.DATE, day)

    @pytest.mark.parametrize("text", NOT_FIGURES)
    def test_takes_nothing_else_for_a_figure(self, text: str) -> None:
        assert find_figures(text) == ()

    def test_reads_one_separator_before_three_digits_both_ways(self) -> None:
        (figure,) = find_figures("12.345 begitu")

        assert [reading.value for reading in figure.readings] == [Decimal(12345), Decimal("12.345")]

    @given(amount=st.integers(0, MAX_RUPIAH), language=st.sampled_from(["id", "en"]))
    def test_reads_what_code_writes(self, amount: int, language: Language) -> None:
        (figure,) = find_figures(f"Total {format_rupiah(amount, language)}.")

        assert Decimal(amount) in [reading.value for reading in figure.readings]

    @given(st.text(alphabet="0123456789.,%-/ Rpjutabulnsei\n", max_size=200))
    def test_never_fails_and_never_overlaps(self, text: str) -> None:
        figures = find_figures(text)

        assert all(text[figure.start : figure.end] == figure.text for figure in figures)
        assert all(one.end <= other.start for one, other in pairwise(figures))


class TestReadNumber:
    @pytest.mark.parametrize(
        ("written", "values"),
        [
            ("5", ["5"]),
            ("2,5", ["2.5"]),
            ("1.250.000", ["1250000"]),
            ("1,250,000.75", ["1250000.75"]),
            ("0,125", ["0.125"]),
            ("1.250", ["1250", "1.250"]),
        ],
    )
    def test_knows_both_ways_of_separating(self, written: str, values: list[str]) -> None:
        assert [reading.value for reading in read_number(written)] == [Decimal(value) for value in values]
