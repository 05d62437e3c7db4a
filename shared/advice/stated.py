"""The figures that a person wrote themselves: an answer may repeat them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from shared.advice.figures import Day, Kind, WrittenFigure, find_figures
from shared.domain.conversation.model import Basis, Fact, FactUnit
from shared.domain.days import today_in_jakarta
from shared.domain.money import MAX_RUPIAH
from shared.words import Language, Words

MOST_STATED = 50
"""How many figures of a message an answer may repeat; each costs time in every check."""

STATED = Words(id="Dari pesanmu", en="From your message")

UNITS = {
    Kind.MONEY: FactUnit.RUPIAH,
    Kind.PERCENT: FactUnit.FRACTION,
    Kind.PART: FactUnit.FRACTION,
    Kind.MONTHS: FactUnit.MONTHS,
    Kind.DAYS: FactUnit.DAYS,
    Kind.POINTS: FactUnit.POINTS,
    Kind.COUNT: FactUnit.COUNT,
    Kind.TIMES: FactUnit.COUNT,
    Kind.PLAIN: FactUnit.FRACTION,
}
WHOLE = frozenset({FactUnit.RUPIAH, FactUnit.DAYS, FactUnit.POINTS, FactUnit.COUNT})
YEAR_AHEAD = 366


def stated_facts(message: str, *, now: datetime, language: Language) -> tuple[Fact, ...]:
    """The figures that a person wrote themselves, so that an answer may repeat them."""
    today = today_in_jakarta(now=now)
    return tuple(
        Fact(
            id=f"message.{number}",
            label=STATED.into(language),
            value=value,
            unit=unit,
            basis=Basis.STATED,
            formula="stated",
            as_of=now,
        )
        for number, (value, unit) in enumerate(islice(_stated(message, today), MOST_STATED), start=1)
    )


def _stated(message: str, today: date) -> Iterator[tuple[int | Decimal | date, FactUnit]]:
    for figure in find_figures(message):
        if figure.day is not None:
            yield from _on_a_day(figure.day, today)
        else:
            yield from _numbers(figure)


def _numbers(figure: WrittenFigure) -> Iterator[tuple[int | Decimal, FactUnit]]:
    unit = UNITS.get(figure.kind)
    for reading in figure.readings:
        if unit is not None and _can_be_kept(reading.value, unit):
            yield int(reading.value) if unit in WHOLE else reading.value, unit


def _can_be_kept(value: Decimal, unit: FactUnit) -> bool:
    whole_enough = unit not in WHOLE or value == value.to_integral_value()
    return whole_enough and value <= MAX_RUPIAH and len(value.as_tuple().digits) <= 20


def _on_a_day(day: Day, today: date) -> Iterator[tuple[date, FactUnit]]:
    """The next day that fits; the first one of a year or a month."""
    if day.year is not None:
        found = _date(day.year, day.month or 1, day.day or 1)
    else:
        ahead = (today + timedelta(days=more) for more in range(YEAR_AHEAD))
        fitting = (it for it in ahead if day.day in {None, it.day} and day.month in {None, it.month})
        found = next(fitting, None)
    if found is not None:
        yield found, FactUnit.DATE if day.day is not None else FactUnit.MONTH


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
