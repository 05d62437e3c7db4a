"""How much money a month reaches every minimum."""

from collections.abc import Iterator, Sequence

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.payoff import Money, ever_short
from shared.domain.debts.strategies import Strategy


def enough_for(borrower: Borrower, *, strategies: Sequence[Strategy], own_order: Sequence[int]) -> int:
    """The monthly money with which no minimum is missed by any of these strategies, which pay ahead.

    Where every debt ends by its minimum, that is the month that asks for most. A debt that grows asks for
    more and more: there the first amount that is tried and does, from this month's minimums upwards.
    """
    most = max(_due_by_month([each for each in borrower.minimums if each.ends]), default=0)
    growing = [each for each in borrower.minimums if not each.ends]
    if not growing:
        return most

    def reaches(amount: int) -> bool:
        money = Money(monthly=amount)
        return not any(ever_short(borrower, each, money, own_order=own_order) for each in strategies)

    all_of_it = sum(each.first.settle for each in borrower.minimums)
    return next(filter(reaches, _tried(most, growing, below=all_of_it)), all_of_it)


def _due_by_month(minimums: Sequence[Minimums]) -> Iterator[int]:
    months = max((len(each.followed) for each in minimums), default=0)
    for month in range(months):
        yield sum(each.followed[month].amount for each in minimums if month < len(each.followed))


def _tried(most: int, growing: Sequence[Minimums], *, below: int) -> Iterator[int]:
    """This month's minimums, then what keeps the debts from growing, then twice as much each time."""
    yield most + sum(each.first.minimum for each in growing)
    amount = most + sum(max(each.first.minimum, each.first.interest + each.first.fee) for each in growing)
    while 0 < amount < below:
        yield amount
        amount *= 2
