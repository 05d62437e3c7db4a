"""Paying debts off as a picture: what is owed by month under each strategy, and when debts end."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from functions.budget.models.debts import PayoffView, PlanView
from functions.budget.report.axis import Axis
from functions.budget.report.figures import rupiah
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of, months_span, name_of
from functions.budget.report.plans.parts import (
    Dot,
    Entries,
    Entry,
    Fact,
    Line,
    LineChart,
    Pin,
    PlanPicture,
)
from functions.budget.report.plans.scales import (
    PINS_APART,
    month_ticks,
    place_of,
    points_of,
    scale,
    spread,
    with_badges,
)
from shared.domain.months import Month, format_month
from shared.words import Language

_LEAST_SHOWN = 12
_TIMES_THE_SOONEST = 3
"""Months beyond this many times the soonest end are not drawn: they would only press the others together."""

_ENDLESS_SHOWN = 60
"""Where no strategy ends the debts, five years show where they go; fifty would dwarf the first of them."""

_MOST_ENDINGS = 10


def payoff_picture(view: PayoffView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The strategies as a picture."""
    chosen = _chosen(view)
    shown = _months_shown(view)
    return PlanPicture(
        language=language,
        name=f"fintar-payoff-{view.first_month}",
        kicker=words.PAYOFF.into(language),
        heading=_heading(chosen, language),
        period=months_span(view.first_month, view.first_month.add(shown - 1), language),
        sentence=breakable(view.verdict.message),
        alarm=chosen.months is None,
        figures=tuple(_figures(chosen, view.first_month, shown, language)),
        panels=(
            _chart(view, shown, language),
            Entries(rows=tuple(_strategies(view, shown, language))),
            *([_endings(chosen, language)] if chosen.endings else []),
        ),
        footer=footer_of(made_at, language),
    )


def _chosen(view: PayoffView) -> PlanView:
    return next(plan for plan in view.plans if plan.strategy is view.strategy)


def _heading(plan: PlanView, language: Language) -> str:
    if plan.free_on is None:
        return words.NOT_FREE.into(language)
    return words.FREE_ON.into(language, month=format_month(plan.free_on, language))


def _months_shown(view: PayoffView) -> int:
    longest = max(len(plan.owed) for plan in view.plans)
    ends = [plan.months for plan in view.plans if plan.months is not None]
    if not ends:
        return min(longest, _ENDLESS_SHOWN)
    return min(longest, max(_LEAST_SHOWN, _TIMES_THE_SOONEST * min(ends), _chosen(view).months or 0))


def _figures(plan: PlanView, first: Month, shown: int, language: Language) -> Iterable[Fact]:
    yield Fact(words.STRATEGY.into(language), _name(plan))
    yield Fact(words.COST.into(language), _cost(plan, first, shown, language), alarm=plan.months is None)
    if plan.saved:
        yield Fact(words.SAVED.into(language), rupiah(plan.saved, language), alarm=plan.saved < 0)


def _cost(plan: PlanView, first: Month, shown: int, language: Language) -> str:
    """What it costs, or where debts remain what it costs up to the last month that is drawn."""
    if plan.months is not None:
        return rupiah(plan.cost, language)
    followed = min(shown, len(plan.owed))
    at_start = plan.paid + plan.owed[-1] - plan.cost
    cost = sum(plan.paid_by_month[:followed]) + plan.owed[followed - 1] - at_start
    last = format_month(first.add(followed - 1), language)
    return words.SO_FAR.into(language, amount=rupiah(cost, language), month=last)


def _chart(view: PayoffView, shown: int, language: Language) -> LineChart:
    axis, marks = scale((amount for plan in view.plans for amount in plan.owed[:shown]), language)
    months = [view.first_month.add(number) for number in range(shown)]
    lines = [
        Line(
            series,
            points_of(plan.owed[:shown], axis, count=shown),
            strong=plan.strategy is view.strategy,
            dots=tuple(_dots(plan, axis, shown)),
        )
        for series, plan in enumerate(view.plans)
    ]
    cut = any(len(plan.owed) > shown for plan in view.plans)
    how = words.OWED_HOW.into(language)
    return LineChart(
        title=words.OWED.into(language),
        caption=f"{how} {words.OWED_CUT.into(language)}" if cut else how,
        zero=axis.at(0),
        marks=marks,
        ticks=month_ticks(months, language),
        lines=_lettered(lines),
        pins=_pins(lines),
    )


def _ends_inside(line: Line) -> bool:
    return line.points[-1][0] < 1


def _lettered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Letters at the right edge for the lines that come so far."""
    if len(lines) == 1:
        return tuple(lines)
    inside = [line for line in lines if _ends_inside(line)]
    reaching = [line for line in lines if not _ends_inside(line)]
    return tuple(sorted([*inside, *with_badges(reaching)], key=lambda line: line.series))


def _pins(lines: Sequence[Line]) -> tuple[Pin, ...]:
    """Letters above the ends of the others."""
    inside = [line for line in lines if _ends_inside(line) and len(lines) > 1]
    lanes = spread([line.points[-1][0] for line in inside], apart=PINS_APART)
    return tuple(Pin(line.series, lane, *line.points[-1]) for line, lane in zip(inside, lanes, strict=True))


def _dots(plan: PlanView, axis: Axis, shown: int) -> Iterable[Dot]:
    for ending in plan.endings:
        if ending.month <= shown:
            yield Dot(
                place_of(ending.month - 1, shown),
                axis.at(plan.owed[ending.month - 1]),
                "good" if ending.month == plan.months else "plain",
            )


def _strategies(view: PayoffView, shown: int, language: Language) -> Iterable[Entry]:
    for series, plan in enumerate(view.plans):
        yield Entry(
            name=_name(plan),
            series=series if len(view.plans) > 1 else None,
            pill=words.CHOSEN.into(language) if plan.strategy is view.strategy else "",
            tone="good",
            facts=(
                Fact(words.PAID_OFF.into(language), _end(plan, language), alarm=plan.months is None),
                Fact(words.COST.into(language), _cost(plan, view.first_month, shown, language)),
            ),
        )


def _end(plan: PlanView, language: Language) -> str:
    if plan.free_on is None or plan.months is None:
        grows = plan.cost > plan.paid
        return (words.NEVER if grows else words.NOT_IN_FIFTY_YEARS).into(language)
    sentence = words.ONE_MONTH if plan.months == 1 else words.MONTHS
    return sentence.into(language, month=format_month(plan.free_on, language), count=plan.months)


def _name(plan: PlanView) -> str:
    return plan.label[:1].upper() + plan.label[1:]


def _endings(plan: PlanView, language: Language) -> Entries:
    shown = plan.endings[:_MOST_ENDINGS]
    left_out = len(plan.endings) - len(shown)
    return Entries(
        title=words.ENDINGS.into(language),
        rows=tuple(
            Entry(name=name_of(ending.name, language), pill=format_month(ending.on, language))
            for ending in shown
        ),
        more=words.MORE.into(language, count=left_out) if left_out else "",
    )
