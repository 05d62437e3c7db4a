"""What a goal takes a month, what it has been getting, and when it gets there."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy_financial  # pyright: ignore[reportMissingTypeStubs]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import day_after, months_until
from shared.domain.goals.model import Contribution, ContributionKind
from shared.domain.goals.pace import pace_of, reached_on, required
from shared.domain.goals.targets import Target
from shared.domain.months import Month
from tests.builders.goals import MILLION, TODAY

AMOUNTS = st.integers(1, 1_000 * MILLION)
DATES = st.dates(TODAY + timedelta(days=1), date(2076, 11, 1))


class TestRequired:
    @pytest.mark.parametrize(
        ("target_on", "monthly"),
        [
            (date(2027, 11, 1), 1_000_000),
            (date(2027, 10, 31), 1_002_696),
            (date(2027, 11, 2), 997_230),
            (date(2026, 12, 1), 12_000_000),
            (date(2026, 11, 2), 12_000_000),
        ],
    )
    def test_is_counted_to_the_day(self, target_on: date, monthly: int) -> None:
        assert required(12 * MILLION, today=TODAY, target_on=target_on) == monthly

    @pytest.mark.parametrize("target_on", [TODAY, TODAY - timedelta(days=1)])
    def test_is_not_to_be_said_once_the_day_has_come(self, target_on: date) -> None:
        assert required(1, today=TODAY, target_on=target_on) is None

    def test_is_nothing_where_nothing_is_lacking(self) -> None:
        assert required(0, today=TODAY, target_on=TODAY) == 0

    @given(AMOUNTS, DATES)
    def test_is_the_least_that_suffices(self, lacking: int, target_on: date) -> None:
        monthly = required(lacking, today=TODAY, target_on=target_on)
        months = max(months_until(TODAY, target_on), Fraction(1))

        assert monthly is not None
        assert monthly * months >= lacking > (monthly - 1) * months

    @given(AMOUNTS, DATES, DATES)
    def test_where_the_target_does_not_grow_is_never_more_for_a_later_date(
        self, lacking: int, first: date, second: date
    ) -> None:
        sooner, later = (required(lacking, today=TODAY, target_on=day) for day in sorted((first, second)))

        assert sooner is not None
        assert later is not None
        assert later <= sooner

    def test_where_the_target_grows_may_be_more_for_a_later_date(self) -> None:
        """A house that grows by a fifth a year, half of it there: waiting costs more than it brings."""
        target = Target(100 * MILLION, TODAY, Decimal("0.2"))
        sooner, later = (
            required(target.on(day) - 90 * MILLION, today=TODAY, target_on=day)
            for day in (date(2027, 11, 1), date(2036, 11, 1))
        )

        assert sooner is not None
        assert later is not None
        assert later > sooner

    @given(AMOUNTS, st.decimals(Decimal("0.001"), Decimal("0.2"), places=3), st.integers(1, 480))
    def test_is_the_payment_that_numpy_financial_says(self, price: int, growth: Decimal, months: int) -> None:
        target_on = Month.of(TODAY).add(months).first_day
        later = float(numpy_financial.fv(float(growth), months / 12, 0, -price))  # pyright: ignore
        payment = float(numpy_financial.pmt(0, months, 0, -later))  # pyright: ignore

        monthly = required(Target(price, TODAY, growth).on(target_on), today=TODAY, target_on=target_on)

        assert monthly == pytest.approx(payment, rel=1e-9, abs=1.5)


def contribution(amount: int, days_ago: int, kind: ContributionKind | None = None) -> Contribution:
    usual = ContributionKind.SET_ASIDE if amount > 0 else ContributionKind.TAKEN_BACK
    return Contribution(kind=kind or usual, amount=amount, made_on=TODAY - timedelta(days=days_ago))


class TestPace:
    def test_is_the_net_over_ninety_days_a_month(self) -> None:
        history = [contribution(MILLION, 80), contribution(2 * MILLION, 10), contribution(-500_000, 5)]

        pace = pace_of(history, started_on=date(2026, 1, 1), today=TODAY)

        assert (pace.monthly, pace.days) == (845_469, 90)

    @pytest.mark.parametrize(("days_ago", "counts"), [(89, True), (90, False), (0, True), (-1, False)])
    def test_looks_at_the_last_ninety_days(self, days_ago: int, counts: bool) -> None:
        pace = pace_of([contribution(MILLION, days_ago)], started_on=date(2026, 1, 1), today=TODAY)
        assert (pace.monthly > 0) is counts

    @pytest.mark.parametrize(
        ("amount", "kind"), [(MILLION, ContributionKind.STARTING), (-MILLION, ContributionKind.SPENT)]
    )
    def test_counts_neither_a_start_nor_spending(self, amount: int, kind: ContributionKind) -> None:
        assert pace_of([contribution(amount, 5, kind)], started_on=TODAY, today=TODAY).monthly == 0

    @pytest.mark.parametrize(("age", "monthly"), [(3, MILLION), (30, MILLION), (61, 498_965)])
    def test_of_a_young_goal_is_measured_from_its_start(self, age: int, monthly: int) -> None:
        pace = pace_of([contribution(MILLION, 1)], started_on=TODAY - timedelta(days=age), today=TODAY)
        assert pace.monthly == monthly

    def test_of_a_goal_told_late_is_measured_from_its_first_contribution(self) -> None:
        history = [contribution(MILLION, days_ago) for days_ago in (61, 31, 1)]
        told_today = pace_of(history, started_on=TODAY, today=TODAY)
        assert told_today == pace_of(history, started_on=TODAY - timedelta(days=61), today=TODAY)
        assert told_today.days == 61


class TestReachedOn:
    @pytest.mark.parametrize(
        ("monthly", "day"),
        [
            (MILLION, date(2027, 11, 1)),
            (12 * MILLION, date(2026, 12, 1)),
            (24 * MILLION, date(2026, 11, 16)),
            (20_000, date(2076, 11, 1)),
            (19_999, None),
            (0, None),
            (-MILLION, None),
        ],
    )
    def test_is_the_day_that_the_savings_cover_it(self, monthly: int, day: date | None) -> None:
        target = Target(12 * MILLION, TODAY)
        assert reached_on(target, counted=0, monthly=monthly, today=TODAY) == day

    def test_is_today_where_all_is_there(self) -> None:
        assert reached_on(Target(5, TODAY), counted=5, monthly=0, today=TODAY) == TODAY

    @given(AMOUNTS, AMOUNTS)
    def test_is_the_first_day_on_which_a_fixed_target_is_covered(self, price: int, monthly: int) -> None:
        day = reached_on(Target(price, TODAY), counted=0, monthly=monthly, today=TODAY)

        if day is None:
            assert monthly * 600 < price
        else:
            assert monthly * months_until(TODAY, day) >= price
            assert monthly * months_until(TODAY, day - timedelta(days=1)) < price

    @given(AMOUNTS, AMOUNTS, st.sampled_from([Decimal("0.025"), Decimal("0.055"), Decimal("0.15")]))
    def test_is_a_day_on_which_a_growing_target_is_covered_and_the_month_before_it_was_not(
        self, price: int, monthly: int, growth: Decimal
    ) -> None:
        target = Target(price, TODAY, growth)
        day = reached_on(target, counted=0, monthly=monthly, today=TODAY)

        if day is not None:
            assert monthly * months_until(TODAY, day) >= target.on(day)
            before = int(months_until(TODAY, day - timedelta(days=1)))
            assert monthly * before < target.on(day_after(TODAY, Fraction(before)))

    def test_never_comes_where_the_target_outgrows_the_savings(self) -> None:
        school = Target(1_000 * MILLION, TODAY, Decimal("0.055"))

        assert reached_on(school, counted=0, monthly=4 * MILLION, today=TODAY) is None
        assert reached_on(school, counted=0, monthly=40 * MILLION, today=TODAY) is not None
