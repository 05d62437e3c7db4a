"""What a plan over goals tells: when each is reached, which are late and why, and what would meet them."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from uuid import UUID

from pydantic import JsonValue

from shared.advice.events import Card, ChartKind
from shared.advice.findings.goals import (
    DATE,
    LACKING,
    LATER,
    MOST_GOALS,
    NO_GOALS,
    SMALLER,
    SURPLUS,
    TARGET,
    tell_required,
    tell_sources,
)
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.conversation.model import Basis
from shared.domain.goals.plan import Outcome, PlannedGoal
from shared.domain.goals.plan_words import outcome_words, plan_remedy_words, plan_words, this_month_words
from shared.domain.goals.shortfalls import WhyNot
from shared.domain.months import format_month
from shared.services.goals import GoalsPlanned
from shared.words import Language, Words

MOST_LINES = 5

CARD = Words(id="Rencana tujuan", en="Plan for your goals")
PLANNED_MONTHS = Words(id="Lama rencana", en="Length of the plan")
FREE = Words(id="Sisa di luar tujuan per bulan", en="Left beside goals a month")
SET_ASIDE_NOW = Words(id="Sudah disisihkan bulan ini", en="Set aside this month already")
LEFT_NOW = Words(id="Masih ada untuk tujuan bulan ini", en="Left for goals this month")
REACHED_IN = Words(id="{goal}: tercapai", en="{goal}: reached")
LATE = Words(id="{goal}: terlambat", en="{goal}: late by")
MISSING_ON = Words(id="{goal}: kurang pada tanggalnya", en="{goal}: missing on its date")
EXPECTED = Words(
    id="{goal}: kurang pada tanggalnya kalau sisa uang tetap",
    en="{goal}: missing on its date if as much is left over",
)
THERE = Words(id="{goal}: terkumpul di akhir rencana", en="{goal}: set aside when the plan ends")
MONTHLY = Words(id="{goal}: dapat bulan depan", en="{goal}: gets next month")
MORE = Words(
    id="{goal}: tambahan sisa uang per bulan supaya tercapai",
    en="{goal}: more left over a month that would meet it",
)


def found_in_plan(made: GoalsPlanned, setting: ToolSetting, *, surplus: int | None, months: int) -> Findings:
    """The plan as it is told. `surplus` is what was asked to be split, in rupiah a month, if anything."""
    telling = Telling(setting, formula="goal_plan")
    if not made.plan.goals:
        telling.lacks("goals", NO_GOALS)
    _tell(telling, made, surplus=surplus, months=months)
    planned = made.plan.goals[:MOST_GOALS]
    names = _names(made)
    for number, goal in enumerate(planned, start=1):
        _tell_planned(telling, number, goal, names, months=months)
    shown = {goal.goal_id for goal in planned}
    tell_sources(telling, (goal for goal in made.goals if goal.id in shown), made.today)
    return Findings(
        facts=tuple(telling.facts),
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={
            "start": str(made.plan.start),
            "goals": [_row(goal, names, telling.language) for goal in planned],
        },
        cards=(_card(telling, made),) if made.plan.goals else (),
    )


def _names(made: GoalsPlanned) -> Mapping[UUID, str]:
    return {goal.id: goal.name for goal in made.goals}


def _tell(telling: Telling, made: GoalsPlanned, *, surplus: int | None, months: int) -> None:
    """What there is to split. The first month of a plan is only what is left of it."""
    plan = made.plan
    monthly = plan.surplus[-1] if months > 1 else surplus
    given = Basis.STATED if made.surplus_given else Basis.COMPUTED
    telling.amount("plan.surplus", SURPLUS, monthly, basis=given)
    telling.months("plan.months", PLANNED_MONTHS, months, formula="asked")
    telling.amount("plan.left_this_month", LEFT_NOW, plan.surplus[0])
    if months > 1:
        telling.amount("plan.free", FREE, plan.unspent[-1])
    sentence = this_month_words(made.set_aside_this_month, plan.surplus[0], telling.language)
    if sentence is not None:
        telling.amount(
            "plan.set_aside_this_month", SET_ASIDE_NOW, made.set_aside_this_month, basis=Basis.TRACKED
        )
        telling.remark("this_month", sentence)


def _tell_planned(
    telling: Telling, number: int, goal: PlannedGoal, names: Mapping[UUID, str], *, months: int
) -> None:
    place, name, language = f"plan.goal.{number}", names[goal.goal_id], telling.language
    telling.amount(f"{place}.target", telling.say(TARGET, goal=name), goal.target)
    telling.day(f"{place}.target_on", telling.say(DATE, goal=name), goal.target_on, basis=Basis.DECLARED)
    telling.amount(f"{place}.lacking", telling.say(LACKING, goal=name), goal.lacking)
    telling.month(f"{place}.reached_in", telling.say(REACHED_IN, goal=name), goal.reached_in)
    if len(goal.given) > 1:
        telling.amount(f"{place}.next_month", telling.say(MONTHLY, goal=name), goal.given[1])
    if goal.why_not is not None:
        tell_required(telling, place, name, goal.required, goal.required_within_days)
    _tell_shortfall(telling, place, name, goal)
    told = outcome_words(goal.outcome, language)
    if goal.reached_in is not None and goal.outcome is not Outcome.LATE:
        told += f" ({format_month(goal.reached_in, language)})"
    why = plan_words(goal, names, months=months, language=language)
    telling.remark(f"plan_{goal.outcome.value.lower()}", f"{name}: {told}.{f' {why}' if why else ''}")
    ways = plan_remedy_words(goal, months=months, language=language)
    if ways is not None:
        telling.remark("goal_remedies", f"{name}: {ways}")


def _tell_shortfall(telling: Telling, place: str, name: str, goal: PlannedGoal) -> None:
    """What is missing and when, and what would meet the goal."""
    telling.months(f"{place}.late", telling.say(LATE, goal=name), goal.months_late)
    if goal.short:
        telling.amount(f"{place}.short", telling.say(MISSING_ON, goal=name), goal.short)
    telling.amount(f"{place}.expected_short", telling.say(EXPECTED, goal=name), goal.expected_short)
    if goal.why_not is WhyNot.DATE_AFTER_THE_MONTHS or goal.expected_short is not None:
        there = (goal.target or 0) - goal.lacking + sum(goal.given)
        telling.amount(f"{place}.there", telling.say(THERE, goal=name), there)
    remedies = goal.remedies
    if remedies is not None:
        telling.amount(f"{place}.more", telling.say(MORE, goal=name), remedies.more_surplus)
        telling.months(f"{place}.later", telling.say(LATER, goal=name), remedies.months_later)
        telling.amount(f"{place}.smaller", telling.say(SMALLER, goal=name), remedies.fitting_target)


def _row(goal: PlannedGoal, names: Mapping[UUID, str], language: Language) -> dict[str, JsonValue]:
    return {
        "name": names[goal.goal_id],
        "outcome": outcome_words(goal.outcome, language),
        "waits_for": [names[each] for each in goal.waits_for],
    }


def _card(telling: Telling, made: GoalsPlanned) -> Card:
    """What each goal has got by the end of each month."""
    plan, names = made.plan, _names(made)
    labels = [format_month(plan.start.add(place), telling.language) for place in range(len(plan.surplus))]
    series: Mapping[str, Sequence[int]] = {
        names[goal.goal_id]: list(accumulate(goal.given)) for goal in plan.goals[:MOST_LINES]
    }
    numbers = range(1, min(len(plan.goals), MOST_GOALS) + 1)
    shown = ["plan.surplus", *(f"plan.goal.{number}.reached_in" for number in numbers)]
    return telling.card(CARD, shown, rupiah_chart(ChartKind.LINE, labels, series))
