"""What is out of the ordinary: category totals and single payments far above what they usually are.

See `robust.py` for the test. Beside it an amount must matter: exceed the usual one by a share of income.
"""

from collections.abc import Iterator, Sequence

from shared.domain.budget.month.cards import Card, Known, category_subject, category_words, plain
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import RUPIAH, computed, tracked
from shared.domain.budget.month.model import CategorySum
from shared.domain.budget.month.robust import stands_out_above, whole_median


def anomalies(context: MonthContext, known: Known) -> Iterator[Card]:
    """Categories above their usual months, and in the other ones the largest payment above the usual."""
    for category in context.spending_categories:
        yield from _total(context, category) or _payment(context, category)


def unusual(context: MonthContext, category: CategorySum) -> int | None:
    """How far a category lies above its usual month where it stands out, in whole rupiah; else None."""
    before = context.history.totals(category.category_id)
    if not _stands_out(context, category.amount, before, least="anomaly_months_min"):
        return None
    return category.amount - whole_median(before)


def _total(context: MonthContext, category: CategorySum) -> tuple[Card, ...]:
    extra = unusual(context, category)
    if extra is None:
        return ()
    usual = category.amount - extra
    code, subject = ("anomaly" if usual > 0 else "new_spending"), category_subject(category)
    name = f"{code}.{subject}"
    ids = (f"month.{name}.amount", f"month.{name}.usual")
    own = (
        tracked(f"{name}.amount", category.amount, formula="month_category_total"),
        computed(f"{name}.usual", usual, RUPIAH, formula="month_usual_total"),
        computed(f"{name}.extra", extra, RUPIAH, *ids, formula="month_above_usual"),
    )
    limits = ("anomaly_deviations", "materiality", "anomaly_months_min")
    return (Card(code, subject, category_words(category), own=own, thresholds=limits, size=extra),)


def _payment(context: MonthContext, category: CategorySum) -> tuple[Card, ...]:
    before = context.history.payments(category.category_id)
    payments = [
        item
        for item in context.items
        if item.category_id == category.category_id
        and item.amount < 0
        and item.transaction_id not in context.bill_ids
    ]
    if not payments:
        return ()
    largest = min(payments, key=lambda item: (item.amount, item.booked_on, str(item.transaction_id)))
    if not _stands_out(context, -largest.amount, before, least="anomaly_items_min"):
        return ()
    subject = str(largest.transaction_id)
    name = f"large_payment.{subject}"
    own = (
        tracked(f"{name}.amount", -largest.amount, formula="month_payment"),
        computed(f"{name}.usual", whole_median(before), RUPIAH, formula="month_usual_payment"),
    )
    about = plain(largest.merchant) if largest.merchant else category_words(category)
    limits = ("anomaly_deviations", "materiality", "anomaly_items_min")
    return (Card("large_payment", subject, about, own=own, thresholds=limits, size=-largest.amount),)


def _stands_out(context: MonthContext, amount: int, before: Sequence[int], *, least: str) -> bool:
    if len(before) < context.limits.value(least) or not context.matters(amount - whole_median(before)):
        return False
    return stands_out_above(amount, others=before, limit=context.limits.value("anomaly_deviations"))
