"""What is told of goals alike, wherever they are told of."""

from collections.abc import Iterable
from datetime import date

from typing_extensions import Unpack

from shared.advice.telling import Source, Telling
from shared.domain.assumptions.provenance import cite_all
from shared.domain.goals.model import Goal
from shared.domain.goals.targets import assumption_of
from shared.words import Words

MOST_GOALS = 6
"""How many goals are told one by one, those that come first in the plan: a result holds no more facts."""

NO_GOALS = Words(
    id="Belum ada tujuan. Tanyakan mau menabung untuk apa, lalu buat dengan create_goal.",
    en="There are no goals yet. Ask what to save for, then make one with create_goal.",
)
TARGET = Words(id="{goal}: target", en="{goal}: target")
LACKING = Words(id="{goal}: kurang", en="{goal}: lacking")
REQUIRED = Words(id="{goal}: perlu per bulan", en="{goal}: it takes a month")
REQUIRED_WITHIN = Words(
    id="{goal}: perlu dalam hari yang tersisa", en="{goal}: it takes in the days that are left"
)
DAYS_LEFT = Words(id="{goal}: hari yang tersisa", en="{goal}: days that are left")
DATE = Words(id="{goal}: tanggal target", en="{goal}: target date")
LATER = Words(id="{goal}: tanggal mundur", en="{goal}: later date would meet it by")
SMALLER = Words(id="{goal}: target yang sanggup", en="{goal}: target that fits")
SURPLUS = Words(id="Sisa uang per bulan", en="Left over each month")


def tell_required(
    telling: Telling,
    place: str,
    name: str,
    required: int | None,
    within_days: int | None,
    **source: Unpack[Source],
) -> None:
    """What it takes a month, or in so many days where less than a month is left."""
    label = REQUIRED if within_days is None else REQUIRED_WITHIN
    telling.amount(f"{place}.required", telling.say(label, goal=name), required, **source)
    telling.days(f"{place}.days_left", telling.say(DAYS_LEFT, goal=name), within_days, **source)


def tell_sources(telling: Telling, goals: Iterable[Goal], today: date) -> None:
    """The dated figures that targets of these goals rest on."""
    used = [(name, today) for goal in goals if (name := assumption_of(goal))]
    telling.assumed(cite_all(used, today=today))
