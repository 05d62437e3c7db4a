"""A loan stepped over very many months, none of which is paid late: the rules of `debts/loans.py`, in place.

A plan may go through two hundred thousand months of loans. Those rules make three values of each month, which
takes several times as long; a test holds both against each other for any loan.
"""

from shared.domain.debts.loans import Loan
from shared.domain.debts.model import DAYS_A_MONTH, InterestMethod


class SteppedLoan:
    """A loan as its months go by. `interest`, `fees` (with penalties) and `balance` are those so far."""

    def __init__(self, loan: Loan) -> None:
        terms = self._terms = loan.terms
        self.balance = loan.balance
        self.interest = self.fees = 0
        self._left = loan.interest_left
        self._room = loan.charges_left
        self._days = loan.days_left
        self._flat = terms.method is InterestMethod.FLAT
        self._rate = terms.rate if terms.method is InterestMethod.EFFECTIVE else None
        self._usual = self._usual_interest()
        self._early = terms.early_share if terms.early_share.over else None
        self._interest_ahead = self._left > 0 and not terms.interest_waived

    def step(self, extra: int) -> int:
        """Charge a month, and pay its minimum and what is extra as far as the loan goes; all that is paid."""
        interest, fees = self._interest(), self._terms.fee
        if self._room is not None and interest + fees > self._room:
            interest = min(interest, self._room)
            fees = self._room - interest
        owed = self.balance + interest + fees
        paid = self._due(owed, interest, fees)
        if extra and paid < owed:
            if self._interest_ahead or self._early is not None:
                extra, more, penalty = self._ahead(interest, fees, owed - paid, extra)
                interest, fees, owed = interest + more, fees + penalty, owed + more + penalty
            paid = min(owed, paid + extra)
        self.balance = owed - paid
        self.interest += interest
        self.fees += fees
        if self._left:
            self._left -= interest
        if self._room is not None:
            self._room -= interest + fees
        if self._days:
            self._days = max(0, self._days - DAYS_A_MONTH)
        return paid

    def _usual_interest(self) -> int:
        """The interest of a month that follows from the principal at the start."""
        terms = self._terms
        if terms.method is InterestMethod.DAILY:
            return terms.rate.part_of(terms.base, times=DAYS_A_MONTH)
        return terms.rate.part_of(terms.base) if self._flat else 0

    def _interest(self) -> int:
        if self._rate is not None:
            over, under = self._rate
            whole, rest = divmod(self.balance * over, under)
            return whole + 1 if 2 * rest > under or (2 * rest == under and whole & 1) else whole
        if self._left <= self._usual or self._is_last():
            return self._left
        return self._usual

    def _is_last(self) -> bool:
        """Whether all agreed interest is due this month, because the loan ends with its minimum."""
        terms = self._terms
        if self._flat:
            return self.balance <= terms.scheduled_principal and not terms.interest_waived
        if self._days <= DAYS_A_MONTH:
            return True
        if terms.instalment is None or terms.interest_waived:
            return False
        return terms.instalment >= self.balance + self._usual + terms.fee

    def _due(self, owed: int, interest: int, fee: int) -> int:
        """The minimum."""
        terms = self._terms
        if self._flat:
            due = terms.scheduled_principal + interest + fee
        elif terms.share is not None:
            due = max(terms.floor, terms.share.part_of_rounded_up(owed))
        elif 0 < self._days <= DAYS_A_MONTH:
            return owed
        else:
            due = fee if terms.instalment is None else terms.instalment
        return due if due < owed else owed

    def _ahead(self, interest: int, fee: int, rest: int, extra: int) -> tuple[int, int, int]:
        """What of `extra` is paid ahead of `rest`, and the agreed interest and the penalty in it."""
        more = self._left - interest if self._interest_ahead else 0
        penalty = 0 if self._early is None else self._early.part_of(rest)
        if self._room is not None and interest + fee + more + penalty > self._room:
            room = self._room - interest - fee
            more = min(more, room)
            penalty = room - more
        whole = rest + more + penalty
        paid = extra if extra < whole else whole
        share = -(-paid * more // whole)
        return paid, share, min(paid - share, -(-paid * penalty // whole))
