"""What the rules of the day fill in where nothing is told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.debts.caps import completed
from tests.domain.debts.owing import CARD, LOAN, ONLINE, PAYLATER, owe

TODAY = date(2026, 11, 22)


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

    @pytest.mark.parametrize(
        ("changes", "late", "assumed"),
        [
            ({}, "0.03", "online_late_consumption"),
            ({"lender_licensed": None}, "0.03", "online_late_consumption"),
            ({"taken_on": "2025-12-31"}, "0.06", "online_late_consumption"),
            ({"taken_on": "2024-12-31"}, "0.09", "online_late_consumption"),
            ({"taken_on": "2023-12-31"}, "0", None),
            ({"purpose": "BUSINESS"}, "0.0201", "online_late_business"),
            ({"purpose": "MICRO_BUSINESS", "taken_on": "2025-06-01"}, "0.03", "online_late_business"),
            ({"late_fraction": Decimal("0.01")}, "0.01", None),
            ({"late_amount": 25_000}, "0", None),
            ({"lender_licensed": False}, "0", None),
        ],
    )
    def test_has_the_highest_late_penalty_that_is_allowed_where_none_is_told(
        self, changes: dict[str, Any], late: str, assumed: str | None
    ) -> None:
        loan = completed(owe(ONLINE, **changes), day=TODAY)

        assert loan.debt.late_fraction == Decimal(late)
        assert (assumed in loan.assumed) is (assumed is not None)
        assert len([rule for rule in loan.assumed if "late" in rule]) == (assumed is not None)

    def test_has_no_caps_of_paylater(self) -> None:
        assert completed(owe(PAYLATER), day=TODAY).assumed == ()
