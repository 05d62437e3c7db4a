"""What is still to come in and go out before a month ends, as far as it can be known."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.month.analysis import RecurringCharge
from shared.domain.budget.month.cadence import after
from shared.domain.budget.month.charges import base_subject, subject_of
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.model import Item
from shared.domain.budget.recurrence import RecurringRule, occurrences
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


def upcoming(context: MonthContext) -> tuple[Expected, ...]:
    """Everything expected from today until the month's last day, in the order of days.

    Transactions dated ahead, recurring transactions that the person keeps, and recurring charges that
    were found and are not kept. Transfers move nothing in or out. What a rule made due earlier this month
    and was neither booked nor skipped is expected today.
    """
    if not context.running:
        return ()
    found = (*_booked(context), *_kept(context), *_found(context))
    return tuple(sorted(due for due in found if context.day <= due.day <= context.summary.last_day))


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


def _kept(context: MonthContext) -> Iterator[Expected]:
    """The days of rules that wait; what was written by hand for the same merchant settles the earliest."""
    for rule in context.facts.recurring:
        if rule.to_account_id is None:
            days = _waiting(rule, context)
            by_hand = {item.transaction_id for item in context.items if _is_alike(item, rule)} if days else ()
            saving = _is_saving(rule.category_id, context)
            for day in days[len(by_hand) :]:
                yield Expected(max(day, context.day), rule.amount, booked=False, saving=saving)


def _is_alike(item: Item, rule: RecurringRule) -> bool:
    """Whether an item that no rule proposed goes to the rule's merchant, or comes from it."""
    if item.recurring_id is not None or rule.merchant is None:
        return False
    same_direction = (item.amount > 0) == (rule.amount > 0)
    return same_direction and subject_of(item.merchant) == subject_of(rule.merchant)


def _waiting(rule: RecurringRule, context: MonthContext) -> list[date]:
    """The rule's days of this month, neither booked nor skipped; none of a rule that cannot be followed."""
    last = min(context.summary.last_day, rule.ends_on or context.summary.last_day)
    try:
        days = list(occurrences(rule.rrule, starts_on=rule.starts_on, last=last))
    except UnreadableRule:
        return []
    settled = {*rule.booked, *rule.skipped}
    return [day for day in days if day >= context.summary.first_day and day not in settled]


def _found(context: MonthContext) -> Iterator[Expected]:
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
            for day in list(_expected(charge, context))[booked:]:
                yield Expected(day, amount, booked=False, saving=saving)


def _expected(charge: RecurringCharge, context: MonthContext) -> Iterator[date]:
    """The days a charge is expected on; one that is late by less than its tolerance comes today."""
    day = max(charge.next_on, context.day)
    while day <= context.summary.last_day:
        yield day
        day = after(day, charge.cadence)


def _is_saving(category_id: UUID | None, context: MonthContext) -> bool:
    category = context.categories.get(category_id)
    return category is not None and category.budget_group is BudgetGroup.SAVING
