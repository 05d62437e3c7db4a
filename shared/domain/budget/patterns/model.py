"""What full months tell about somebody's spending: what is usual, what changes, and on which days."""

from enum import StrEnum
from uuid import UUID

from shared.domain.budget.month.model import TrendMonth
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.money import Fraction
from shared.domain.months import Month
from shared.domain.values import Value
from shared.words import Words

DAYS_A_WEEK = 7


class CategoryMonths(Value):
    """What one category took in each of the months, whole rupiah, net of refunds.

    Everything but the amounts is None for spending without a category.
    """

    category_id: UUID | None
    code: str | None
    name: str | None
    name_en: str | None
    budget_group: BudgetGroup | None
    is_fixed: bool
    amounts: tuple[int, ...]

    @property
    def key(self) -> str:
        """The category as part of an id: its code, else its own id."""
        return self.code or (str(self.category_id) if self.category_id else "uncategorized")

    @property
    def named(self) -> Words:
        """Its name in both languages."""
        if self.name is None:
            return Words(id="Tanpa kategori", en="Uncategorised")
        return Words(id=self.name, en=self.name_en or self.name)


class SpendingMonths(Value):
    """Full budget months, oldest first, and everyday spending of each of their days without fixed costs."""

    months: tuple[TrendMonth, ...]
    categories: tuple[CategoryMonths, ...]
    days: tuple[int, ...]


class Trend(StrEnum):
    """Whether a category takes more in the later months than in the earlier ones."""

    RISING = "RISING"
    FALLING = "FALLING"
    STEADY = "STEADY"


class CategoryPattern(Value):
    """A category over the months. Whole rupiah a month.

    `usual` is the median of all months; `before` and `lately` those of the earlier and the later half, and
    `change` what lies between them. `share` is the part of usual spending that it takes.
    """

    key: str
    named: Words
    budget_group: BudgetGroup | None
    is_fixed: bool
    amounts: tuple[int, ...]
    usual: int
    before: int
    lately: int
    change: int
    trend: Trend
    share: Fraction | None


class WeekdayPattern(Value):
    """A day of the week (1 is Monday): what everyday spending comes to on one such day, whole rupiah."""

    weekday: int
    usual: int


class SpendingPatterns(Value):
    """What the months tell. Categories are those of spending and saving, the largest first.

    `usual` and `saving` are medians of a month's spending and of what was set aside, `least` and `most` the
    cheapest and the dearest month. `changes` are the categories whose change matters, the largest first.
    `weekend_share` is the part of everyday spending that falls on Saturdays and Sundays, None without any.
    """

    months: tuple[Month, ...]
    spending: tuple[int, ...]
    usual: int
    saving: int
    least: Month
    most: Month
    categories: tuple[CategoryPattern, ...]
    changes: tuple[CategoryPattern, ...]
    weekdays: tuple[WeekdayPattern, ...]
    weekend_share: Fraction | None
