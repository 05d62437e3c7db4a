"""Another town or another job: what pay becomes, the rent to pay there, and what living costs more."""

from typing import NamedTuple

from shared.gateways.advisor.asking.plan import Arguments
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.scenes import INCOME, Scene, change, named, new_income, share_of
from shared.gateways.advisor.asking.slots import as_monthly
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.amounts import Money
from shared.gateways.advisor.understanding.reading import Message

PAY = frozenset(
    {"gaji", "penghasilan", "umr", "digaji", "dibayar", "kerja", "tawaran", "offer", "offers"}
) | {
    *("paying", "pays", "bayar", "earn", "role", "position"),
}
RENT = frozenset({"kos", "sewa", "kontrakan", "ngontrak", "ngekos", "apartemen", "apartment", "nyewa"})
COST = frozenset({"biaya", "hidup", "living", "cost", "costs", "ongkos", "transport", "makan", "pengeluaran"})
MORE = frozenset({"naik", "tambah", "nambah", "plus", "more", "extra", "lebih", "raise"})
LESS = frozenset({"turun", "kurangi", "potong", "less", "cut"})
WORDS_BEFORE, WORDS_BEHIND = 5, 2
"""How near a word stands that tells what an amount is."""


class Told(NamedTuple):
    """Monthly amounts in rupiah: what pay becomes, what it changes by, the rent, and what costs more."""

    pay: int | None = None
    pay_change: int | None = None
    rent: int | None = None
    cost: int | None = None


def move(wish: Wish) -> Scene:
    """The changes of moving or of another job, all of them together."""
    told = _told(wish)
    name = named(wish, "newjob" if told.pay is not None or told.pay_change is not None else "move")
    share = share_of(wish)
    if told == Told():
        if share is None:
            return Scene(name, question=Question.CHANGE_SIZE)
        rent = change(wish, "CATEGORY_CHANGE", category="needs.rent", fraction=share)
        return Scene(name, (rent,))
    pay = Scene(name) if told.pay is None else new_income(wish, name, told.pay)
    if pay.needs is not None or pay.question is not None:
        return pay
    return Scene(name, (*pay.changes, *_others(wish, told)))


def _others(wish: Wish, told: Told) -> tuple[Arguments, ...]:
    found: list[Arguments] = []
    if told.pay_change is not None:
        found.append(change(wish, "INCOME_CHANGE", income=INCOME, amount=told.pay_change))
    if told.rent is not None:
        where = {"name": named(wish, "rent"), "group": "NEEDS", "price_group": "HOUSING"}
        found.append(change(wish, "RECURRING_COST", amount=told.rent, **where))
    if told.cost is not None:
        found.append(
            change(wish, "RECURRING_COST", amount=told.cost, name=named(wish, "living"), group="NEEDS")
        )
    return tuple(found)


def _told(wish: Wish) -> Told:
    """What each amount is, the newest message first; one that nothing tells is the rent."""
    told = Told()
    for message in reversed(wish.messages):
        for money in message.amounts:
            told = _with(told, message, money)
    return told


def _with(told: Told, message: Message, money: Money) -> Told:
    value, words = as_monthly(money), _beside(message, money)
    role = next((role for word in words for role in (_role(word),) if role), "rent")
    if role != "pay":
        return told._replace(cost=value) if role == "cost" else told._replace(rent=value)
    near = {message.sentence.word(money.first - 1), message.sentence.word(money.last + 1)} | set(words[:1])
    if near & MORE or near & LESS:
        return told._replace(pay_change=-value if near & LESS else value)
    return told._replace(pay=value)


def _role(word: str) -> str | None:
    return "rent" if word in RENT else "pay" if word in PAY else "cost" if word in COST else None


def _beside(message: Message, money: Money) -> list[str]:
    """The words before an amount up to the one before it, the nearest first, then those right behind."""
    earlier = max((each.last for each in message.amounts if each.last < money.first), default=-1)
    later = min((each.first for each in message.amounts if each.first > money.last), default=money.last + 9)
    before = [each.word for each in message.spoken if earlier < each.at < money.first]
    behind = [each.word for each in message.spoken if money.last < each.at < later]
    return [*reversed(before[-WORDS_BEFORE:]), *behind[:WORDS_BEHIND]]
