"""Rhythms: which one a row of days keeps, and when it comes next."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from shared.domain.budget.limits import Limits
from shared.domain.budget.month.analysis import Cadence
from shared.domain.months import Month

WEEKS: Mapping[Cadence, int] = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2}
MONTHS: Mapping[Cadence, int] = {Cadence.MONTHLY: 1, Cadence.YEARLY: 12}
TIMES_A_YEAR: Mapping[Cadence, int] = {
    Cadence.WEEKLY: 52,
    Cadence.FORTNIGHTLY: 26,
    Cadence.MONTHLY: 12,
    Cadence.YEARLY: 1,
}


def rhythm_of(days: Sequence[date], limits: Limits) -> Cadence | None:
    """The rhythm that ordered `days` keep: each gap fits it or skips one, and most skip none."""
    skips = int(limits.value("recurring_skips_max"))
    return next(
        (it for it in Cadence if _keeps(days, it, slack=tolerance(it, limits), skips=skips)),
        None,
    )


def tolerance(cadence: Cadence, limits: Limits) -> timedelta:
    """How early or late an occurrence may be."""
    return timedelta(days=int(limits.value(f"recurring_days_{cadence.value}")))


def next_day(days: Sequence[date], cadence: Cadence) -> date:
    """When the next occurrence after ordered `days` is expected.

    What comes on the last day of a short month keeps the later day it has in longer ones.
    """
    last = days[-1]
    if cadence in WEEKS or last != Month.of(last).last_day:
        return after(last, cadence)
    return after(last, cadence, day_of_month=max(day.day for day in days))


def after(day: date, cadence: Cadence, *, times: int = 1, day_of_month: int | None = None) -> date:
    """The day `times` periods later; a month too short for `day_of_month` gives its last day."""
    if cadence in WEEKS:
        return day + timedelta(weeks=WEEKS[cadence] * times)
    month = Month.of(day).add(MONTHS[cadence] * times)
    return date(month.year, month.month, min(day_of_month or day.day, month.last_day.day))


def monthly(amount: int, cadence: Cadence) -> int:
    """What `amount` every period comes to in a month, in whole rupiah, half-even."""
    return int((Decimal(amount * TIMES_A_YEAR[cadence]) / 12).to_integral_value(ROUND_HALF_EVEN))


def _keeps(days: Sequence[date], cadence: Cadence, *, slack: timedelta, skips: int) -> bool:
    skipping, gaps = 0, 0
    for earlier, later in pairwise(days):
        skipped = _skipped(earlier, later, cadence, slack=slack, skips=skips)
        if skipped is None:
            return False
        skipping += skipped > 0
        gaps += 1
    return 2 * skipping < gaps


def _skipped(earlier: date, later: date, cadence: Cadence, *, slack: timedelta, skips: int) -> int | None:
    """How many occurrences lie between two days of a rhythm; None where they do not fit it."""
    fitting = (
        times for times in range(1, skips + 2) if abs(later - after(earlier, cadence, times=times)) <= slack
    )
    times = next(fitting, None)
    return None if times is None else times - 1
