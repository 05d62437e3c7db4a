"""Whether something can be afforded, as a picture: each way to pay for it beside the others."""

from collections.abc import Iterable
from datetime import datetime

from functions.budget.models.planning_affordability import AffordabilityView, WayView
from functions.budget.report.axis import Axis
from functions.budget.report.figures import rupiah
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of, name_of
from functions.budget.report.plans.parts import Bar, Card, Cards, Entry, Fact, PlanPicture, Tone
from shared.domain.months import Month, format_month
from shared.domain.planning.affordability_model import Answer, GoalEffect
from shared.words import Language

_MOST_REMARKS = 5


def affordability_picture(view: AffordabilityView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The ways as a picture."""
    item = view.item
    totals = _scale(way.total_cost for way in view.ways)
    cash = _scale(way.lowest.cash for way in view.ways)
    funds = _scale(way.fund_left for way in view.ways)

    def bars(way: WayView) -> Iterable[Bar]:
        cheapest = "★ " + words.CHEAPEST.into(language) if way.id == view.cheapest else ""
        yield _bar(words.IN_ALL.into(language), way.total_cost, totals, language, remark=cheapest)
        yield _bar(words.LOWEST.into(language), way.lowest.cash, cash, language)
        yield _bar(words.FUND_LEFT.into(language), way.fund_left, funds, language)

    return PlanPicture(
        language=language,
        name=f"fintar-affordability-{item.month}",
        kicker=words.AFFORDABILITY.into(language),
        heading=name_of(item.name, language),
        period=words.WANTED.into(
            language, price=rupiah(item.price, language), month=format_month(item.month, language)
        ),
        sentence=breakable(view.message),
        alarm=view.cheapest is None,
        figures=tuple(_without(view, language)),
        panels=(
            Cards(
                cards=tuple(
                    Card(
                        _entry(series, way, language),
                        tuple(bars(way)),
                        tuple(_remarks(way, view.item.month, language))[:_MOST_REMARKS],
                    )
                    for series, way in enumerate(view.ways)
                )
            ),
        ),
        footer=footer_of(made_at, language),
    )


def _without(view: AffordabilityView, language: Language) -> Iterable[Fact]:
    without = words.WITHOUT_IT.into(language)
    for name, amount in ((words.LOWEST, view.lowest.cash), (words.FUND_LEFT, view.fund_left)):
        label = words.PAIR.into(language, one=without, other=name.into(language).lower())
        yield Fact(label, rupiah(amount, language), alarm=amount < 0)


def _entry(series: int, way: WayView, language: Language) -> Entry:
    tones: dict[Answer, Tone] = {Answer.YES: "good", Answer.LATER: "plain", Answer.NO: "alarm"}
    answers = {Answer.YES: words.YES, Answer.LATER: words.LATER, Answer.NO: words.NO}
    month = format_month(way.month, language) if way.month else ""
    facts: list[Fact] = []
    if way.monthly:
        facts.append(Fact(words.A_MONTH.into(language), rupiah(way.monthly, language)))
        facts.append(Fact(words.A_MONTH_UNTIL.into(language), format_month(way.paid_until, language)))
    return Entry(
        name=name_of(way.id, language),
        series=series,
        pill=answers[way.answer].into(language, month=month),
        tone=tones[way.answer],
        facts=tuple(facts),
    )


def _scale(amounts: Iterable[int]) -> Axis:
    """From the least amount, or 0, to the largest: the longest bar is as wide as there is room."""
    known = (0, *amounts)
    return Axis(min(known), max(*known, min(known) + 1), 1)


def _bar(label: str, amount: int, axis: Axis, language: Language, *, remark: str = "") -> Bar:
    zero, end = axis.at(0), axis.at(amount)
    return Bar(label, rupiah(amount, language), min(zero, end), max(zero, end), amount < 0, remark)


def _remarks(way: WayView, wanted: Month, language: Language) -> Iterable[str]:
    """Why not in the wanted month, and which goals it moves."""
    if way.answer is Answer.LATER:
        yield words.WHY_NOT_THEN.into(language, month=format_month(wanted, language))
    yield from (breakable(reason.message) for reason in way.reasons)
    for goal in way.goals:
        told = _goal_told(goal, language)
        if told and not any(reason.goal == goal.name for reason in way.reasons):
            yield breakable(told)


def _goal_told(goal: GoalEffect, language: Language) -> str:
    if goal.reached is None and goal.without is not None:
        return words.GOAL_MISSED.into(language, goal=goal.name)
    if not goal.months_later:
        return ""
    later = goal.months_later > 0
    if abs(goal.months_later) == 1:
        return (words.GOAL_ONE_LATER if later else words.GOAL_ONE_EARLIER).into(language, goal=goal.name)
    told = words.GOAL_LATER if later else words.GOAL_EARLIER
    return told.into(language, goal=goal.name, months=abs(goal.months_later))
