"""Targets: fixed, grown by prices, following spending or what is owed."""

from datetime import date
from decimal import Decimal

import numpy_financial  # pyright: ignore[reportMissingTypeStubs]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain.goals.model import Goal, GoalKind, KnownFigures, TargetRule
from shared.domain.goals.targets import Target, growth_assumed, target_of
from shared.domain.months import Month
from tests.builders.goals import MILLION, TODAY, a_goal

GROWTHS = st.decimals(Decimal("0.001"), Decimal("0.2"), places=3)
PRICES = st.integers(1, 1_000 * MILLION)
LATER = st.dates(TODAY, date(2076, 11, 1))


def future_value(growth: Decimal, months: int, amount: int) -> float:
    """What numpy-financial says of the same growth."""
    return float(numpy_financial.fv(float(growth), months / 12, 0, -amount))  # pyright: ignore


class TestGrowth:
    @pytest.mark.parametrize(
        ("day", "price"),
        [
            (date(2026, 11, 1), 100_000_000),
            (date(2027, 11, 1), 105_500_000),
            (date(2028, 11, 1), 111_302_500),
            (date(2026, 10, 1), 100_000_000),
        ],
    )
    def test_compounds_by_the_year(self, day: date, price: int) -> None:
        assert Target(100 * MILLION, TODAY, Decimal("0.055")).on(day) == price

    @given(PRICES, GROWTHS, st.integers(0, 600))
    def test_is_what_numpy_financial_says(self, amount: int, growth: Decimal, months: int) -> None:
        day = Month.of(TODAY).add(months).first_day

        grown = Target(amount, TODAY, growth).on(day)

        assert grown == pytest.approx(future_value(growth, months, amount), rel=1e-9, abs=0.51)

    @given(PRICES, GROWTHS, LATER, LATER)
    def test_never_falls(self, amount: int, growth: Decimal, first: date, second: date) -> None:
        target = Target(amount, TODAY, growth)
        assert target.on(min(first, second)) <= target.on(max(first, second))

    @given(PRICES, st.sampled_from([Decimal(0), Decimal("0.055")]), LATER, st.integers(0, 1_000 * MILLION))
    def test_is_undone_to_the_rupiah(self, amount: int, growth: Decimal, day: date, price: int) -> None:
        target = Target(amount, TODAY, growth)
        lowered = target.lowered_to(price, on=day)

        assert target._replace(amount=lowered).on(day) <= price
        assert lowered == amount or target._replace(amount=lowered + 1).on(day) > price

    @pytest.mark.parametrize(
        ("kind", "growth"),
        [
            (GoalKind.EDUCATION, "0.055"),
            (GoalKind.HOUSE, "0.02"),
            (GoalKind.HAJJ, "0.046"),
            (GoalKind.UMRAH, "0.025"),
            (GoalKind.WEDDING, "0.025"),
        ],
    )
    def test_is_assumed_by_kind(self, kind: GoalKind, growth: str) -> None:
        assert growth_assumed(kind, today=TODAY).value == Decimal(growth)

    def test_is_the_persons_choice(self) -> None:
        known = KnownFigures()
        fixed = target_of(a_goal(kind=GoalKind.EDUCATION), known, today=TODAY)
        growing = target_of(a_goal(kind=GoalKind.EDUCATION, grows=True), known, today=TODAY)

        assert fixed is not None
        assert growing is not None
        assert not fixed.grows
        assert growing.grows


class TestFollowing:
    @pytest.mark.parametrize(
        ("rule", "amount"), [(TargetRule.EXPENSES_MIN, 13_500_003), (TargetRule.EXPENSES_GOOD, 27_000_006)]
    )
    def test_takes_months_of_spending(self, rule: TargetRule, amount: int) -> None:
        fund = a_goal(None, kind=GoalKind.EMERGENCY_FUND, target_rule=rule)
        assert target_of(fund, KnownFigures(expenses=4_500_001), today=TODAY) == Target(amount, TODAY)

    def test_takes_what_is_owed(self) -> None:
        free = a_goal(None, kind=GoalKind.DEBT_FREE, target_rule=TargetRule.DEBTS)
        assert target_of(free, KnownFigures(debt=7), today=TODAY) == Target(7, TODAY)

    @pytest.mark.parametrize(
        ("kind", "rule"),
        [
            (GoalKind.EMERGENCY_FUND, TargetRule.EXPENSES_MIN),
            (GoalKind.DEBT_FREE, TargetRule.DEBTS),
        ],
    )
    def test_says_nothing_of_what_is_not_known(self, kind: GoalKind, rule: TargetRule) -> None:
        assert target_of(a_goal(None, kind=kind, target_rule=rule), KnownFigures(), today=TODAY) is None


class TestGoal:
    @pytest.mark.parametrize(
        "changes",
        [
            {"target_rule": TargetRule.DEBTS, "target": None},
            {"kind": GoalKind.DEBT_FREE},
            {"target": None},
            {"kind": GoalKind.EMERGENCY_FUND, "target_rule": TargetRule.EXPENSES_MIN},
            {
                "kind": GoalKind.EMERGENCY_FUND,
                "target_rule": TargetRule.EXPENSES_MIN,
                "target": None,
                "grows": True,
            },
            {"target": 0},
            {"priority": 0},
            {"priority": 100},
            {"name": ""},
        ],
    )
    def test_refuses_what_does_not_fit(self, changes: dict[str, object]) -> None:
        fields = {**a_goal().model_dump(), **changes}
        with pytest.raises(ValidationError):
            Goal.model_validate(fields)

    @pytest.mark.parametrize(
        ("kind", "rule", "counted"),
        [
            (GoalKind.WEDDING, TargetRule.FIXED, 8 * MILLION),
            (GoalKind.EMERGENCY_FUND, TargetRule.FIXED, 3 * MILLION),
            (GoalKind.DEBT_FREE, TargetRule.DEBTS, 3 * MILLION),
        ],
    )
    def test_counts_what_was_spent_where_it_need_not_lie_there(
        self, kind: GoalKind, rule: TargetRule, counted: int
    ) -> None:
        target = 12 * MILLION if rule is TargetRule.FIXED else None
        goal = a_goal(target, kind=kind, target_rule=rule, set_aside=3 * MILLION, spent=5 * MILLION)
        assert goal.counted == counted
