"""A debt over the months of a plan: its minimum is paid each month, and what is paid extra."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.debts.loans import Loan, bill, pay_bill


class ExtraPaid(NamedTuple):
    """Rupiah beyond the minimum each month, from month `first` up to before `after`."""

    first: int
    after: int
    amount: int


class Schedule(NamedTuple):
    """What is paid and still owed month by month, in whole rupiah.

    `interest` and `fees` (with penalties) are sums over all months; `ended` is the month of the last
    payment, None where something is still owed after the last month.
    """

    payments: list[int]
    balances: list[int]
    interest: int
    fees: int
    ended: int | None


def schedule(loan: Loan, *, first: int, months: int, extra: Sequence[ExtraPaid] = ()) -> Schedule:
    """The loan from month `first` on. What is extra never goes beyond what settles the loan."""
    payments, balances = [0] * months, [0] * months
    interest = fees = 0
    for month in range(first, months):
        billed = bill(loan)
        amount = min(billed.settle, billed.minimum + _extra_in(month, extra))
        paid = pay_bill(loan, billed, amount)
        loan = paid.loan
        payments[month], balances[month] = amount, loan.balance
        interest += paid.interest
        fees += paid.fee + paid.penalty
        if loan.ended:
            return Schedule(payments, balances, interest, fees, month)
    return Schedule(payments, balances, interest, fees, None)


def _extra_in(month: int, extra: Sequence[ExtraPaid]) -> int:
    return sum(it.amount for it in extra if it.first <= month < it.after) if extra else 0
