"""What everyday life takes day by day: history cut into weeks, of which none stands out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.month.context import SPENDING, MonthContext
from shared.domain.budget.month.model import CategorySum, Item
from shared.domain.budget.month.robust import MAD_SCALE, median, stands_out_above, whole_median
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.facts import Stored
from shared.domain.planning.forecast.model import WEEK, Everyday, SpendingBasis
from shared.domain.planning.usual_spending import DEBT_PAYMENTS, FOR_GOALS

OUTGOING = SPENDING | {BudgetGroup.SAVING}
CHUNK = 4
"""Weeks that money without a rhythm has to come in more often than not, to be counted on."""

DAYS_A_MONTH = Decimal("30.436875")
"""The mean month of the Gregorian calendar."""

Week = tuple[int, ...]
"""What seven days took, net: negative is spent. The first day is the weekday of tomorrow."""


class Lived(NamedTuple):
    """What history is read from; with `debts_apart` what is paid on debts is expected otherwise."""

    context: MonthContext
    categories: Mapping[UUID | None, CategorySum]
    debts_apart: bool

    @classmethod
    def of(cls, context: MonthContext, stored: Stored) -> "Lived":
        """The history of what is stored."""
        categories = {it.category_id: it for it in stored.facts.categories}
        return cls(context, categories, stored.pays_debts)


class History(NamedTuple):
    """Weeks before today, newest first, and whether money that comes without a rhythm is in them."""

    weeks: tuple[Week, ...]
    with_income: bool


def history_of(lived: Lived, assumed: Assumed) -> History | None:
    """The last full weeks up to today; None where there are too few to speak.

    A week whose spending stands out (a laptop, a wedding) counts only as far as it does not: such things are
    not expected again. Only money that came in most of the four-week spans counts as coming without a rhythm.
    """
    items = list(_everyday(lived))
    weeks = _count(items, lived.context, assumed)
    if weeks < assumed.count("planning.forecast_weeks_min"):
        return None
    spent, came = _by_week(items, lived, weeks)
    chunks = [sum(map(sum, came[start : start + CHUNK])) for start in range(0, weeks - CHUNK + 1, CHUNK)]
    with_income = whole_median(chunks) > 0
    tamed = _tamed(spent, assumed.value("planning.forecast_week_deviations"))
    if not with_income:
        return History(tuple(tuple(-day for day in week) for week in tamed), with_income=False)
    both = zip(tamed, came, strict=True)
    return History(
        tuple(tuple(inn - out for out, inn in zip(*week, strict=True)) for week in both), with_income=True
    )


def everyday_of(history: History | None, context: MonthContext, *, bills: int, income: int) -> Everyday:
    """What everyday life takes; with too little tracked, what a usual month or budgets leave beside bills.

    `bills` is what falls due in a month of it, without a sign; `income` that of a month, whose day is not
    known.
    """
    if history is not None:
        totals = [sum(week) for week in history.weeks]
        return Everyday(
            basis=SpendingBasis.TRACKED,
            a_week=whole_median(totals),
            by_weekday=_by_weekday(history, context.facts.today),
            weeks=len(history.weeks),
            with_income=history.with_income,
            income_a_month=income,
        )
    basis, month = _without_history(context)
    a_day = Decimal(max(0, month - bills)) / DAYS_A_MONTH
    a_week = -int((a_day * WEEK).to_integral_value(ROUND_HALF_EVEN))
    return Everyday(
        basis=basis, a_week=a_week, by_weekday=None, weeks=0, with_income=False, income_a_month=income
    )


def _without_history(context: MonthContext) -> tuple[SpendingBasis, int]:
    budgets = [it.budget.amount for it in context.spending_categories if it.budget]
    usual = context.snapshot.rupiah("snapshot.monthly_expenses")
    if usual is not None:
        return SpendingBasis.USUAL_MONTH, usual
    return (SpendingBasis.BUDGET, sum(budgets)) if budgets else (SpendingBasis.NOTHING, 0)


def _count(items: Sequence[Item], context: MonthContext, assumed: Assumed) -> int:
    """How many full weeks of everyday life are known, today included."""
    if not items:
        return 0
    # The day of the oldest item may lack some where items were cut.
    oldest = min(it.booked_on for it in items) + timedelta(days=int(context.facts.items_cut))
    lived = (context.facts.today - oldest).days + 1
    return max(0, min(assumed.count("planning.forecast_weeks_max"), lived // WEEK))


def _by_week(items: Sequence[Item], lived: Lived, weeks: int) -> tuple[list[list[int]], list[list[int]]]:
    """Spent and come in, by week before today (newest first) and day."""
    spent, came = ([[0] * WEEK for _ in range(weeks)] for _ in range(2))
    begins = lived.context.facts.today - timedelta(days=weeks * WEEK - 1)
    for item in items:
        if begins <= item.booked_on:
            back, offset = divmod((item.booked_on - begins).days, WEEK)
            income = _is_income(item, lived)
            table = came if income else spent
            table[weeks - 1 - back][offset] += item.amount if income else -item.amount
    return spent, came


def _everyday(lived: Lived) -> Iterator[Item]:
    """Items up to today but bills, pay with a rhythm, what goes into goals and, where debts are followed by
    themselves, payments on them."""
    context = lived.context
    paid = {it.transaction_id for series in context.series if series.incoming for it in series.occurrences}
    kept = {it.transaction_id for it in context.facts.items if it.recurring_id}
    apart = context.bill_ids | paid | kept
    codes = FOR_GOALS | {DEBT_PAYMENTS} if lived.debts_apart else FOR_GOALS
    for item in context.facts.items:
        category = lived.categories.get(item.category_id)
        elsewhere = category is not None and category.code in codes
        if item.booked_on <= context.facts.today and item.transaction_id not in apart and not elsewhere:
            yield item


def _is_income(item: Item, lived: Lived) -> bool:
    category = lived.categories.get(item.category_id)
    refund = category is not None and category.budget_group in OUTGOING
    return item.amount > 0 and not refund


def _tamed(weeks: Sequence[Sequence[int]], limit: Decimal) -> list[list[int]]:
    """The weeks, those that stand out made smaller in proportion, to where they no longer do."""
    totals = [sum(week) for week in weeks]
    found: list[list[int]] = []
    for place, (week, total) in enumerate(zip(weeks, totals, strict=True)):
        others = [*totals[:place], *totals[place + 1 :]]
        if stands_out_above(total, others=others, limit=limit):
            most = _most(others, limit)
            found.append([day * most // total for day in week])
        else:
            found.append(list(week))
    return found


def _most(others: Sequence[int], limit: Decimal) -> int:
    """The largest total that does not stand out: the median and `limit` robust deviations."""
    middle = median(others)
    typical = median([abs(other - middle) for other in others])
    return max(1, int(middle + limit * typical / MAD_SCALE))


def _by_weekday(history: History, today: date) -> tuple[int, ...]:
    """The median of each weekday, Monday first."""
    first = (today.weekday() + 1) % WEEK
    middles = [whole_median([week[offset] for week in history.weeks]) for offset in range(WEEK)]
    return tuple(middles[(weekday - first) % WEEK] for weekday in range(WEEK))
