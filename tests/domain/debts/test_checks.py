"""What does not go together, with a pointer into the body."""

from collections.abc import Sequence
from typing import Any

import pytest

from shared.domain.debts.model import Debt
from shared.errors import InvalidInput
from tests.domain.debts.asking import plan
from tests.domain.debts.owing import (
    CARD,
    LOAN,
    MILLION,
    owe,
)


def pointers(debts: Sequence[Debt], *, sent: bool = True, **wish: Any) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        plan(debts, sent=sent, **wish)
    return [field.pointer for field in refused.value.fields]


class TestProblems:
    DEBTS: Sequence[Debt] = (owe(CARD), owe(LOAN))

    @pytest.mark.parametrize(
        ("debts", "wish", "expected"),
        [
            ([owe(CARD), owe(CARD, name="kartu")], {}, ["/debts/1/name"]),
            ([owe(CARD, taken_on="2026-11-23")], {}, ["/debts/0/taken_on"]),
            (
                [owe(LOAN, months_left=None, instalment=12_120_001)],
                {},
                ["/debts/0/instalment"],
            ),
            ([owe(CARD, minimum_floor=8_140_001)], {}, ["/debts/0/minimum_floor"]),
            (DEBTS, {"monthly_budget": MILLION, "extra": 1}, ["/extra"]),
            (DEBTS, {"strategy": "OWN_ORDER"}, ["/order"]),
            (DEBTS, {"order": ["Kartu"]}, ["/order"]),
            (
                DEBTS,
                {"strategy": "OWN_ORDER", "order": ["KTA", "Rumah", "KTA"]},
                ["/order/1", "/order/2"],
            ),
            (
                DEBTS,
                {"one_off": [{"month": "2026-10", "amount": 1}, {"month": "2076-11", "amount": 1}]},
                ["/one_off/0/month", "/one_off/1/month"],
            ),
            (
                DEBTS,
                {"consolidation": {"annual_rate": 0.1, "months": 12, "method": "DAILY", "debts": ["x"]}},
                ["/consolidation/method", "/consolidation/debts/0"],
            ),
        ],
    )
    def test_point_at_what_does_not_go_together(
        self, debts: list[Debt], wish: dict[str, Any], expected: list[str]
    ) -> None:
        assert pointers(debts, **wish) == expected

    def test_of_stored_debts_are_not_the_senders(self) -> None:
        nearly_paid = owe(LOAN, balance=100, months_left=None, instalment=MILLION)

        assert plan([nearly_paid], sent=False).minimums == 101
        assert pointers([nearly_paid], sent=False, order=["KTA"]) == ["/order"]
