"""Paying debts off month by month, by a strategy and with some money a month.

Every month each minimum is paid first; what is left goes to the first debt in the strategy's order until that
is settled, then to the next. What ended debts no longer need stays in the plan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from shared.domain.debts.borrower import Borrower
from shared.domain.debts.loans import Paid, Totals
from shared.domain.debts.model import MAX_MONTHS
from shared.domain.debts.repayment import Repayment
from shared.domain.debts.strategies import Strategy, Way, ways_of
from shared.domain.money import MAX_RUPIAH


class Money(NamedTuple):
    """What can be paid: `monthly` rupiah for all debts together, or, without it, the minimums of the first
    month (or of the month, where they are more) and `extra`. `one_off` adds to single months, the first is 1.
    """

    monthly: int | None = None
    extra: int = 0
    one_off: Mapping[int, int] = {}

    @property
    def is_unnamed(self) -> bool:
        """Whether nothing was said of how much there is a month."""
        return self.monthly is None and self.extra == 0

    def in_month(self, month: int, *, needed: int, at_first: int) -> int:
        """The money of a month whose minimums come to `needed`; those of the first came to `at_first`."""
        usual = max(needed, at_first) + self.extra if self.monthly is None else self.monthly
        return usual + self.one_off.get(month, 0)


class Short(NamedTuple):
    """A month in which the money did not reach the minimums."""

    month: int
    needed: int
    lacking: int


class Run(NamedTuple):
    """A plan carried out: the months of each debt up to its end, months without enough money, what is owed
    after each month. `months` is None where debts remain. Debts in `ahead` got more than their minimum."""

    strategy: Strategy
    order: tuple[int, ...]
    ahead: Set[int]
    steps: tuple[tuple[Paid, ...], ...]
    owed: tuple[int, ...]
    short: tuple[Short, ...]
    months: int | None
    totals: Totals

    @property
    def cost(self) -> int:
        """Interest, fees and penalties."""
        return self.totals.cost

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """The lower, the better: nothing late, an end, the least cost, the soonest end."""
        return bool(self.short), self.months is None, self.cost, self.months or 0

    @property
    def paid_by_month(self) -> tuple[int, ...]:
        """What was paid on all debts together in each month."""
        paid = [0] * len(self.owed)
        for steps in self.steps:
            for month, step in enumerate(steps):
                paid[month] += step.amount
        return tuple(paid)

    @property
    def endings(self) -> tuple[tuple[int, int], ...]:
        """The debts that ended, each with its month, the first first."""
        ended = [
            (len(steps), place) for place, steps in enumerate(self.steps) if steps and steps[-1].loan.ended
        ]
        return tuple((place, month) for month, place in sorted(ended))


def pay_off(borrower: Borrower, strategy: Strategy, money: Money, *, own_order: Sequence[int] = ()) -> Run:
    """Carry a strategy out until nothing is owed, at most 600 months or until a quadrillion is owed.

    Where it may be meant in several ways, the best of them."""
    return best_of(
        carried_out(borrower, strategy, money, way) for way in ways_of(borrower, strategy, own_order)
    )


def best_of(runs: Iterable[Run]) -> Run:
    """The first that nobody pays late in, that ends, that costs the least and that ends the soonest."""
    return min(runs, key=lambda run: run.rank)


def ever_short(borrower: Borrower, way: Way, money: Money) -> bool:
    """Whether in any month the money would not reach the minimums."""
    return any(month.lacking for month in _months(Repayment(borrower.minimums), money, way.order, way.ahead))


class _Month(NamedTuple):
    needed: int
    lacking: int
    owed: int


def _months(repayment: Repayment, money: Money, order: Sequence[int], ahead: Set[int]) -> Iterator[_Month]:
    """Pay each month, and tell how it went."""
    at_first = repayment.needed
    for month in range(1, MAX_MONTHS + 1):
        needed = repayment.needed
        available = money.in_month(month, needed=needed, at_first=at_first)
        if available < needed:
            payments = _as_far_as_it_goes(repayment, available, order)
        else:
            payments = _beyond_minimums(repayment, available - needed, order, ahead)
        owed = repayment.pay(payments)
        yield _Month(needed, max(0, needed - available), owed)
        if not 0 < owed <= MAX_RUPIAH:
            return


def _as_far_as_it_goes(repayment: Repayment, available: int, order: Sequence[int]) -> Mapping[int, int]:
    """The minimums in this order, until nothing is left."""
    payments = dict[int, int]()
    for place in order:
        if available == 0 and place in repayment.unpaid:
            continue
        billed = repayment.bill_of(place)
        if billed is not None:
            payments[place] = min(billed.minimum, available)
            available -= payments[place]
    return payments


def _beyond_minimums(
    repayment: Repayment, beyond: int, order: Sequence[int], ahead: Set[int]
) -> Mapping[int, int]:
    """All minimums, and to the first debts in this order as much of what is beyond them as they take."""
    payments = dict[int, int]()
    for place in repayment.unpaid:
        if (billed := repayment.bill_of(place)) is not None:
            payments[place] = billed.minimum
    for place in order:
        if beyond == 0:
            break
        billed = repayment.bill_of(place) if place in ahead else None
        if billed is not None:
            more = min(billed.settle - billed.minimum, beyond)
            payments[place] = billed.minimum + more
            beyond -= more
    return payments


def carried_out(borrower: Borrower, strategy: Strategy, money: Money, way: Way) -> Run:
    """One way of a strategy, month by month."""
    repayment = Repayment(borrower.minimums)
    months = list(_months(repayment, money, way.order, way.ahead))
    return Run(
        strategy=strategy,
        order=way.order,
        ahead=way.ahead,
        steps=repayment.steps,
        owed=tuple([month.owed for month in months]),
        short=tuple(
            [Short(at, told.needed, told.lacking) for at, told in enumerate(months, start=1) if told.lacking]
        ),
        months=None if months[-1].owed else len(months),
        totals=repayment.totals,
    )
