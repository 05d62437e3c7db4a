"""The month as rows, for the table and the workbook alike: the same figures in both."""

from collections.abc import Iterable
from typing import NamedTuple

from functions.budget.report import words
from functions.budget.report.model import MonthReport
from shared.domain.budget.month.model import CategorySum, Item
from shared.domain.budget.transactions import BudgetGroup
from shared.words import Language, Words

GROUPS: dict[BudgetGroup, Words] = {
    BudgetGroup.INCOME: words.INCOME,
    BudgetGroup.NEEDS: words.NEEDS,
    BudgetGroup.WANTS: words.WANTS,
    BudgetGroup.SAVING: words.SAVING,
}
_ORDER: tuple[BudgetGroup | None, ...] = (*GROUPS, None)


class Total(NamedTuple):
    """One of the month's sums in whole rupiah; None where there is no such sum."""

    name: str
    amount: int | None


class CategoryLine(NamedTuple):
    """A category with its budget, whole rupiah; the budget's columns are None without one."""

    group: str
    name: str
    amount: int
    budget: int | None
    moved: int | None
    carried: int | None
    available: int | None
    transactions: int


class ItemLine(NamedTuple):
    """A transaction or a part of one, with the words for its category."""

    item: Item
    group: str
    category: str
    merchant: str


def totals_of(report: MonthReport) -> tuple[Total, ...]:
    """The month's sums as the summary has them."""
    month, language = report.summary, report.language
    named: tuple[tuple[Words, int | None], ...] = (
        (words.INCOME, month.income),
        (words.NEEDS, month.needs),
        (words.WANTS, month.wants),
        (words.UNCATEGORIZED, month.uncategorized),
        (words.SPENT, month.spending),
        (words.SAVED, month.saving),
        (words.ADJUSTMENTS, month.adjustments),
        (words.NET, month.net),
        (words.PLANNED, month.planned),
    )
    return tuple(Total(name.into(language), amount) for name, amount in named)


def category_lines(report: MonthReport) -> tuple[CategoryLine, ...]:
    """Every category by group (income, needs, wants, saving, none) and size."""
    ordered = sorted(report.summary.categories, key=lambda one: (_ORDER.index(one.budget_group), -one.amount))
    return tuple(_category_line(one, report.language) for one in ordered)


def item_lines(report: MonthReport) -> Iterable[ItemLine]:
    """The month's own transactions, newest first."""
    language = report.language
    known = {one.category_id: one for one in report.summary.categories if one.category_id is not None}
    for item in report.items:
        category = known.get(item.category_id) if item.category_id else None
        earned = BudgetGroup.INCOME if category is None and item.amount > 0 else None
        yield ItemLine(
            item,
            group=_group_name(category.budget_group if category else earned, language),
            category=_name(category, language) if category else "",
            merchant=item.merchant or "",
        )


def _category_line(category: CategorySum, language: Language) -> CategoryLine:
    budget = category.budget
    return CategoryLine(
        group=_group_name(category.budget_group, language),
        name=_name(category, language),
        amount=category.amount,
        budget=budget.amount if budget else None,
        moved=budget.moved if budget else None,
        carried=budget.carried if budget else None,
        available=budget.available if budget else None,
        transactions=category.transactions,
    )


def _group_name(group: BudgetGroup | None, language: Language) -> str:
    return GROUPS[group].into(language) if group else words.UNCATEGORIZED.into(language)


def _name(category: CategorySum, language: Language) -> str:
    """The category's name as the person wrote it."""
    nameless = words.OTHER_INCOME if category.budget_group is BudgetGroup.INCOME else words.UNCATEGORIZED
    return category.named(language) or nameless.into(language)
