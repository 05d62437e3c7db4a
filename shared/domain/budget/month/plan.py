"""The month held against its budgets: the line it should keep to, and the categories that leave it."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.budget.model import Figure
from shared.domain.budget.month.cards import Card, Known, category_subject, category_words
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.figures import RUPIAH, computed, tracked
from shared.domain.budget.month.model import CategoryBudget, CategorySum


def plan_line(context: MonthContext) -> Iterator[Figure]:
    """What budgets allow, what is left of them, and how far spending is beyond the even line to today.

    `beyond_line` is negative while spending is below the line. Budgets of saving are not in it.
    """
    planned = planned_spending(context)
    if planned is None:
        return
    yield computed("planned_spending", planned, RUPIAH)
    left = planned - context.summary.spending
    yield computed("budget_left", left, RUPIAH, "month.planned_spending", "month.spending")
    today = next((day for day in context.summary.days if day.day == context.day), None)
    if today is None or today.budget_line is None:
        return
    yield computed("budget_line", today.budget_line, RUPIAH, "month.planned_spending")
    yield tracked("spent_so_far", today.cumulative)
    beyond = today.cumulative - today.budget_line
    yield computed("beyond_line", beyond, RUPIAH, "month.spent_so_far", "month.budget_line")


def planned_spending(context: MonthContext) -> int | None:
    """What budgets of needs and wants add up to, carried and moved amounts included; None without any."""
    budgets = [category.budget for category in context.spending_categories if category.budget]
    return sum(budget.planned for budget in budgets) if budgets else None


def covers_most(context: MonthContext, planned: int) -> bool:
    """Whether budgets speak for the month: they hold a good part of a usual one, or none is known."""
    usual = context.snapshot.rupiah("snapshot.monthly_expenses")
    return usual is None or planned >= context.limits.value("plan_coverage_min") * usual


def plan_cards(context: MonthContext, known: Known) -> Iterator[Card]:
    """Budgets that are spent, budgets that will not last, and a month heading beyond all of them."""
    for category in context.spending_categories:
        budget = category.budget
        if budget is not None and budget.available < 0:
            yield from _over(context, category, budget)
        elif budget is not None and context.running and not category.is_fixed:
            yield from _at_risk(context, category, budget)
    yield from _heading_over(context, known)


def _over(context: MonthContext, category: CategorySum, budget: CategoryBudget) -> Iterator[Card]:
    if not context.matters(-budget.available):
        return
    name = f"budget_over.{category_subject(category)}"
    own = _spent_and_planned(name, category, budget)
    ids = (f"month.{name}.spent", f"month.{name}.planned")
    over = computed(f"{name}.over", -budget.available, RUPIAH, *ids, formula="month_over_budget")
    yield Card(
        "budget_over",
        category_subject(category),
        category_words(category),
        own=(*own, over),
        thresholds=("materiality",),
        size=-budget.available,
    )


def _at_risk(context: MonthContext, category: CategorySum, budget: CategoryBudget) -> Iterator[Card]:
    """At this pace the category ends the month beyond its budget."""
    lived = Decimal(context.days_lived) / context.days
    known_pace = lived >= context.limits.value("budget_elapsed_min")
    enough = category.transactions >= context.limits.value("budget_transactions_min")
    projected = int(
        (Decimal(category.amount) * context.days / context.days_lived).to_integral_value(ROUND_HALF_EVEN)
    )
    most = budget.planned * (1 + context.limits.value("budget_margin"))
    if not (known_pace and enough and projected > most and context.matters(projected - budget.planned)):
        return
    name = f"budget_at_risk.{category_subject(category)}"
    own = (
        *_spent_and_planned(name, category, budget),
        computed(
            f"{name}.projected", projected, RUPIAH, f"month.{name}.spent", formula="month_category_projected"
        ),
    )
    yield Card(
        "budget_at_risk",
        category_subject(category),
        category_words(category),
        own=own,
        thresholds=("budget_margin", "budget_elapsed_min", "budget_transactions_min", "materiality"),
        size=projected - budget.planned,
    )


def _spent_and_planned(name: str, category: CategorySum, budget: CategoryBudget) -> tuple[Figure, Figure]:
    return (
        tracked(f"{name}.spent", category.amount, formula="month_category_total"),
        computed(f"{name}.planned", budget.planned, RUPIAH, formula="month_category_planned"),
    )


def _heading_over(context: MonthContext, known: Known) -> Iterator[Card]:
    projected, planned = known.get("month.projected_spending"), known.get("month.planned_spending")
    if projected is None or planned is None or not covers_most(context, int(planned.value)):
        return
    beyond = int(projected.value) - int(planned.value)
    if beyond > context.limits.value("plan_margin") * planned.value and context.matters(beyond):
        names = ("projected_spending", "planned_spending")
        limits = ("plan_margin", "plan_coverage_min", "materiality")
        yield Card("heading_over", figures=names, thresholds=limits, size=beyond)
