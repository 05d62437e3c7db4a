"""What is expected to move on which of the next days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from shared.domain.budget.month.analysis import Cadence
from shared.domain.budget.month.cadence import tolerance
from shared.domain.budget.month.charges import differs
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.upcoming import Expected, upcoming
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.rrules import UnreadableRule
from shared.domain.debts.loans import Loan, bill, pay_bill
from shared.domain.months import Month
from shared.domain.planning.forecast.model import DueAmount, DueKind
from shared.domain.planning.model import PlannedDebt


def dues(context: MonthContext, debts: Sequence[PlannedDebt], *, until: date) -> list[DueAmount]:
    """Everything after today until a day, in the order of days; what was due before and waits comes tomorrow.

    An instalment that comes back in the transactions already is expected once.
    """
    tomorrow = context.facts.today + timedelta(days=1)
    found = [_named(it, context, tomorrow) for it in upcoming(context, until=until) if _is_ahead(it, context)]
    for debt in debts:
        for due in _instalments(debt, tomorrow, until):
            if not any(_is_same(due, it, context) for it in found):
                found.append(due)
    return sorted(found, key=lambda it: (it.day, it.amount, it.kind, it.name or ""))


def _is_ahead(due: Expected, context: MonthContext) -> bool:
    """Whether it changes the balance of today: what is booked for today is in it already."""
    return not (due.booked and due.day <= context.facts.today)


def _named(due: Expected, context: MonthContext, tomorrow: date) -> DueAmount:
    names = {name for name in _names(due, context) if name}
    return DueAmount(
        day=max(due.day, tomorrow),
        amount=due.amount,
        kind=DueKind.BOOKED if due.booked else DueKind.RECURRING,
        name=names.pop() if len(names) == 1 else None,
    )


def _names(due: Expected, context: MonthContext) -> Iterator[str | None]:
    """Whom an expected amount may come from or go to, by amount and day."""
    if due.booked:
        items = context.facts.items
        yield from (it.merchant for it in items if (it.booked_on, it.amount) == (due.day, due.amount))
        return
    for rule in context.facts.recurring:
        if rule.amount == due.amount and (due.day <= context.day or _falls_on(rule, due.day)):
            yield rule.merchant or rule.note
    for charge in context.charges:
        amount = charge.amount if charge.incoming else -charge.amount
        if amount == due.amount and charge.active and not charge.known:
            yield charge.merchant


def _falls_on(rule: RecurringRule, day: date) -> bool:
    try:
        return any(rule.days(first=day, last=day))
    except UnreadableRule:
        return False


def _instalments(debt: PlannedDebt, first: date, last: date) -> Iterator[DueAmount]:
    """The minimum of each month on its day; at the end of the month where the day is not known."""
    loan, month = Loan.of(debt.debt), Month.of(first)
    while month <= Month.of(last) and not loan.ended:
        day = month.first_day.replace(day=min(debt.due_day or 31, month.last_day.day))
        if first <= day <= last:
            billed = bill(loan)
            loan = pay_bill(loan, billed, billed.minimum).loan
            if billed.minimum:
                yield DueAmount(day=day, amount=-billed.minimum, kind=DueKind.DEBT, name=debt.debt.name)
        month = month.next()


def _is_same(due: DueAmount, known: DueAmount, context: MonthContext) -> bool:
    """Whether a recurring amount is the payment that a debt asks for."""
    slack = tolerance(Cadence.MONTHLY, context.limits)
    near = abs(due.day - known.day) <= slack
    most = context.limits.value("recurring_amount_tolerance")
    return known.kind is not DueKind.DEBT and near and not differs(-due.amount, -known.amount, most)


def unseen_income(context: MonthContext, found: Iterable[DueAmount]) -> int:
    """The income of a usual month, where nothing worth attention is expected to come in; else 0."""
    if any(it.amount > 0 and context.matters(it.amount) for it in found):
        return 0
    return context.snapshot.rupiah("snapshot.monthly_income") or 0


def knows_payday(context: MonthContext) -> bool:
    """Whether the person's own months begin on a day that they chose, which is their payday."""
    return context.summary.first_day.day > 1


def on_paydays(income: int, context: MonthContext, *, until: date) -> Iterator[DueAmount]:
    """The income of a usual month on the first day of each of the person's own months."""
    payday = context.summary.last_day + timedelta(days=1)
    start_day, month = payday.day, Month.of(payday)
    while income and payday <= until:
        yield DueAmount(day=payday, amount=income, kind=DueKind.USUAL_INCOME, name=None)
        month = month.next()
        payday = month.first_day.replace(day=start_day)
