"""One thing that would change, under its name, and the pieces that such changes are made of."""

from typing import NamedTuple, cast

from pydantic import JsonValue

from shared.gateways.advisor.asking.plan import Arguments
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.slots import first_month
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

INCOME = "income"
HALF = frozenset({"setengah", "separuh", "separo", "half"})
DOUBLE = frozenset({"dobel", "double", "doubled", "doubles"})
MONTHLY_INCOME = "snapshot.monthly_income"

NAMES = {
    "losejob": Words(id="Tanpa gaji", en="Without pay"),
    "raise": Words(id="Pemasukan naik", en="More income"),
    "paycut": Words(id="Pemasukan turun", en="Less income"),
    "child": Words(id="Punya anak", en="A child"),
    "move": Words(id="Pindah", en="Moving"),
    "newjob": Words(id="Pindah kerja", en="A new job"),
    "rent": Words(id="Sewa baru", en="New rent"),
    "living": Words(id="Biaya hidup tambahan", en="Higher living costs"),
    "priceup": Words(id="Harga naik", en="Prices rise"),
    "borrow": Words(id="Pinjaman baru", en="A new loan"),
    "bonus": Words(id="Dapat uang tambahan", en="Extra money once"),
    "less": Words(id="Pengeluaran dikurangi", en="Spending less"),
    "more": Words(id="Biaya baru", en="A new cost"),
    "saving": Words(id="Menyisihkan lebih", en="Setting more aside"),
    "up": Words(id="{what} naik", en="{what} up"),
    "down": Words(id="{what} turun", en="{what} down"),
    "same": Words(id="Seperti sekarang", en="As it is now"),
}


class Scene(NamedTuple):
    """Changes under one name, or what to ask for them; `months` is how far to look, where it matters.

    `needs` is the tool that has to be asked before.
    """

    name: str
    changes: tuple[Arguments, ...] = ()
    question: Question | None = None
    months: int | None = None
    needs: str | None = None


def change(wish: Wish, kind: str, **told: JsonValue) -> Arguments:
    """A change from the month on that is meant, without what is not known."""
    known = {name: value for name, value in told.items() if value is not None}
    return {"type": kind, "from": str(first_month(wish)), **known}


def named(wish: Wish, key: str) -> str:
    """What it is called in the language of the wish."""
    return NAMES[key].into(wish.language)


def new_income(wish: Wish, name: str, amount: int) -> Scene:
    """The change from today's income, which has to be known."""
    income = wish.known.get(MONTHLY_INCOME)
    if income is None:
        asked = any(each.startswith("snapshot.") for each in wish.known)
        return (
            Scene(name, question=Question.CHANGE_SIZE) if asked else Scene(name, needs="financial_snapshot")
        )
    told = change(wish, "INCOME_CHANGE", income=INCOME, amount=amount - int(cast("int", income.value)))
    return Scene(name, (told,))


def share_of(wish: Wish) -> float | None:
    """A percentage; `dua kali lipat` is the whole once more, `setengah` half of it."""
    share = wish.first(lambda message: next((each.value for each in message.shares), None))
    if share is not None:
        return float(share)
    words = frozenset[str]().union(*(message.words for message in wish.messages))
    twice = not DOUBLE.isdisjoint(words) or {"dua", "kali"} <= words
    return 1.0 if twice else 0.5 if HALF & words else None
