"""A loan month by month, in whole rupiah: what accrues, what must be paid, what paying does, what ends it.

Charges are rounded half-even to the rupiah, once a month. What is called `owed` is the balance and the
month's interest and fee; a monthly fee is charged as long as anything is owed. What is not paid of a minimum
stays in the balance; it is not added to the next minimum.
"""

from collections.abc import Iterable
from typing import NamedTuple

from shared.domain.debts.model import DAYS_A_MONTH, Debt, InterestMethod
from shared.domain.debts.terms import Ratio, Terms, agreed_interest, terms_of


class Loan(NamedTuple):
    """What is owed at the beginning of a month, and on which terms.

    `interest_left`: FLAT and DAILY interest that is agreed and not charged yet. `charges_left`: what may
    still be charged under a cap, None without one.
    """

    terms: Terms
    balance: int
    interest_left: int = 0
    charges_left: int | None = None
    days_left: int = 0

    @classmethod
    def of(cls, debt: Debt) -> "Loan":
        """The loan that a debt is today. Raises ValueError for a card that is not `completed` (caps.py)."""
        if debt.method is InterestMethod.EFFECTIVE and not debt.says_what_to_pay:
            raise ValueError("a card without a minimum has to be completed first")
        principal = debt.principal or debt.balance
        cap = debt.charges_cap
        return cls(
            terms=terms_of(debt),
            balance=debt.balance,
            interest_left=agreed_interest(debt),
            charges_left=(None if cap is None else max(0, Ratio.of(cap).part_of(principal) - debt.charged)),
            days_left=debt.days_left or 0,
        )

    @property
    def ended(self) -> bool:
        """Whether nothing is owed any more."""
        return self.balance == 0


class Accrued(NamedTuple):
    """What one month adds to what is owed."""

    interest: int
    fee: int


NOTHING = Accrued(0, 0)


class Bill(NamedTuple):
    """One month of a loan before it is paid. `owed` is the balance with this month's charges.

    Settling costs beyond what is owed: `interest_ahead` that is agreed and not waived, and `early_penalty`.
    """

    interest: int
    fee: int
    owed: int
    minimum: int
    interest_ahead: int
    early_penalty: int

    @property
    def settle(self) -> int:
        """What ends the loan this month."""
        return self.owed + self.interest_ahead + self.early_penalty


class Paid(NamedTuple):
    """A month that is over: the loan after it, what was charged, and what the payment did.

    `principal` is how much less is owed than before, negative where it grew; so that the amount paid is
    interest + fee + penalty + principal. `unpaid` is what lacks to the minimum, `amount` what was paid.
    """

    loan: Loan
    interest: int
    fee: int
    penalty: int
    principal: int
    unpaid: int
    amount: int


class Totals(NamedTuple):
    """Whole rupiah over months: all that was paid, and what of it was charged."""

    paid: int = 0
    interest: int = 0
    fees: int = 0
    penalties: int = 0

    @classmethod
    def of(cls, months: Iterable[Paid]) -> "Totals":
        """What these months come to."""
        paid = interest = fees = penalties = 0
        for month in months:
            paid += month.amount
            interest += month.interest
            fees += month.fee
            penalties += month.penalty
        return cls(paid, interest, fees, penalties)

    @property
    def cost(self) -> int:
        """Interest, fees and penalties."""
        return self.interest + self.fees + self.penalties


def accrue(loan: Loan) -> Accrued:
    """What this month adds: interest by the loan's method, and the fee; nothing beyond the cap on charges."""
    if loan.balance == 0:
        return NOTHING
    interest, fee, room = _interest(loan), loan.terms.fee, loan.charges_left
    if room is None:
        return Accrued(interest, fee)
    if interest >= room:
        return Accrued(room, 0)
    return Accrued(interest, min(fee, room - interest))


def bill(loan: Loan) -> Bill:
    """This month's bill: charges, minimum and what settling costs."""
    if loan.terms.plain and loan.balance:
        return _plain_bill(loan.terms, loan.balance)
    interest, fee = accrue(loan)
    owed = loan.balance + interest + fee
    due = _minimum(loan, interest, fee, owed)
    terms = loan.terms
    if terms.early_share.over == 0 and loan.interest_left == 0:
        return Bill(interest, fee, owed, due, 0, 0)
    ahead = 0 if terms.interest_waived else max(0, loan.interest_left - interest)
    penalty = terms.early_share.part_of(owed - due)
    if loan.charges_left is not None:
        ahead = min(ahead, loan.charges_left - interest - fee)
        penalty = min(penalty, loan.charges_left - interest - fee - ahead)
    return Bill(interest, fee, owed, due, ahead, penalty)


def minimum(loan: Loan) -> int:
    """What must be paid this month, interest and fee included; never more than is owed."""
    return bill(loan).minimum


def settle(loan: Loan) -> int:
    """What ends the loan this month: all that is owed, agreed interest that is not waived, early penalty."""
    return bill(loan).settle


def settle_today(loan: Loan) -> int:
    """What ends the loan at the beginning of the month, before that adds anything: the balance, agreed
    interest that is not waived, and the early penalty, which is on all of the balance then."""
    ahead = 0 if loan.terms.interest_waived else loan.interest_left
    penalty = loan.terms.early_share.part_of(loan.balance)
    if loan.charges_left is not None:
        ahead = min(ahead, loan.charges_left)
        penalty = min(penalty, loan.charges_left - ahead)
    return loan.balance + ahead + penalty


def pay(loan: Loan, amount: int) -> Paid:
    """End the month with a payment. Raises ValueError where it is negative or more than settles the loan.

    What goes beyond the minimum pays principal ahead of schedule, and with it, in proportion, the interest
    that is not waived and the early penalty. Less than the minimum costs the late penalty.
    """
    return pay_bill(loan, bill(loan), amount)


def pay_bill(loan: Loan, billed: Bill, amount: int) -> Paid:
    """As `pay`, where the month's bill is known already."""
    interest, fee, owed, minimum, _, _ = billed
    if not 0 <= amount <= billed.settle:
        raise ValueError("a payment lies between 0 and what settles the loan")
    if loan.terms.plain and amount >= minimum:
        balance = owed - amount
        after = Loan(loan.terms, balance)
        return Paid(after, interest, fee, 0, loan.balance - balance, 0, amount)
    penalty = 0
    if amount > minimum:
        interest_ahead, penalty = _shares_of(amount - minimum, billed)
        interest += interest_ahead
    elif amount < minimum:
        penalty = _late_penalty(loan, billed, amount)
    balance = loan.balance + interest + fee + penalty - amount
    after = _after(loan, balance, interest, fee + penalty)
    return Paid(after, interest, fee, penalty, loan.balance - balance, max(0, minimum - amount), amount)


def _after(loan: Loan, balance: int, interest: int, others: int) -> Loan:
    """The loan after a month with these charges."""
    terms, _, left, room, days = loan
    return Loan(
        terms,
        balance,
        left - interest if balance and left else 0,
        None if room is None else room - interest - others,
        max(0, days - DAYS_A_MONTH),
    )


def _plain_bill(terms: Terms, balance: int) -> Bill:
    """The bill of most loans, without what they do not have: plans go through very many months of them."""
    interest = terms.rate.part_of(balance)
    owed = balance + interest + terms.fee
    due = terms.instalment
    if due is None:
        due = terms.fee if terms.share is None else max(terms.floor, terms.share.part_of_rounded_up(owed))
    return Bill(interest, terms.fee, owed, min(due, owed), 0, 0)


def _interest(loan: Loan) -> int:
    terms, left, method = loan.terms, loan.interest_left, loan.terms.method
    if method is InterestMethod.EFFECTIVE:
        return terms.rate.part_of(loan.balance)
    if left == 0:
        return 0
    if method is InterestMethod.FLAT:
        last = loan.balance <= terms.scheduled_principal and not terms.interest_waived
        return left if last else min(left, terms.rate.part_of(terms.base))
    if loan.days_left <= DAYS_A_MONTH:
        return left
    month = min(left, terms.rate.part_of(terms.base, times=DAYS_A_MONTH))
    ends = terms.instalment is not None and terms.instalment >= loan.balance + month + terms.fee
    return left if ends and not terms.interest_waived else month


def _minimum(loan: Loan, interest: int, fee: int, owed: int) -> int:
    terms = loan.terms
    if terms.share is not None:
        return min(owed, max(terms.floor, terms.share.part_of_rounded_up(owed)))
    if terms.method is InterestMethod.FLAT:
        return min(owed, terms.scheduled_principal + interest + fee)
    if terms.method is InterestMethod.DAILY and loan.days_left <= DAYS_A_MONTH:
        return owed
    return min(owed, fee if terms.instalment is None else terms.instalment)


def _shares_of(ahead: int, billed: Bill) -> tuple[int, int]:
    """The interest and the penalty in what is paid ahead, in proportion and rounded up."""
    extra = billed.interest_ahead + billed.early_penalty
    if ahead == 0 or extra == 0:
        return 0, 0
    whole = billed.settle - billed.minimum
    interest = min(ahead, -(-ahead * billed.interest_ahead // whole))
    return interest, min(ahead - interest, -(-ahead * billed.early_penalty // whole))


def _late_penalty(loan: Loan, billed: Bill, amount: int) -> int:
    """The amount, and the share: of all that is owed, or for DAILY of the principal that is still out, as
    OJK counts the days of an online loan that is late (baki debet)."""
    terms = loan.terms
    if terms.late_amount == 0 and terms.late_share.over == 0:
        return 0
    daily = terms.method is InterestMethod.DAILY
    share = terms.late_share.part_of(min(terms.base, billed.owed - amount) if daily else billed.owed)
    if terms.late_cap is not None:
        share = min(share, terms.late_cap)
    penalty = terms.late_amount + share
    if loan.charges_left is None:
        return penalty
    return min(penalty, loan.charges_left - billed.interest - billed.fee)
