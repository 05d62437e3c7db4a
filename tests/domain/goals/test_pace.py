"""What a goal takes a month, what it has been getting, and when it gets there."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy_financial  # pyright: ignore[reportMissingTypeStubs]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import months_until, saving_months
from shared.domain.goals.model import Contribution, ContributionKind
from shared.domain.goals.pace import Pace, Saving, outgrows, pace_of, reached_on, required, within_days
from shared.domain.goals.targets import Target
from shared.domain.months import Month
from tests.builders.goals import MILLION, TODAY

AMOUNTS = st.integers(1, 1_000 * MILLION)
DATES = st.dates(TODAY + timedelta(days=1), date(2076, 10, 31))


class TestRequired:
    @pytest.mark.parametrize(
        ("target_on", "monthly"),
        [
            (date(2027, 10, 31), 1_000_000),  # 12 months
            (date(2027, 10, 30), 1_002_696),  # 11 months and 30 of 31 days
            (date(2027, 11, 1), 997_230),  # 12 months and 1 of 30 days
            (date(2026, 12, 1), 11_625_000),  # 1 month and 1 of 31 days
            (date(2026, 11, 30), 12_000_000),
            (date(2026, 11, 2), 12_000_000),
        ],
    )
    def test_is_counted_to_the_day(self, target_on: date, monthly: int) -> None:
        assert required(12 * MILLION, today=TODAY, target_on=target_on) == monthly

    @pytest.mark.parametrize(
        ("target_on", "days"),
        [
            (date(2026, 11, 30), None),
            (date(2026, 11, 29), 28),
            (date(2026, 11, 2), 1),
            (TODAY, None),
            (date(2026, 10, 31), None),
        ],
    )
    def test_says_in_how_many_days_where_less_than_a_month_is_left(
        self, target_on: date, days: int | None
    ) -> None:
        assert within_days(today=TODAY, target_on=target_on) == days

    @pytest.mark.parametrize("target_on", [TODAY, TODAY - timedelta(days=1)])
    def test_is_not_to_be_said_once_the_day_has_come(self, target_on: date) -> None:
        assert required(1, today=TODAY, target_on=target_on) is None

    def test_is_nothing_where_nothing_is_lacking(self) -> None:
        assert required(0, today=TODAY, target_on=TODAY) == 0

    @given(AMOUNTS, DATES)
    def test_is_the_least_that_suffices(self, lacking: int, target_on: date) -> None:
        monthly = required(lacking, today=TODAY, target_on=target_on)
        months = max(saving_months(TODAY, target_on), Fraction(1))

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
        target_on = Month.of(TODAY).add(months - 1).last_day
        price_then = Target(price, TODAY, growth).on(target_on)
        years = float(months_until(TODAY, target_on)) / 12
        later = float(numpy_financial.fv(float(growth), years, 0, -price))  # pyright: ignore
        payment = float(numpy_financial.pmt(0, months, 0, -later))  # pyright: ignore

        monthly = required(price_then, today=TODAY, target_on=target_on)

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
        assert pace.monthly == (338_188 if counts else 0)

    @pytest.mark.parametrize(
        ("amount", "kind"), [(MILLION, ContributionKind.STARTING), (-MILLION, ContributionKind.SPENT)]
    )
    def test_counts_neither_a_start_nor_spending(self, amount: int, kind: ContributionKind) -> None:
        begun = TODAY - timedelta(days=50)
        assert pace_of([contribution(amount, 5, kind)], started_on=begun, today=TODAY) == Pace(0, 50)

    @pytest.mark.parametrize("age", [0, 3, 29])
    def test_is_too_early_to_tell_before_a_month(self, age: int) -> None:
        """One deposit, whenever it came, reads as what comes every month."""
        begun = TODAY - timedelta(days=age)
        for days_ago in (0, age):
            pace = pace_of([contribution(5 * MILLION, days_ago)], started_on=begun, today=TODAY)
            assert pace == Pace(None, age)

    @pytest.mark.parametrize(("age", "monthly"), [(30, 1_014_562), (61, 498_965)])
    def test_of_a_young_goal_is_measured_from_its_start(self, age: int, monthly: int) -> None:
        pace = pace_of([contribution(MILLION, 1)], started_on=TODAY - timedelta(days=age), today=TODAY)
        assert pace == Pace(monthly, age)

    def test_of_a_goal_told_late_is_measured_from_its_first_contribution(self) -> None:
        history = [contribution(MILLION, days_ago) for days_ago in (61, 31, 1)]
        told_today = pace_of(history, started_on=TODAY, today=TODAY)
        assert told_today == pace_of(history, started_on=TODAY - timedelta(days=61), today=TODAY)
        assert told_today == Pace(997_930, 61)

    @given(st.integers(30, 400), st.integers(1, 10 * MILLION))
    def test_of_a_deposit_every_thirty_days_is_never_more_than_that(self, age: int, amount: int) -> None:
        """Counting the deposit of the first day would show three in two months."""
        history = [contribution(amount, days_ago) for days_ago in range(age % 30, age + 1, 30)]

        pace = pace_of(history, started_on=TODAY - timedelta(days=age), today=TODAY)

        assert pace.monthly is not None
        assert pace.monthly <= amount * Decimal("30.436875") / 30 + 1


class TestReachedOn:
    @pytest.mark.parametrize(
        ("monthly", "day"),
        [
            (MILLION, date(2027, 10, 31)),
            (12 * MILLION, date(2026, 11, 30)),
            (24 * MILLION, date(2026, 11, 15)),
            (20_000, date(2076, 10, 31)),
            (19_999, None),
            (0, None),
            (-MILLION, None),
        ],
    )
    def test_is_the_day_that_the_savings_cover_it(self, monthly: int, day: date | None) -> None:
        assert reached_on(Target(12 * MILLION, TODAY), Saving(0, monthly, TODAY)) == day

    def test_is_today_where_all_is_there(self) -> None:
        assert reached_on(Target(5, TODAY), Saving(5, 0, TODAY)) == TODAY

    @given(AMOUNTS, AMOUNTS)
    def test_is_the_first_day_on_which_a_fixed_target_is_covered(self, price: int, monthly: int) -> None:
        day = reached_on(Target(price, TODAY), Saving(0, monthly, TODAY))

        if day is None:
            assert monthly * 600 < price
        else:
            assert monthly * saving_months(TODAY, day) >= price
            assert monthly * saving_months(TODAY, day - timedelta(days=1)) < price

    @given(AMOUNTS, DATES)
    def test_is_the_date_or_sooner_with_what_is_required_for_it(self, price: int, target_on: date) -> None:
        monthly = required(price, today=TODAY, target_on=target_on)
        assert monthly is not None
        day = reached_on(Target(price, TODAY), Saving(0, monthly, TODAY))
        less = reached_on(Target(price, TODAY), Saving(0, monthly - 1, TODAY))

        if within_days(today=TODAY, target_on=target_on) is None:
            assert day is not None
            assert day <= target_on
            assert less is None or less > target_on

    @given(
        st.integers(MILLION, 50 * MILLION),
        st.integers(100_000, 2 * MILLION),
        st.sampled_from([Decimal("0.025"), Decimal("0.055"), Decimal("0.5")]),
    )
    def test_is_the_first_of_all_days_on_which_a_growing_target_is_covered(
        self, price: int, monthly: int, growth: Decimal
    ) -> None:
        target, saving = Target(price, TODAY, growth), Saving(0, monthly, TODAY)
        days = (TODAY + timedelta(days=day) for day in range(1_000))

        found = reached_on(target, saving)

        assert next((day for day in days if saving.covers(target, day)), None) == (
            found if found and (found - TODAY).days < 1_000 else None
        )

    @given(AMOUNTS, AMOUNTS, st.dates(TODAY, date(2060, 1, 1)))
    def test_looks_from_a_day_on(self, price: int, monthly: int, since: date) -> None:
        target, saving = Target(price, TODAY, Decimal("0.055")), Saving(0, monthly, TODAY)
        day = reached_on(target, saving, since=since)

        if day is not None:
            assert day >= since
            assert saving.covers(target, day)

    def test_never_comes_where_the_target_outgrows_the_savings(self) -> None:
        school = Target(1_000 * MILLION, TODAY, Decimal("0.055"))

        assert reached_on(school, Saving(0, 4 * MILLION, TODAY)) is None
        assert reached_on(school, Saving(0, 40 * MILLION, TODAY)) is not None


class TestOutgrows:
    @pytest.mark.parametrize(
        ("monthly", "does"),
        [
            # A house of 500 million at 2 % a year grows by 2,220,178 in the last month of fifty years.
            (2_000_000, True),
            (2_220_178, True),
            (2_220_179, False),
        ],
    )
    def test_holds_the_growth_at_the_end_against_what_is_set_aside(self, monthly: int, does: bool) -> None:
        house = Target(500 * MILLION, TODAY, Decimal("0.02"))
        assert outgrows(house, monthly=monthly, today=TODAY) is does

    def test_is_nothing_that_a_fixed_target_does(self) -> None:
        assert not outgrows(Target(500 * MILLION, TODAY), monthly=1, today=TODAY)
