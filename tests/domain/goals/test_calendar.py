"""Months to the day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import day_after, months_until

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


class TestMonthsUntil:
    @pytest.mark.parametrize(
        ("today", "day", "months"),
        [
            (date(2026, 11, 22), date(2026, 11, 22), Fraction(0)),
            (date(2026, 11, 22), date(2026, 11, 21), Fraction(0)),
            (date(2026, 11, 22), date(2026, 11, 23), Fraction(1, 30)),
            (date(2026, 11, 22), date(2026, 12, 22), Fraction(1)),
            (date(2026, 11, 22), date(2027, 2, 10), 2 + Fraction(19, 31)),
            (date(2026, 1, 31), date(2026, 2, 28), Fraction(1)),
            (date(2026, 1, 31), date(2026, 3, 31), Fraction(2)),
            (date(2027, 2, 28), date(2028, 2, 29), 12 + Fraction(1, 29)),
            (date(2026, 11, 22), date(2076, 11, 22), Fraction(600)),
        ],
    )
    def test_counts_by_the_calendar(self, today: date, day: date, months: Fraction) -> None:
        assert months_until(today, day) == months

    @given(DAYS, st.integers(0, 20_000))
    def test_rises_with_every_day(self, today: date, days: int) -> None:
        day = today + timedelta(days=days)
        assert months_until(today, day) < months_until(today, day + timedelta(days=1))


class TestDayAfter:
    @given(DAYS, st.integers(0, 20_000))
    def test_finds_the_day_again(self, today: date, days: int) -> None:
        day = today + timedelta(days=days)
        assert day_after(today, months_until(today, day)) == day

    @given(DAYS, st.fractions(0, 600, max_denominator=1_000))
    def test_is_the_first_day_that_far(self, today: date, months: Fraction) -> None:
        day = day_after(today, months)
        assert months_until(today, day) >= months
        assert day == today or months_until(today, day - timedelta(days=1)) < months
