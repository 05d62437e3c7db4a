"""The next 90 days of cash: what falls due, what everyday life takes, and the day on which it runs short."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from operator import add
from typing import NamedTuple

from shared.domain.budget.limits import Limits
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.upcoming import set_aside, upcoming
from shared.domain.goals.model import GoalKind
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.facts import Stored
from shared.domain.planning.forecast.dues import dues, knows_payday, on_paydays, unseen_income
from shared.domain.planning.forecast.everyday import (
    DAYS_A_MONTH,
    History,
    Lived,
    everyday_of,
    history_of,
)
from shared.domain.planning.forecast.model import (
    DAYS,
    LOOKED_BACK,
    WEEK,
    Band,
    DueAmount,
    Everyday,
    Forecast,
    ForecastDay,
    ShortOn,
    SpendingBasis,
)
from shared.domain.planning.owed import with_usual_terms
from shared.domain.planning.stored_cash import StoredCash, cash_of

EMERGENCY_FUND = GoalKind.EMERGENCY_FUND
SEED = 20_261_123
LEVEL = Decimal("0.8")
MOST_REASONS = 5
A_MONTH = 30


class Taken(NamedTuple):
    """What everyday life has taken (negative) by the end of each day; `low` and `high` only with a band."""

    middle: Sequence[int]
    low: Sequence[int] | None = None
    high: Sequence[int] | None = None
    band: Band | None = None


def forecast(stored: Stored, *, assumed: Assumed) -> Forecast:
    """The forecast from tomorrow on, from the same money and debts as every plan of what is stored."""
    facts = stored.facts.budget
    context = MonthContext(
        facts=facts, snapshot=stored.snapshot, limits=Limits(day=facts.today, topic="month")
    )
    days = [facts.today + timedelta(days=ahead) for ahead in range(1, DAYS + 1)]
    due = dues(context, tuple(with_usual_terms(stored.debts, assumed)), until=days[-1])
    history = history_of(Lived.of(context, stored), assumed)
    income = 0 if history is not None and history.with_income else unseen_income(context, due)
    if knows_payday(context):
        paid = on_paydays(income, context, until=days[-1])
        due, income = sorted([*due, *paid], key=lambda it: it.day), 0
    everyday = everyday_of(history, context, bills=_bills_a_month(due, context, days), income=income)
    taken, money = _taken(history, everyday), cash_of(stored)
    lines = _Lines(days, due, taken, money.beside_fund if money.known else 0, everyday.income_a_month)
    return Forecast(
        today=facts.today,
        opening=money.beside_fund if money.known else None,
        emergency_fund=money.emergency_fund,
        set_aside=sum(goal.set_aside for goal in stored.facts.goals if goal.kind is not EMERGENCY_FUND),
        days=lines.days_told(),
        due=tuple(due),
        everyday=everyday,
        band=taken.band,
        short=lines.short(taken.middle, money) if money.known else None,
        may_be_short=lines.short(taken.low or taken.middle, money) if money.known else None,
        missing=_missing(money, everyday),
        assumptions=assumed.cited(),
    )


def _taken(history: History | None, everyday: Everyday) -> Taken:
    """From the history a band of futures, for which numpy is loaded; without one an even line."""
    if history is None:
        return Taken([everyday.a_week * day // WEEK for day in range(1, DAYS + 1)])
    from shared.domain.planning.forecast.band import PATHS, draw  # noqa: PLC0415

    bounds = draw(history.weeks, days=DAYS, seed=SEED)
    return Taken(bounds.middle, bounds.low, bounds.high, Band(level=LEVEL, paths=PATHS, seed=SEED))


def _bills_a_month(due: Sequence[DueAmount], context: MonthContext, days: Sequence[date]) -> int:
    """The spending that falls due in a month: what goes into saving is none."""
    last = days[A_MONTH - 1]
    out = -sum(it.amount for it in due if it.amount < 0 and it.day <= last)
    return out - set_aside(upcoming(context, until=last))


class _Lines:
    """The lines of cash over the days, one for each line of what everyday life takes."""

    def __init__(
        self, days: Sequence[date], due: Sequence[DueAmount], taken: Taken, opening: int, income: int
    ) -> None:
        self._days = days
        self._due = due
        self._taken = taken
        self._by_day: Counter[date] = Counter()
        for it in due:
            self._by_day[it.day] += it.amount
        known = list(accumulate((self._by_day[day] for day in days), initial=opening))[1:]
        self._known = [amount + int(income * day / DAYS_A_MONTH) for day, amount in enumerate(known, start=1)]

    def days_told(self) -> tuple[ForecastDay, ...]:
        """Every day with its ends of the band."""
        low, high = (None if it is None else self._line(it) for it in (self._taken.low, self._taken.high))
        return tuple(
            ForecastDay(
                day=day,
                due=self._by_day[day],
                cash=cash,
                low=None if low is None else low[place],
                high=None if high is None else high[place],
            )
            for place, (day, cash) in enumerate(zip(self._days, self._line(self._taken.middle), strict=True))
        )

    def short(self, taken: Sequence[int], money: StoredCash) -> ShortOn | None:
        """The first day on which a line lies below zero, and what falls due in the two weeks up to it."""
        line = self._line(taken)
        place = _first_below(line, 0)
        if place is None:
            return None
        beyond = _first_below(line, -money.emergency_fund)
        since = self._days[place] - LOOKED_BACK
        out = [it for it in self._due if it.amount < 0 and since < it.day <= self._days[place]]
        begun = place - LOOKED_BACK.days
        earlier = self._taken.middle[begun] if begun >= 0 else 0
        return ShortOn(
            day=self._days[place],
            lacking=-line[place],
            most=-min(line),
            most_on=self._days[line.index(min(line))],
            beyond_fund=max(0, -min(line) - money.emergency_fund),
            beyond_on=None if beyond is None else self._days[beyond],
            because=tuple(sorted(out, key=lambda it: (it.amount, it.day))[:MOST_REASONS]),
            everyday=max(0, earlier - self._taken.middle[place]),
        )

    def _line(self, taken: Sequence[int]) -> list[int]:
        return list(map(add, self._known, taken))


def _first_below(line: Sequence[int], floor: int) -> int | None:
    return next((place for place, amount in enumerate(line) if amount < floor), None)


def _missing(money: StoredCash, everyday: Everyday) -> tuple[str, ...]:
    missing: list[str] = []
    if not money.known:
        missing.append("current_savings")
    if everyday.basis is SpendingBasis.NOTHING:
        missing.append("monthly_expenses")
    return tuple(missing)
