"""For how long the money lasts: as far as the pace, the bills and the pay that are known tell it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.domain.budget.month.words import insight_words
from tests.builders.bookings import TODAY, Entry, Purse, monthly
from tests.builders.ledger import Ledger
from tests.builders.months import YEAR, analysis_of, codes, insight_of, number
from tests.domain.budget.month.purses import purse, rule


class TestRunway:
    def spender(self, money: int, **more: Any) -> Ledger:
        """Somebody who spent 50,000 on each of 22 days and has that much left."""
        eaten = tuple(Entry(date(2026, 11, day), -50_000, None, f"W{day}") for day in range(1, 23))
        return purse(money + 1_100_000, entries=eaten, **more)

    @pytest.mark.parametrize(
        ("money", "days"),
        [
            (0, 0),
            (49_999, 0),
            (50_000, 1),
            (125_000, 2),
            (399_999, 7),
            (400_000, 8),
            (18_249_999, 364),
            (18_250_000, None),
        ],
    )
    def test_counts_the_days_up_to_a_year(self, money: int, days: int | None) -> None:
        assert number(analysis_of(self.spender(money)), "runs_out_in") == days

    @pytest.mark.parametrize(("money", "warns"), [(399_999, True), (400_000, False)])
    def test_warns_only_where_money_ends_before_the_month(self, money: int, warns: bool) -> None:
        assert ("runs_out" in codes(analysis_of(self.spender(money)))) is warns

    def test_counts_bills_of_the_months_after(self) -> None:
        ledger = self.spender(3_500_000, recurring=(rule(-1_500_000, 28),))

        assert number(analysis_of(ledger), "runs_out_in") == (date(2026, 12, 27) - TODAY).days

    def test_counts_charges_that_were_found_in_the_months_after(self) -> None:
        rent = monthly(-1_000_000, day=5, months=YEAR, category="needs.rent", merchant="Kos")
        poor = purse(1_500_000 - sum(entry.amount for entry in rent), entries=rent)

        assert number(analysis_of(poor), "runs_out_in") == (date(2027, 1, 4) - TODAY).days

    def test_counts_bills_on_their_day(self) -> None:
        ledger = self.spender(400_000, recurring=(rule(-200_000, 25),))

        assert number(analysis_of(ledger), "runs_out_in") == 4

    def test_counts_what_is_overdue_at_once(self) -> None:
        ledger = self.spender(150_000, recurring=(rule(-101_000, 7),))

        assert number(analysis_of(ledger), "runs_out_in") == 0

    def test_counts_pay_that_is_expected(self) -> None:
        ledger = self.spender(100_000, recurring=(rule(6_000_000, 24, merchant="PT Maju"),))

        assert number(analysis_of(ledger), "runs_out_in") is None

    def test_is_not_told_where_the_books_are_overdrawn(self) -> None:
        analysis = analysis_of(self.spender(-1))

        assert number(analysis, "runs_out_in") is None
        assert "overdrawn" in codes(analysis)
        assert "runs_out" not in codes(analysis)

    def test_is_told_in_words(self) -> None:
        analysis = analysis_of(self.spender(125_000))

        assert insight_of(analysis, "runs_out").id == "2026-11.runs_out.month"
        assert "cukup untuk 2 hari lagi" in insight_words(insight_of(analysis, "runs_out"), analysis, "id")
        assert "it lasts 2 days more" in insight_words(insight_of(analysis, "runs_out"), analysis, "en")

    def test_does_not_touch_emergency_money(self) -> None:
        ledger = self.spender(50_000)
        saved = replace(
            ledger, accounts={**ledger.accounts, "darurat": Purse(opening=10**8, for_emergencies=True)}
        )

        assert number(analysis_of(saved), "runs_out_in") == 1
