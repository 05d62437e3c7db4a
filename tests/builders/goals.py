"""Goals for tests, with sensible defaults."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.domain.goals.model import NOTHING_KNOWN, Goal, GoalKind, KnownFigures
from shared.domain.goals.plan import GoalsPlan, plan_goals
from shared.domain.months import Month

TODAY = date(2026, 11, 1)
START = Month(2026, 11)
MILLION = 1_000_000


def a_goal(target: int | None = 12 * MILLION, **changes: Any) -> Goal:
    """A purchase that was begun half a year ago; its id follows `number`."""
    number: int = changes.pop("number", 1)
    fields: dict[str, Any] = {
        "id": UUID(int=number),
        "kind": GoalKind.PURCHASE,
        "name": f"Tujuan {number}",
        "target": target,
        "priced_on": TODAY,
        "started_on": date(2026, 5, 1),
    }
    return Goal.model_validate({**fields, **changes})


def due_in(months: int) -> date:
    """The last day of the month so many months after the plan's first; 0 is the first itself."""
    return START.add(months).last_day


def plan_of(
    goals: Sequence[Goal],
    surplus: Sequence[int],
    *,
    known: KnownFigures = NOTHING_KNOWN,
    today: date = TODAY,
) -> GoalsPlan:
    """The plan from November 2026 on, or from another day."""
    return plan_goals(goals, surplus, start=Month.of(today), known=known, today=today)
