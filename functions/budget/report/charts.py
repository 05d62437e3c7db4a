"""The trend of months and the line of days, as fractions of a chart's height and width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from functions.budget.report import words
from functions.budget.report.axis import Axis, axis_over
from functions.budget.report.figures import day_sign, month_sign, rupiah, short_rupiah
from functions.budget.report.flow import Tone
from functions.budget.report.model import MonthReport
from shared.domain.budget.month.model import DaySum, TrendMonth
from shared.domain.months import Month, format_month
from shared.words import Language

_MARKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the chart at a height of 0 to 1, with its amount in short."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column, from one height to another."""

    tone: Tone
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Column:
    """One month: what went out, stacked, and where its income stands; no income where none came in."""

    sign: str
    year: str
    pieces: tuple[Piece, ...]
    income: float | None
    current: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The columns of the last months, oldest first."""

    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    tones: tuple[Tone, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Days:
    """What was spent so far and the budget's pace, as points (x, y) from bottom left.

    `end` and `end_budget` are where both stand on the last day that is drawn, `over` says which is higher.
    """

    spent: tuple[tuple[float, float], ...]
    budget: tuple[tuple[float, float], ...]
    zero: float
    marks: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    end: str
    end_budget: str | None
    over: bool
    alt: str


def trend_of(report: MonthReport) -> Trend | None:
    """The trend up to the report's month; None where nothing came in or went out in all of it.

    What is below zero (refunds beyond spending) has no column.
    """
    months, language = report.summary.trend, report.language
    if not any(one.income > 0 or _stacked_size(one) for one in months):
        return None
    axis = axis_over((size for one in months for size in (one.income, _stacked_size(one))), marks=_MARKS)
    columns = tuple(
        Column(
            sign=month_sign(one.month, language),
            year=_year_sign(number, one.month),
            pieces=tuple(_pieces(one, axis)),
            income=axis.at(one.income) if one.income > 0 else None,
            current=one.month == report.summary.month,
        )
        for number, one in enumerate(months)
    )
    return Trend(
        columns=columns,
        marks=_marks(axis, language),
        tones=_tones(months),
        alt=words.TREND_ALT.into(language, parts="; ".join(_told(one, language) for one in months)),
    )


def days_of(report: MonthReport) -> Days | None:
    """The days of the month, up to today where it still runs; None where they have nothing to show."""
    days = report.summary.days
    past = [one for one in days if one.day <= report.today]
    if not past or not any(one.spent or one.budget_line for one in days):
        return None
    pace = [(one.day, one.budget_line) for one in days if one.budget_line is not None]
    axis = axis_over((*(one.cumulative for one in past), *(line for _, line in pace)), marks=_MARKS)
    places = {one.day: (number + 1) / len(days) for number, one in enumerate(days)}
    last = past[-1]
    return Days(
        spent=((0.0, axis.at(0)), *((places[one.day], axis.at(one.cumulative)) for one in past)),
        budget=((0.0, axis.at(0)), *((places[day], axis.at(line)) for day, line in pace)) if pace else (),
        zero=axis.at(0),
        marks=_marks(axis, report.language),
        ticks=_ticks(days, report.language),
        end=short_rupiah(last.cumulative, report.language),
        end_budget=None if last.budget_line is None else short_rupiah(last.budget_line, report.language),
        over=last.budget_line is not None and last.cumulative > last.budget_line,
        alt=_days_told(last, report.language),
    )


def _year_sign(place: int, month: Month) -> str:
    """The year under its January, and under the first column unless a January stands beside it."""
    begins = month.month == 1 or (place == 0 and month.month != 12)
    return str(month.year) if begins else ""


def _pieces(month: TrendMonth, axis: Axis) -> Iterable[Piece]:
    below = 0
    for tone, amount in _outgoings(month):
        if amount > 0:
            yield Piece(tone, axis.at(below), axis.at(below + amount))
            below += amount


def _outgoings(month: TrendMonth) -> tuple[tuple[Tone, int], ...]:
    return (
        (Tone.NEEDS, month.needs),
        (Tone.WANTS, month.wants),
        (Tone.OTHER, month.uncategorized),
        (Tone.SAVING, month.saving),
    )


def _stacked_size(month: TrendMonth) -> int:
    return sum(max(0, amount) for _, amount in _outgoings(month))


def _tones(months: Iterable[TrendMonth]) -> tuple[Tone, ...]:
    """The kinds of outgoings that any of the months has, for the legend."""
    found = {tone for month in months for tone, amount in _outgoings(month) if amount > 0}
    return tuple(tone for tone in (Tone.NEEDS, Tone.WANTS, Tone.OTHER, Tone.SAVING) if tone in found)


def _marks(axis: Axis, language: Language) -> tuple[Mark, ...]:
    return tuple(Mark(axis.at(amount), short_rupiah(amount, language)) for amount in axis.marks)


def _ticks(days: Sequence[DaySum], language: Language) -> tuple[Mark, ...]:
    """About one tick a week, the first and the last day among them."""
    weekly = [number for number in range(0, len(days), 7) if len(days) - 1 - number >= 4]
    return tuple(
        Mark((number + 1) / len(days), day_sign(days[number].day, language))
        for number in (*weekly, len(days) - 1)
    )


def _told(month: TrendMonth, language: Language) -> str:
    return words.TREND_PART.into(
        language,
        month=format_month(month.month, language),
        income=rupiah(month.income, language),
        spending=rupiah(month.spending, language),
        saving=rupiah(month.saving, language),
    )


def _days_told(last: DaySum, language: Language) -> str:
    day = f"{day_sign(last.day, language)} {Month.of(last.day).year}"
    spent = rupiah(last.cumulative, language)
    if last.budget_line is None:
        return words.DAYS_ALT.into(language, day=day, spent=spent)
    budget = rupiah(last.budget_line, language)
    return words.DAYS_ALT_BUDGET.into(language, day=day, spent=spent, budget=budget)
