"""A new loan in the place of debts, compared honestly: the same money a month on both sides."""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH, LiabilityKind
from shared.domain.debts.answers import Alternative, Consolidation, Offer
from shared.domain.debts.loans import minimum, settle
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.debts.payoff import Borrower, Money, Run, Strategy, pay_off
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

NEW_LOAN = "new loan"
TOO_LARGE = Words(
    id="Pinjaman baru ini terlalu besar untuk dihitung.", en="This new loan is too large to be computed."
)


class Sides(NamedTuple):
    """The debts that the new loan replaces, and those that stay as they are."""

    replaced: Borrower
    kept: Borrower


def consolidate(borrower: Borrower, offer: Offer, *, money: Money, strategy: Strategy) -> Consolidation:
    """The debts as they are against the new loan, paid by the same strategy with the same money.

    Each side costs everything paid from now on; what the new loan settles is paid by its lender. Raises
    InvalidInput where more would be borrowed than one loan can hold.
    """
    monthly = money.in_month(0, needed=_minimums(borrower), at_first=0)
    same = Money(monthly=monthly, one_off=money.one_off)
    sides = _sides(borrower, offer)
    settled = sum(settle(loan) for loan in sides.replaced.loans)
    fees = _fees_at_start(settled, offer)
    if settled + fees > MAX_ITEM_RUPIAH:
        raise InvalidInput(FieldProblem("/consolidation", TOO_LARGE))

    def replaced_by(fee: int) -> Borrower:
        loan = _new_loan(settled + fee, offer)
        return Borrower.of((loan, *sides.kept.debts))

    after = replaced_by(fees)
    present, replaced = pay_off(borrower, strategy, same), pay_off(after, strategy, same)
    as_billed = pay_off(after, Strategy.MINIMUM_ONLY, Money())
    today = sum(debt.balance for debt in borrower.debts)
    code = _code(present, replaced)
    comparable = code in {"cheaper", "dearer", "same"}
    return Consolidation(
        code=code,
        debts=tuple(debt.name for debt in sides.replaced.debts),
        settled=settled,
        fees_at_start=fees,
        borrowed=settled + fees,
        instalment=minimum(after.loans[0]),
        monthly=monthly,
        present=_alternative(present, today),
        replaced=_alternative(replaced, today),
        as_billed=_alternative(as_billed, today),
        cheaper_by=present.totals.paid - replaced.totals.paid if comparable else None,
        months_longer=(replaced.months or 0) - (present.months or 0) if comparable else None,
        break_even_fee=_break_even(
            present,
            lambda fee: pay_off(replaced_by(fee), strategy, same),
            most=min(present.totals.paid, MAX_ITEM_RUPIAH - settled),
        ),
    )


def _sides(borrower: Borrower, offer: Offer) -> Sides:
    chosen = {debt.name for debt in borrower.debts} if offer.debts is None else set(offer.debts)
    return Sides(
        replaced=Borrower.of([debt for debt in borrower.debts if debt.name in chosen]),
        kept=Borrower.of([debt for debt in borrower.debts if debt.name not in chosen]),
    )


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


def _minimums(borrower: Borrower) -> int:
    return sum(minimum(loan) for loan in borrower.loans)


def _alternative(run: Run, today: int) -> Alternative:
    cost = None if run.months is None else run.totals.paid - today
    return Alternative(months=run.months, paid=run.totals.paid, cost=cost)


def _code(present: Run, replaced: Run) -> str:
    if replaced.short and not present.short:
        return "not_affordable"
    if present.short or present.months is None or replaced.months is None:
        return "not_comparable"
    if present.totals.paid == replaced.totals.paid:
        return "same"
    return "cheaper" if replaced.totals.paid < present.totals.paid else "dearer"


def _break_even(present: Run, replaced_with: Callable[[int], Run], *, most: int) -> int | None:
    """The highest fee at the start with which the new loan costs no more, by halving; a higher fee never
    makes it cheaper."""
    if present.months is None or present.short:
        return None

    def costs_no_more(fee: int) -> bool:
        run = replaced_with(fee)
        return run.months is not None and not run.short and run.totals.paid <= present.totals.paid

    if not costs_no_more(0):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if costs_no_more(middle):
            low = middle
        else:
            high = middle - 1
    return low
