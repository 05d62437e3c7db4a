"""Whether something can be bought: what, for how much, when and how."""

from pydantic import JsonValue

from shared.gateways.advisor.asking.plan import Arguments, Plan, ask, call
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.slots import (
    capital,
    down_payment,
    first_month,
    month_ahead,
    monthly,
    price,
    rate,
    term,
    thing,
)
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

BUYING = ("buy", "afford", "instalment", "want", "take")
UNNAMED = Words(id="Barang ini", en="This")
INSTALMENT = Words(id="Cicilan baru", en="New instalment")
LONGEST_TERM = 120


def afford(wish: Wish) -> Plan:
    """Ways to pay for a thing; a price by the month is a cost to be carried."""
    name = thing(wish, after=BUYING)
    cost = price(wish)
    if cost is None and (a_month := monthly(wish)) is not None:
        return _carried(wish, name, a_month)
    if cost is None:
        return ask(Question.ITEM if name is None else Question.PRICE)
    month = month_ahead(wish)
    return call(
        "affordability",
        name=capital(name or UNNAMED.into(wish.language)),
        price=cost,
        month=None if month is None else str(month),
        ways=_ways(wish) or None,
    )


def _carried(wish: Wish, name: str | None, a_month: int) -> Plan:
    """`cicilan 2 juta sebulan 3 tahun`: something new to pay every month."""
    start = first_month(wish)
    months = term(wish)
    cost: Arguments = {
        "type": "RECURRING_COST",
        "from": str(start),
        "name": capital(name or INSTALMENT.into(wish.language)),
        "amount": a_month,
        "group": "WANTS",
    }
    if months is not None:
        cost["until"] = str(start.add(months - 1))
    return call("simulate", scenarios=[{"name": cost["name"], "changes": [cost]}])


def _ways(wish: Wish) -> list[JsonValue]:
    """The ways that were named; none where all of them are meant."""
    ways: list[JsonValue] = []
    if "cash" in wish.concepts:
        ways.append({"type": "CASH"})
    if "save_first" in wish.concepts:
        ways.append({"type": "SAVE_FIRST"})
    if (instalments := _instalments(wish)) is not None:
        ways.append(instalments)
        if len(ways) == 1:
            ways.append({"type": "CASH"})
    return ways


def _instalments(wish: Wish) -> Arguments | None:
    months = term(wish)
    if months is None or not _pays_by_the_month(wish):
        return None
    way: Arguments = {"type": "INSTALMENTS", "months": min(months, LONGEST_TERM), **rate(wish)}
    if (down := down_payment(wish)) is not None:
        way["down_payment"] = down
    if "flat" in wish.concepts:
        way["terms"] = "FLAT"
    elif any("paylater" in message.words for message in wish.messages) and rate(wish):
        way["terms"] = "PAYLATER"
    return way


def _pays_by_the_month(wish: Wish) -> bool:
    """Whether a length of time is one of instalments: `24x`, or `3 tahun` beside `cicil` or `kpr`."""
    times = any(each.times for message in wish.messages for each in message.lengths)
    return times or not {"instalment", "debt"}.isdisjoint(wish.concepts) or down_payment(wish) is not None
