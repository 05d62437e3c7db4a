"""Rhythms of days: which are found, when they come next, what they cost a month."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.limits import Limits
from shared.domain.budget.month.analysis import Cadence
from shared.domain.budget.month.cadence import after, monthly, next_day, rhythm_of
from tests.builders.bookings import TODAY

LIMITS = Limits(day=TODAY, topic="month")
PERIODS = {
    Cadence.WEEKLY: relativedelta(weeks=1),
    Cadence.FORTNIGHTLY: relativedelta(weeks=2),
    Cadence.MONTHLY: relativedelta(months=1),
    Cadence.YEARLY: relativedelta(years=1),
}
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def days(*written: str) -> list[date]:
    return [date.fromisoformat(day) for day in written]


class TestRhythmOf:
    @pytest.mark.parametrize(
        ("seen", "cadence"),
        [
            (["2026-09-07", "2026-09-14", "2026-09-21"], Cadence.WEEKLY),
            (["2026-09-07", "2026-09-15", "2026-09-21"], Cadence.WEEKLY),
            (["2026-09-07", "2026-09-16", "2026-09-21"], None),
            (["2026-09-07", "2026-09-21", "2026-10-05"], Cadence.FORTNIGHTLY),
            (["2026-09-25", "2026-10-25", "2026-11-25"], Cadence.MONTHLY),
            (["2026-09-25", "2026-10-23", "2026-11-25"], Cadence.MONTHLY),
            (["2026-01-31", "2026-02-28", "2026-03-31"], Cadence.MONTHLY),
            (["2026-09-25", "2026-10-30", "2026-11-25"], None),
            (["2026-07-10", "2026-08-10", "2026-10-10", "2026-11-10"], Cadence.MONTHLY),
            (["2026-07-10", "2026-09-10", "2026-11-10"], None),
            (["2026-07-10", "2026-08-10", "2026-11-10", "2026-12-10"], None),
            (["2024-03-01", "2025-03-04", "2026-02-27"], Cadence.YEARLY),
            (["2026-09-07", "2026-09-07", "2026-09-14"], None),
            (["2026-09-07"], None),
            ([], None),
        ],
    )
    def test_knows_the_usual_ones_within_their_tolerance(
        self, seen: list[str], cadence: Cadence | None
    ) -> None:
        assert rhythm_of(days(*seen), LIMITS) is cadence

    @given(DAYS, st.sampled_from(Cadence), st.integers(3, 9))
    def test_finds_every_exact_one(self, start: date, cadence: Cadence, times: int) -> None:
        seen = [start + PERIODS[cadence] * number for number in range(times)]

        assert rhythm_of(seen, LIMITS) is cadence


class TestNextDay:
    @given(DAYS, st.sampled_from(Cadence), st.integers(1, 5))
    def test_is_one_period_later(self, day: date, cadence: Cadence, times: int) -> None:
        assert after(day, cadence, times=times) == day + PERIODS[cadence] * times

    @pytest.mark.parametrize(
        ("seen", "cadence", "expected"),
        [
            (["2025-12-31", "2026-01-31", "2026-02-28"], Cadence.MONTHLY, "2026-03-31"),
            (["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], Cadence.MONTHLY, "2026-05-31"),
            (["2025-12-28", "2026-01-28", "2026-02-28"], Cadence.MONTHLY, "2026-03-28"),
            (["2026-08-25", "2026-09-25", "2026-10-23"], Cadence.MONTHLY, "2026-11-23"),
            (["2024-02-29"], Cadence.YEARLY, "2025-02-28"),
            (["2026-11-30"], Cadence.WEEKLY, "2026-12-07"),
        ],
    )
    def test_remembers_the_day_that_short_months_lack(
        self, seen: list[str], cadence: Cadence, expected: str
    ) -> None:
        assert next_day(days(*seen), cadence) == date.fromisoformat(expected)


class TestMonthly:
    @pytest.mark.parametrize(
        ("amount", "cadence", "cost"),
        [
            (54_000, Cadence.MONTHLY, 54_000),
            (600_000, Cadence.YEARLY, 50_000),
            (30_000, Cadence.WEEKLY, 130_000),
            (60_000, Cadence.FORTNIGHTLY, 130_000),
            (6, Cadence.YEARLY, 0),
            (18, Cadence.YEARLY, 2),
        ],
    )
    def test_spreads_a_year_over_its_months(self, amount: int, cadence: Cadence, cost: int) -> None:
        assert monthly(amount, cadence) == cost

    def test_counts_52_weeks(self) -> None:
        assert monthly(12, Cadence.WEEKLY) == 52
        assert timedelta(weeks=52) < timedelta(days=365)
