"""The order of debts by each strategy, and which of them get more than their minimum."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.model import Debt
from shared.domain.debts.payoff import Money, pay_off
from shared.domain.debts.strategies import Strategy, order_of
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    borrower_of,
    effective_debts,
    owe,
    rounding,
)


class TestOrderOf:
    DEBTS: Sequence[Debt] = (
        owe(CARD),
        owe(MOTORBIKE),
        owe(MOTORBIKE, name="Mobil", interest_waived=True),
        owe(LOAN, balance=2 * MILLION),
        owe(FAMILY),
    )

    @pytest.mark.parametrize(
        ("strategy", "names"),
        [
            (Strategy.SNOWBALL, ["KTA", "Kakak", "Kartu", "Mobil", "Motor"]),
            # A flat 12 % that is waived saves about 21 %; one that is not saves nothing.
            (Strategy.AVALANCHE, ["Mobil", "Kartu", "KTA", "Kakak", "Motor"]),
            (Strategy.MINIMUM_ONLY, ["KTA", "Kakak", "Kartu", "Mobil", "Motor"]),
        ],
    )
    def test_is_fixed_by_size_or_by_what_paying_ahead_saves(
        self, strategy: Strategy, names: list[str]
    ) -> None:
        borrower = borrower_of(*self.DEBTS)

        assert [borrower.debts[place].name for place in order_of(borrower, strategy)] == names

    def test_goes_on_with_the_smallest_where_an_own_order_ends(self) -> None:
        order = order_of(borrower_of(*self.DEBTS), Strategy.OWN_ORDER, [4, 0])

        assert order == (4, 0, 3, 2, 1)


class TestPaidAhead:
    def test_avalanche_keeps_money_that_paying_ahead_would_only_cost(self) -> None:
        borrower = borrower_of(owe(MOTORBIKE, early_penalty=Decimal("0.05")))

        avalanche = pay_off(borrower, Strategy.AVALANCHE, Money(extra=5 * MILLION))
        snowball = pay_off(borrower, Strategy.SNOWBALL, Money(extra=5 * MILLION))

        assert (avalanche.months, avalanche.totals.penalties) == (16, 0)
        assert (snowball.months, snowball.totals.penalties) == (3, 487_501)

    def test_avalanche_weighs_a_penalty_against_what_paying_ahead_saves(self) -> None:
        dear = owe(LOAN, annual_rate=Decimal("0.36"), months_left=36, early_penalty=Decimal("0.01"))
        cheap = owe(LOAN, annual_rate=Decimal("0.06"), months_left=12, early_penalty=Decimal("0.05"))
        borrower = borrower_of(dear, cheap, owe(CARD))

        run = pay_off(borrower, Strategy.AVALANCHE, Money(extra=MILLION))

        assert [step.penalty > 0 for step in run.steps[0][:2]] == [True, True]
        assert sum(step.penalty for step in run.steps[1]) == 0
        assert run.ahead == {0, 2}

    @given(
        debts=st.lists(effective_debts(), min_size=1, max_size=4),
        penalties=st.lists(st.integers(0, 60), min_size=4, max_size=4),
        extra=st.integers(0, 2 * MILLION),
    )
    def test_on_effective_rate_debts_with_penalties_avalanche_never_costs_more_than_minimums_only(
        self, debts: list[Debt], penalties: list[int], extra: int
    ) -> None:
        borrower = Borrower.of(
            [
                debt.model_copy(update={"early_penalty": Decimal(penalty) / 1_000})
                for debt, penalty in zip(debts, penalties, strict=False)
            ]
        )

        least = pay_off(borrower, Strategy.MINIMUM_ONLY, Money())
        avalanche = pay_off(borrower, Strategy.AVALANCHE, Money(extra=extra))

        assert avalanche.cost <= least.cost + rounding(avalanche, least)
