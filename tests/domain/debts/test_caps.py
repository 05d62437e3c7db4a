"""Caps by the day, and what is filled in where nothing is told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.budget.limits import Limits
from shared.domain.debts.caps import Findings, completed, findings
from shared.domain.debts.loans import Loan, minimum
from shared.domain.debts.model import Debt, Purpose
from shared.domain.debts.rates import cost_of
from tests.domain.debts.owing import CARD, LOAN, MILLION, MOTORBIKE, ONLINE, PAYLATER, owe

TODAY = date(2026, 11, 22)
BY_DAY = 365


def found_in(*debts: Debt, day: date = TODAY, income: int | None = None) -> Findings:
    costs = {debt.name: cost for debt in debts if (cost := cost_of(debt)) is not None}
    minimums = {debt.name: minimum(Loan.of(debt)) for debt in debts}
    return findings(debts, costs=costs, minimums=minimums, day=day, monthly_income=income)


def codes(*debts: Debt, day: date = TODAY, income: int | None = None) -> list[str]:
    return [warning.code for warning in found_in(*debts, day=day, income=income).warnings]


class TestOnlineLoans:
    @pytest.mark.parametrize(
        ("daily", "days", "purpose", "taken_on", "too_dear"),
        [
            ("0.003", 30, Purpose.CONSUMPTION, None, False),
            ("0.003001", 30, Purpose.CONSUMPTION, None, True),
            ("0.003", 180, Purpose.CONSUMPTION, None, False),
            ("0.003", 184, Purpose.CONSUMPTION, None, False),
            ("0.002", 210, Purpose.CONSUMPTION, None, False),
            ("0.002001", 210, Purpose.CONSUMPTION, None, True),
            ("0.003", 210, Purpose.CONSUMPTION, "2024-12-31", False),
            ("0.003", 210, Purpose.CONSUMPTION, "2025-01-01", True),
            ("0.00275", 90, Purpose.MICRO_BUSINESS, None, False),
            ("0.002751", 90, Purpose.MICRO_BUSINESS, None, True),
            ("0.001", 365, Purpose.MICRO_BUSINESS, None, False),
            ("0.001001", 365, Purpose.MICRO_BUSINESS, None, True),
            ("0.00275", 90, Purpose.MICRO_BUSINESS, "2024-06-01", True),
            ("0.001", 90, Purpose.BUSINESS, None, False),
            ("0.001001", 90, Purpose.BUSINESS, None, True),
            ("0.01", 30, Purpose.CONSUMPTION, "2023-12-31", False),
        ],
    )
    def test_are_held_against_the_cap_of_the_day_they_were_taken(
        self, daily: str, days: int, purpose: Purpose, taken_on: str | None, too_dear: bool
    ) -> None:
        day = TODAY if taken_on is None else date.fromisoformat(taken_on)
        debt = owe(
            ONLINE,
            annual_rate=Decimal(daily) * BY_DAY,
            days_left=days,
            purpose=purpose,
            taken_on=taken_on,
        )

        assert ("daily_rate_above_cap" in codes(debt, day=day)) is too_dear

    def test_count_the_days_behind_in_their_term(self) -> None:
        debt = owe(ONLINE, days_left=30, taken_on="2026-04-01")

        # 0.3 % is within the cap up to six months; this one runs for nearly nine.
        assert codes(debt) == ["daily_rate_above_cap"]

    def test_count_their_fees_in_the_rate(self) -> None:
        debt = owe(ONLINE, annual_rate=Decimal("0.002") * BY_DAY, origination_fee=30_001)

        warning = found_in(debt).warnings[0]

        assert (warning.code, warning.value) == ("daily_rate_above_cap", Decimal("0.00300003"))
        assert warning.threshold == "threshold.online_rate_consumption_short"

    def test_by_the_month_are_as_dear_as_by_the_day(self) -> None:
        terms: dict[str, Any] = {"method": "FLAT", "days_left": None, "months_left": 3}

        assert codes(owe(ONLINE, annual_rate=Decimal("1.095"), **terms)) == []
        assert codes(owe(ONLINE, annual_rate=Decimal("1.11"), **terms)) == ["daily_rate_above_cap"]

    @pytest.mark.parametrize(("days", "over"), [(500, False), (501, True)])
    def test_may_not_cost_more_than_was_borrowed(self, days: int, over: bool) -> None:
        debt = owe(ONLINE, annual_rate=Decimal("0.002") * BY_DAY, days_left=days)

        assert ("charges_above_cap" in codes(debt)) is over

    def test_come_from_three_lenders_at_the_most(self) -> None:
        loans = [owe(ONLINE, name=f"Pinjol {number}", lender=f"App {number}") for number in range(4)]
        same = [owe(ONLINE, name=f"Pinjol {number}", lender="App") for number in range(4)]

        assert "too_many_online_lenders" in codes(*loans)
        assert "too_many_online_lenders" not in codes(*loans[:3])
        assert "too_many_online_lenders" not in codes(*same)


class TestLicences:
    @pytest.mark.parametrize(
        ("kind", "licensed", "expected"),
        [
            (ONLINE, None, ["licence_unknown"]),
            (ONLINE, False, ["unlicensed_lender"]),
            (ONLINE, True, []),
            (PAYLATER, None, ["licence_unknown"]),
            (LOAN, None, []),
        ],
    )
    def test_are_asked_for_and_never_guessed(
        self, kind: dict[str, Any], licensed: bool | None, expected: list[str]
    ) -> None:
        assert codes(owe(kind, lender_licensed=licensed)) == expected


class TestCards:
    @pytest.mark.parametrize(
        ("monthly", "day", "too_dear"),
        [
            ("0.0175", TODAY, False),
            ("0.0176", TODAY, True),
            ("0.02", date(2021, 6, 30), False),
            ("0.02", date(2021, 7, 1), True),
            ("0.0225", date(2020, 4, 30), False),
            ("0.03", date(2016, 1, 1), False),
        ],
    )
    def test_are_held_against_the_cap_of_the_day(self, monthly: str, day: date, too_dear: bool) -> None:
        card = owe(CARD, annual_rate=Decimal(monthly) * 12)

        assert ("card_rate_above_cap" in codes(card, day=day)) is too_dear

    @pytest.mark.parametrize(
        ("changes", "too_dear"),
        [
            ({"late_fraction": Decimal("0.01"), "late_cap": 100_000}, False),
            ({"late_fraction": Decimal("0.03"), "late_cap": 100_000}, True),
            ({"late_amount": 100_001}, True),
        ],
    )
    def test_may_not_punish_late_payment_harder(self, changes: dict[str, Any], too_dear: bool) -> None:
        assert ("card_penalty_above_cap" in codes(owe(CARD, **changes))) is too_dear


class TestBurden:
    @pytest.mark.parametrize(
        ("income", "expected"),
        [
            (None, []),
            (0, []),
            (3_100_000, []),
            (3_099_000, ["instalments_near_limit"]),
            (2_657_143, ["instalments_near_limit"]),
            (2_656_000, ["instalments_too_high"]),
        ],
    )
    def test_is_held_against_the_limits_of_a_budget(self, income: int | None, expected: list[str]) -> None:
        assert codes(owe(MOTORBIKE), income=income) == expected

    def test_of_online_loans_for_consumption_has_a_limit_of_its_own(self) -> None:
        loan = owe(ONLINE, days_left=60, instalment=590_000)

        assert "online_payments_too_high" in codes(loan, income=1_900_000)
        assert "online_payments_too_high" not in codes(loan, income=2_000_000)
        assert "online_payments_too_high" not in codes(loan, income=1_500_000, day=date(2025, 6, 1))


class TestCompleted:
    def test_fills_in_a_cards_usual_minimum(self) -> None:
        card = completed(owe(CARD, minimum_fraction=None, minimum_floor=0), day=TODAY)

        assert (card.debt.minimum_fraction, card.debt.minimum_floor) == (Decimal("0.05"), 50_000)
        assert card.assumed == ("card_minimum", "card_minimum_floor")

    def test_leaves_what_is_told(self) -> None:
        told = owe(CARD, minimum_fraction=None, minimum_floor=75_000)

        assert completed(told, day=TODAY).debt.minimum_floor == 75_000
        assert completed(owe(CARD), day=TODAY).assumed == ()
        assert completed(owe(LOAN), day=TODAY).debt == owe(LOAN)

    @pytest.mark.parametrize(
        ("licensed", "taken_on", "cap"),
        [
            (True, None, Decimal(1)),
            (None, None, Decimal(1)),
            (False, None, None),
            (True, "2023-12-31", None),
        ],
    )
    def test_caps_the_charges_of_lenders_that_obey_the_law(
        self, licensed: bool | None, taken_on: str | None, cap: Decimal | None
    ) -> None:
        loan = completed(owe(ONLINE, lender_licensed=licensed, taken_on=taken_on), day=TODAY)

        assert loan.debt.charges_cap == cap


class TestRules:
    def test_come_with_their_source(self) -> None:
        rule = Limits(day=TODAY, topic="debts").threshold("online_lenders")

        assert (rule.value, rule.since, rule.confirmed) == (3, date(2024, 1, 1), True)
        assert "OJK" in rule.source

    def test_that_nobody_confirmed_say_so(self) -> None:
        assert not Limits(day=TODAY, topic="debts").threshold("card_minimum").confirmed
        assert Limits(day=date(2026, 6, 30), topic="debts").threshold("card_minimum").confirmed

    def test_have_no_number_before_their_first_day(self) -> None:
        assert Limits(day=date(2009, 12, 31), topic="debts").find("card_minimum") is None


def test_warnings_come_heaviest_first() -> None:
    found = found_in(
        owe(PAYLATER),
        owe(CARD, annual_rate=Decimal("0.3")),
        owe(ONLINE, lender_licensed=False),
        income=MILLION,
    )

    weights = ["urgent", "important", "notice"]
    order = [weights.index(warning.severity) for warning in found.warnings]
    assert order == sorted(order)
    assert {warning.threshold for warning in found.warnings} - {None} == {
        threshold.id for threshold in found.thresholds
    }
