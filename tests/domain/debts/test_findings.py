"""What is wrong with debts by the rules of their day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.budget.limits import Limits
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.caps import completed
from shared.domain.debts.findings import Findings, findings
from shared.domain.debts.model import Debt, Purpose
from shared.domain.debts.words import warning_words
from tests.domain.debts.owing import CARD, FAMILY, LOAN, MILLION, MOTORBIKE, ONLINE, PAYLATER, owe

TODAY = date(2026, 11, 22)
BY_DAY = 365


def found_in(
    *debts: Debt, day: date = TODAY, income: int | None = None, late: frozenset[str] = frozenset()
) -> Findings:
    return findings(Borrower.of(debts), late=late, day=day, monthly_income=income)


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

    def test_that_never_end_are_held_against_the_cap_of_a_day(self) -> None:
        terms: dict[str, Any] = {"method": "EFFECTIVE", "days_left": None, "principal": None}
        growing = owe(ONLINE, annual_rate=Decimal("3.65"), instalment=50_000, **terms)

        (warning,) = found_in(growing).warnings

        # It runs on and on, so that the cap of a long loan holds.
        assert (warning.code, warning.value) == ("daily_rate_above_cap", Decimal("0.01"))
        assert warning.threshold == "threshold.online_rate_consumption_long"

    def test_are_measured_as_if_no_cap_held_them_back(self) -> None:
        terms: dict[str, Any] = {"method": "EFFECTIVE", "days_left": None, "principal": None}
        dear = owe(ONLINE, annual_rate=Decimal(3), months_left=6, **terms)

        capped = completed(dear, day=TODAY).debt
        assert capped.charges_cap == 1
        assert codes(capped) == ["daily_rate_above_cap", "charges_above_cap"]

    @pytest.mark.parametrize(
        ("late_fraction", "taken_on", "too_dear"),
        [
            ("0.03", None, False),
            ("0.0301", None, True),
            ("0.06", "2025-12-31", False),
            ("0.0601", "2025-12-31", True),
            ("0.09", "2024-12-31", False),
        ],
    )
    def test_may_not_punish_late_payment_beyond_the_cap_of_a_day(
        self, late_fraction: str, taken_on: str | None, too_dear: bool
    ) -> None:
        loan = owe(
            ONLINE, late_fraction=Decimal(late_fraction), taken_on=taken_on, annual_rate=Decimal("0.3")
        )

        assert ("online_penalty_above_cap" in codes(loan)) is too_dear


DAILY: dict[str, Any] = {"method": "DAILY", "months_left": None, "monthly_fee": 0, "days_left": 30}


class TestPaylater:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"annual_rate": Decimal("0.05") * BY_DAY, **DAILY}, ["above", "charges", "none known"]),
            ({"annual_rate": Decimal("0.0031") * BY_DAY, **DAILY}, ["above", "none known"]),
            ({"annual_rate": Decimal("0.003") * BY_DAY, **DAILY}, ["none known"]),
            # 10 % a month for a year is 0.33 % a day, and more than was borrowed.
            ({"annual_rate": Decimal("1.2"), "months_left": 12}, ["above", "charges", "none known"]),
            ({}, ["none known"]),
        ],
    )
    def test_has_no_cap_and_is_held_against_that_of_online_loans(
        self, changes: dict[str, Any], expected: list[str]
    ) -> None:
        said = {
            "above": "paylater_above_online_cap",
            "charges": "paylater_charges_above_online_cap",
            "none known": "paylater_without_cap",
        }
        paylater = owe(PAYLATER, lender_licensed=True, **changes)

        assert codes(paylater) == [said[each] for each in expected]

    def test_names_its_source_and_the_day_it_was_looked_up(self) -> None:
        found = found_in(owe(PAYLATER, lender_licensed=True))
        ((warning,), (rule,)) = (found.warnings, found.thresholds)

        assert (warning.debt, warning.threshold, rule.value) == (None, rule.id, 0)
        assert "POJK 32/2025" in rule.source
        assert not rule.confirmed
        assert "(dicek November 2026)" in warning_words(warning, rule, "id")

    def test_is_told_apart_from_online_loans_before_that_regulation(self) -> None:
        assert codes(owe(PAYLATER, lender_licensed=True), day=date(2025, 12, 14)) == []


class TestPaidLate:
    @pytest.mark.parametrize(
        ("kind", "changes", "expected"),
        [
            (CARD, {}, ["late_cost_unknown"]),
            (CARD, {"late_amount": 50_000}, []),
            (LOAN, {}, ["late_cost_unknown"]),
            (FAMILY, {"months_left": 3}, []),
            (ONLINE, {"late_fraction": Decimal("0.03")}, []),
            (ONLINE, {"lender_licensed": False}, ["unlicensed_lender", "charges_without_limit"]),
        ],
    )
    def test_costs_more_than_is_shown_where_nothing_is_told(
        self, kind: dict[str, Any], changes: dict[str, Any], expected: list[str]
    ) -> None:
        debt = owe(kind, **changes)

        found = found_in(debt, late=frozenset({debt.name}))

        assert [warning.code for warning in found.warnings] == expected


class TestLicences:
    @pytest.mark.parametrize(
        ("kind", "licensed", "expected"),
        [
            (ONLINE, None, ["licence_unknown"]),
            (ONLINE, False, ["unlicensed_lender", "charges_without_limit"]),
            (ONLINE, True, []),
            (PAYLATER, None, ["licence_unknown", "paylater_without_cap"]),
            (PAYLATER, False, ["unlicensed_lender", "charges_without_limit", "paylater_without_cap"]),
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
