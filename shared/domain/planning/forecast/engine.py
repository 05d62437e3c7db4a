"""The next 90 days of cash: what falls due, what everyday life takes, and the day on which it runs short."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Snapshot
from shared.domain.budget.month.context import MonthContext
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.forecast.dues import dues, usual_income
from shared.domain.planning.forecast.everyday import History, everyday_of, history_of
from shared.domain.planning.forecast.model import (
    DAYS,
    WEEK,
    Band,
    DueAmount,
    Everyday,
    Forecast,
    ForecastDay,
    ShortOn,
    SpendingBasis,
)
from shared.domain.planning.model import PlannedDebt
from shared.domain.planning.owed import with_usual_terms

SEED = 20_261_123
LEVEL = Decimal("0.8")
LOOKED_BACK = timedelta(days=14)
MOST_REASONS = 5
A_MONTH = 30


class Taken(NamedTuple):
    """What everyday life has taken (negative) by the end of each day; `low` and `high` only with a band."""

    middle: Sequence[int]
    low: Sequence[int] | None = None
    high: Sequence[int] | None = None
    band: Band | None = None


def forecast(
    facts: BudgetFacts, snapshot: Snapshot, debts: Sequence[PlannedDebt], *, assumed: Assumed
) -> Forecast:
    """The forecast from tomorrow on; `facts` are those of the budget month that today lies in."""
    context = MonthContext(facts=facts, snapshot=snapshot, limits=Limits(day=facts.today, topic="month"))
    days = [facts.today + timedelta(days=ahead) for ahead in range(1, DAYS + 1)]
    due = dues(context, tuple(with_usual_terms(debts, assumed)), until=days[-1])
    history = history_of(context, assumed, debts_apart=bool(debts))
    if history is None or not history.with_income:
        due = sorted([*due, *usual_income(context, due, until=days[-1])], key=lambda it: it.day)
    everyday = everyday_of(history, context, bills=_bills_a_month(due, days))
    taken = _taken(history, everyday)
    opening = _opening(context)
    series = _series(days, due, opening or 0, taken)
    return Forecast(
        today=facts.today,
        opening=opening,
        emergency_fund=snapshot.rupiah("snapshot.emergency_fund_amount") or 0,
        days=series,
        due=tuple(due),
        everyday=everyday,
        band=taken.band,
        short=None if opening is None else _short([it.cash for it in series], days, due, taken),
        may_be_short=None
        if opening is None
        else _short([it.cash if it.low is None else it.low for it in series], days, due, taken),
        missing=_missing(opening, everyday),
        assumptions=assumed.cited(),
    )


def _taken(history: History | None, everyday: Everyday) -> Taken:
    """From the history a band of futures, for which numpy is loaded; without one an even line."""
    if history is None:
        return Taken([everyday.a_week * day // WEEK for day in range(1, DAYS + 1)])
    from shared.domain.planning.forecast.band import PATHS, draw  # noqa: PLC0415

    bounds = draw(history.weeks, days=DAYS, seed=SEED)
    return Taken(bounds.middle, bounds.low, bounds.high, Band(level=LEVEL, paths=PATHS, seed=SEED))


def _opening(context: MonthContext) -> int | None:
    """What may be spent today: everyday accounts, else declared savings less what is kept for emergencies."""
    if context.everyday_accounts:
        return sum(account.balance for account in context.everyday_accounts)
    savings = context.snapshot.rupiah("snapshot.current_savings")
    fund = context.snapshot.rupiah("snapshot.emergency_fund_amount") or 0
    return None if savings is None else max(0, savings - fund)


def _bills_a_month(due: Sequence[DueAmount], days: Sequence[date]) -> int:
    return -sum(it.amount for it in due if it.amount < 0 and it.day <= days[A_MONTH - 1])


def _series(
    days: Sequence[date], due: Sequence[DueAmount], opening: int, taken: Taken
) -> tuple[ForecastDay, ...]:
    by_day: Counter[date] = Counter()
    for it in due:
        by_day[it.day] += it.amount
    known = list(accumulate((by_day[day] for day in days), initial=opening))[1:]
    return tuple(
        ForecastDay(
            day=day,
            due=by_day[day],
            cash=known[place] + taken.middle[place],
            low=None if taken.low is None else known[place] + taken.low[place],
            high=None if taken.high is None else known[place] + taken.high[place],
        )
        for place, day in enumerate(days)
    )


def _short(
    cash: Sequence[int], days: Sequence[date], due: Sequence[DueAmount], taken: Taken
) -> ShortOn | None:
    """The first day on which a line of cash lies below zero, and what falls due in the two weeks up to it."""
    place = next((index for index, amount in enumerate(cash) if amount < 0), None)
    if place is None:
        return None
    since = days[place] - LOOKED_BACK
    out = [it for it in due if it.amount < 0 and since < it.day <= days[place]]
    begun = place - LOOKED_BACK.days
    earlier = taken.middle[begun] if begun >= 0 else 0
    return ShortOn(
        day=days[place],
        lacking=-cash[place],
        because=tuple(sorted(out, key=lambda it: (it.amount, it.day))[:MOST_REASONS]),
        everyday=max(0, earlier - taken.middle[place]),
    )


def _missing(opening: int | None, everyday: Everyday) -> tuple[str, ...]:
    missing: list[str] = []
    if opening is None:
        missing.append("current_savings")
    if everyday.basis is SpendingBasis.NOTHING:
        missing.append("monthly_expenses")
    return tuple(missing)
