"""A simulation as a picture: cash and net worth by month, of the baseline and every scenario."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from functions.budget.models.planning import OutcomeView, SimulationView
from functions.budget.report.axis import Axis
from functions.budget.report.figures import percent, rupiah
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of, months_span, name_of
from functions.budget.report.plans.parts import (
    Band,
    Dot,
    Entries,
    Entry,
    Fact,
    Line,
    LineChart,
    PlanPicture,
    Tone,
)
from functions.budget.report.plans.scales import month_ticks, place_of, points_of, scale, with_badges
from shared.domain.months import Month, format_month
from shared.domain.planning.outcome import Verdict
from shared.domain.planning.uncertainty_model import Spread
from shared.words import Language, Words

_MOST_WITH_BANDS = 2
"""More bands than these would only hide each other; then the baseline alone has one."""

_MOST_TOLD = 4
"""Of more than these, the figures say enough; sentences would make the picture too tall."""


def simulation_picture(view: SimulationView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The plan as a picture."""
    outcomes = (view.baseline, *(it.outcome for it in view.scenarios))
    return PlanPicture(
        language=language,
        name=f"fintar-simulation-{view.months[0]}",
        kicker=words.SIMULATION.into(language),
        heading=_heading(view, language),
        period=months_span(view.months[0], view.months[-1], language),
        sentence=breakable(view.baseline.message),
        alarm=not view.baseline.verdict.good,
        panels=(
            _cash(view.months, outcomes, language),
            Entries(rows=tuple(_entries(outcomes, language))),
            _net_worth(view.months, outcomes, language),
        ),
        footer=footer_of(made_at, language),
    )


def _heading(view: SimulationView, language: Language) -> str:
    match [it.outcome for it in view.scenarios]:
        case []:
            return words.YOUR_PLAN.into(language)
        case [only]:
            return name_of(only.name, language)
        case several:
            return words.SCENARIOS.into(language, count=len(several))


def _cash(months: Sequence[Month], outcomes: Sequence[OutcomeView], language: Language) -> LineChart:
    banded = [
        (series, it.spread)
        for series, it in enumerate(outcomes[: len(outcomes) if len(outcomes) <= _MOST_WITH_BANDS else 1])
        if it.spread is not None
    ]
    axis, marks = scale(
        (
            *(amount for it in outcomes for amount in it.series.cash),
            *(amount for _, spread in banded for edge in _edges(spread) for amount in edge),
        ),
        language,
    )
    lines = [
        Line(
            series,
            points_of(it.series.cash, axis),
            strong=series == 0,
            dots=(_lowest(it, months, axis),),
        )
        for series, it in enumerate(outcomes)
    ]
    return LineChart(
        title=words.CASH.into(language),
        caption=_caption(banded, len(outcomes), language),
        zero=axis.at(0),
        marks=marks,
        ticks=month_ticks(months, language),
        lines=with_badges(lines) if len(lines) > 1 else tuple(lines),
        bands=tuple(band for series, spread in banded for band in _bands(series, spread, axis)),
    )


def _net_worth(months: Sequence[Month], outcomes: Sequence[OutcomeView], language: Language) -> LineChart:
    axis, marks = scale((amount for it in outcomes for amount in it.series.net_worth), language)
    lines = [
        Line(series, points_of(it.series.net_worth, axis), strong=series == 0, dots=_alone(it, axis))
        for series, it in enumerate(outcomes)
    ]
    return LineChart(
        title=words.NET_WORTH.into(language),
        zero=axis.at(0),
        marks=marks,
        ticks=month_ticks(months, language),
        lines=with_badges(lines) if len(lines) > 1 else tuple(lines),
    )


def _alone(outcome: OutcomeView, axis: Axis) -> tuple[Dot, ...]:
    """A line of one month shows as a dot."""
    worth = outcome.series.net_worth
    return (Dot(0.5, axis.at(worth[0])),) if len(worth) == 1 else ()


def _lowest(outcome: OutcomeView, months: Sequence[Month], axis: Axis) -> Dot:
    at = months[0].months_until(outcome.lowest.month)
    tone = "alarm" if outcome.lowest.cash < 0 else "plain"
    return Dot(place_of(at, len(months)), axis.at(outcome.lowest.cash), tone)


def _edges(spread: Spread) -> tuple[tuple[int, ...], ...]:
    return tuple(it.cash for it in spread.percentiles)


def _bands(series: int, spread: Spread, axis: Axis) -> Iterable[Band]:
    """Percentiles in pairs from outside to inside; the middle one has none."""
    edges = sorted(spread.percentiles, key=lambda it: it.percent)
    for low, high in list(zip(edges, reversed(edges), strict=True))[: len(edges) // 2]:
        outline = (*points_of(low.cash, axis), *reversed(points_of(high.cash, axis)))
        yield Band(series, outline, outer=low is edges[0])


def _caption(banded: Sequence[tuple[int, Spread]], of: int, language: Language) -> str:
    how = words.END_OF_MONTH.into(language)
    if not banded:
        return how
    percents = [it.percent for it in banded[0][1].percentiles]
    share = percent(Decimal(max(percents) - min(percents)) / 100, language)
    letters = ", ".join("ABCDEFGHI"[series] for series, _ in banded)
    told = words.BAND if of > 1 else words.ONE_BAND
    return f"{how} {told.into(language, of=letters, share=share)}"


def _entries(outcomes: Sequence[OutcomeView], language: Language) -> Iterable[Entry]:
    told = len(outcomes) <= _MOST_TOLD
    for series, it in enumerate(outcomes):
        tone, pill = _state(it.verdict)
        yield Entry(
            name=_name(series, it.name, language),
            series=series if len(outcomes) > 1 else None,
            pill=pill.into(language),
            tone=tone,
            facts=tuple(_facts(it, language)),
            sentence=breakable(it.message) if series and told else "",
        )


def _state(verdict: Verdict) -> tuple[Tone, Words]:
    """What costs something in the end and breaks nothing is no trouble."""
    if verdict.good:
        return "good", words.GOOD
    return ("plain", words.COSTS) if verdict.code == "costs" else ("alarm", words.NOT_GOOD)


def _name(series: int, name: str, language: Language) -> str:
    return name_of(name, language) if series else words.WITHOUT_CHANGE.into(language)


def _facts(outcome: OutcomeView, language: Language) -> Iterable[Fact]:
    lowest = outcome.lowest
    yield Fact(
        words.LOWEST.into(language),
        words.LOWEST_AT.into(
            language, amount=rupiah(lowest.cash, language), month=format_month(lowest.month, language)
        ),
        alarm=lowest.cash < 0,
    )
    yield Fact(
        words.NET_WORTH_END.into(language),
        rupiah(outcome.totals.net_worth, language),
        alarm=outcome.totals.net_worth < 0,
    )
    if outcome.spread is not None:
        yield Fact(words.STAYS.into(language), percent(outcome.spread.stays_above_zero, language))
