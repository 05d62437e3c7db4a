"""What is wrong with a wish beyond single fields, each with a pointer into the body."""

from collections.abc import Iterator, Sequence
from datetime import date

from shared.domain.debts.answers import Offer, PayoffWish
from shared.domain.debts.loans import Loan, accrue
from shared.domain.debts.model import MAX_MONTHS, Debt, InterestMethod
from shared.domain.debts.payoff import Strategy
from shared.domain.months import Month
from shared.errors import FieldProblem
from shared.words import Words

SAME_NAME = Words(id="Nama ini sudah dipakai utang lain.", en="Another debt has this name.")
NO_SUCH_DEBT = Words(id="Tidak ada utang dengan nama ini.", en="There is no debt with this name.")
NAMED_TWICE = Words(id="Utang ini disebut dua kali.", en="This debt is named twice.")
IN_THE_FUTURE = Words(id="Tanggal ini belum sampai.", en="This day has not come yet.")
OVER_BALANCE = Words(
    id="Lebih besar dari seluruh utangnya ({owed}).", en="More than all that is owed ({owed})."
)
ONE_KIND_OF_MONEY = Words(
    id="Isi salah satu saja: monthly_budget atau extra.", en="Give only one of monthly_budget and extra."
)
ORDER_NEEDED = Words(id="Sebutkan urutan utang untuk OWN_ORDER.", en="Name the order of debts for OWN_ORDER.")
ORDER_UNUSED = Words(
    id="Urutan hanya dipakai bersama strategi OWN_ORDER.",
    en="An order goes with the strategy OWN_ORDER only.",
)
OUT_OF_PLAN = Words(
    id="Bulan harus antara {first} dan {last}.", en="The month must lie between {first} and {last}."
)
OFFER_METHOD = Words(
    id="Pinjaman baru harus FLAT atau EFFECTIVE.", en="A new loan has to be FLAT or EFFECTIVE."
)


def debt_problems(debts: Sequence[Debt], *, day: date) -> Iterator[FieldProblem]:
    """What is wrong with debts that were told in `debts` of the body."""
    names = set[str]()
    for place, debt in enumerate(debts):
        if debt.name.casefold() in names:
            yield FieldProblem(f"/debts/{place}/name", SAME_NAME)
        names.add(debt.name.casefold())
        if debt.taken_on is not None and debt.taken_on > day:
            yield FieldProblem(f"/debts/{place}/taken_on", IN_THE_FUTURE)
        yield from _over_balance(debt, place)


def wish_problems(wish: PayoffWish, debts: Sequence[Debt], *, first: Month) -> Iterator[FieldProblem]:
    """What is wrong with a wish about these debts; the plan begins in month `first`."""
    if wish.monthly_budget is not None and wish.extra:
        yield FieldProblem("/extra", ONE_KIND_OF_MONEY)
    if wish.strategy is Strategy.OWN_ORDER and not wish.order:
        yield FieldProblem("/order", ORDER_NEEDED)
    if wish.order and wish.strategy is not Strategy.OWN_ORDER:
        yield FieldProblem("/order", ORDER_UNUSED)
    names = [debt.name for debt in debts]
    yield from _named(wish.order, names, "/order")
    last = first.add(MAX_MONTHS - 1)
    for place, one_off in enumerate(wish.one_off):
        if not first <= one_off.month <= last:
            yield FieldProblem(f"/one_off/{place}/month", _filled(OUT_OF_PLAN, first=first, last=last))
    if wish.consolidation is not None:
        yield from _offer(wish.consolidation, names)


def _over_balance(debt: Debt, place: int) -> Iterator[FieldProblem]:
    """An instalment or a floor above all that is owed is a slip, not a way to pay."""
    if not debt.says_what_to_pay:
        return
    interest, fee = accrue(Loan.of(debt))
    owed = debt.balance + interest + fee
    if debt.instalment is not None and debt.instalment > owed:
        yield FieldProblem(f"/debts/{place}/instalment", _filled(OVER_BALANCE, owed=owed))
    if debt.minimum_floor > owed:
        yield FieldProblem(f"/debts/{place}/minimum_floor", _filled(OVER_BALANCE, owed=owed))


def _offer(offer: Offer, names: Sequence[str]) -> Iterator[FieldProblem]:
    if offer.method not in {InterestMethod.EFFECTIVE, InterestMethod.FLAT}:
        yield FieldProblem("/consolidation/method", OFFER_METHOD)
    yield from _named(offer.debts or (), names, "/consolidation/debts")


def _named(told: Sequence[str], names: Sequence[str], pointer: str) -> Iterator[FieldProblem]:
    for place, name in enumerate(told):
        if name not in names:
            yield FieldProblem(f"{pointer}/{place}", NO_SUCH_DEBT)
        elif name in told[:place]:
            yield FieldProblem(f"{pointer}/{place}", NAMED_TWICE)


def _filled(words: Words, **values: object) -> Words:
    return Words(*(sentence.format(**values) for sentence in words))
