"""What full months of spending have in common, and what comes back month after month."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, JsonValue

from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, ChartKind
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.month.analysis import MonthAnalysis, RecurringCharge
from shared.domain.budget.patterns.model import SpendingPatterns
from shared.domain.budget.patterns.words import WEEKDAYS, pattern_words
from shared.domain.conversation.model import Basis
from shared.domain.months import format_month
from shared.domain.values import Value
from shared.words import Words

MOST_CATEGORIES = 10
MOST_CHARGES = 8
STACKED = 4
"""How many categories a chart tells apart; the others are one."""

CARD = Words(id="Pola pengeluaranmu", en="Your spending pattern")
OTHERS = Words(id="Lainnya", en="Others")
TOO_LITTLE = Words(
    id="Catat transaksi paling sedikit dua bulan penuh supaya polanya kelihatan.",
    en="Record at least two full months of transactions so that a pattern can be seen.",
)
USUAL = Words(id="Pengeluaran biasa per bulan", en="Usual spending a month")
SAVING = Words(id="Biasanya disisihkan per bulan", en="Usually set aside a month")
USUALLY = Words(id="{name}, biasanya per bulan", en="{name}, usually a month")
BEFORE = Words(id="{name}, dulu per bulan", en="{name}, before, a month")
LATELY = Words(id="{name}, belakangan per bulan", en="{name}, lately, a month")
CHANGE = Words(id="{name}, perubahan per bulan", en="{name}, change a month")
WEEKDAY = Words(
    id="Belanja sehari-hari di hari {day}, rata-rata", en="Everyday spending on a {day}, on average"
)
WEEKEND = Words(id="Porsi belanja akhir pekan", en="Share of everyday spending at weekends")
CHARGE = Words(id="{name}, rutin per bulan", en="{name}, recurring a month")
SPENT_IN = Words(id="Pengeluaran {month}", en="Spending in {month}")
DEAREST = Words(id="Bulan paling boros", en="Dearest month")
CHEAPEST = Words(id="Bulan paling hemat", en="Cheapest month")


class PatternArguments(Value):
    """How many full months to look at."""

    months: Annotated[int, Field(strict=True, ge=2, le=12, description="Full months, usually 3 to 6.")] = 6


class PatternsTool(TypedTool[PatternArguments]):
    """Spending over several months."""

    arguments = PatternArguments
    purpose = Words(id="Melihat pola pengeluaranmu", en="Looking at your spending pattern")
    declaration = declared(
        "spending_patterns",
        Words(
            id=(
                "Pola pengeluaran orang yang bertanya selama beberapa bulan penuh: yang biasa per kategori "
                "(median, rupiah sebulan), yang naik atau turun, hari paling boros, dan biaya rutin. Pakai "
                "untuk 'uangku habis ke mana', 'kebiasaan', 'makin boros?'. Bukan untuk bulan yang sedang "
                "berjalan (budget_month)."
            ),
            en=(
                "The asking person's spending over some full months: what is usual by category (median, "
                "rupiah a month), what rose or fell, the dearest day of the week, and recurring costs. Use "
                "it for 'where does my money go', habits, 'am I spending more'. Not for the running month "
                "(budget_month)."
            ),
        ),
        PatternArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: PatternArguments, *, setting: ToolSetting) -> Findings:
        """Look at the months. Raises what the services raise."""
        found, month = await asyncio.gather(
            self._services.spending().patterns(asked.months, now=setting.now),
            self._services.budget().read_month(None, now=setting.now),
        )
        telling = Telling(setting, formula="median_of_months", basis=Basis.COMPUTED)
        charges = _charges(month.month)
        if found is None:
            telling.lacks("transactions", TOO_LITTLE)
        else:
            _tell(telling, found)
        for number, charge in enumerate(charges, start=1):
            label = telling.say(CHARGE, name=charge.merchant)
            telling.amount(f"pattern.recurring.{number}", label, charge.monthly_amount)
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            missing=tuple(telling.missing),
            data={"months": [str(it) for it in found.months] if found else [], "recurring": _rows(charges)},
            cards=(_card(telling, found),) if found else (),
        )


def _charges(month: MonthAnalysis) -> list[RecurringCharge]:
    """Payments that come back and still do, the dearest first."""
    active = [it for it in month.recurring if it.active and not it.incoming]
    return sorted(active, key=lambda it: -it.monthly_amount)[:MOST_CHARGES]


def _rows(charges: Sequence[RecurringCharge]) -> list[JsonValue]:
    return [
        {"merchant": it.merchant, "cadence": it.cadence.value, "next_on": it.next_on.isoformat()}
        for it in charges
    ]


def _tell(telling: Telling, found: SpendingPatterns) -> None:
    language = telling.language
    telling.amount("pattern.usual", USUAL, found.usual)
    telling.amount("pattern.saving", SAVING, found.saving)
    telling.month("pattern.most", DEAREST, found.most)
    telling.month("pattern.least", CHEAPEST, found.least)
    for month, spent in zip(found.months, found.spending, strict=True):
        label = telling.say(SPENT_IN, month=format_month(month, language))
        telling.amount(f"pattern.month.{month}", label, spent, basis=Basis.TRACKED, formula="month_spending")
    for category in found.categories[:MOST_CATEGORIES]:
        name = category.named.into(language)
        telling.amount(f"pattern.category.{category.key}", telling.say(USUALLY, name=name), category.usual)
    for category in found.changes[:MOST_CATEGORIES]:
        name, fact_id = category.named.into(language), f"pattern.category.{category.key}"
        telling.amount(f"{fact_id}.before", telling.say(BEFORE, name=name), category.before)
        telling.amount(f"{fact_id}.lately", telling.say(LATELY, name=name), category.lately)
        telling.amount(f"{fact_id}.change", telling.say(CHANGE, name=name), category.change)
    for it in found.weekdays:
        label = telling.say(WEEKDAY, day=WEEKDAYS[it.weekday - 1].into(language))
        telling.amount(f"pattern.weekday.{it.weekday}", label, it.usual, formula="mean_of_weekdays")
    telling.share("pattern.weekend", WEEKEND, found.weekend_share, formula="share_of_weekends")
    for code, sentence in pattern_words(found, language):
        telling.remark(code, sentence)


def _card(telling: Telling, found: SpendingPatterns) -> Card:
    largest, rest = found.categories[:STACKED], found.categories[STACKED:]
    series = {it.named.into(telling.language): list(it.amounts) for it in largest}
    if rest:
        months = range(len(found.months))
        series[telling.say(OTHERS)] = [sum(it.amounts[place] for it in rest) for place in months]
    labels = [format_month(month, telling.language) for month in found.months]
    shown = ("pattern.usual", "pattern.saving", *(f"pattern.category.{it.key}" for it in largest))
    return telling.card(CARD, shown, rupiah_chart(ChartKind.STACK, labels, series) if series else None)
