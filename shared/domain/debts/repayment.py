"""Debts as they are repaid, month by month.

A debt that gets just its minimums, or nothing, follows months that are known (`minimums.py`): it counts in
sums only, and is not looked at until it gets something else. A plan of many debts mostly goes on with one.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from shared.domain.debts.loans import Bill, Loan, Paid, Totals, bill, pay_bill
from shared.domain.debts.minimums import KnownMonths, Minimums
from shared.domain.debts.model import MAX_MONTHS


class Repayment:
    """Debts by their places, in the month that is next."""

    def __init__(self, minimums: Sequence[Minimums]) -> None:
        self._minimums = minimums
        self._month = 0
        self.unpaid = set[int]()
        """The debts on which nothing was paid so far, though something was due."""
        self._known: dict[int, KnownMonths] = dict(enumerate(minimums))
        self._due = _by_month([each.due for each in minimums])
        self._owed = _by_month([each.owed for each in minimums])
        self._loans: dict[int, Loan] = {}
        self._bills: dict[int, Bill] = {}
        self._steps: dict[int, list[Paid]] = {}

    @property
    def needed(self) -> int:
        """What the minimums of this month come to."""
        return self._due[self._month] + sum([billed.minimum for billed in self._bills.values()])

    def bill_of(self, place: int) -> Bill | None:
        """This month's bill of a debt; None once it has ended."""
        known = self._known.get(place)
        if known is None:
            return self._bills.get(place)
        return known.month(self._month).billed if self._month < len(known.followed) else None

    def pay(self, payments: Mapping[int, int]) -> int:
        """End the month; what is owed then. Debts without a payment get what they got so far: their minimum,
        or nothing. Raises ValueError where a payment is more than settles the debt."""
        for place, amount in payments.items():
            known = self._known.get(place)
            if known is not None and known.month(self._month).paid.amount != amount:
                self._leave(place, known)
                if amount == 0 and self._month == 0:
                    self._leave_unpaid(place)
                else:
                    self._work_out(place, known)
        owed = self._owed[self._month]
        for place, billed in self._bills.items():
            paid = pay_bill(self._loans[place], billed, payments.get(place, billed.minimum))
            self._steps[place].append(paid)
            self._loans[place] = paid.loan
            owed += paid.loan.balance
        self._month += 1
        self._bills = {place: bill(loan) for place, loan in self._loans.items() if loan.balance}
        return owed

    @property
    def steps(self) -> tuple[tuple[Paid, ...], ...]:
        """The months of each debt so far, up to its end."""
        return tuple([tuple(self._steps_of(place)) for place in range(len(self._minimums))])

    @property
    def totals(self) -> Totals:
        """What the months so far come to."""
        each = [self._totals_of(place) for place in range(len(self._minimums))]
        return Totals(*(sum(amounts) for amounts in zip(*each, strict=True)))

    def _totals_of(self, place: int) -> Totals:
        known = self._known.get(place)
        if known is not None and len(known.followed) <= self._month:
            return known.totals
        return Totals.of(self._steps_of(place))

    def _steps_of(self, place: int) -> Sequence[Paid]:
        known = self._known.get(place)
        return self._steps[place] if known is None else known.followed[: self._month]

    def _leave_unpaid(self, place: int) -> None:
        """Take the months in which nothing is paid into the sums."""
        self._known[place] = known = self._minimums[place].unpaid
        self.unpaid.add(place)
        for month in range(len(known.followed)):
            self._due[month] += known.due[month]
            self._owed[month] += known.owed[month]

    def _leave(self, place: int, known: KnownMonths) -> None:
        """Take its months from this one on out of the sums."""
        del self._known[place]
        self.unpaid.discard(place)
        for month in range(self._month, len(known.followed)):
            self._due[month] -= known.due[month]
            self._owed[month] -= known.owed[month]

    def _work_out(self, place: int, known: KnownMonths) -> None:
        """From now on its months are its own."""
        month = self._month
        self._steps[place] = list(known.followed[:month])
        self._loans[place] = known.loan if month == 0 else known.followed[month - 1].loan
        self._bills[place] = known.month(month).billed


def _by_month(series: Sequence[Sequence[int]]) -> list[int]:
    """The sum of each month over as many as are followed."""
    sums = list(map(sum, zip_longest(*series, fillvalue=0)))
    return sums + [0] * (MAX_MONTHS - len(sums))
