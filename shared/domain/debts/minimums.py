"""The months of a loan of which only the minimum is paid, or nothing at all, worked out once and as far as
they are asked for.

Whatever a plan does, most loans follow these months until they get something else for the first time. Plans
side by side share them, and so do the costs and the rate of a debt.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from shared.domain.debts.flows import Flow, period_rate, yearly
from shared.domain.debts.loans import Bill, Loan, Paid, Totals, bill, pay_bill
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR
from shared.domain.money import MAX_RUPIAH


class BilledMonth(NamedTuple):
    """A month's bill, and the month once its minimum is paid."""

    billed: Bill
    paid: Paid


class KnownMonths:
    """A loan, and its months where each bill is paid by one rule; those that are asked for are worked out
    once."""

    def __init__(self, loan: Loan, *, pays: Callable[[Bill], int]) -> None:
        self.loan = loan
        self._pays = pays
        self._months: list[BilledMonth] = []
        self._last = loan

    def month(self, number: int) -> BilledMonth:
        """Month `number` of those up to the end of the loan; the first is 0."""
        months = self._months
        while len(months) <= number:
            billed = bill(self._last)
            paid = pay_bill(self._last, billed, self._pays(billed))
            months.append(BilledMonth(billed, paid))
            self._last = paid.loan
        return months[number]

    @cached_property
    def followed(self) -> Sequence[Paid]:
        """The months up to the end, at most 600 or until a quadrillion is owed."""
        numbers = takewhile(self._goes_on_before, range(MAX_MONTHS))
        return tuple([self.month(number).paid for number in numbers])

    @cached_property
    def due(self) -> Sequence[int]:
        """The minimum of each of them."""
        return tuple([each.billed.minimum for each in self._months[: len(self.followed)]])

    @cached_property
    def owed(self) -> Sequence[int]:
        """What is owed after each of them."""
        return tuple([each.loan.balance for each in self.followed])

    @cached_property
    def totals(self) -> Totals:
        """What they come to."""
        return Totals.of(self.followed)

    def _goes_on_before(self, number: int) -> bool:
        return number == 0 or 0 < self.month(number - 1).paid.loan.balance <= MAX_RUPIAH


class Minimums(KnownMonths):
    """A loan of which the minimums are paid."""

    def __init__(self, loan: Loan) -> None:
        super().__init__(loan, pays=lambda billed: billed.minimum)

    @property
    def first(self) -> Bill:
        """This month's bill."""
        return self.month(0).billed

    @cached_property
    def unpaid(self) -> KnownMonths:
        """The same loan where nothing is paid on it."""
        return KnownMonths(self.loan, pays=lambda billed: 0)

    @property
    def ends(self) -> bool:
        """Whether the loan ends within 600 months."""
        return self.followed[-1].loan.ended

    @cached_property
    def rate(self) -> Decimal:
        """The yearly rate that the loan comes to from today on. Raises ValueError where it never ends."""
        flows = [Flow(month, Decimal(paid.amount)) for month, paid in enumerate(self.followed, start=1)]
        found = period_rate(Decimal(self.loan.balance), flows)
        return yearly(found, periods=MONTHS_A_YEAR).nominal or Decimal(0)
