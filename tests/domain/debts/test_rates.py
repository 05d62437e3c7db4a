"""What loans really cost, against numpy-financial."""

from decimal import Decimal
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.flows import Flow, levels_of, period_rate
from shared.domain.debts.loans import Loan, bill, pay_bill
from shared.domain.debts.rates import cost_of, effective_to_flat, flat_to_effective
from shared.domain.debts.terms import annuity
from tests.domain.debts.oracle import oracle
from tests.domain.debts.owing import CARD, FAMILY, LOAN, MILLION, MOTORBIKE, ONLINE, PAYLATER, owe

RATES = st.integers(1, 600).map(lambda part: Decimal(part) / 1_000)
MONTHS = st.integers(1, 360)


class TestAnnuity:
    @given(principal=st.integers(1_000, 900 * MILLION), rate=RATES, months=MONTHS)
    def test_is_that_of_numpy_financial_rounded_up(self, principal: int, rate: Decimal, months: int) -> None:
        exact = -oracle.pmt(float(rate) / 12, months, principal)

        assert exact - 0.01 <= annuity(principal, annual_rate=rate, months=months) <= exact + 2.01

    @given(principal=st.integers(1, 900 * MILLION), months=st.integers(1, 600))
    def test_without_interest_is_an_equal_part(self, principal: int, months: int) -> None:
        assert annuity(principal, annual_rate=Decimal(0), months=months) == -(-principal // months)

    @given(principal=st.integers(1, 900 * MILLION), rate=RATES, months=st.integers(1, 600))
    def test_ends_the_loan_in_its_months_and_a_rupiah_less_than_the_exact_one_does_not(
        self, principal: int, rate: Decimal, months: int
    ) -> None:
        payment = annuity(principal, annual_rate=rate, months=months)
        loan = Loan.of(owe(LOAN, balance=principal, annual_rate=rate, months_left=months))
        assert loan.terms.instalment == payment

        for _ in range(months):
            billed = bill(loan)
            loan = pay_bill(loan, billed, billed.minimum).loan
        assert loan.ended

    @pytest.mark.parametrize("month", [1, 7, 180])
    def test_pays_principal_as_numpy_financial_says(self, month: int) -> None:
        loan = Loan.of(owe(LOAN, balance=500 * MILLION, annual_rate=Decimal("0.075"), months_left=180))
        for _ in range(month - 1):
            loan = pay_bill(loan, bill(loan), bill(loan).minimum).loan
        paid = pay_bill(loan, bill(loan), bill(loan).minimum)

        exact = -oracle.ppmt(0.075 / 12, month, 180, 500 * MILLION)
        # Whole rupiah each month, and an instalment that is rounded up, move a few rupiah by the end.
        assert abs(paid.principal - exact) < 250


class TestFlatToEffective:
    @given(flat=RATES, months=st.integers(1, 120))
    def test_is_the_rate_that_numpy_financial_finds(self, flat: Decimal, months: int) -> None:
        found = flat_to_effective(flat, months=months)

        monthly = oracle.rate(months, -(1 / months + float(flat) / 12), 1.0, 0.0)
        assert found.nominal is not None
        assert float(found.nominal) == pytest.approx(monthly * 12, abs=2e-6)
        assert float(found.effective or 0) == pytest.approx((1 + monthly) ** 12 - 1, abs=1e-5)

    @given(flat=RATES, months=st.integers(2, 120))
    def test_comes_back_to_the_flat_rate(self, flat: Decimal, months: int) -> None:
        nominal = flat_to_effective(flat, months=months).nominal

        assert nominal is not None
        assert abs(effective_to_flat(nominal, months=months) - flat) <= Decimal("0.000002")

    @pytest.mark.parametrize(
        ("flat", "months", "nominal"),
        [("0.12", 12, "0.214572"), ("0.12", 24, "0.215712"), ("0", 12, "0"), ("0.354", 6, "0.583780")],
    )
    def test_is_nearly_twice_the_flat_rate(self, flat: str, months: int, nominal: str) -> None:
        assert flat_to_effective(Decimal(flat), months=months).nominal == Decimal(nominal)


class TestPeriodRate:
    @given(
        borrowed=st.integers(1_000, 50 * MILLION),
        surplus=st.integers(1, 3_000),
        weights=st.lists(st.integers(0, 50), min_size=1, max_size=48).filter(any),
    )
    def test_of_any_payments_is_the_internal_rate_of_numpy_financial(
        self, borrowed: int, surplus: int, weights: list[int]
    ) -> None:
        back = borrowed + borrowed * surplus // 1_000 + 1
        payments = [back * weight // sum(weights) + 1 for weight in weights]
        flows = [Flow(month, Decimal(amount)) for month, amount in enumerate(payments, start=1)]

        found = period_rate(Decimal(borrowed), flows)
        value = -borrowed + sum(
            amount / (1 + float(found or 0)) ** month for month, amount in enumerate(payments, start=1)
        )
        assert abs(value) < 1e-6 * borrowed

    def test_agrees_with_numpy_financial_on_uneven_payments(self) -> None:
        payments = [100_000, 0, 350_000, 0, 0, 700_000]
        flows = [Flow(month, Decimal(amount)) for month, amount in enumerate(payments, start=1) if amount]

        found = period_rate(Decimal(MILLION), flows)

        assert float(found or 0) == pytest.approx(oracle.irr([-MILLION, *payments]), abs=1e-9)

    def test_agrees_with_numpy_financial_on_equal_payments_that_are_days_apart(self) -> None:
        days = [30, 60, 90, 120, 150, 163]
        flows = [Flow(day, Decimal(250_000)) for day in days]
        by_day = [-MILLION, *(250_000.0 if day in days else 0.0 for day in range(1, 164))]

        found = period_rate(Decimal(MILLION), flows)

        assert float(found or 0) == pytest.approx(oracle.irr(by_day), abs=1e-9)

    @given(
        times=st.lists(st.integers(1, 60), min_size=1, max_size=40),
        amounts=st.lists(st.sampled_from([100, 200]), min_size=40, max_size=40),
    )
    def test_takes_equal_payments_together_without_losing_any(
        self, times: list[int], amounts: list[int]
    ) -> None:
        days = list(accumulate(times))
        flows = [Flow(day, Decimal(amount)) for day, amount in zip(days, amounts, strict=False)]

        again = [
            Flow(level.time + level.every * number, level.amount)
            for level in levels_of(flows)
            for number in range(level.number)
        ]

        assert again == flows

    def test_takes_an_annuity_for_one_payment_many_times(self) -> None:
        levels = levels_of([Flow(month, Decimal(5)) for month in range(1, 601)])

        assert [level.number for level in levels] == [600]

    @given(over=st.integers(1, 1_000), months=st.integers(2, 600))
    def test_finds_rates_that_are_nearly_nothing(self, over: int, months: int) -> None:
        part = Decimal(10**13 + over) / months
        flows = [Flow(month, part) for month in range(1, months + 1)]

        found = float(period_rate(Decimal(10**13), flows) or 0)

        # Nearly all of it is what the average payment's time and the rest of it come to.
        assert found == pytest.approx(over / 10**13 * 2 / (months + 1), rel=1e-3, abs=2e-14)

    def test_refuses_a_loan_that_is_paid_back_in_part(self) -> None:
        with pytest.raises(ValueError, match="less is paid back"):
            period_rate(Decimal(100), [Flow(1, Decimal(99))])

    def test_has_no_number_where_nothing_was_received(self) -> None:
        assert period_rate(Decimal(0), [Flow(1, Decimal(99))]) is None
        assert period_rate(Decimal("0.000001"), [Flow(1, Decimal(99 * MILLION))]) is None


class TestCostOf:
    @pytest.mark.parametrize(
        ("kind", "changes", "charges", "nominal", "flat"),
        [
            # The contract as a whole, not only the sixteen months that are left of it.
            (MOTORBIKE, {}, 4_320_000, "0.215712", "0.12"),
            (PAYLATER, {"monthly_fee": 0}, 531_000, "0.583780", "0.354"),
            (FAMILY, {"months_left": 7}, 0, "0", "0"),
        ],
    )
    def test_counts_every_charge(
        self, kind: dict[str, Any], changes: dict[str, Any], charges: int, nominal: str, flat: str
    ) -> None:
        cost = cost_of(owe(kind, **changes))

        assert cost is not None
        assert (cost.charges, cost.paid) == (charges, cost.borrowed + charges)
        assert (cost.rate.nominal, cost.flat_rate) == (Decimal(nominal), Decimal(flat))

    def test_is_the_agreed_rate_of_an_effective_loan(self) -> None:
        cost = cost_of(owe(LOAN))

        assert cost is not None
        assert abs((cost.rate.nominal or 0) - Decimal("0.12")) < Decimal("0.00001")
        assert abs((cost.rate.effective or 0) - Decimal("0.126825")) < Decimal("0.00001")

    def test_of_paylater_grows_with_its_fees(self) -> None:
        cost = cost_of(owe(PAYLATER, origination_fee=30_000))

        monthly = oracle.rate(6, -598_500, 2_970_000, 0)
        assert cost is not None
        assert cost.charges == 531_000 + 60_000 + 30_000
        assert float(cost.rate.nominal or 0) == pytest.approx(monthly * 12, abs=2e-6)

    def test_of_a_daily_loan_is_reckoned_by_its_days(self) -> None:
        cost = cost_of(owe(ONLINE, days_left=45, origination_fee=50_000))

        assert cost is not None
        assert cost.flat_rate == Decimal("1.500556")
        by_day = (1_135_000 / 950_000) ** (1 / 45) - 1
        assert (cost.paid, cost.charges, cost.days) == (1_185_000, 185_000, 45)
        assert float(cost.rate.nominal or 0) == pytest.approx(by_day * 365, abs=2e-6)
        assert float(cost.rate.effective or 0) == pytest.approx((1 + by_day) ** 365 - 1, rel=1e-6)

    @pytest.mark.parametrize(
        ("kind", "changes"),
        [(CARD, {"minimum_fraction": Decimal("0.01"), "minimum_floor": 0}), (FAMILY, {})],
    )
    def test_is_unknown_where_the_minimum_never_ends_it(
        self, kind: dict[str, Any], changes: dict[str, Any]
    ) -> None:
        assert cost_of(owe(kind, **changes)) is None
