"""Terms of credit, against numpy-financial."""

from decimal import Decimal
from typing import Any

import numpy_financial  # pyright: ignore[reportMissingTypeStubs]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain.planning.credit import Credit
from shared.domain.planning.outcome import Outcome
from tests.domain.planning.plans import START, change, household, outcome_with


def bought(price: int, **credit: Any) -> Outcome:
    """Something bought in instalments in the first month, by somebody without income."""
    nobody = household(incomes=[], categories=[], cash=0, emergency_fund=0)
    months = credit["months"] + 1
    return outcome_with(
        nobody, change("INSTALMENT", START, id="it", price=price, credit=credit), months=months
    )


@given(
    st.integers(100_000, 500_000_000), st.integers(1, 60), st.sampled_from(["0.01", "0.12", "0.24", "0.6"])
)
def test_effective_instalments_are_those_of_an_annuity(price: int, months: int, rate: str) -> None:
    outcome = bought(price, terms="EFFECTIVE", months=months, annual_rate=float(rate))

    paid = outcome.series.debt_payments
    exact = -float(numpy_financial.pmt(float(rate) / 12, months, price))  # pyright: ignore
    # An instalment is rounded up, and interest to the rupiah each month; the last one is what is left.
    assert -1 <= paid[1] - exact <= 3
    assert outcome.series.debts[months] == 0
    left = float(numpy_financial.npv(float(rate) / 12, [-price, *paid[1:]]))  # pyright: ignore
    assert abs(left) <= months


@given(st.integers(1_200_000, 500_000_000), st.integers(2, 60), st.sampled_from(["0.06", "0.12", "0.3"]))
def test_flat_instalments_cost_the_effective_rate_that_their_payments_have(
    price: int, months: int, rate: str
) -> None:
    outcome = bought(price, terms="FLAT", months=months, annual_rate=float(rate))

    paid = outcome.series.debt_payments[1:]
    a_month = float(numpy_financial.irr([-price, *paid]))  # pyright: ignore
    assert abs(sum(paid) - price * (1 + float(rate) / 12 * months)) <= 2 * months
    assert abs(float(numpy_financial.npv(a_month, [-price, *paid]))) < 1  # pyright: ignore
    assert a_month > float(rate) / 12


def test_the_rate_of_paylater_is_twelve_times_the_month() -> None:
    credit = Credit.model_validate_json('{"terms": "PAYLATER", "months": 12, "monthly_rate": 0.0295}')

    assert credit.rate_a_year == Decimal("0.354")
    assert credit.debt(1_000_000, name="HP").monthly_fee == 0


def test_has_one_rate() -> None:
    with pytest.raises(ValidationError, match="monthly_rate"):
        Credit.model_validate_json(
            '{"terms": "FLAT", "months": 12, "annual_rate": 0.1, "monthly_rate": 0.01}'
        )


def test_fees_are_paid_with_each_instalment_and_at_the_start() -> None:
    outcome = bought(
        1_200_000, terms="PAYLATER", months=12, monthly_rate=0.02, monthly_fee=5_000, origination_fee=50_000
    )

    assert outcome.series.spending[0] == 1_250_000
    assert outcome.series.debt_payments[1] == 100_000 + 24_000 + 5_000
    assert outcome.debts[0].fees == 60_000
    assert outcome.totals.interest == 12 * 24_000 + 60_000
