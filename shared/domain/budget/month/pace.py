"""How fast money goes on everyday things: what is spent a day beside the bills that come back."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from shared.domain.budget.month.anomalies import unusual
from shared.domain.budget.month.context import SPENDING, MonthContext
from shared.domain.budget.month.history import within
from shared.domain.budget.month.model import Item
from shared.domain.budget.month.robust import median


def daily_pace(context: MonthContext) -> Decimal | None:
    """Rupiah a day, not rounded: this month's own once enough of it has passed, else that of usual months.

    None where nothing is known: no day lived and no month before.
    """
    enough = context.days_lived >= context.limits.value("pace_days_min")
    if not enough and context.history.months:
        return _usual_pace(context)
    if not context.days_lived:
        return None
    return max(Decimal(0), Decimal(everyday_spending(context)) / context.days_lived)


def everyday_spending(context: MonthContext) -> int:
    """What was spent until the day beside bills, net of refunds, in whole rupiah.

    Where a category stands out from its usual months, its largest payment will not come again this month,
    and is left out as far as it is above the usual.
    """
    payments: dict[UUID | None, list[int]] = defaultdict(list)
    for item in _everyday(context):
        payments[item.category_id].append(-item.amount)
    extra = {it.category_id: unusual(context, it) or 0 for it in context.spending_categories}
    return sum(sum(spent) - min(extra.get(key, 0), max(0, *spent)) for key, spent in payments.items())


def _everyday(context: MonthContext) -> Iterator[Item]:
    for item in within(context.items, context.summary.first_day, context.day):
        category = context.categories.get(item.category_id)
        spends = category is not None and category.budget_group in SPENDING
        unsorted = item.category_id is None and item.amount < 0
        if (spends or unsorted) and item.transaction_id not in context.bill_ids:
            yield item


def _usual_pace(context: MonthContext) -> Decimal:
    """The median over the months before."""
    on_bills = context.history.spent_on(context.bill_ids)
    paces = [
        Decimal(max(0, month.spending - bills)) / ((month.last_day - month.first_day).days + 1)
        for month, bills in zip(context.history.months, on_bills, strict=True)
    ]
    return median(paces)
