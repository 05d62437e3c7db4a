"""Which debt gets what is left after the minimums: the order by a strategy, and which debts are left out."""

from collections.abc import Sequence, Set
from decimal import Decimal
from enum import StrEnum

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.minimums import Minimums
from shared.domain.debts.model import MONTHS_A_YEAR, Debt, InterestMethod


class Strategy(StrEnum):
    """Which debt gets what is left after the minimums: the smallest first (SNOWBALL), the one where it saves
    most (AVALANCHE), as the person says (OWN_ORDER); or none, and only minimums are paid (MINIMUM_ONLY)."""

    SNOWBALL = "SNOWBALL"
    AVALANCHE = "AVALANCHE"
    MINIMUM_ONLY = "MINIMUM_ONLY"
    OWN_ORDER = "OWN_ORDER"


def order_of(borrower: Borrower, strategy: Strategy, own_order: Sequence[int] = ()) -> tuple[int, ...]:
    """The places of the debts in the order in which they get what is left after the minimums.

    Fixed at the start. Among equals the smaller one first, then the order they were told in; an own order
    that leaves debts out goes on with the others, the smallest first.
    """
    places = range(len(borrower.debts))
    by_size = sorted(places, key=lambda place: borrower.minimums[place].first.settle)
    if strategy is Strategy.AVALANCHE:
        rates = [saving_rate(*pair) for pair in zip(borrower.debts, borrower.minimums, strict=True)]
        return tuple(sorted(by_size, key=lambda place: -rates[place]))
    if strategy is Strategy.OWN_ORDER:
        return (*own_order, *(place for place in by_size if place not in own_order))
    return tuple(by_size)


def saving_rate(debt: Debt, minimums: Minimums) -> Decimal:
    """The yearly rate that paying this debt ahead saves, as a fraction.

    Its own rate where interest is on what is still owed. Where agreed interest falls away, the rate that the
    rest of its schedule comes to; where it does not, nothing.
    """
    loan = minimums.loan
    if debt.method is InterestMethod.EFFECTIVE:
        return debt.annual_rate
    if loan.interest_left == 0 or not debt.interest_waived:
        return Decimal(0)
    if debt.method is InterestMethod.DAILY:
        return debt.annual_rate
    return minimums.rate if minimums.ends else _rate_of_this_month(minimums)


def paid_ahead(borrower: Borrower, strategy: Strategy) -> Sequence[Set[int]]:
    """The debts that get more than their minimum, in one way or several of which the cheapest is meant.

    All of them; none with minimums only. AVALANCHE is after the least cost: it leaves those out whose early
    penalty is more than settling them now would save, and where there are others with a penalty it is to be
    tried without them too, as the penalty may outweigh what they save later on.
    """
    places = range(len(borrower.debts))
    if strategy is Strategy.MINIMUM_ONLY:
        return (frozenset(),)
    if strategy is not Strategy.AVALANCHE:
        return (frozenset(places),)
    free = frozenset(place for place in places if borrower.debts[place].early_penalty == 0)
    worth = free | {place for place in places if place not in free and _worth_settling(borrower, place)}
    return (worth,) if worth == free else (worth, free)


def _worth_settling(borrower: Borrower, place: int) -> bool:
    debt, minimums = borrower.debts[place], borrower.minimums[place]
    if saving_rate(debt, minimums) == 0:
        return False
    by_minimums = sum(month.amount for month in minimums.followed)
    return not minimums.ends or by_minimums > minimums.first.settle


def _rate_of_this_month(minimums: Minimums) -> Decimal:
    return Decimal(minimums.first.interest) * MONTHS_A_YEAR / minimums.loan.balance
