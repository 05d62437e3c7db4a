"""Can I afford it: ways to pay for a thing, held against the person's own plan."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import JsonValue

from functions.chat.tools.afford_asked import AffordArguments, keyed_ways
from functions.chat.tools.planning_start import tell_start, what_is_missing
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.assumptions.provenance import cite
from shared.domain.budget.model import Unit
from shared.domain.budget.words import number_words
from shared.domain.conversation.model import Basis
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month, format_month
from shared.domain.planning.affordability_model import (
    LONGEST_SEARCH,
    Affordability,
    Item,
    PayInstalments,
    WayOutcome,
)
from shared.domain.planning.affordability_words import affordability_words, reason_words, way_words
from shared.domain.planning.refusals import PlanRefused
from shared.words import Words

CARD_RATE = "debts.card_rate"
"""The dated figure that stands in for a rate nobody named: the most that a credit card may charge a month."""

CARD = Words(id="Sanggup beli {item}?", en="Can you afford {item}?")
ASSUMED_RATE = Words(
    id=(
        "Bunga cicilan tidak disebut, jadi dipakai {rate} sebulan dari sisa utang, batas tertinggi kartu "
        "kredit. Leasing dan paylater bisa lebih mahal: tanyakan bunganya."
    ),
    en=(
        "No rate was named, so {rate} a month on what is still owed is used, the most that a credit card may "
        "charge. Leasing and paylater may cost more: ask for the rate."
    ),
)
FROM_NEXT_MONTH = Words(
    id="Rencana dihitung mulai {start}, jadi pembeliannya dilihat pada bulan itu.",
    en="Plans start in {start}, so the purchase is looked at in that month.",
)
PRICE = Words(id="Harga {item}", en="Price of {item}")
WANTED = Words(id="Bulan pembelian yang diinginkan", en="Month in which it is wanted")
FUND_WITHOUT = Words(id="Dana darurat tersisa tanpa membeli", en="Emergency fund left without buying")
LOWEST_WITHOUT = Words(id="Uang tunai paling rendah tanpa membeli", en="Least cash without buying")
SEARCHED = Words(id="Lama pencarian", en="How far ahead is looked")
WHEN = Words(id="{way}: paling cepat", en="{way}: at the earliest")
TOTAL = Words(id="{way}: biaya seluruhnya", en="{way}: cost in all")
PRICE_THEN = Words(id="{way}: harga saat dibeli", en="{way}: price when bought")
MONTHLY = Words(id="{way}: cicilan per bulan", en="{way}: instalment a month")
TERM = Words(id="{way}: lama cicilan", en="{way}: length of the instalments")
PAID_UNTIL = Words(id="{way}: lunas", en="{way}: paid off")
LOWEST = Words(id="{way}: uang tunai paling rendah", en="{way}: least cash")
FUND = Words(id="{way}: dana darurat tersisa", en="{way}: emergency fund left")
LACKING = Words(id="{way}: kekurangan", en="{way}: lacking")
SHOWS = Words(id="{way}: kekurangan mulai", en="{way}: lacking from")
GOAL = Words(id="{way}: {goal} mundur", en="{way}: {goal} later by")
GOAL_REACHED = Words(id="{way}: {goal} tercapai", en="{way}: {goal} reached")


class AffordTool(TypedTool[AffordArguments]):
    """Ways to pay for a thing."""

    arguments = AffordArguments
    purpose = Words(id="Menghitung sanggup atau tidak", en="Working out whether you can afford it")
    declaration = declared(
        "affordability",
        Words(
            id=(
                "Pakai untuk 'bisa beli motor 18jt bulan depan?': apakah orangnya sanggup membeli sesuatu "
                "secara tunai, menabung dulu, atau cicilan; ya, nanti (kapan), atau tidak, dengan alasannya, "
                "biaya seluruhnya, dan akibatnya bagi dana darurat dan tujuan. Harga dalam rupiah, bunga "
                "dalam pecahan (0.0175 sebulan = 1,75%). Bukan untuk mulai menabung (create_goal)."
            ),
            en=(
                "Use it for 'can I buy a motorbike for 18 million next month?': whether the person can "
                "afford something in cash, by saving first or in instalments; yes, later (when) or no, with "
                "the reasons, the cost in all, and what it does to the emergency fund and goals. Price in "
                "rupiah, rates as fractions (0.0175 a month = 1.75 %). Not to begin saving (create_goal)."
            ),
        ),
        AffordArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: AffordArguments, *, setting: ToolSetting) -> Findings:
        """Weigh the ways. Raises PlanRefused, and what the service raises."""
        planning = self._services.planning()
        try:
            start = await planning.stored(now=setting.now)
        except PlanRefused as refused:
            return what_is_missing(refused, setting)
        telling = Telling(setting, formula="affordability")
        tell_start(telling, start)
        today = today_in_jakarta(now=setting.now)
        rate = cite(CARD_RATE, day=today, today=today)
        usual_rate = rate.value or Decimal(0)
        ways = keyed_ways(asked.looked_at, usual_rate=usual_rate, language=setting.language)
        month = _month(asked.month, start.baseline.start, telling)
        item = Item(name=asked.name, price=asked.price, month=month, priority=asked.priority)
        weighed = await planning.weigh(
            start.baseline, item, [it.way for it in ways], months=LONGEST_SEARCH, now=setting.now
        )
        for it in ways:
            if isinstance(it.way, PayInstalments):
                label = telling.say(TERM, way=it.way.id)
                telling.months(f"afford.{it.key}.term", label, it.way.credit.months, basis=Basis.STATED)
        if asked.assumes_a_rate:
            shown = number_words(usual_rate, Unit.FRACTION, setting.language)
            telling.remark("assumed_rate", telling.say(ASSUMED_RATE, rate=shown))
            telling.assumed((rate,))
        return _told(telling, weighed.affordability, {it.way.id: it.key for it in ways})


def _month(asked: Month | None, start: Month, telling: Telling) -> Month:
    """The month of the purchase: what is wanted now is looked at in the first month of the plan."""
    if asked is None or asked.next() == start:
        if asked is not None:
            month = format_month(start, telling.language)
            telling.remark("from_next_month", telling.say(FROM_NEXT_MONTH, start=month))
        return start
    return asked


def _told(telling: Telling, found: Affordability, keys: Mapping[str, str]) -> Findings:
    item = found.item
    telling.amount("afford.price", telling.say(PRICE, item=item.name), item.price, basis=Basis.STATED)
    telling.month("afford.wanted", WANTED, item.month, formula="asked")
    telling.months("afford.searched", SEARCHED, found.months, formula="asked")
    telling.amount("afford.lowest_without", LOWEST_WITHOUT, found.lowest.cash)
    telling.amount("afford.fund_without", FUND_WITHOUT, found.fund_left)
    telling.remark("cheapest", affordability_words(found, telling.language))
    for way in found.ways:
        _tell_way(telling, f"afford.{keys[way.id]}", way, found)
    telling.assumed(found.assumptions)
    shown = [f"afford.{key}.{name}" for key in keys.values() for name in ("when", "total", "monthly")]
    return Findings(
        facts=tuple(telling.facts),
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={"ways": [_row(way) for way in found.ways], "cheapest": found.cheapest},
        cards=(telling.card(telling.say(CARD, item=item.name), ["afford.price", *shown]),),
    )


def _tell_way(telling: Telling, place: str, way: WayOutcome, found: Affordability) -> None:
    name = way.id
    telling.month(f"{place}.when", telling.say(WHEN, way=name), way.month)
    telling.amount(f"{place}.total", telling.say(TOTAL, way=name), way.total_cost)
    telling.amount(f"{place}.price", telling.say(PRICE_THEN, way=name), way.price)
    if way.monthly:
        telling.amount(f"{place}.monthly", telling.say(MONTHLY, way=name), way.monthly)
        telling.month(f"{place}.paid_until", telling.say(PAID_UNTIL, way=name), way.paid_until)
    telling.amount(f"{place}.lowest", telling.say(LOWEST, way=name), way.lowest.cash)
    telling.amount(f"{place}.fund", telling.say(FUND, way=name), way.fund_left)
    telling.remark(f"way_{way.answer.value.lower()}", f"{name}: {way_words(way, found, telling.language)}")
    for number, reason in enumerate(way.reasons, start=1):
        telling.amount(f"{place}.lacking.{number}", telling.say(LACKING, way=name), reason.amount)
        telling.month(f"{place}.lacking.{number}.from", telling.say(SHOWS, way=name), reason.month)
        telling.remark(reason.code.value.lower(), f"{name}: {reason_words(reason, telling.language)}")
    for number, goal in enumerate(way.goals, start=1):
        if goal.months_later:
            label = telling.say(GOAL, way=name, goal=goal.name)
            telling.months(f"{place}.goal.{number}.later", label, goal.months_later)
            label = telling.say(GOAL_REACHED, way=name, goal=goal.name)
            telling.month(f"{place}.goal.{number}.reached", label, goal.reached)


def _row(way: WayOutcome) -> dict[str, JsonValue]:
    return {"way": way.id, "answer": way.answer.value, "month": str(way.month) if way.month else None}
