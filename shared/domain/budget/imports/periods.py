"""The period that a bank writes above its table; it completes dates that are written without a year."""

import re
from collections.abc import Iterable
from datetime import date

from shared.domain.budget.imports.dates import DateOrder, YearOf, day_of, possible_days
from shared.domain.budget.imports.table import Line

_DAY = r"([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{1,2} [A-Za-z]{3,9} [0-9]{4})"
_PERIOD = re.compile(
    rf"\bperiode?\b[^0-9]*{_DAY}\s*(?:-|\u2013|s/d|s\.d\.|to|until|sampai|hingga)\s*{_DAY}", re.IGNORECASE
)


def stated_period(above: Iterable[Line], *, order: DateOrder | None) -> tuple[date, date] | None:
    """First and last day of the period that the lines above a table state, read in `order`.

    Without an order only a period that can be read in one way counts.
    """
    for line in above:
        written = _PERIOD.search(" ".join(line.text(column) for column in range(len(line.cells))))
        if written is not None:
            first, last = _day(written[1], order), _day(written[2], order)
            if first is not None and last is not None and first <= last:
                return first, last
    return None


def year_by_period(first: date, last: date) -> YearOf:
    """Completes a day of the period with its year; None for one outside it, or in it more than once."""

    def year_of(month: int, day: int) -> date | None:
        days = (day_of(year, month, day) for year in range(first.year, last.year + 1))
        within = [found for found in days if found is not None and first <= found <= last]
        return within[0] if len(within) == 1 else None

    return year_of


def year_as_told(year: int) -> YearOf:
    """Completes every day with the one year."""
    return lambda month, day: day_of(year, month, day)


def _day(text: str, order: DateOrder | None) -> date | None:
    days = possible_days(text) or {}
    if order is not None:
        return days.get(order)
    return next(iter(days.values())) if len(set(days.values())) == 1 else None
