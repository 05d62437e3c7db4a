"""The month in sums, and the shares that follow from them."""

from collections.abc import Iterator

from shared.domain.budget.model import Figure
from shared.domain.budget.month.cards import category_subject
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import FRACTION, RUPIAH, computed, tracked
from shared.domain.money import share

SUMS = ("income", "spending", "needs", "wants", "uncategorized", "saving", "adjustments", "net")


def sums(context: MonthContext) -> Iterator[Figure]:
    """What came in and went out, what is left, and what it went on."""
    summary = context.summary
    for name in SUMS:
        yield tracked(name, getattr(summary, name))
    if summary.planned is not None:
        yield computed("planned", summary.planned, RUPIAH)
    yield from _savings(context)
    yield from _cost(context)
    yield from _categories(context)


def _savings(context: MonthContext) -> Iterator[Figure]:
    income, spending = context.summary.income, context.summary.spending
    yield computed("left_over", income - spending, RUPIAH, "month.income", "month.spending")
    rate = share(income - spending, income) if income > 0 else None
    if rate is not None:
        yield computed("savings_rate", rate, FRACTION, "month.left_over", "month.income")


def _cost(context: MonthContext) -> Iterator[Figure]:
    """Fixed and variable cost; what has no category varies."""
    summary = context.summary
    spending = summary.spending
    fixed = sum(category.amount for category in context.spending_categories if category.is_fixed)
    yield tracked("fixed_cost", fixed)
    yield computed("variable_cost", spending - fixed, RUPIAH, "month.spending", "month.fixed_cost")
    if spending <= 0:
        return
    parts = (
        ("fixed_share", "fixed_cost", fixed),
        ("uncategorized_share", "uncategorized", summary.uncategorized),
    )
    for name, source, part in parts:
        ratio = share(part, spending)
        if ratio is not None and 0 <= ratio <= 1:
            yield computed(name, ratio, FRACTION, f"month.{source}", "month.spending")


def _categories(context: MonthContext) -> Iterator[Figure]:
    """What each category of needs and wants took, the largest first."""
    for category in sorted(context.spending_categories, key=lambda it: (-it.amount, it.name or "")):
        name = f"category.{category_subject(category)}"
        yield tracked(name, category.amount, formula="month_category_total")
