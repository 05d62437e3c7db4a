"""Which debt gets what is left after the minimums: the order by a strategy, and which debts are left out."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.loans import bill, pay_bill
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR, Debt, InterestMethod


class Strategy(StrEnum):
    """Which debt gets what is left after the minimums: the smallest first (SNOWBALL), the one where it saves
    most (AVALANCHE), as the person says (OWN_ORDER); or none, and only minimums are paid (MINIMUM_ONLY).

    CHEAPEST is the best of several orders that are tried; told only where it beats all others.
    """

    SNOWBALL = "SNOWBALL"
    AVALANCHE = "AVALANCHE"
    MINIMUM_ONLY = "MINIMUM_ONLY"
    OWN_ORDER = "OWN_ORDER"
    CHEAPEST = "CHEAPEST"


class Way(NamedTuple):
    """One way to carry out a strategy: debts by their places in the order in which they get what is left, and
    those that get more than their minimum at all."""

    order: tuple[int, ...]
    ahead: frozenset[int]


def ways_of(borrower: Borrower, strategy: Strategy, own_order: Sequence[int] = ()) -> Sequence[Way]:
    """The ways to carry out a strategy, of which the best is meant; each of them once."""
    everything = frozenset(range(len(borrower.debts)))
    if strategy is Strategy.CHEAPEST:
        return tuple(dict.fromkeys(_tried(borrower)))
    order = order_of(borrower, strategy, own_order)
    if strategy is Strategy.MINIMUM_ONLY:
        return (Way(order, frozenset()),)
    if strategy is not Strategy.AVALANCHE:
        return (Way(order, everything),)
    return tuple([Way(order, ahead) for ahead in _worth_paying_ahead(borrower)])


def order_of(borrower: Borrower, strategy: Strategy, own_order: Sequence[int] = ()) -> tuple[int, ...]:
    """The places of the debts in the order in which they get what is left after the minimums.

    Fixed at the start. Among equals the smaller one first, then the order they were told in; an own order
    that leaves debts out goes on with the others, the smallest first.
    """
    by_size = _by_size(borrower)
    if strategy is Strategy.AVALANCHE:
        rates = [saving_rate(*pair) for pair in zip(borrower.debts, borrower.minimums, strict=True)]
        return tuple(sorted(by_size, key=lambda place: -rates[place]))
    if strategy is Strategy.OWN_ORDER:
        return (*own_order, *(place for place in by_size if place not in own_order))
    return by_size


def saving_rate(debt: Debt, minimums: Minimums) -> Decimal:
    """The yearly rate that paying this debt ahead saves, as a fraction; nothing where a part saves nothing.

    Its own rate where interest is on what is still owed. Where agreed interest falls away, the rate that the
    rest of its schedule comes to.
    """
    if not part_ahead_saves(debt, minimums):
        return Decimal(0)
    if debt.method in {InterestMethod.EFFECTIVE, InterestMethod.DAILY}:
        return debt.annual_rate
    return minimums.rate if minimums.ends else _rate_of_this_month(minimums)


def part_ahead_saves(debt: Debt, minimums: Minimums) -> bool:
    """Whether half of the rest, paid this month, lowers the interest of the whole schedule.

    Interest that is agreed on the first principal stays the same until a loan is settled; where it falls
    away then, paying a part only saves if it ends the loan sooner.
    """
    if debt.method is InterestMethod.EFFECTIVE:
        return debt.annual_rate > 0
    if minimums.loan.interest_left == 0 or not debt.interest_waived:
        return False
    if not minimums.ends:
        return True
    billed = minimums.first
    paid = pay_bill(minimums.loan, billed, (billed.minimum + billed.settle) // 2)
    interest = paid.interest
    for _ in range(MAX_MONTHS):
        if paid.loan.ended:
            break
        billed = bill(paid.loan)
        paid = pay_bill(paid.loan, billed, billed.minimum)
        interest += paid.interest
    return interest < minimums.totals.interest


def _by_size(borrower: Borrower) -> tuple[int, ...]:
    return tuple(sorted(range(len(borrower.debts)), key=lambda place: borrower.minimums[place].first.settle))


def _tried(borrower: Borrower) -> Iterator[Way]:
    """By what is saved, by the rate, by the last bill and by size; two of them turned round too."""
    avalanche, by_size = order_of(borrower, Strategy.AVALANCHE), _by_size(borrower)
    orders = (
        avalanche,
        tuple(sorted(by_size, key=lambda place: -_rate_of_settling(borrower, place))),
        tuple(sorted(avalanche, key=lambda place: _last_bill(borrower.minimums[place]))),
        by_size,
        avalanche[::-1],
        by_size[::-1],
    )
    for order in orders:
        for ahead in _worth_paying_ahead(borrower):
            yield Way(order, ahead)
    yield Way(by_size, frozenset(by_size))


def _rate_of_settling(borrower: Borrower, place: int) -> Decimal:
    """The rate that settling saves: of a loan whose agreed interest stays due, nothing."""
    debt, minimums = borrower.debts[place], borrower.minimums[place]
    agreed = debt.method is not InterestMethod.EFFECTIVE
    return Decimal(0) if agreed and not debt.interest_waived else _quoted(debt, minimums)


def _quoted(debt: Debt, minimums: Minimums) -> Decimal:
    flat = debt.method is InterestMethod.FLAT and minimums.ends
    return minimums.rate if flat else debt.annual_rate


def _last_bill(minimums: Minimums) -> int:
    """The month of the last bill; after all others where there is none."""
    return len(minimums.followed) if minimums.ends else MAX_MONTHS + 1


def _worth_paying_ahead(borrower: Borrower) -> Sequence[frozenset[int]]:
    """The debts that get more than their minimum where the least cost is meant, in one way or two.

    Those are left out whose early penalty is more than settling them now would save; where there are others
    with a penalty it is to be tried without them too, as the penalty may outweigh what they save later on.
    """
    places = range(len(borrower.debts))
    free = frozenset(place for place in places if borrower.loans[place].terms.early_share.over == 0)
    worth = free | {place for place in places if place not in free and _worth_settling(borrower, place)}
    return (worth,) if worth == free else (worth, free)


def _worth_settling(borrower: Borrower, place: int) -> bool:
    """Whether settling saves more than its penalty; what its bills never end has to be paid ahead."""
    minimums = borrower.minimums[place]
    if not minimums.ends:
        return True
    return minimums.totals.paid > minimums.first.settle


def _rate_of_this_month(minimums: Minimums) -> Decimal:
    return Decimal(minimums.first.interest) * MONTHS_A_YEAR / minimums.loan.balance
