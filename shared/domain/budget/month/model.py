"""A budget month in sums: what a chart, a report and the engine start from.

Every amount is whole rupiah. Transfers between a person's own accounts are left out everywhere.
"""

from datetime import date
from uuid import UUID

from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month
from shared.domain.values import Value
from shared.words import Language


class CategoryBudget(Value):
    """A category's budget of one month. `available` = amount + moved + carried - spent; it may be negative.

    `carried` is what the months before left (surplus) or lack (overspend), by the two rollover choices.
    """

    amount: int
    moved: int
    carried: int
    available: int
    rollover_surplus: bool
    rollover_overspend: bool

    @property
    def planned(self) -> int:
        """What may be spent this month: the amount with what was moved and carried."""
        return self.amount + self.moved + self.carried


class CategorySum(Value):
    """One category of a month: what was spent (for INCOME: what came in), net of refunds.

    `category_id`, `name` and `budget_group` are None for spending without a category.
    """

    category_id: UUID | None
    code: str | None
    name: str | None
    name_en: str | None
    budget_group: BudgetGroup | None
    is_fixed: bool
    amount: int
    transactions: int
    budget: CategoryBudget | None

    def named(self, language: Language) -> str | None:
        """The category's name in the reader's language; None without a category."""
        return self.name_en if language == "en" and self.name_en else self.name


class MerchantSum(Value):
    """What was spent at one merchant, net of refunds, and in how many transactions."""

    merchant: str
    amount: int
    transactions: int


class TrendMonth(Value):
    """One month of the trend. `spending` = needs + wants + uncategorized."""

    month: Month
    first_day: date
    last_day: date
    transactions: int
    income: int
    needs: int
    wants: int
    uncategorized: int
    spending: int
    saving: int


class DaySum(Value):
    """One day: spent on it, spent since the month began, and where the even budget line stands.

    `budget_line` spreads the budgets of needs and wants (amount + moved + carried), and not those of saving,
    evenly over the days: it stands beside spending. None without a budget of needs or wants.
    """

    day: date
    spent: int
    cumulative: int
    budget_line: int | None


class MonthSummary(Value):
    """One budget month.

    `spending` = needs + wants + uncategorized, net of refunds. `saving` is what went into categories of
    the group SAVING. `adjustments` are differences booked by reconciliation. `net` = income - spending -
    saving + adjustments, which is what the balances changed by. `planned` is the sum of all spending
    and saving budgets (amount + moved + carried), None without any; the `budget_line` of `days` spreads those
    of needs and wants alone, so that it ends at less where saving is budgeted.
    """

    month: Month
    first_day: date
    last_day: date
    closed: bool
    transactions: int
    income: int
    needs: int
    wants: int
    uncategorized: int
    spending: int
    saving: int
    adjustments: int
    net: int
    planned: int | None
    categories: tuple[CategorySum, ...]
    merchants: tuple[MerchantSum, ...]
    trend: tuple[TrendMonth, ...]
    days: tuple[DaySum, ...]


class Item(Value):
    """A transaction, or one part of a split one, as the engine reads it. `amount` is signed."""

    booked_on: date
    amount: int
    category_id: UUID | None
    merchant: str | None
    recurring_id: UUID | None = None
    transaction_id: UUID
