"""A debt over the months of a plan: its minimum is paid each month, and what is paid extra."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.debts.loans import Loan
from shared.domain.planning.stepping import SteppedLoan


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
    more = _by_month(extra, months)
    stepped = SteppedLoan(loan)
    for month in range(first, months):
        payments[month] = stepped.step(more[month])
        balances[month] = stepped.balance
        if stepped.balance == 0:
            return Schedule(payments, balances, stepped.interest, stepped.fees, month)
    return Schedule(payments, balances, stepped.interest, stepped.fees, None)


def _by_month(extra: Sequence[ExtraPaid], months: int) -> list[int]:
    more = [0] * months
    for it in extra:
        for month in range(it.first, min(it.after, months)):
            more[month] += it.amount
    return more
