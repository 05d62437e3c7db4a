"""Amounts, shares and days as people of either language write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.budget.report.figures import (
    day_name,
    day_sign,
    month_sign,
    percent,
    rupiah,
    short_rupiah,
    span_name,
)
from shared.domain.months import Month


class TestShortRupiah:
    @pytest.mark.parametrize(
        ("amount", "indonesian", "english"),
        [
            (0, "Rp0", "Rp0"),
            (999, "Rp999", "Rp999"),
            (1_000, "Rp1 rb", "Rp1K"),
            (35_000, "Rp35 rb", "Rp35K"),
            (1_234, "Rp1,23 rb", "Rp1.23K"),
            (9_995, "Rp10 rb", "Rp10K"),
            (99_950, "Rp100 rb", "Rp100K"),
            (999_499, "Rp999 rb", "Rp999K"),
            (999_500, "Rp1 jt", "Rp1M"),
            (1_250_000, "Rp1,25 jt", "Rp1.25M"),
            (2_100_000_000, "Rp2,1 M", "Rp2.1B"),
            (999_999_999_999_999, "Rp1.000 T", "Rp1,000T"),
            (-87_500, "\u2212Rp87,5 rb", "\u2212Rp87.5K"),
        ],
    )
    def test_says_an_amount_in_three_digits(self, amount: int, indonesian: str, english: str) -> None:
        assert short_rupiah(amount, "id").replace("\u00a0", " ") == indonesian
        assert short_rupiah(amount, "en") == english

    @given(st.integers(-(10**15), 10**15))
    def test_is_never_further_off_than_half_a_percent(self, amount: int) -> None:
        written = short_rupiah(amount, "en").replace("\u2212", "-").replace("Rp", "").replace(",", "")
        size = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}.get(written[-1], 1)

        read = Decimal(written.rstrip("KMBT")) * size

        assert abs(read - amount) <= abs(amount) * Decimal("0.00501")


class TestRupiah:
    def test_writes_a_true_minus(self) -> None:
        assert rupiah(-1_250_000, "id") == "\u2212Rp1.250.000"
        assert rupiah(-1_250_000, "en") == "\u2212Rp1,250,000"


class TestPercent:
    @pytest.mark.parametrize(
        ("fraction", "written"),
        [("0.3113", "31%"), ("0.005", "1%"), ("-0.375", "\u221238%"), ("12.5", "1.250%"), ("0", "0%")],
    )
    def test_is_whole(self, fraction: str, written: str) -> None:
        assert percent(Decimal(fraction), "id") == written


class TestDays:
    def test_names_days_in_both_languages(self) -> None:
        day = date(2026, 8, 17)

        assert day_name(day, "id") == "17 Agustus 2026"
        assert day_name(day, "en") == "17 August 2026"
        assert day_sign(day, "id") == "17 Agu"

    def test_shortens_every_month_to_another_sign(self) -> None:
        for language in ("id", "en"):
            assert len({month_sign(Month(2026, number), language) for number in range(1, 13)}) == 12

    @pytest.mark.parametrize(
        ("first", "last", "written"),
        [
            (date(2026, 11, 1), date(2026, 11, 30), "1\u201330 November 2026"),
            (date(2026, 10, 25), date(2026, 11, 24), "25 Okt \u2013 24 Nov 2026"),
            (date(2025, 12, 25), date(2026, 1, 24), "25 Des 2025 \u2013 24 Jan 2026"),
        ],
    )
    def test_names_a_span_no_longer_than_needed(self, first: date, last: date, written: str) -> None:
        assert span_name(first, last, "id") == written
