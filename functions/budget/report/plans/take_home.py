"""A year of pay as a picture: what is taken home, what goes to tax and contributions, month by month."""

from collections.abc import Iterable
from datetime import datetime

from functions.budget.models.take_home import LineView, MonthPayView, TakeHomeView
from functions.budget.report.axis import Axis
from functions.budget.report.figures import month_sign, rupiah
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of
from functions.budget.report.plans.parts import (
    Column,
    ColumnChart,
    Fact,
    Panel,
    Piece,
    PlanPicture,
    Sentences,
)
from functions.budget.report.plans.scales import scale
from shared.domain.months import format_month
from shared.domain.payroll.engine import OWN_SHARES
from shared.domain.payroll.lines import Effect, LineCode
from shared.words import Language

_MOST_NOTES = 3
_NET, _CONTRIBUTIONS, _TAX, _OTHER = "saving", "needs", "wants", "other"


def take_home_picture(view: TakeHomeView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The year as a picture."""
    totals = view.totals
    return PlanPicture(
        language=language,
        name=f"fintar-take-home-{view.year}",
        kicker=words.TAKE_HOME.into(language),
        heading=words.YEAR.into(language, year=view.year),
        period=words.STATUS.into(language, ptkp=view.ptkp, method=words.METHODS[view.method].into(language)),
        sentence=words.TAKEN_HOME.into(
            language, take_home=rupiah(totals.take_home, language), paid=rupiah(totals.paid, language)
        ),
        alarm=totals.take_home < 0,
        panels=tuple(_panels(view, language)),
        footer=footer_of(made_at, language),
    )


def _panels(view: TakeHomeView, language: Language) -> Iterable[Panel]:
    axis, marks = scale((size for month in view.months for size in _sizes(month)), language)
    yield ColumnChart(
        title=words.BY_MONTH.into(language),
        zero=axis.at(0),
        marks=marks,
        columns=tuple(_column(month, axis, language) for month in view.months),
        legend=tuple(_legend(view, language)),
        alt=" ".join(_told(month, language) for month in view.months),
    )
    if view.notes:
        notes = tuple(breakable(note.message) for note in view.notes[:_MOST_NOTES])
        yield Sentences(title=words.NOTES.into(language), texts=notes)


def _parts(month: MonthPayView) -> Iterable[tuple[str, int]]:
    """What a month's pay is made of, from the bottom up: what is taken home, then what is deducted."""
    yield _NET, month.take_home
    deducted = [line for line in month.lines if line.effect is Effect.DEDUCTED]
    for line in sorted(deducted, key=lambda line: (_CONTRIBUTIONS, _OTHER, _TAX).index(_tone(line.code))):
        yield _tone(line.code), line.amount


def _tone(code: LineCode) -> str:
    return _CONTRIBUTIONS if code in OWN_SHARES else _TAX if code is LineCode.WITHHELD else _OTHER


def _sizes(month: MonthPayView) -> tuple[int, ...]:
    """How high and how deep a month's column goes, and where its gross stands."""
    parts = [amount for _, amount in _parts(month)]
    return sum(max(0, amount) for amount in parts), sum(min(0, amount) for amount in parts), month.gross


def _column(month: MonthPayView, axis: Axis, language: Language) -> Column:
    return Column(
        sign=month_sign(month.month, language),
        year="",
        pieces=tuple(_pieces(month, axis)),
        mark=axis.at(month.gross),
    )


def _pieces(month: MonthPayView, axis: Axis) -> Iterable[Piece]:
    above = 0
    for tone, amount in _parts(month):
        if amount < 0:
            yield Piece(tone, axis.at(amount), axis.at(0))
        elif amount:
            yield Piece(tone, axis.at(above), axis.at(above + amount))
            above += amount


def _legend(view: TakeHomeView, language: Language) -> Iterable[Fact]:
    totals = view.totals
    yield Fact(words.GROSS.into(language), rupiah(totals.gross, language), swatch="mark")
    yield Fact(words.TAX.into(language), rupiah(totals.withheld, language), swatch=_TAX)
    others = [line.label for month in view.months for line in month.lines if _is_other(line)]
    if others:
        yield Fact(", ".join(dict.fromkeys(others)), "", swatch=_OTHER)
    yield Fact(
        words.CONTRIBUTIONS.into(language), rupiah(totals.contributions, language), swatch=_CONTRIBUTIONS
    )
    yield Fact(words.NET.into(language), rupiah(totals.take_home, language), swatch=_NET)


def _is_other(line: LineView) -> bool:
    return line.effect is Effect.DEDUCTED and _tone(line.code) == _OTHER


def _told(month: MonthPayView, language: Language) -> str:
    return words.MONTH_TOLD.into(
        language,
        month=format_month(month.month, language),
        gross=rupiah(month.gross, language),
        tax=rupiah(month.withheld, language),
        deducted=rupiah(month.deducted, language),
        net=rupiah(month.take_home, language),
    )
