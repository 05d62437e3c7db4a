"""The plan over all goals as a picture: what is set aside for each over time, against its target."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate

from functions.budget.models.goal_plan import GoalPlanView, PlannedGoalView
from functions.budget.report.figures import rupiah
from functions.budget.report.glyphs import breakable
from functions.budget.report.plans import words
from functions.budget.report.plans.naming import footer_of, months_span, name_of
from functions.budget.report.plans.parts import Entry, Fact, Filling, Fillings, PlanPicture, Point, Tone
from functions.budget.report.plans.scales import month_ticks, place_of
from shared.domain.goals.plan import Outcome
from shared.domain.months import format_month
from shared.words import Language

_MOST_GOALS = 8
_LEAST_MONTHS = 12
_MET = {Outcome.ALREADY_REACHED, Outcome.ON_TIME, Outcome.REACHED}
_TONES: dict[Outcome, Tone] = {
    Outcome.ALREADY_REACHED: "good",
    Outcome.ON_TIME: "good",
    Outcome.REACHED: "good",
    Outcome.LATE: "alarm",
    Outcome.NOT_REACHED: "alarm",
    Outcome.UNKNOWN: "plain",
}


def goals_picture(view: GoalPlanView, *, language: Language, made_at: datetime) -> PlanPicture:
    """The plan as a picture."""
    shown = _months_shown(view)
    months = [view.start.add(number) for number in range(shown)]
    rows = view.goals[:_MOST_GOALS]
    left_out = len(view.goals) - len(rows)
    unmet = sum(goal.outcome not in _MET for goal in view.goals)
    chart = Fillings(
        title=words.SET_ASIDE.into(language),
        caption=words.SET_ASIDE_HOW.into(language),
        ticks=month_ticks(months, language),
        rows=tuple(_filling(goal, view, shown, language) for goal in rows),
        more=words.MORE.into(language, count=left_out) if left_out else "",
    )
    return PlanPicture(
        language=language,
        name=f"fintar-goals-{view.start}",
        kicker=words.GOALS.into(language),
        heading=_heading(view, language),
        period=months_span(months[0], months[-1], language),
        sentence=_sentence(len(view.goals), unmet, language),
        alarm=unmet > 0,
        panels=(chart,) if rows else (),
        footer=footer_of(made_at, language),
    )


def _months_shown(view: GoalPlanView) -> int:
    """Up to the last month in which any goal gets money or is due to be reached."""
    given = (len(goal.given) for goal in view.goals)
    reached = (view.start.months_until(it.reached_in) + 1 for it in view.goals if it.reached_in)
    return min(view.months, max(_LEAST_MONTHS, *given, *reached, 0))


def _heading(view: GoalPlanView, language: Language) -> str:
    # The first month may be less: what was set aside in it already is taken off.
    usual = view.surplus[-1]
    return words.A_MONTH_LEFT.into(language, amount=rupiah(usual, language))


def _sentence(count: int, unmet: int, language: Language) -> str:
    if not count:
        return words.NO_GOALS.into(language)
    if not unmet:
        return words.ALL_MET.into(language)
    return words.SOME_NOT_MET.into(language, count=unmet, all=count)


def _filling(goal: PlannedGoalView, view: GoalPlanView, shown: int, language: Language) -> Filling:
    return Filling(
        Entry(
            name=name_of(goal.name, language),
            pill=goal.label,
            tone=_TONES[goal.outcome],
            facts=tuple(_facts(goal, language)),
            sentence=breakable(goal.message or ""),
        ),
        _points(goal, shown),
        None if goal.reached_in is None else place_of(view.start.months_until(goal.reached_in), shown),
    )


def _points(goal: PlannedGoalView, shown: int) -> tuple[Point, ...]:
    """What is there at each month's end as a share of the target; none where it is not known."""
    if not goal.target:
        return ()
    there = goal.target - goal.lacking
    given: Sequence[int] = (*goal.given, *[0] * (shown - len(goal.given)))
    sums = list(accumulate(given, initial=there))[1:]
    return tuple(
        (place_of(number, shown), round(min(1.0, amount / goal.target), 4))
        for number, amount in enumerate(sums[:shown])
    )


def _facts(goal: PlannedGoalView, language: Language) -> Iterable[Fact]:
    if goal.target is not None:
        yield Fact(words.TARGET.into(language), rupiah(goal.target, language))
    if goal.lacking:
        yield Fact(words.LACKING.into(language), rupiah(goal.lacking, language))
    if goal.reached_in is not None:
        yield Fact(words.REACHED_IN.into(language), format_month(goal.reached_in, language))
    if goal.short:
        yield Fact(words.SHORT_ON_DATE.into(language), rupiah(goal.short, language), alarm=True)
