"""Which debts make sense, and where one does not."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.debts.model import Debt
from tests.domain.debts.owing import CARD, FAMILY, LOAN, MOTORBIKE, ONLINE, owe


def wrong_fields(kind: dict[str, Any], **changes: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        Debt.model_validate({**kind, **changes})
    return [str(problem["loc"][0]) for problem in refused.value.errors()]


class TestDebt:
    @pytest.mark.parametrize(
        ("kind", "changes", "field"),
        [
            (LOAN, {"balance": 0}, "balance"),
            (LOAN, {"balance": -1}, "balance"),
            (LOAN, {"balance": 10**13}, "balance"),
            (LOAN, {"annual_rate": Decimal("-0.01")}, "annual_rate"),
            (LOAN, {"annual_rate": Decimal("20.01")}, "annual_rate"),
            (LOAN, {"annual_rate": "0.1"}, "annual_rate"),
            (FAMILY, {"annual_rate": Decimal("0.01")}, "annual_rate"),
            (MOTORBIKE, {"principal": None}, "principal"),
            (MOTORBIKE, {"principal": 11_999_999}, "principal"),
            (LOAN, {"months_left": None}, "months_left"),
            (LOAN, {"instalment": 900_000}, "months_left"),
            (LOAN, {"months_left": 0}, "months_left"),
            (LOAN, {"months_left": 601}, "months_left"),
            (MOTORBIKE, {"months_left": None}, "months_left"),
            (MOTORBIKE, {"months_left": None, "instalment": 180_000}, "instalment"),
            (MOTORBIKE, {"months_left": None, "minimum_fraction": Decimal("0.1")}, "minimum_fraction"),
            (CARD, {"minimum_fraction": Decimal(0)}, "minimum_fraction"),
            (CARD, {"minimum_fraction": Decimal("1.01")}, "minimum_fraction"),
            (ONLINE, {"days_left": None}, "days_left"),
            (ONLINE, {"months_left": 3}, "months_left"),
            (LOAN, {"days_left": 30}, "days_left"),
            (LOAN, {"late_cap": 100_000}, "late_cap"),
            (LOAN, {"early_penalty": Decimal("1.5")}, "early_penalty"),
            (LOAN, {"name": ""}, "name"),
            (LOAN, {"monthly_fee": 1.5}, "monthly_fee"),
        ],
    )
    def test_points_at_the_term_that_does_not_fit(
        self, kind: dict[str, Any], changes: dict[str, Any], field: str
    ) -> None:
        assert field in wrong_fields(kind, **changes)

    def test_of_a_flat_loan_takes_a_rupiah_more_than_its_charges(self) -> None:
        assert owe(MOTORBIKE, months_left=None, instalment=180_001)

    def test_of_a_card_may_leave_its_minimum_to_what_is_usual(self) -> None:
        assert not owe(CARD, minimum_fraction=None).says_what_to_pay
