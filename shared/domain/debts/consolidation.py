"""A new loan in the place of debts, compared honestly: the same money a month on both sides."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH, LiabilityKind
from shared.domain.debts.answers import Alternative, Consolidation, Offer
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.break_even import break_even
from shared.domain.debts.loans import settle_today
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.debts.payoff import Money, Run, pay_off
from shared.domain.debts.strategies import Strategy
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

NEW_LOAN = "new loan"
TOO_LARGE = Words(
    id="Pinjaman baru ini terlalu besar untuk dihitung.", en="This new loan is too large to be computed."
)


class Sides(NamedTuple):
    """The debts that the new loan replaces, and those that stay as they are, by their places."""

    replaced: Sequence[int]
    kept: Sequence[int]


class Comparison:
    """The debts as they are beside what the new loan makes of them, for any fees at its start."""

    def __init__(self, borrower: Borrower, offer: Offer, *, present: Run, money: Money) -> None:
        self._offer = offer
        self.sides = sides = _sides(borrower, offer)
        self.present = present
        self.money = _same_money(borrower, present, money)
        self.settled = sum(settle_today(borrower.minimums[place].loan) for place in sides.replaced)
        self._kept = borrower.only(sides.kept)
        self._own_order = _own_order(present, sides)

    def borrower(self, fees: int) -> Borrower:
        """The new loan, before the debts that stay."""
        return self._kept.behind(_new_loan(self.settled + fees, self._offer))

    def replaced(self, fees: int) -> Run:
        """The new loan and the debts that stay, with the same money by the same strategy."""
        return pay_off(self.borrower(fees), self.present.strategy, self.money, own_order=self._own_order)

    def reaches_first_bills(self, fees: int) -> bool:
        """Whether the money reaches the bills of the first month."""
        due = self.borrower(fees).due_first
        return due <= self.money.in_month(1, needed=due, at_first=due)


def consolidate(borrower: Borrower, offer: Offer, *, present: Run, money: Money) -> Consolidation:
    """The debts as they are (`present`, carried out with this money) against the new loan.

    Each side costs everything paid from now on; what the new loan settles is paid by its lender, today.
    Raises InvalidInput where more would be borrowed than one loan can hold.
    """
    both = Comparison(borrower, offer, present=present, money=money)
    fees = _fees_at_start(both.settled, offer)
    if both.settled + fees > MAX_ITEM_RUPIAH:
        raise InvalidInput(FieldProblem("/consolidation", TOO_LARGE))
    if money.is_unnamed and not both.reaches_first_bills(fees):
        both = _with_the_new_bills(both, borrower, offer, fees=fees, money=money)
    present = both.present
    after, replaced = both.borrower(fees), both.replaced(fees)
    code = _code(present, replaced)
    comparable = code in {"cheaper", "dearer", "same", "ends_lateness"}
    return Consolidation(
        code=code,
        debts=tuple(borrower.debts[place].name for place in both.sides.replaced),
        settled=both.settled,
        fees_at_start=fees,
        borrowed=both.settled + fees,
        instalment=after.minimums[0].first.minimum,
        monthly=both.money.monthly or 0,
        present=_alternative(present, borrower.owed),
        replaced=_alternative(replaced, borrower.owed),
        as_billed=_alternative(pay_off(after, Strategy.MINIMUM_ONLY, Money()), borrower.owed),
        cheaper_by=present.totals.paid - replaced.totals.paid if comparable else None,
        months_longer=(replaced.months or 0) - (present.months or 0) if comparable else None,
        break_even_fee=_break_even(both, most=min(present.totals.paid, MAX_ITEM_RUPIAH - both.settled)),
    )


def _with_the_new_bills(
    both: Comparison, borrower: Borrower, offer: Offer, *, fees: int, money: Money
) -> Comparison:
    """Both sides with what the new loan asks for, where nobody said that there is no more money than today's
    minimums come to: what it would take a month is then put into the debts as they are too."""
    named = money._replace(monthly=both.borrower(fees).due_first)
    own_order = both.present.order if both.present.strategy is Strategy.OWN_ORDER else ()
    present = pay_off(borrower, both.present.strategy, named, own_order=own_order)
    return Comparison(borrower, offer, present=present, money=named)


def _sides(borrower: Borrower, offer: Offer) -> Sides:
    places = range(len(borrower.debts))
    chosen = [place for place in places if offer.debts is None or borrower.debts[place].name in offer.debts]
    return Sides(replaced=chosen, kept=[place for place in places if place not in chosen])


def _same_money(borrower: Borrower, present: Run, money: Money) -> Money:
    """What the debts as they are have: so much a month, and more in the months that need more."""
    due = borrower.due_first
    monthly = money.in_month(0, needed=due, at_first=due)
    more = {
        month: max(amount - monthly, money.one_off.get(month, 0))
        for month, amount in enumerate(present.paid_by_month, start=1)
    }
    return Money(monthly=monthly, one_off={**money.one_off, **more})


def _own_order(present: Run, sides: Sides) -> Sequence[int]:
    """The same order after: the new loan, at place 0, where the first of its debts was."""
    if present.strategy is not Strategy.OWN_ORDER:
        return ()
    after = {place: number for number, place in enumerate(sides.kept, start=1)}
    return tuple(dict.fromkeys(after.get(place, 0) for place in present.order))


def _fees_at_start(settled: int, offer: Offer) -> int:
    """What has to be borrowed on top so that `settled` is left of it: (settled + fee) / (1 - fraction)."""
    whole = Decimal(settled + offer.origination_fee) / (1 - offer.origination_fraction)
    return int(whole.to_integral_value(ROUND_CEILING)) - settled


def _new_loan(principal: int, offer: Offer) -> Debt:
    """The offer as a debt."""
    return Debt(
        kind=LiabilityKind.PERSONAL_LOAN,
        name=NEW_LOAN,
        method=offer.method,
        balance=principal,
        annual_rate=offer.annual_rate,
        principal=principal if offer.method is InterestMethod.FLAT else None,
        monthly_fee=offer.monthly_fee,
        months_left=offer.months,
        interest_waived=offer.interest_waived,
        early_penalty=offer.early_penalty,
    )


def _alternative(run: Run, today: int) -> Alternative:
    cost = None if run.months is None else run.totals.paid - today
    return Alternative(months=run.months, paid=run.totals.paid, cost=cost)


def _code(present: Run, replaced: Run) -> str:
    if replaced.short and not present.short:
        return "not_affordable"
    if replaced.short or replaced.months is None:
        return "not_comparable"
    if present.months is None:
        return "ends_them"
    if present.short:
        return "ends_lateness"
    if present.totals.paid == replaced.totals.paid:
        return "same"
    return "cheaper" if replaced.totals.paid < present.totals.paid else "dearer"


def _break_even(both: Comparison, *, most: int) -> int | None:
    """The highest fee at the start, up to `most`, with which the new loan costs no more."""
    if both.present.months is None or both.present.short:
        return None

    def beyond(fee: int) -> int | None:
        run = both.replaced(fee)
        return None if run.months is None or run.short else run.totals.paid - both.present.totals.paid

    return break_even(beyond, most=lambda: _highest_that_starts(both, most))


def _highest_that_starts(both: Comparison, most: int) -> int:
    """The highest fee up to `most` with which the first bills are reached, by halving."""
    return bisect_left(range(1, most + 1), True, key=lambda fee: not both.reaches_first_bills(fee))
