"""What is still to come in and go out before a month ends, as far as it can be known."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.month.analysis import RecurringCharge
from shared.domain.budget.month.cadence import after
from shared.domain.budget.month.charges import base_subject, subject_of
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.model import Item
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.rrules import UnreadableRule
from shared.domain.budget.transactions import BudgetGroup


class Expected(NamedTuple):
    """Signed whole rupiah that will move on a day.

    `booked` is true where the transaction exists already, so that the month's sums count it; `saving`
    where it goes into a category of saving.
    """

    day: date
    amount: int
    booked: bool
    saving: bool


def upcoming(context: MonthContext, *, until: date | None = None) -> tuple[Expected, ...]:
    """Everything expected from today until a day, by default the month's last, in the order of days.

    Transactions dated ahead in this month, recurring transactions that the person keeps, and recurring
    charges that were found and are not kept. Transfers move nothing in or out. What a rule made due earlier
    this month and was neither booked nor skipped is expected today.
    """
    if not context.running:
        return ()
    last = until or context.summary.last_day
    found = (*_booked(context), *_kept(context, last), *_found(context, last))
    return tuple(sorted(due for due in found if context.day <= due.day <= last))


def bills(dues: Iterable[Expected], *, booked: bool) -> int:
    """The spending among them, without a sign: what is booked already, or what is not."""
    return -sum(due.amount for due in dues if due.amount < 0 and due.booked is booked and not due.saving)


def set_aside(dues: Iterable[Expected]) -> int:
    """What goes into saving."""
    return -sum(due.amount for due in dues if due.saving)


def pay(dues: Iterable[Expected]) -> int:
    """What comes in."""
    return sum(due.amount for due in dues if due.amount > 0 and not due.saving)


def _booked(context: MonthContext) -> Iterator[Expected]:
    for item in context.items:
        if item.booked_on > context.day:
            saving = _is_saving(item.category_id, context)
            yield Expected(item.booked_on, item.amount, booked=True, saving=saving)


def _kept(context: MonthContext, last: date) -> Iterator[Expected]:
    """The days of rules that wait; payments by hand to the same merchant settle this month's earliest."""
    for rule in context.facts.recurring:
        if rule.to_account_id is None:
            days = _waiting(rule, context, last)
            here = [day for day in days if day <= context.summary.last_day]
            by_hand = {item.transaction_id for item in context.items if _is_alike(item, rule)} if here else ()
            saving = _is_saving(rule.category_id, context)
            for day in days[min(len(by_hand), len(here)) :]:
                yield Expected(max(day, context.day), rule.amount, booked=False, saving=saving)


def _is_alike(item: Item, rule: RecurringRule) -> bool:
    """Whether an item that no rule proposed goes to the rule's merchant, or comes from it."""
    if item.recurring_id is not None or rule.merchant is None:
        return False
    same_direction = (item.amount > 0) == (rule.amount > 0)
    return same_direction and subject_of(item.merchant) == subject_of(rule.merchant)


def _waiting(rule: RecurringRule, context: MonthContext, last: date) -> list[date]:
    """The rule's days since the month began, neither booked nor skipped; none of one that is unreadable."""
    settled = {*rule.booked, *rule.skipped}
    try:
        days = list(rule.days(first=context.summary.first_day, last=last))
    except UnreadableRule:
        return []
    return [day for day in days if day not in settled]


def _found(context: MonthContext, last: date) -> Iterator[Expected]:
    ahead = {
        (item.transaction_id, subject_of(item.merchant), item.amount > 0)
        for item in context.items
        if item.booked_on > context.day
    }
    dated_ahead = Counter((subject, incoming) for _, subject, incoming in ahead)
    for charge in context.charges:
        if charge.active and not charge.known:
            booked = dated_ahead[base_subject(charge.subject), charge.incoming]
            amount = charge.amount if charge.incoming else -charge.amount
            saving = _is_saving(charge.category_id, context)
            for day in list(_expected(charge, context, last))[booked:]:
                yield Expected(day, amount, booked=False, saving=saving)


def _expected(charge: RecurringCharge, context: MonthContext, last: date) -> Iterator[date]:
    """The days a charge is expected on; one that is late by less than its tolerance comes today."""
    for times in count():
        day = after(charge.next_on, charge.cadence, times=times)
        if day > last:
            return
        yield max(day, context.day)


def _is_saving(category_id: UUID | None, context: MonthContext) -> bool:
    category = context.categories.get(category_id)
    return category is not None and category.budget_group is BudgetGroup.SAVING
