"""Recognising transfers between a person's own accounts: the same amount out of one and into another."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple
from uuid import UUID

from pydantic import TypeAdapter

from shared.domain.budget.categories.wording import words_of
from shared.domain.budget.transactions import Account
from shared.domain.values import Value
from shared.errors import Conflict
from shared.words import Words

_WORDS = TypeAdapter(tuple[str, ...])


class NotATransfer(Conflict):
    """Two transactions that cannot be the legs of one transfer."""

    code = "not_a_transfer"
    says = Words(
        id="Dua transaksi ini bukan satu transfer: jumlahnya harus sama dan berlawanan, di dua rekening, "
        "paling jauh 7 hari, tidak dipecah, dan belum dipasangkan.",
        en="These two are not one transfer: equal and opposite amounts, on two accounts, at most 7 days "
        "apart, not split, and not linked yet.",
    )


class MonthIsClosed(Conflict):
    """A change of something in a month that the person closed."""

    code = "month_closed"
    says = Words(
        id="Salah satunya ada di bulan yang sudah kamu tutup. Buka lagi dulu bulannya.",
        en="One of them lies in a month that you closed. Reopen the month first.",
    )


class Move(Value):
    """A transaction that might be a leg of a transfer. `amount` is signed whole rupiah.

    `filed`: it has a category, so that it rather is what that says.
    """

    id: UUID
    account_id: UUID
    booked_on: date
    amount: int
    merchant: str | None = None
    note: str | None = None
    filed: bool = False


class TransferCandidates(Value):
    """Transactions that might be legs of transfers, all accounts, and the offers that were put aside."""

    moves: tuple[Move, ...] = ()
    accounts: tuple[Account, ...] = ()
    dismissed: tuple[str, ...] = ()


class TransferOffer(NamedTuple):
    """Two transactions that look like one transfer. `hinted`: a text says so, or names the other account."""

    out: Move
    into: Move
    hinted: bool

    @property
    def days_apart(self) -> int:
        """How many days lie between the two legs."""
        return abs((self.into.booked_on - self.out.booked_on).days)

    @property
    def key(self) -> str:
        """What the offer is called, so that a person can put it aside."""
        return f"transfer:{self.out.id}:{self.into.id}"


def find_transfers(
    moves: Sequence[Move],
    *,
    accounts: Sequence[Account],
    days_apart: int,
    dismissed: Iterable[str] = (),
) -> tuple[TransferOffer, ...]:
    """Pairs that look like transfers, the likeliest first; each transaction is in one pair at most.

    Equal amounts of opposite sign on different accounts, at most `days_apart` days from each other.
    Transactions without a category go first, then the nearest days, then texts that speak of a transfer,
    then the earlier day, then ids. `dismissed` are keys of offers that the person put aside.
    """
    names = {account.id: _names(account) for account in accounts}
    unwanted = frozenset(dismissed)
    pairs = (pair for pair in _pairs(moves, days_apart, names) if pair.key not in unwanted)
    taken: set[UUID] = set()
    offers: list[TransferOffer] = []
    for pair in sorted(pairs, key=_likeliest_first):
        if pair.out.id not in taken and pair.into.id not in taken:
            taken |= {pair.out.id, pair.into.id}
            offers.append(pair)
    return tuple(offers)


@cache
def transfer_words() -> frozenset[str]:
    """Words that speak of money between one's own accounts, read from `transfers.toml`."""
    text = resources.files("shared.domain.budget").joinpath("transfers.toml").read_text("utf-8")
    return frozenset(_WORDS.validate_python(tomllib.loads(text)["words"]))


def _pairs(
    moves: Sequence[Move], days_apart: int, names: Mapping[UUID, frozenset[str]]
) -> Iterator[TransferOffer]:
    incoming: dict[tuple[int, date], list[Move]] = {}
    for move in moves:
        if move.amount > 0:
            incoming.setdefault((move.amount, move.booked_on), []).append(move)
    for out in (move for move in moves if move.amount < 0):
        for apart in range(-days_apart, days_apart + 1):
            day = _days_later(out.booked_on, apart)
            for into in incoming.get((-out.amount, day), ()) if day else ():
                if into.account_id != out.account_id:
                    yield TransferOffer(out, into, _hinted(out, into, names))


def _days_later(day: date, days: int) -> date | None:
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if date.min.toordinal() <= ordinal <= date.max.toordinal() else None


def _hinted(out: Move, into: Move, names: Mapping[UUID, frozenset[str]]) -> bool:
    leaving, arriving = _words(out), _words(into)
    speaks = bool((leaving | arriving) & transfer_words())
    of_other = leaving & names.get(into.account_id, frozenset())
    return speaks or bool(of_other | arriving & names.get(out.account_id, frozenset()))


def _likeliest_first(offer: TransferOffer) -> tuple[int, int, bool, date, str, str]:
    filed = offer.out.filed + offer.into.filed
    legs = (str(offer.out.id), str(offer.into.id))
    return filed, offer.days_apart, not offer.hinted, offer.out.booked_on, *legs


def _words(move: Move) -> frozenset[str]:
    return frozenset(words_of(f"{move.merchant or ''} {move.note or ''}").split())


def _names(account: Account) -> frozenset[str]:
    return frozenset(words_of(f"{account.name} {account.institution or ''}").split())
