"""How much money a month reaches every minimum."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.payoff import Money, ever_short
from shared.domain.debts.strategies import Way


def enough_for(borrower: Borrower, *, ways: Sequence[Way]) -> int:
    """The monthly money with which one of these ways misses no minimum.

    Where every debt ends by its minimum and no later month asks for more than this one, that is this month's
    minimums; where bills come later, the least that pays them off in time, by halving. A debt that grows asks
    for more and more: there the first amount that is tried and does, from this month's minimums upwards.
    """

    def reaches(amount: int) -> bool:
        return not all(ever_short(borrower, way, Money(monthly=amount)) for way in ways)

    ending = [each for each in borrower.minimums if each.ends]
    growing = [each for each in borrower.minimums if not each.ends]
    due = list(_due_by_month(ending))
    most = max(due, default=0)
    enough = _where_some_grow(borrower, most, growing, reaches) if growing else most
    if not due or most == due[0]:
        return enough
    return _least(reaches, from_=borrower.due_first, to=enough)


def _where_some_grow(
    borrower: Borrower, most: int, growing: Sequence[Minimums], reaches: Callable[[int], bool]
) -> int:
    all_of_it = sum(each.first.settle for each in borrower.minimums)
    return next(filter(reaches, _tried(most, growing, below=all_of_it)), all_of_it)


def _least(reaches: Callable[[int], bool], *, from_: int, to: int) -> int:
    """The least amount that reaches, where more never reaches less far."""
    return from_ + bisect_left(range(from_, to), True, key=reaches)


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
