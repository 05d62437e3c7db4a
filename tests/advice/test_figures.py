"""Figures are found in both languages, however people write them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.advice.figures import Day, Kind, find_figures, read_number
from shared.domain.money import MAX_RUPIAH, format_rupiah
from shared.words import Language
from tests.steps import steps_of

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

MORE_MONEY = [
    ("5 jutaan", 5_000_000),
    ("13 jt-an", 13_000_000),
    ("tiga belas jt", 13_000_000),
    ("**13** juta", 13_000_000),
    ("13  juta", 13_000_000),
    ("13_juta", 13_000_000),
    ("13&nbsp;juta", 13_000_000),
    ("1\u200b3 juta", 13_000_000),
    ("\uff11\uff13 juta", 13_000_000),
    ("2\u00bd juta", 2_500_000),
    ("1 juta 500 ribu", 1_500_000),
    ("5 ratus ribu", 500_000),
    ("12 345 678 rupiah", 12_345_678),
    ("12'345'678 rupiah", 12_345_678),
    ("Rp12_345_678", 12_345_678),
    ("Rp 5 . 000 . 000", 5_000_000),
    ("5 000 000", 5_000_000),
    ("9500", 9_500),
    ("sejutaan", 1_000_000),
    ("a million", 1_000_000),
    ("goceng", 5_000),
    ("seceng", 1_000),
    ("gocap", 50_000),
]

PERCENT = [
    ("20 prosen", "0.2"),
    ("20  %", "0.2"),
    ("25 bps", "0.0025"),
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

DAYS = [("17 hari", "17"), ("6 minggu", "42"), ("dua minggu", "14"), ("10 days", "10"), ("3 weeks", "21")]

COUNTS = [("14 langganan", "14"), ("empat belas langganan", "14"), ("31 coffee transactions", "31")]

PARTS = [("setengah gajimu", "0.5"), ("2/3 dari gaji", "0.6667"), ("three quarters of your income", "0.75")]

TIMES = [("dua kali lipat", "2"), ("3x", "3"), ("tripled", "3"), ("6 kali", "6")]

PLAIN = [("0,73", "0.73"), ("3.5", "3.5")]

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

MORE_DATES = [
    ("27 Des 2026", Day(2026, 12, 27)),
    ("the 3rd of May 2027".removeprefix("the "), Day(2027, 5, 3)),
    ("27/12/26", Day(2026, 12, 27)),
    ("tanggal 27", Day(None, None, 27)),
    ("tgl. 5", Day(None, None, 5)),
    ("jatuh tempo 27/12", Day(None, 12, 27)),
    ("due on the 27th", Day(None, None, 27)),
]

RANGES = [
    ("3-6 bulan", Kind.MONTHS, "3"),
    ("3 sampai 6 bulan", Kind.MONTHS, "3"),
    ("Rp5-7 juta", Kind.MONEY, "5000000"),
    ("5 to 7 million", Kind.MONEY, "5000000"),
    ("10-15%", Kind.PERCENT, "0.1"),
]

HOSTILE = [
    *("1", "1.", "111 ", "5% ", "Rp5.000.000 ", "lima ", "juta ", "a ", "*", "&", "<a", " ", "\u200b", "1-"),
    *("tanggal 27 ", "gaji a a setengah ", "half of of of ", "0812 ", "1'111", "1 juta 5", "5(((("),
]

NOT_FIGURES = [
    "Aturan 50/30/20 itu pegangan.",
    "1. Catat pengeluaran\n2. Pisahkan rekening",
    "Ada dua hal dan satu langkah lagi.",
    "Kamu bisa mulai Mei nanti.",
    "You may start in May.",
    "Pasal 3 ayat 2",
    "satu-satunya cara",
    "Tunggu 24 jam, 7 hari seminggu.",
    "Hubungi 157 atau 081-157-157-157.",
    "PPh 21 dan UU 4 Tahun 2023",
    "beberapa juta, jutaan, ratusan ribu",
    "Cek dua kali seminggu, double check, twice a month.",
    "Jangan setengah hati selama setengah jam.",
    "jam 09.30 WIB",
]


class TestFindFigures:
    @pytest.mark.parametrize(("text", "amount"), [*MONEY, *MORE_MONEY])
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
            *((text, Kind.DAYS, value) for text, value in DAYS),
            *((text, Kind.COUNT, value) for text, value in COUNTS),
            *((text, Kind.PART, value) for text, value in PARTS),
            *((text, Kind.TIMES, value) for text, value in TIMES),
            *((text, Kind.PLAIN, value) for text, value in PLAIN),
        ],
    )
    def test_reads_what_is_counted(self, text: str, kind: Kind, value: str) -> None:
        (figure,) = find_figures(f"Jadi {text}, begitu.")

        assert figure.kind is kind
        assert Decimal(value) in [round(reading.value, 4) for reading in figure.readings]

    @pytest.mark.parametrize(
        "text", ["$900", "US$ 900", "900 dolar", "900 ribu yen", "sembilan ratus dollar", "RM 30"]
    )
    def test_reads_money_that_is_not_rupiah(self, text: str) -> None:
        (figure,) = find_figures(f"Jadi {text}, begitu.")

        assert figure.kind is Kind.FOREIGN

    @pytest.mark.parametrize("text", ["-Rp5 juta", "minus 5 juta", "Rp-5.000.000", "\u2212Rp5 juta"])
    def test_reads_a_sign(self, text: str) -> None:
        (figure,) = find_figures(f"Jadi {text}, begitu.")

        assert figure.is_negative

    @pytest.mark.parametrize("text", ["- Rp5 juta", "7 juta - 5 juta", "5-7 juta"])
    def test_takes_no_other_dash_for_a_sign(self, text: str) -> None:
        assert not any(figure.is_negative for figure in find_figures(text))

    @pytest.mark.parametrize(("text", "kind", "low"), RANGES)
    def test_reads_both_ends_of_a_range(self, text: str, kind: Kind, low: str) -> None:
        lower, upper = find_figures(f"Jadi {text}, begitu.")

        assert (lower.kind, upper.kind) == (kind, kind)
        assert Decimal(low) in [reading.value for reading in lower.readings]

    def test_tells_where_a_figure_stands_in_the_original(self) -> None:
        text = "Jadi \u200b**5**&nbsp;juta dan <b>7</b> bulan."

        assert [text[it.start : it.end] for it in find_figures(text)] == ["5**&nbsp;juta", "7</b> bulan"]

    @pytest.mark.parametrize("piece", HOSTILE)
    def test_takes_no_longer_than_the_text_is_long(self, piece: str) -> None:
        short, long = piece * (2_000 // len(piece)), piece * (8_000 // len(piece))

        find_figures(short)
        assert steps_of(lambda: find_figures(long)) < 6 * steps_of(lambda: find_figures(short)) + 1_000

    @pytest.mark.parametrize(("text", "day"), [*DATES, *MORE_DATES])
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

    @given(
        st.text(alphabet="0123456789.,%-/ Rpjutabulnsei\n", max_size=200)
        | st.text(alphabet="0123456789\u00bd\u2460\u33e0\u32c0*_&;#<>x \u200bjuta", max_size=60)
    )
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
