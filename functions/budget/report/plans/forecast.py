"""The cash of the next days as a picture: its band, the bills, and the day it runs short."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from functions.budget.models.planning_forecast import CashDueView, ForecastView
from functions.budget.report.axis import Axis
from functions.budget.report.figures import day_name, day_sign, percent, rupiah, span_name
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of, name_of
from functions.budget.report.plans.parts import (
    Band,
    Dot,
    Entries,
    Entry,
    Fact,
    Flag,
    Line,
    LineChart,
    Pin,
    PlanPicture,
)
from functions.budget.report.plans.scales import (
    PINS_APART,
    day_ticks,
    place_of,
    points_of,
    scale,
    spread,
)
from shared.domain.planning.forecast.model import ForecastDay
from shared.words import Language

_MOST_BILLS = 6


def forecast_picture(view: ForecastView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The forecast as a picture."""
    days = view.days
    bills = _bills(view)
    return PlanPicture(
        language=language,
        name=f"fintar-forecast-{view.today}",
        kicker=words.FORECAST.into(language),
        heading=words.DAYS_AHEAD.into(language, days=len(days)),
        period=span_name(days[0].day, days[-1].day, language),
        sentence=breakable(view.message),
        alarm=view.short is not None and view.short.beyond_fund > 0,
        figures=tuple(_figures(view, language)),
        panels=(
            _chart(view, bills, language),
            *([_list(view, bills, language)] if bills else []),
        ),
        footer=footer_of(made_at, language),
    )


def _figures(view: ForecastView, language: Language) -> Iterable[Fact]:
    if view.opening is not None:
        yield Fact(words.OPENING.into(language), rupiah(view.opening, language), alarm=view.opening < 0)
    if view.emergency_fund:
        yield Fact(words.EMERGENCY_FUND.into(language), rupiah(view.emergency_fund, language))
    least = min(view.days, key=lambda it: (it.cash, it.day))
    yield Fact(
        words.LOWEST_DAY.into(language),
        words.LOWEST_AT.into(
            language, amount=rupiah(least.cash, language), month=day_sign(least.day, language)
        ),
        alarm=least.cash < 0,
    )
    last = view.days[-1]
    yield Fact(words.AT_THE_END.into(language), rupiah(last.cash, language), alarm=last.cash < 0)


def _bills(view: ForecastView) -> tuple[CashDueView, ...]:
    """The largest amounts that go out, in the order of their days."""
    first, last = view.days[0].day, view.days[-1].day
    out = [it for it in view.due if it.amount < 0 and first <= it.day <= last]
    largest = sorted(out, key=lambda it: (it.amount, it.day))[:_MOST_BILLS]
    return tuple(sorted(largest, key=lambda it: (it.day, it.amount)))


def _chart(view: ForecastView, bills: Sequence[CashDueView], language: Language) -> LineChart:
    days = view.days
    known = [amount for it in days for amount in (it.cash, it.low, it.high) if amount is not None]
    axis, marks = scale(known, language)
    title = words.CHANGE if view.opening is None else words.CASH
    caption = words.END_OF_DAY.into(language, basis=view.basis)
    if view.band:
        share = percent(view.band.level, language)
        caption = f"{caption} {words.ONE_BAND.into(language, share=share)}"
    if view.emergency_fund:
        caption = f"{words.BESIDE_FUND.into(language)} {caption}"
    return LineChart(
        title=title.into(language),
        caption=breakable(caption),
        zero=axis.at(0),
        marks=marks,
        ticks=day_ticks([it.day for it in days], language),
        lines=(Line(0, points_of([it.cash for it in days], axis), strong=True, dots=_moves(view, axis)),),
        bands=_band(days, axis),
        pins=_pins(days, bills, axis),
        flags=tuple(_flags(view, language)),
    )


def _band(days: Sequence[ForecastDay], axis: Axis) -> tuple[Band, ...]:
    low = [it.low for it in days if it.low is not None]
    high = [it.high for it in days if it.high is not None]
    if not len(low) == len(high) == len(days):
        return ()
    return (Band(0, (*points_of(low, axis), *reversed(points_of(high, axis))), outer=True),)


def _moves(view: ForecastView, axis: Axis) -> tuple[Dot, ...]:
    """A dot for each day on which something falls due: green where more comes in than goes out."""
    count = len(view.days)
    return tuple(
        Dot(place_of(number, count), axis.at(it.cash), "good" if it.due > 0 else "plain")
        for number, it in enumerate(view.days)
        if it.due
    )


def _pins(days: Sequence[ForecastDay], bills: Sequence[CashDueView], axis: Axis) -> tuple[Pin, ...]:
    numbers = [_number(days, bill.day) for bill in bills]
    places = [place_of(number, len(days)) for number in numbers]
    lanes = spread(places, apart=PINS_APART)
    return tuple(
        Pin(series, lane, place, axis.at(days[number].cash), noted=True)
        for series, (lane, place, number) in enumerate(zip(lanes, places, numbers, strict=True))
    )


def _number(days: Sequence[ForecastDay], day: date) -> int:
    return (day - days[0].day).days


def _flags(view: ForecastView, language: Language) -> Iterable[Flag]:
    """The day on which cash runs short or needs the fund; where none is expected, the one when it may."""
    short, told = view.short, words.SHORT_FROM
    if short is None:
        short, told = view.may_be_short, words.MAY_BE_SHORT_FROM
    elif not short.beyond_fund:
        told = words.FUND_FROM
    if short is not None:
        at = place_of(_number(view.days, short.day), len(view.days))
        text = told.into(language, day=day_sign(short.day, language))
        yield Flag(at, text, firm=short is view.short)


def _list(view: ForecastView, bills: Sequence[CashDueView], language: Language) -> Entries:
    left_out = sum(it.amount < 0 for it in view.due) - len(bills)
    return Entries(
        title=words.DUE.into(language),
        rows=tuple(
            Entry(
                name=name_of(bill.label, language),
                series=series,
                noted=True,
                facts=(Fact(day_name(bill.day, language), rupiah(bill.amount, language)),),
            )
            for series, bill in enumerate(bills)
        ),
        more=words.MORE.into(language, count=left_out) if left_out > 0 else "",
    )
