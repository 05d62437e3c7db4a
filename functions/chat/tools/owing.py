"""What the person owes: each debt with its standing."""

from decimal import Decimal

from pydantic import JsonValue

from functions.chat.tools.debt_troubles import tell_assumed, tell_left_out, tell_troubles
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, ChartKind
from shared.advice.telling import Source, Telling, rupiah_chart
from shared.advice.tools import Findings, NoArguments, ToolSetting
from shared.domain.conversation.model import Basis
from shared.domain.days import today_in_jakarta
from shared.domain.debts.answers import MAX_DEBTS, PayoffAnswer, PayoffPlan, PayoffWish
from shared.domain.debts.model import MONTHS_A_YEAR, Debt
from shared.domain.debts.owed import DebtsOwed
from shared.domain.debts.strategies import Strategy
from shared.words import Words

MOST_DEBTS = 8
"""How many debts are told one by one, in the order they are shown: a result holds no more facts."""

RATES_APART = Decimal("0.005")
"""From what difference on a rate with every charge in it is told beside the rate that was agreed."""

BY_MINIMUMS: Source = {"basis": Basis.COMPUTED, "formula": "minimum_only"}

CARD = Words(id="Utangmu", en="Your debts")
NO_DEBTS = Words(
    id="Belum ada utang yang tercatat. Tanyakan apakah ada, atau minta dicatat dulu.",
    en="No debts are on record. Ask whether there are any, or to record them first.",
)
BALANCE = Words(id="{debt}: sisa utang", en="{debt}: balance")
TOTAL = Words(id="Seluruh sisa utang", en="All that is owed")
RATE = Words(id="{debt}: bunga per tahun", en="{debt}: interest a year")
MONTHLY_RATE = Words(id="{debt}: bunga per bulan", en="{debt}: interest a month")
TRUE_RATE = Words(
    id="{debt}: bunga sebenarnya per tahun, dengan semua biaya",
    en="{debt}: real rate a year, with every charge",
)
INSTALMENT = Words(id="{debt}: cicilan per bulan", en="{debt}: instalment a month")
MONTHS_LEFT = Words(id="{debt}: sisa waktu", en="{debt}: months left")
ENDS = Words(id="{debt}: lunas kalau bayar minimum", en="{debt}: ends by its minimums")
MINIMUMS = Words(id="Pembayaran minimum semua utang bulan ini", en="Minimums of all debts this month")


class DebtsTool(TypedTool[NoArguments]):
    """Each debt on record."""

    arguments = NoArguments
    purpose = Words(id="Membaca utangmu", en="Reading your debts")
    declaration = declared(
        "debts",
        Words(
            id=(
                "Utang orang yang bertanya satu per satu: sisa, bunga per tahun, cicilan (rupiah), kapan "
                "lunas dengan pembayaran minimum, dan mana yang tidak pernah lunas. Pakai untuk 'utangku "
                "apa saja'. Untuk cara melunasi pakai debt_payoff."
            ),
            en=(
                "The asking person's debts one by one: balance, interest a year, instalment (rupiah), when "
                "each ends by its minimums, and which never ends. Use it for 'what do I owe'. For how to "
                "pay them off use debt_payoff."
            ),
        ),
        NoArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: NoArguments, *, setting: ToolSetting) -> Findings:
        """Read the debts. Raises what the service raises."""
        debts = self._services.debts()
        owed = await debts.read()
        telling = Telling(setting, formula="kept_debt", basis=Basis.TRACKED)
        tell_left_out(telling, (left.name for left in owed.left_out))
        if not owed.debts:
            if not owed.left_out:
                telling.lacks("debts", NO_DEBTS)
            return Findings(remarks=tuple(telling.remarks), missing=tuple(telling.missing))
        _tell_debts(telling, owed)
        if len(owed.debts) <= MAX_DEBTS:
            today = today_in_jakarta(now=setting.now)
            wish = PayoffWish(strategy=Strategy.MINIMUM_ONLY)
            _tell_ends(telling, owed, await debts.plan(wish, None, day=today))
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            data={"debts": [_row(debt) for debt in owed.debts[:MOST_DEBTS]]},
            cards=(_card(telling, owed),),
        )


def _tell_debts(telling: Telling, owed: DebtsOwed) -> None:
    total = sum(debt.balance for debt in owed.debts) + sum(left.balance for left in owed.left_out)
    telling.amount("debts.total", TOTAL, total)
    for number, debt in enumerate(owed.debts[:MOST_DEBTS], start=1):
        place, name = f"debt.{number}", debt.name
        telling.amount(f"{place}.balance", telling.say(BALANCE, debt=name), debt.balance)
        if debt.annual_rate:
            telling.share(f"{place}.rate", telling.say(RATE, debt=name), debt.annual_rate)
            monthly = (debt.annual_rate / MONTHS_A_YEAR).quantize(Decimal("0.000001"))
            telling.share(f"{place}.monthly_rate", telling.say(MONTHLY_RATE, debt=name), monthly)
        telling.amount(f"{place}.instalment", telling.say(INSTALMENT, debt=name), debt.instalment)
        telling.months(f"{place}.months_left", telling.say(MONTHS_LEFT, debt=name), debt.months_left)


def _tell_ends(telling: Telling, owed: DebtsOwed, answer: PayoffAnswer) -> None:
    telling.amount("debts.minimums", MINIMUMS, answer.minimums, basis=Basis.COMPUTED, formula="minimums")
    ends = {it.name: it.on for plan in answer.plans for it in plan.endings if _is_minimum(plan)}
    shown = zip(owed.debts[:MOST_DEBTS], answer.costs, strict=False)
    for number, (debt, real) in enumerate(shown, start=1):
        place, name = f"debt.{number}", debt.name
        telling.month(f"{place}.ends", telling.say(ENDS, debt=name), ends.get(name), **BY_MINIMUMS)
        rate = None if real.cost is None else real.cost.rate.nominal
        if rate is not None and abs(rate - debt.annual_rate) > RATES_APART:
            telling.share(f"{place}.true_rate", telling.say(TRUE_RATE, debt=name), rate, **BY_MINIMUMS)
    tell_troubles(telling, answer)
    tell_assumed(telling, answer)


def _is_minimum(plan: PayoffPlan) -> bool:
    return plan.strategy is Strategy.MINIMUM_ONLY


def _card(telling: Telling, owed: DebtsOwed) -> Card:
    shown = owed.debts[:MOST_DEBTS]
    balances = {telling.say(CARD): [debt.balance for debt in shown]}
    return telling.card(
        CARD,
        ["debts.total", "debts.minimums", *(f"debt.{number}.balance" for number in range(1, len(shown) + 1))],
        rupiah_chart(ChartKind.BAR, [debt.name for debt in shown], balances),
    )


def _row(debt: Debt) -> dict[str, JsonValue]:
    return {
        "name": debt.name,
        "kind": debt.kind.value,
        "method": debt.method.value,
        "lender": debt.lender,
        "lender_licensed": debt.lender_licensed,
    }
