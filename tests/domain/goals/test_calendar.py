"""Months to the day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import (
    TICKS,
    day_with,
    months_late,
    months_until,
    saving_months,
    ticks_before,
    ticks_by,
    ticks_until,
)
from shared.domain.months import Month

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


class TestSavingMonths:
    @pytest.mark.parametrize(
        ("today", "day", "months"),
        [
            (date(2026, 11, 22), date(2026, 11, 22), Fraction(0)),
            (date(2026, 11, 22), date(2026, 11, 21), Fraction(0)),
            (date(2026, 11, 22), date(2026, 11, 23), Fraction(2, 30)),
            (date(2026, 11, 22), date(2026, 11, 30), Fraction(9, 30)),
            (date(2026, 11, 22), date(2027, 2, 10), Fraction(9, 30) + 2 + Fraction(10, 28)),
            (date(2026, 11, 1), date(2026, 11, 30), Fraction(1)),
            (date(2026, 11, 1), date(2027, 10, 31), Fraction(12)),
            (date(2026, 11, 30), date(2026, 12, 31), Fraction(1, 30) + 1),
            (date(2028, 2, 29), date(2028, 3, 1), Fraction(1, 29) + Fraction(1, 31)),
        ],
    )
    def test_count_each_month_by_the_share_of_its_days(
        self, today: date, day: date, months: Fraction
    ) -> None:
        assert saving_months(today, day) == months

    @given(DAYS, st.integers(1, 20_000))
    def test_are_the_sum_over_days_of_their_share_of_a_month(self, today: date, days: int) -> None:
        later = today + timedelta(days=days % 400 + 1)
        each = (today + timedelta(days=day) for day in range((later - today).days + 1))
        assert saving_months(today, later) == sum(Fraction(1, Month.of(day).last_day.day) for day in each)

    @given(DAYS, st.integers(0, 20_000))
    def test_rise_with_every_day(self, today: date, days: int) -> None:
        day = today + timedelta(days=days)
        assert ticks_until(today, day) < ticks_until(today, day + timedelta(days=1))

    @given(DAYS)
    def test_leave_no_gap_between_days(self, day: date) -> None:
        assert ticks_before(day + timedelta(days=1)) == ticks_by(day)
        assert ticks_by(Month.of(day).last_day) - ticks_before(Month.of(day).first_day) == TICKS


class TestDayWith:
    @given(DAYS, st.integers(1, 20_000))
    def test_finds_the_day_again(self, today: date, days: int) -> None:
        day = today + timedelta(days=days)
        assert day_with(today, saving_months(today, day)) == day

    @given(DAYS, st.fractions(Fraction(1, 1_000), 600, max_denominator=1_000))
    def test_is_the_first_day_with_so_many(self, today: date, months: Fraction) -> None:
        day = day_with(today, months)
        assert saving_months(today, day) >= months
        assert saving_months(today, day - timedelta(days=1)) < months


class TestMonthsLate:
    @pytest.mark.parametrize(
        ("day", "reached", "months"),
        [
            (date(2027, 6, 30), date(2027, 6, 30), 0),
            (date(2027, 6, 30), date(2027, 5, 1), 0),
            (date(2027, 6, 30), date(2027, 7, 1), 1),
            (date(2027, 6, 30), date(2027, 7, 31), 1),
            (date(2027, 6, 15), date(2027, 7, 15), 1),
            (date(2027, 6, 15), date(2027, 7, 16), 2),
            (date(2027, 2, 28), date(2027, 3, 31), 1),
            (date(2027, 1, 30), date(2027, 2, 28), 1),
        ],
    )
    def test_are_whole_and_keep_the_end_of_a_month(self, day: date, reached: date, months: int) -> None:
        assert months_late(day, reached) == months
