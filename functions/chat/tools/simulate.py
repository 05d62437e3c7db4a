"""What if: the person's own plan, followed month by month with changes."""

from typing import Annotated

from pydantic import Field

from functions.chat.tools.planning_names import as_keyed
from functions.chat.tools.planning_start import tell_start, what_is_missing
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, ChartKind
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.transactions import Category
from shared.domain.months import Month, format_month
from shared.domain.planning.changes import Scenario
from shared.domain.planning.outcome import Compared, DebtOutcome, Difference, Outcome, Simulation, Verdict
from shared.domain.planning.refusals import PlanRefused
from shared.domain.planning.words import verdict_words
from shared.domain.values import Value
from shared.words import Words

MOST_SCENARIOS = 4
LONGEST = 240
"""Months: twenty years."""

MOST_NAMED = 5
"""How many goals and debts of an outcome are told one by one."""

CARD = Words(id="Simulasi {months} bulan", en="Simulation of {months} months")
AS_IT_IS = Words(id="Tanpa perubahan", en="If nothing changes")
NET_WORTH = Words(id="{name}: kekayaan bersih di akhir", en="{name}: net worth in the end")
CASH = Words(id="{name}: uang tunai di akhir", en="{name}: cash in the end")
LOWEST = Words(id="{name}: uang tunai paling rendah", en="{name}: least cash")
LOWEST_IN = Words(id="{name}: bulan paling rendah", en="{name}: month of the least cash")
SHORT = Words(id="{name}: kekurangan terbesar", en="{name}: most that is lacking")
SHORT_FROM = Words(id="{name}: kurang mulai", en="{name}: cash runs out from")
INTEREST = Words(id="{name}: bunga dan biaya utang", en="{name}: interest and fees on debts")
MORE = Words(id="{name}: selisih kekayaan bersih", en="{name}: difference in net worth")
MORE_CASH = Words(id="{name}: selisih uang tunai", en="{name}: difference in cash")
GOAL_REACHED = Words(id="{name}: {goal} tercapai", en="{name}: {goal} reached")
GOAL_DUE = Words(id="{name}: batas waktu {goal}", en="{name}: {goal} due")
GOAL_LATER = Words(id="{name}: {goal} bergeser", en="{name}: {goal} shifts by")
DEBT_ENDS = Words(id="{name}: {debt} lunas", en="{name}: {debt} paid off")
DEBT_LEFT = Words(id="{name}: sisa {debt} di akhir", en="{name}: {debt} owed in the end")
SHRINKS_FROM = Words(
    id="{name}: {debt} baru berkurang kalau dibayar per bulan", en="{name}: {debt} shrinks only from, a month"
)
OF_VERDICT = Words(id="{name}: kesimpulan", en="{name}: verdict")
HORIZON = Words(id="Lama simulasi", en="Length of the simulation")


class SimulateArguments(Value):
    """How far to look, and what goes otherwise in each scenario."""

    months: Annotated[int, Field(strict=True, ge=1, le=LONGEST, description="How many months.")] = 60
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, max_length=MOST_SCENARIOS)]


class SimulateTool(TypedTool[SimulateArguments]):
    """Scenarios beside the plan as it is."""

    arguments = SimulateArguments
    purpose = Words(id="Menjalankan simulasi", en="Playing a what-if plan")
    declaration = declared(
        "simulate",
        Words(
            id=(
                "Simulasi 'bagaimana kalau' dari angka orang yang bertanya: perubahan pemasukan, kehilangan "
                "kerja, pindah kota, anak, utang baru, bayar utang lebih, harga naik; uang tunai, tujuan, "
                "dan kekayaan bersih per bulan. Jumlah dalam rupiah per bulan, bagian dalam pecahan (0.1 = "
                "10%), bulan seperti 2026-11 mulai bulan depan. Kategori, utang, dan tujuan disebut dengan "
                "namanya; income selalu 'income'. Untuk membeli satu barang pakai affordability."
            ),
            en=(
                "A what-if plan from the asking person's own figures: income changes, losing a job, moving, "
                "a child, a new debt, paying more on a debt, prices rising; cash, goals and net worth by "
                "month. Amounts in rupiah a month, shares as fractions (0.1 = 10 %), months like 2026-11 "
                "from the next month on. Categories, debts and goals go by their names; income is always "
                "'income'. To buy one thing use affordability."
            ),
        ),
        SimulateArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: SimulateArguments, *, setting: ToolSetting) -> Findings:
        """Play the scenarios. Raises PlanRefused, NameUnknown, NameUnclear, and what the services raise."""
        planning = self._services.planning()
        try:
            start = await planning.stored(now=setting.now)
        except PlanRefused as refused:
            return what_is_missing(refused, setting)
        scenarios = as_keyed(asked.scenarios, start.baseline, await self._categories(asked))
        played = await planning.simulate(
            start.baseline, scenarios, months=asked.months, uncertainty=None, now=setting.now
        )
        telling = Telling(setting, formula="simulated")
        tell_start(telling, start)
        telling.months("simulate.months", HORIZON, asked.months, formula="asked")
        _tell(telling, "simulate.baseline", played.simulation.baseline, telling.say(AS_IT_IS))
        for number, compared in enumerate(played.simulation.scenarios, start=1):
            _tell_compared(telling, f"simulate.{number}", compared)
        telling.assumed(played.simulation.assumptions)
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            missing=tuple(telling.missing),
            data={"months": asked.months, "start": str(played.simulation.months[0])},
            cards=(_card(telling, played.simulation),),
        )

    async def _categories(self, asked: SimulateArguments) -> tuple[Category, ...]:
        """The categories by which changes may be named, read only where one names any."""
        for scenario in asked.scenarios:
            for change in scenario.changes:
                if getattr(change, "category", None) or getattr(change, "categories", None):
                    return (await self._services.transactions().bookkeeping()).categories
        return ()


def _tell(telling: Telling, place: str, outcome: Outcome, name: str) -> None:
    telling.amount(f"{place}.net_worth", telling.say(NET_WORTH, name=name), outcome.totals.net_worth)
    telling.amount(f"{place}.cash", telling.say(CASH, name=name), outcome.totals.cash)
    telling.amount(f"{place}.lowest", telling.say(LOWEST, name=name), outcome.lowest.cash)
    telling.month(f"{place}.lowest_in", telling.say(LOWEST_IN, name=name), outcome.lowest.month)
    if outcome.shortage is not None:
        telling.amount(f"{place}.short", telling.say(SHORT, name=name), outcome.shortage.most)
        telling.month(f"{place}.short_from", telling.say(SHORT_FROM, name=name), outcome.shortage.first)
    if outcome.totals.interest:
        telling.amount(f"{place}.interest", telling.say(INTEREST, name=name), outcome.totals.interest)
    _tell_verdict(telling, place, outcome.verdict, name)
    for number, goal in enumerate(outcome.goals[:MOST_NAMED], start=1):
        label = telling.say(GOAL_REACHED, name=name, goal=goal.name)
        telling.month(f"{place}.goal.{number}.reached", label, goal.reached)
        label = telling.say(GOAL_DUE, name=name, goal=goal.name)
        telling.month(f"{place}.goal.{number}.due", label, goal.due)
    for number, debt in enumerate(outcome.debts[:MOST_NAMED], start=1):
        _tell_debt(telling, f"{place}.debt.{number}", debt, name)


def _tell_debt(telling: Telling, place: str, debt: DebtOutcome, name: str) -> None:
    """When a debt ends, or what is left of it, and from what payment on it becomes less."""
    telling.month(f"{place}.ends", telling.say(DEBT_ENDS, name=name, debt=debt.name), debt.ends)
    if debt.ends is None:
        telling.amount(f"{place}.left", telling.say(DEBT_LEFT, name=name, debt=debt.name), debt.balance)
    label = telling.say(SHRINKS_FROM, name=name, debt=debt.name)
    telling.amount(f"{place}.shrinks_from", label, debt.shrinks_from)


def _tell_verdict(telling: Telling, place: str, verdict: Verdict, name: str) -> None:
    """The verdict as a sentence; its figures are facts too."""
    label = telling.say(OF_VERDICT, name=name)
    for figure in verdict.figures:
        fact_id = f"{place}.verdict.{figure.name}"
        if isinstance(figure.value, Month):
            telling.month(fact_id, label, figure.value)
        elif isinstance(figure.value, int) and figure.unit == "rupiah":
            telling.amount(fact_id, label, figure.value)
    telling.remark(f"verdict_{verdict.code}", f"{name}: {verdict_words(verdict, telling.language)}")


def _tell_compared(telling: Telling, place: str, compared: Compared) -> None:
    outcome, difference = compared.outcome, compared.difference
    name = outcome.name
    _tell(telling, place, outcome, name)
    label = telling.say(MORE, name=name)
    telling.amount(f"{place}.difference", label, difference.totals.net_worth, formula="less_baseline")
    label = telling.say(MORE_CASH, name=name)
    telling.amount(f"{place}.cash_difference", label, difference.totals.cash, formula="less_baseline")
    _tell_shifts(telling, place, outcome, difference)


def _tell_shifts(telling: Telling, place: str, outcome: Outcome, difference: Difference) -> None:
    names = {goal.id: goal.name for goal in outcome.goals}
    for number, goal in enumerate(difference.goals[:MOST_NAMED], start=1):
        if goal.months_later:
            label = telling.say(GOAL_LATER, name=outcome.name, goal=names[goal.id])
            telling.months(f"{place}.goal.{number}.later", label, goal.months_later, formula="less_baseline")


def _card(telling: Telling, simulation: Simulation) -> Card:
    """Cash by month, as it is and in each scenario."""
    labels = [format_month(month, telling.language) for month in simulation.months]
    lines = {telling.say(AS_IT_IS): simulation.baseline.series.cash}
    lines |= {it.outcome.name: it.outcome.series.cash for it in simulation.scenarios}
    numbers = range(1, len(simulation.scenarios) + 1)
    shown = [
        *("simulate.baseline.net_worth", "simulate.baseline.lowest"),
        *(
            f"simulate.{number}.{name}"
            for number in numbers
            for name in ("net_worth", "difference", "lowest")
        ),
    ]
    title = telling.say(CARD, months=len(simulation.months))
    return telling.card(title, shown, rupiah_chart(ChartKind.LINE, labels, lines))
