"""What the person saves for: where each goal stands, why, and what would meet it."""

from collections.abc import Sequence

from pydantic import JsonValue
from typing_extensions import Unpack

from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, CardChart, ChartKind
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
from shared.advice.telling import Source, Telling, rupiah_chart
from shared.advice.tools import Findings, NoArguments, ToolSetting
from shared.domain.conversation.model import Basis
from shared.domain.goals.standing import Reason, Standing
from shared.domain.goals.targets import LONGEST
from shared.domain.goals.words import STATES, TRACKS, remedy_words, standing_words
from shared.services.goals import GoalsToday, GoalToday
from shared.words import Words

CARD = Words(id="Tujuanmu", en="Your goals")
SET_ASIDE = Words(id="{goal}: terkumpul", en="{goal}: set aside")
TARGET_THEN = Words(id="{goal}: target pada tanggalnya", en="{goal}: target on its date")
PACE = Words(id="{goal}: disisihkan per bulan", en="{goal}: set aside a month")
PACE_DAYS = Words(id="{goal}: lama lajunya dilihat", en="{goal}: days that its pace is looked at")
REACHED_ON = Words(id="{goal}: tercapai dengan laju ini", en="{goal}: reached at this pace")
MORE = Words(
    id="{goal}: tambahan per bulan supaya tepat waktu", en="{goal}: more a month that would be in time"
)
ALL_SET_ASIDE = Words(id="Terkumpul untuk semua tujuan", en="Set aside for all goals")
SHORT = Words(id="Disisihkan tapi sudah terpakai", en="Set aside but spent otherwise")
HORIZON = Words(id="Paling lama yang dihitung", en="As far as is looked ahead")
PROGRESS = Words(id="Terkumpul", en="Set aside")
REMAINDER = Words(id="Kurang", en="Lacking")

YOUNG = frozenset({Reason.JUST_STARTED, Reason.NOTHING_SET_ASIDE_LATELY, Reason.MORE_TAKEN_BACK})
"""Reasons that name the days over which a pace was looked at."""


class GoalsTool(TypedTool[NoArguments]):
    """Each goal with its standing."""

    arguments = NoArguments
    purpose = Words(id="Membaca tujuanmu", en="Reading your goals")
    declaration = declared(
        "goals",
        Words(
            id=(
                "Tujuan keuangan orang yang bertanya: terkumpul, target, kurang, perlu dan laju per bulan "
                "(rupiah), sesuai rencana atau tidak dan sebabnya, dan apa yang membuatnya tercapai. Pakai "
                "untuk 'tujuanku gimana'. Bukan untuk membagi sisa uang ke semua tujuan (goal_plan)."
            ),
            en=(
                "The asking person's goals: set aside, target, lacking, required and pace a month (rupiah), "
                "on track or not and why, and what would meet them. Use it for 'how are my goals doing'. "
                "Not to split what is left over between all goals (goal_plan)."
            ),
        ),
        NoArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: NoArguments, *, setting: ToolSetting) -> Findings:
        """Read the goals. Raises what the service raises."""
        today = await self._services.goals().read(now=setting.now)
        telling = Telling(setting, formula="goal_standing")
        if not today.goals:
            telling.lacks("goals", NO_GOALS)
        shown = today.goals[:MOST_GOALS]
        for number, each in enumerate(shown, start=1):
            _tell_goal(telling, number, each, surplus=today.known.surplus)
        _tell_all(telling, today)
        tell_sources(telling, (it.goal for it in shown), today.facts.today)
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            missing=tuple(telling.missing),
            data={"goals": _rows(telling, shown)},
            cards=(_goals_card(telling, shown),) if shown else (),
        )


def tell_standing(
    telling: Telling, place: str, name: str, standing: Standing, **source: Unpack[Source]
) -> None:
    """The figures of where a goal stands, without its target today and what is there."""
    dated = standing.target_then is not None and standing.target_then != standing.target
    if dated:
        telling.amount(
            f"{place}.target_then", telling.say(TARGET_THEN, goal=name), standing.target_then, **source
        )
    telling.amount(f"{place}.lacking", telling.say(LACKING, goal=name), standing.lacking, **source)
    tell_required(telling, place, name, standing.required, standing.required_within_days, **source)
    telling.amount(f"{place}.pace", telling.say(PACE, goal=name), standing.pace, **source)
    if standing.reason in YOUNG:
        telling.days(f"{place}.pace_days", telling.say(PACE_DAYS, goal=name), standing.pace_days, **source)
    telling.day(f"{place}.reached_on", telling.say(REACHED_ON, goal=name), standing.reached_on, **source)
    if standing.reason is Reason.TOO_SLOW:
        telling.months("goals.horizon", HORIZON, LONGEST, formula="asked")


def _tell_goal(telling: Telling, number: int, today: GoalToday, *, surplus: int | None) -> None:
    goal, standing = today
    place, name = f"goal.{number}", goal.name
    telling.amount(f"{place}.set_aside", telling.say(SET_ASIDE, goal=name), goal.counted, basis=Basis.TRACKED)
    telling.day(f"{place}.target_on", telling.say(DATE, goal=name), goal.target_on, basis=Basis.DECLARED)
    if standing is None:
        telling.remark("goal_ended", f"{name}: {STATES[goal.state].into(telling.language)}.")
        return
    telling.amount(f"{place}.target", telling.say(TARGET, goal=name), standing.target)
    tell_standing(telling, place, name, standing)
    sentence = standing_words(standing, goal.kind, surplus=surplus, language=telling.language)
    telling.remark(f"goal_{standing.reason.value}", f"{name}: {sentence}")
    _tell_remedies(telling, place, name, standing)


def _tell_remedies(telling: Telling, place: str, name: str, standing: Standing) -> None:
    remedies = standing.remedies
    if remedies is None:
        return
    telling.amount(f"{place}.more", telling.say(MORE, goal=name), remedies.more_than_pace)
    telling.months(f"{place}.later", telling.say(LATER, goal=name), remedies.months_later_at_pace)
    telling.amount(f"{place}.smaller", telling.say(SMALLER, goal=name), remedies.target_at_pace)
    sentence = remedy_words(standing, telling.language)
    if sentence is not None:
        telling.remark("goal_remedies", f"{name}: {sentence}")


def _tell_all(telling: Telling, today: GoalsToday) -> None:
    accounts = today.facts.accounts
    if today.goals:
        whole, short = sum(it.set_aside for it in accounts), sum(it.short for it in accounts)
        telling.amount("goals.set_aside", ALL_SET_ASIDE, whole, basis=Basis.TRACKED)
        if short:
            telling.amount("goals.short", SHORT, short, basis=Basis.TRACKED)
    telling.amount("goals.surplus", SURPLUS, today.known.surplus)
    # Some sentences say a surplus below zero as none.
    if today.known.surplus is not None and today.known.surplus < 0:
        telling.amount("goals.surplus.none", SURPLUS, 0)


def _rows(telling: Telling, goals: Sequence[GoalToday]) -> list[JsonValue]:
    return [
        {
            "name": it.goal.name,
            "state": STATES[it.goal.state].into(telling.language),
            "track": TRACKS[it.standing.track].into(telling.language) if it.standing else None,
            "priority": it.goal.priority,
        }
        for it in goals
    ]


def _goals_card(telling: Telling, goals: Sequence[GoalToday]) -> Card:
    numbers = range(1, len(goals) + 1)
    shown = [f"goal.{number}.{name}" for number in numbers for name in ("set_aside", "required")]
    return telling.card(CARD, shown, _progress(telling, goals))


def _progress(telling: Telling, goals: Sequence[GoalToday]) -> CardChart:
    """What is there and what is lacking, goal by goal."""
    series = {
        telling.say(PROGRESS): [it.goal.counted for it in goals],
        telling.say(REMAINDER): [(it.standing and it.standing.lacking) or 0 for it in goals],
    }
    return rupiah_chart(ChartKind.STACK, [it.goal.name for it in goals], series)
