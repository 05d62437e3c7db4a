"""A debt over the months of a plan."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.debts.loans import Loan, bill, pay_bill
from shared.domain.debts.model import Debt
from shared.domain.planning.schedules import ExtraPaid, Schedule, schedule
from tests.domain.debts.owing import any_debts

MONTHS = 80

EXTRAS = st.lists(
    st.builds(
        ExtraPaid,
        first=st.integers(0, MONTHS - 1),
        after=st.integers(1, MONTHS + 10),
        amount=st.integers(1, 50) | st.integers(1, 5_000_000),
    ),
    max_size=3,
)


def step_by_step(debt: Debt, first: int, extra: Sequence[ExtraPaid]) -> Schedule:
    """The same, one month after the other, by the rules of a loan."""
    loan = Loan.of(debt)
    payments, balances = [0] * MONTHS, [0] * MONTHS
    interest = fees = 0
    for month in range(first, MONTHS):
        billed = bill(loan)
        more = sum(it.amount for it in extra if it.first <= month < it.after)
        paid = pay_bill(loan, billed, min(billed.settle, billed.minimum + more))
        loan = paid.loan
        payments[month], balances[month] = paid.amount, loan.balance
        interest, fees = interest + paid.interest, fees + paid.fee + paid.penalty
        if loan.ended:
            return Schedule(payments, balances, interest, fees, month)
    return Schedule(payments, balances, interest, fees, None)


@settings(max_examples=500)
@given(any_debts(), st.integers(0, 3), EXTRAS)
def test_any_debt_goes_as_its_loan_does_step_by_step(debt: Debt, first: int, extra: list[ExtraPaid]) -> None:
    assert schedule(Loan.of(debt), first=first, months=MONTHS, extra=extra) == step_by_step(
        debt, first, extra
    )
