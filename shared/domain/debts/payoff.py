"""Paying debts off month by month, by a strategy and with some money a month.

Every month each minimum is paid first; what is left goes to the first debt in the strategy's order until that
is settled, then to the next. What ended debts no longer need stays in the plan.
"""

from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shared.domain.debts.loans import Bill, Loan, Paid, bill, pay_bill
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR, Debt, InterestMethod
from shared.domain.debts.rates import Flow, period_rate, yearly
from shared.domain.money import MAX_RUPIAH


class Strategy(StrEnum):
    """Which debt gets what is left after the minimums: the smallest first (SNOWBALL), the one where it saves
    most (AVALANCHE), as the person says (OWN_ORDER); or none, and only minimums are paid (MINIMUM_ONLY)."""

    SNOWBALL = "SNOWBALL"
    AVALANCHE = "AVALANCHE"
    MINIMUM_ONLY = "MINIMUM_ONLY"
    OWN_ORDER = "OWN_ORDER"


class Money(NamedTuple):
    """What can be paid: `monthly` rupiah for all debts together, or, without it, the minimums of the first
    month (or of the month, where they are more) and `extra`. `one_off` adds to single months, the first is 1.
    """

    monthly: int | None = None
    extra: int = 0
    one_off: Mapping[int, int] = {}

    def in_month(self, month: int, *, needed: int, at_first: int) -> int:
        """The money of a month whose minimums come to `needed`; those of the first came to `at_first`."""
        usual = max(needed, at_first) + self.extra if self.monthly is None else self.monthly
        return usual + self.one_off.get(month, 0)


class Borrower(NamedTuple):
    """Loans beside the debts that they are, in the order they were told."""

    debts: tuple[Debt, ...]
    loans: tuple[Loan, ...]

    @classmethod
    def of(cls, debts: Sequence[Debt]) -> "Borrower":
        """The loans of debts that are complete."""
        return cls(tuple(debts), tuple(Loan.of(debt) for debt in debts))


class Short(NamedTuple):
    """A month in which the money did not reach the minimums."""

    month: int
    needed: int
    lacking: int


class Totals(NamedTuple):
    """Whole rupiah over a plan: all that was paid, and what of it was charged."""

    paid: int = 0
    interest: int = 0
    fees: int = 0
    penalties: int = 0

    @property
    def cost(self) -> int:
        """Interest, fees and penalties."""
        return self.interest + self.fees + self.penalties


class Run(NamedTuple):
    """A plan carried out: the months of each debt up to its end, months without enough money, what is owed
    after each month. `months` is None where debts remain."""

    strategy: Strategy
    order: tuple[int, ...]
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
    def endings(self) -> tuple[tuple[int, int], ...]:
        """The debts that ended, each with its month, the first first."""
        ended = [
            (len(steps), place) for place, steps in enumerate(self.steps) if steps and steps[-1].loan.ended
        ]
        return tuple((place, month) for month, place in sorted(ended))


def pay_off(borrower: Borrower, strategy: Strategy, money: Money, *, own_order: Sequence[int] = ()) -> Run:
    """Carry a strategy out until nothing is owed, at most 600 months or until a quadrillion is owed."""
    order = order_of(borrower, strategy, own_order)
    ahead = frozenset(place for place in order if _may_pay_ahead(borrower, place, strategy))
    loans, living = list(borrower.loans), list(order)
    steps: list[list[Paid]] = [[] for _ in loans]
    owed, short = list[int](), list[Short]()
    at_first = None
    for month in range(1, MAX_MONTHS + 1):
        bills = [bill(loans[place]) for place in living]
        needed = sum([billed.minimum for billed in bills])
        at_first = needed if at_first is None else at_first
        available = money.in_month(month, needed=needed, at_first=at_first)
        if available < needed:
            short.append(Short(month, needed, needed - available))
        payments = _payments(living, bills, available, ahead)
        left = 0
        for place, billed, amount in zip(living, bills, payments, strict=True):
            paid = pay_bill(loans[place], billed, amount)
            steps[place].append(paid)
            loans[place] = paid.loan
            left += paid.loan.balance
        owed.append(left)
        if not left or left > MAX_RUPIAH:
            break
        living = [place for place in living if loans[place].balance]
    return Run(
        strategy=strategy,
        order=order,
        steps=tuple(map(tuple, steps)),
        owed=tuple(owed),
        short=tuple(short),
        months=None if owed[-1] else len(owed),
        totals=_totals(steps),
    )


def order_of(borrower: Borrower, strategy: Strategy, own_order: Sequence[int] = ()) -> tuple[int, ...]:
    """The places of the debts in the order in which they get what is left after the minimums.

    Fixed at the start. Among equals the smaller one first, then the order they were told in; an own order
    that leaves debts out goes on with the others, the smallest first.
    """
    places = range(len(borrower.loans))
    by_size = sorted(places, key=lambda place: bill(borrower.loans[place]).settle)
    if strategy is Strategy.AVALANCHE:
        rates = [saving_rate(*pair) for pair in zip(borrower.debts, borrower.loans, strict=True)]
        return tuple(sorted(by_size, key=lambda place: -rates[place]))
    if strategy is Strategy.OWN_ORDER:
        return (*own_order, *(place for place in by_size if place not in own_order))
    return tuple(by_size)


def saving_rate(debt: Debt, loan: Loan) -> Decimal:
    """The yearly rate that paying this debt ahead saves, as a fraction.

    Its own rate where interest is on what is still owed. Where agreed interest falls away, the rate that the
    rest of its schedule comes to; where it does not, nothing.
    """
    if debt.method is InterestMethod.EFFECTIVE:
        return debt.annual_rate
    if loan.interest_left == 0 or not debt.interest_waived:
        return Decimal(0)
    return debt.annual_rate if debt.method is InterestMethod.DAILY else _rate_of_the_rest(loan)


def _rate_of_the_rest(loan: Loan) -> Decimal:
    start, flows = loan.balance, list[Flow]()
    while not loan.ended and len(flows) < MAX_MONTHS:
        billed = bill(loan)
        flows.append(Flow(len(flows) + 1, Decimal(billed.minimum)))
        loan = pay_bill(loan, billed, billed.minimum).loan
    return yearly(period_rate(Decimal(start), flows), periods=MONTHS_A_YEAR).nominal or Decimal(0)


def _may_pay_ahead(borrower: Borrower, place: int, strategy: Strategy) -> bool:
    """Nothing with minimums only. AVALANCHE is after the least cost: it pays nothing ahead where that has a
    penalty and saves nothing."""
    if strategy is not Strategy.AVALANCHE:
        return strategy is not Strategy.MINIMUM_ONLY
    debt, loan = borrower.debts[place], borrower.loans[place]
    return debt.early_penalty == 0 or saving_rate(debt, loan) > 0


def _payments(living: Sequence[int], bills: Sequence[Bill], available: int, ahead: Set[int]) -> Sequence[int]:
    """What each debt gets: its minimum as far as the money goes, then what is left, both in this order."""
    payments = list[int]()
    for billed in bills:
        amount = min(billed.minimum, available)
        payments.append(amount)
        available -= amount
    for index, place in enumerate(living):
        if available <= 0:
            break
        if place in ahead:
            more = min(bills[index].settle - payments[index], available)
            payments[index] += more
            available -= more
    return payments


def _totals(steps: Sequence[Sequence[Paid]]) -> Totals:
    paid = interest = fees = penalties = 0
    for months in steps:
        for month in months:
            paid += month.amount
            interest += month.interest
            fees += month.fee
            penalties += month.penalty
    return Totals(paid, interest, fees, penalties)
