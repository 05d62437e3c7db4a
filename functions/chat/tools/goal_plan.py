"""What is left over each month, split between all goals: when each is reached, and what would meet it."""

from typing import Annotated

from pydantic import Field

from functions.chat.tools.planning_start import NEEDED
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.findings.goal_plan import found_in_plan
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.words import MISSING
from shared.domain.goals.targets import LONGEST
from shared.domain.money import Amount
from shared.domain.values import Value
from shared.services.goals import NoSurplusKnown
from shared.words import Words


class GoalPlanArguments(Value):
    """What to split between the goals each month."""

    surplus: Annotated[
        Amount | None,
        Field(description="Rupiah a month; leave out for the person's own income less spending."),
    ] = None
    months: Annotated[int, Field(strict=True, ge=1, le=LONGEST, description="How many months.")] = 120


class GoalPlanTool(TypedTool[GoalPlanArguments]):
    """What is left over, split between all goals."""

    arguments = GoalPlanArguments
    purpose = Words(id="Menyusun rencana tujuan", en="Planning over your goals")
    declaration = declared(
        "goal_plan",
        Words(
            id=(
                "Membagi sisa uang per bulan (rupiah) ke semua tujuan aktif menurut prioritas dan tanggal: "
                "kapan tiap tujuan tercapai, mana yang terlambat dan sebabnya, dan apa yang membuatnya "
                "tercapai. Pakai untuk 'dengan 1 juta sebulan, tujuanku kapan tercapai'. Tidak menyimpan "
                "apa pun."
            ),
            en=(
                "Splits what is left over a month (rupiah) between all active goals by priority and date: "
                "when each is reached, which are late and why, and what would meet them. Use it for 'with 1 "
                "million a month, when do I reach my goals'. Saves nothing."
            ),
        ),
        GoalPlanArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: GoalPlanArguments, *, setting: ToolSetting) -> Findings:
        """Plan. Raises what the service raises."""
        try:
            made = await self._services.goals().plan(asked.surplus, months=asked.months, now=setting.now)
        except NoSurplusKnown:
            telling = Telling(setting, formula="goal_plan")
            for name in NEEDED:
                telling.lacks(name, MISSING[name])
            return Findings(missing=tuple(telling.missing))
        return found_in_plan(made, setting, surplus=asked.surplus, months=asked.months)
