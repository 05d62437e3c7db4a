"""Patterns in full months of spending: medians, so that one odd month says nothing about the usual one."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from shared.domain.budget.limits import Limits
from shared.domain.budget.month.robust import whole_median
from shared.domain.budget.patterns.model import (
    DAYS_A_WEEK,
    CategoryMonths,
    CategoryPattern,
    SpendingMonths,
    SpendingPatterns,
    Trend,
    WeekdayPattern,
)
from shared.domain.money import share

SATURDAY = 6


def spending_patterns(told: SpendingMonths, *, day: date) -> SpendingPatterns | None:
    """What the months tell on `day`; None where too few of them have transactions.

    Months before the first transaction are left out. A change matters from the share of usual income on that
    is worth a person's attention, of usual spending where no income is known.
    """
    limits = Limits(day=day, topic="month")
    first = next((place for place, month in enumerate(told.months) if month.transactions), len(told.months))
    months = told.months[first:]
    if len(months) < limits.value("tracked_months_min"):
        return None
    spending = [month.spending for month in months]
    usual = whole_median(spending)
    matters = limits.value("materiality") * (whole_median([month.income for month in months]) or usual)
    categories = sorted(
        (_category(it, first, usual=usual, matters=int(matters)) for it in told.categories),
        key=lambda it: (-it.usual, -sum(it.amounts), it.key),
    )
    changes = sorted(
        (it for it in categories if it.trend is not Trend.STEADY), key=lambda it: -abs(it.change)
    )
    weekdays = tuple(_weekdays(told, months[0].first_day))
    return SpendingPatterns(
        months=tuple(month.month for month in months),
        spending=tuple(spending),
        usual=usual,
        saving=whole_median([month.saving for month in months]),
        least=months[spending.index(min(spending))].month,
        most=months[spending.index(max(spending))].month,
        categories=tuple(categories),
        changes=tuple(changes),
        weekdays=weekdays,
        weekend_share=_weekend_share(weekdays),
    )


def _category(told: CategoryMonths, first: int, *, usual: int, matters: int) -> CategoryPattern:
    amounts = told.amounts[first:]
    half = len(amounts) // 2
    before, lately = whole_median(amounts[:half]), whole_median(amounts[-half:])
    own = whole_median(amounts)
    return CategoryPattern(
        key=told.key,
        named=told.named,
        budget_group=told.budget_group,
        is_fixed=told.is_fixed,
        amounts=amounts,
        usual=own,
        before=before,
        lately=lately,
        change=lately - before,
        trend=_trend(lately - before, matters),
        share=share(own, usual),
    )


def _trend(change: int, matters: int) -> Trend:
    if abs(change) < max(1, matters):
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def _weekdays(told: SpendingMonths, first_day: date) -> Iterator[WeekdayPattern]:
    """The mean of each day of the week: a median would be 0 where most such days cost nothing."""
    start = told.months[0].first_day
    days = told.days[(first_day - start).days :]
    offset = first_day.isoweekday() - 1
    for weekday in range(1, DAYS_A_WEEK + 1):
        spent: Sequence[int] = days[(weekday - 1 - offset) % DAYS_A_WEEK :: DAYS_A_WEEK]
        yield WeekdayPattern(weekday=weekday, usual=round(sum(spent) / len(spent)) if spent else 0)


def _weekend_share(weekdays: Sequence[WeekdayPattern]) -> Decimal | None:
    weekend = sum(it.usual for it in weekdays if it.weekday >= SATURDAY)
    return share(weekend, sum(it.usual for it in weekdays))
