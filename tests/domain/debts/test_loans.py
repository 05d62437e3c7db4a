"""One loan, month by month: what accrues, what must be paid, what paying does."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.loans import Loan, accrue, bill, minimum, pay, settle, settle_today
from shared.domain.debts.model import Debt
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    PAYLATER,
    any_debts,
    owe,
)


def paid_to_the_end(debt: Debt, amount: Callable[[Loan], int] = minimum) -> tuple[int, int]:
    """Months and rupiah until it ends, paying `amount` each month (as far as it is owed)."""
    loan, months, total = Loan.of(debt), 0, 0
    while not loan.ended:
        payment = min(amount(loan), settle(loan))
        loan, months, total = pay(loan, payment).loan, months + 1, total + payment
        assert months <= 600
    return months, total


class TestAccrue:
    @pytest.mark.parametrize(
        ("kind", "changes", "interest", "fee"),
        [
            (CARD, {}, 140_000, 0),
            (LOAN, {"annual_rate": Decimal("0.075")}, 75_000, 0),
            (MOTORBIKE, {}, 180_000, 0),
            (PAYLATER, {}, 88_500, 10_000),
            (ONLINE, {}, 90_000, 0),
            (ONLINE, {"days_left": 7}, 21_000, 0),
            (ONLINE, {"days_left": 90}, 90_000, 0),
            (FAMILY, {}, 0, 0),
            (LOAN, {"balance": 150, "annual_rate": Decimal("0.04")}, 0, 0),
            (LOAN, {"balance": 450, "annual_rate": Decimal("0.04")}, 2, 0),
        ],
    )
    def test_charges_by_the_method(
        self, kind: dict[str, Any], changes: dict[str, Any], interest: int, fee: int
    ) -> None:
        assert accrue(Loan.of(owe(kind, **changes))) == (interest, fee)

    def test_charges_nothing_once_it_has_ended(self) -> None:
        loan = Loan.of(owe(PAYLATER))

        assert accrue(pay(loan, settle(loan)).loan) == (0, 0)


class TestMinimum:
    @pytest.mark.parametrize(
        ("kind", "changes", "due"),
        [
            (CARD, {}, 407_000),
            (CARD, {"balance": 100_000}, 50_000),
            (CARD, {"balance": 20_000}, 20_350),
            (LOAN, {}, 1_066_186),
            (LOAN, {"months_left": None, "instalment": 1_500_000}, 1_500_000),
            (LOAN, {"months_left": None, "instalment": 13 * MILLION}, 12_120_000),
            (MOTORBIKE, {}, 930_000),
            (MOTORBIKE, {"months_left": None, "instalment": 930_000}, 930_000),
            (PAYLATER, {}, 598_500),
            (ONLINE, {}, 1_090_000),
            (ONLINE, {"days_left": 60}, 0),
            (ONLINE, {"days_left": 60, "instalment": 590_000}, 590_000),
            (FAMILY, {}, 0),
            (FAMILY, {"months_left": 7}, 428_572),
        ],
    )
    def test_is_what_the_terms_ask_for(self, kind: dict[str, Any], changes: dict[str, Any], due: int) -> None:
        assert minimum(Loan.of(owe(kind, **changes))) == due

    @pytest.mark.parametrize(
        ("kind", "changes", "months", "total"),
        [
            (LOAN, {}, 12, 12_794_225),
            (LOAN, {"annual_rate": Decimal(0)}, 12, 12 * MILLION),
            (MOTORBIKE, {}, 16, 14_880_000),
            (PAYLATER, {}, 6, 3_591_000),
            (ONLINE, {"days_left": 45}, 2, 1_135_000),
            (ONLINE, {"days_left": 60, "instalment": 590_000}, 2, 1_180_000),
            (FAMILY, {"months_left": 7}, 7, 3 * MILLION),
        ],
    )
    def test_ends_the_loan_on_schedule(
        self, kind: dict[str, Any], changes: dict[str, Any], months: int, total: int
    ) -> None:
        assert paid_to_the_end(owe(kind, **changes)) == (months, total)

    @given(debt=any_debts())
    def test_is_never_more_than_is_owed(self, debt: Debt) -> None:
        billed = bill(Loan.of(debt))

        assert 0 <= billed.minimum <= billed.owed <= billed.settle

    def test_of_a_card_without_one_is_not_guessed(self) -> None:
        card = owe(CARD, minimum_fraction=None, minimum_floor=0)

        with pytest.raises(ValueError, match="completed first"):
            Loan.of(card)


class TestSettle:
    @pytest.mark.parametrize(
        ("kind", "changes", "amount"),
        [
            (CARD, {}, 8_140_000),
            (MOTORBIKE, {}, 12 * MILLION + 16 * 180_000),
            (MOTORBIKE, {"interest_waived": True}, 12 * MILLION + 180_000),
            # 5 % of the principal that is left after this month's instalment.
            (MOTORBIKE, {"interest_waived": True, "early_penalty": Decimal("0.05")}, 12_742_500),
            (ONLINE, {"days_left": 60}, 1_180_000),
            (ONLINE, {"days_left": 60, "interest_waived": True}, 1_090_000),
            (ONLINE, {"days_left": 400, "charges_cap": Decimal(1)}, 2 * MILLION),
            (ONLINE, {"days_left": 400, "charges_cap": Decimal(1), "charged": 950_000}, 1_050_000),
        ],
    )
    def test_follows_the_terms_of_early_repayment(
        self, kind: dict[str, Any], changes: dict[str, Any], amount: int
    ) -> None:
        assert settle(Loan.of(owe(kind, **changes))) == amount

    @given(debt=any_debts())
    def test_ends_the_loan_and_a_rupiah_less_does_not(self, debt: Debt) -> None:
        loan = Loan.of(debt)

        assert pay(loan, settle(loan)).loan.ended
        assert not pay(loan, settle(loan) - 1).loan.ended


class TestSettleToday:
    @given(debt=any_debts())
    def test_is_at_least_the_balance_and_never_more_than_the_cap_allows(self, debt: Debt) -> None:
        loan = Loan.of(debt)
        room = loan.interest_left + debt.balance if loan.charges_left is None else loan.charges_left

        assert debt.balance <= settle_today(loan) <= debt.balance + max(room, 0)

    @given(debt=any_debts())
    def test_without_a_penalty_is_what_settles_at_the_end_of_the_month_without_its_new_charges(
        self, debt: Debt
    ) -> None:
        loan = Loan.of(debt.model_copy(update={"early_penalty": Decimal(0), "charges_cap": None}))
        interest, fee = accrue(loan)

        already_agreed = 0 if debt.interest_waived else min(interest, loan.interest_left)
        assert settle_today(loan) == settle(loan) - interest - fee + already_agreed


class TestPay:
    @given(debt=any_debts(), parts=st.lists(st.integers(0, 1_000), min_size=1, max_size=80))
    def test_conserves_money_in_every_month(self, debt: Debt, parts: list[int]) -> None:
        loan = Loan.of(debt)
        for part in parts:
            amount = settle(loan) * part // 1_000
            paid = pay(loan, amount)

            assert amount == paid.interest + paid.fee + paid.penalty + paid.principal
            assert paid.loan.balance == loan.balance - paid.principal
            assert paid.unpaid == max(0, minimum(loan) - amount)
            assert min(paid.interest, paid.fee, paid.penalty, paid.loan.balance) >= 0
            assert paid.loan.interest_left >= 0
            loan = paid.loan

    @given(debt=any_debts(), parts=st.lists(st.integers(0, 1_000), min_size=1, max_size=80))
    def test_never_charges_more_than_the_cap(self, debt: Debt, parts: list[int]) -> None:
        loan, charged = Loan.of(debt), 0
        for part in parts:
            paid = pay(loan, settle(loan) * part // 1_000)
            charged += paid.interest + paid.fee + paid.penalty
            loan = paid.loan

        if debt.charges_cap is not None:
            assert charged <= round(debt.charges_cap * (debt.principal or debt.balance))

    @pytest.mark.parametrize("amount", [-1, 12_120_001])
    def test_refuses_what_cannot_be_paid(self, amount: int) -> None:
        with pytest.raises(ValueError, match="between 0 and what settles"):
            pay(Loan.of(owe(LOAN)), amount)

    @given(
        months=st.integers(1, 60),
        principal=st.integers(1, 50 * MILLION),
        rate=st.integers(0, 400),
        parts=st.lists(st.integers(0, 1_000), max_size=60),
    )
    def test_of_flat_interest_that_is_not_waived_saves_nothing_whatever_is_paid_beyond_the_minimum(
        self, months: int, principal: int, rate: int, parts: list[int]
    ) -> None:
        debt = owe(
            MOTORBIKE,
            principal=principal,
            balance=principal,
            annual_rate=Decimal(rate) / 1_000,
            months_left=months,
        )
        loan, interest = Loan.of(debt), 0
        agreed = loan.interest_left
        for part in [*parts, 1_000]:
            least = minimum(loan)
            paid = pay(loan, least + (settle(loan) - least) * part // 1_000)
            interest, loan = interest + paid.interest, paid.loan

        assert loan.ended
        assert interest == agreed

    def test_of_waived_flat_interest_ends_sooner_and_saves_the_months_left_out(self) -> None:
        debt = owe(MOTORBIKE, interest_waived=True)

        # 1,680,000 a month is twice the principal of a month: eight months' interest instead of sixteen.
        assert paid_to_the_end(debt, lambda loan: 1_680_000) == (8, 12 * MILLION + 8 * 180_000)

    @pytest.mark.parametrize(
        ("changes", "paid", "penalty", "unpaid"),
        [
            ({"late_amount": 75_000}, 407_000, 0, 0),
            ({"late_amount": 75_000}, 406_999, 75_000, 1),
            ({"late_fraction": Decimal("0.01")}, 0, 81_400, 407_000),
            ({"late_fraction": Decimal("0.03"), "late_cap": 100_000}, 0, 100_000, 407_000),
        ],
    )
    def test_costs_the_late_penalty_below_the_minimum(
        self, changes: dict[str, Any], paid: int, penalty: int, unpaid: int
    ) -> None:
        month = pay(Loan.of(owe(CARD, **changes)), paid)

        assert (month.penalty, month.unpaid) == (penalty, unpaid)
        assert month.loan.balance == 8_140_000 - paid + penalty

    @pytest.mark.parametrize(
        ("paid", "penalty"),
        [
            # 3 % a month, 0.1 % a day, of the principal that is still out: all of it, or what is left to pay.
            (0, 30_000),
            (90_000, 30_000),
            (590_000, 15_000),
            (1_089_999, 0),
            (1_090_000, 0),
        ],
    )
    def test_of_a_daily_loan_that_is_due_costs_the_late_penalty_on_the_principal_left(
        self, paid: int, penalty: int
    ) -> None:
        month = pay(Loan.of(owe(ONLINE, late_fraction=Decimal("0.03"))), paid)

        assert month.penalty == penalty
        assert month.loan.balance == 1_090_000 - paid + penalty

    def test_of_a_daily_loan_after_its_term_goes_on_costing_until_its_cap_is_reached(self) -> None:
        loan = Loan.of(owe(ONLINE, late_fraction=Decimal("0.03"), charges_cap=Decimal("0.2")))

        penalties = list[int]()
        for _ in range(6):
            paid = pay(loan, 0)
            penalties.append(paid.penalty)
            loan = paid.loan

        # 90,000 of interest in the first month, then nothing but penalties up to 200,000 in all.
        assert penalties == [30_000, 30_000, 30_000, 20_000, 0, 0]
        assert loan.balance == 1_200_000

    def test_early_costs_the_penalty_on_principal_ahead_of_schedule_only(self) -> None:
        loan = Loan.of(owe(LOAN, early_penalty=Decimal("0.02")))
        due = minimum(loan)

        assert pay(loan, due).penalty == 0
        assert pay(loan, due + 102_000).penalty == 2_000
