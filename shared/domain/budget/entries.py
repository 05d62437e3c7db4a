"""Entries on their way to become transactions: what can be checked before, and what the database refused.

Pointers lead into a body `{"entries": [...]}`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict

from shared.domain.budget.booking_days import FIRST_DAY, LAST_DAY
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.rrules import UnreadableRule
from shared.domain.budget.transactions import NewTransaction, TransactionSource
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

FROM_PEOPLE = frozenset({TransactionSource.MANUAL, TransactionSource.SENTENCE, TransactionSource.RECURRING})
"""The sources that a person may claim; the others are written by functions of the database."""

ZERO = Words(id="Jumlah tidak boleh 0.", en="The amount may not be 0.")
IMPOSSIBLE_DAY = Words(
    id="Tanggal harus antara 2000-01-01 dan 2100-12-31.",
    en="The date must lie between 2000-01-01 and 2100-12-31.",
)
ONE_ACCOUNT = Words(id="Transfer harus ke rekening lain.", en="A transfer has to go to another account.")
TRANSFER_SIGN = Words(
    id="Jumlah transfer ditulis negatif: uangnya keluar dari account_id.",
    en="The amount of a transfer is negative: it leaves account_id.",
)
TRANSFER_FOR_NOTHING = Words(
    id="Transfer antar rekening sendiri tidak punya kategori.",
    en="A transfer between your own accounts has no category.",
)
TRANSFER_WHOLE = Words(id="Transfer tidak bisa dipecah.", en="A transfer has no parts.")
ONE_PART = Words(id="Pecahan harus dua atau lebih.", en="There have to be two parts or more.")
PART_SIGN = Words(
    id="Tanda setiap bagian harus sama dengan jumlah seluruhnya.",
    en="A part has the sign of the whole amount.",
)
PARTS_SUM = Words(
    id="Jumlah semua bagian harus sama dengan jumlah seluruhnya.",
    en="The parts have to add up to the amount.",
)
NOT_YOURS_TO_CLAIM = Words(
    id="Sumber ini hanya ditulis oleh Fintar.", en="This source is only written by Fintar."
)
NO_DUE_DAY = Words(
    id="Sebutkan due_on untuk transaksi berulang.", en="Name due_on for a recurring transaction."
)
NO_RECURRING = Words(
    id="Sebutkan recurring_id untuk transaksi berulang.",
    en="Name recurring_id for a recurring transaction.",
)
NO_RULE = Words(id="due_on hanya untuk transaksi berulang.", en="due_on is only for a recurring transaction.")
NOT_DUE = Words(
    id="Transaksi berulang ini tidak jatuh tempo pada tanggal itu.",
    en="This recurring transaction is not due on that day.",
)
NO_ACCOUNT = Words(id="Rekening ini tidak ada.", en="There is no such account.")
NO_CATEGORY = Words(id="Kategori ini tidak ada.", en="There is no such category.")
_OTHERWISE = Words(id="Entri ini tidak bisa disimpan.", en="This entry cannot be saved.")

_REFUSALS: Mapping[str, tuple[str, Words]] = {
    "month_closed": (
        "/booked_on",
        Words(
            id="Bulan ini sudah kamu tutup. Buka lagi dulu untuk mengubahnya.",
            en="You closed this month. Reopen it first to change it.",
        ),
    ),
    "transactions_account_fkey": ("/account_id", NO_ACCOUNT),
    "transactions_category_id_fkey": ("/category_id", NO_CATEGORY),
    "transaction_parts_category_id_fkey": ("/parts", NO_CATEGORY),
    "category_owner": ("/category_id", NO_CATEGORY),
    "transactions_recurring_fkey": (
        "/recurring_id",
        Words(id="Transaksi berulang ini tidak ada.", en="There is no such recurring transaction."),
    ),
    "transactions_recurring_origin": ("/recurring_id", NO_RECURRING),
    "transactions_recurring_due_check": ("/due_on", NO_DUE_DAY),
    "transactions_recurring_id_due_on_key": (
        "/due_on",
        Words(id="Jatuh tempo ini sudah dicatat.", en="This due day is booked already."),
    ),
    "transfer_legs": ("", ONE_ACCOUNT),
    "parts_sum": ("/parts", PARTS_SUM),
}


class EntriesRefused(InvalidInput):
    """Entries that cannot be saved; none of them was."""

    code = "entries_refused"
    says = Words(
        id="Ada entri yang belum benar, jadi belum ada yang disimpan.",
        en="Some entries are not right, so none was saved.",
    )


class KeyedTransaction(Value):
    """A transaction to be saved under an id, so that sending it again finds it."""

    id: UUID
    transaction: NewTransaction


class SavedTransaction(Value):
    """A transaction as it is kept. `amount` is signed whole rupiah; both legs share a `transfer_id`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    account_id: UUID
    booked_on: date
    amount: int
    category_id: UUID | None
    merchant: str | None
    note: str | None
    source: TransactionSource
    transfer_id: UUID | None
    is_split: bool
    recurring_id: UUID | None
    due_on: date | None
    created_at: AwareDatetime
    updated_at: AwareDatetime


def check_entries(entries: Sequence[NewTransaction]) -> None:
    """Refuse what no database needs to be asked about. Raises EntriesRefused, pointing at each field."""
    found = chain.from_iterable(_faults(entry, f"/entries/{place}") for place, entry in enumerate(entries))
    problems = tuple(found)
    if problems:
        raise EntriesRefused(*problems)


def check_due_days(entries: Sequence[NewTransaction], *, rules: Iterable[RecurringRule]) -> None:
    """Refuse due days on which their rule does not fall. Raises EntriesRefused, pointing at each of them.

    A rule that is not among `rules` is left to the database, which knows whether the person has it.
    """
    known = {rule.id: rule for rule in rules}
    problems = tuple(
        FieldProblem(f"/entries/{place}/due_on", words)
        for place, entry in enumerate(entries)
        if entry.recurring_id is not None and entry.recurring_id in known and entry.due_on is not None
        for words in _not_due(known[entry.recurring_id], entry.due_on)
    )
    if problems:
        raise EntriesRefused(*problems)


def unknown_references(
    entries: Sequence[NewTransaction], *, accounts: Collection[UUID], categories: Collection[UUID]
) -> tuple[FieldProblem, ...]:
    """Accounts and categories that the entries name and the person does not have."""
    return tuple(
        FieldProblem(pointer, words)
        for place, entry in enumerate(entries)
        for pointer, named, words in _references(entry, f"/entries/{place}")
        if named is not None and named not in (accounts if words is NO_ACCOUNT else categories)
    )


def refusal(constraint: str | None, *, place: int | None) -> EntriesRefused:
    """What the database refused, by the name of the constraint and the index of the entry."""
    field, words = _REFUSALS.get(constraint or "", ("", _OTHERWISE))
    where = "/entries" if place is None else f"/entries/{place}{field}"
    return EntriesRefused(FieldProblem(where, words))


def _faults(entry: NewTransaction, where: str) -> Iterator[FieldProblem]:
    if entry.amount == 0:
        yield FieldProblem(f"{where}/amount", ZERO)
    if not FIRST_DAY <= entry.booked_on <= LAST_DAY:
        yield FieldProblem(f"{where}/booked_on", IMPOSSIBLE_DAY)
    if entry.source not in FROM_PEOPLE:
        yield FieldProblem(f"{where}/source", NOT_YOURS_TO_CLAIM)
    yield from _faults_of_due(entry, where)
    yield from _faults_of_transfer(entry, where) if entry.to_account_id else _faults_of_parts(entry, where)


def _faults_of_due(entry: NewTransaction, where: str) -> Iterator[FieldProblem]:
    if entry.recurring_id is not None and entry.due_on is None:
        yield FieldProblem(f"{where}/due_on", NO_DUE_DAY)
    if entry.recurring_id is None and entry.source is TransactionSource.RECURRING:
        yield FieldProblem(f"{where}/recurring_id", NO_RECURRING)
    if entry.recurring_id is None and entry.due_on is not None:
        yield FieldProblem(f"{where}/due_on", NO_RULE)
    elif entry.due_on is not None and not FIRST_DAY <= entry.due_on <= LAST_DAY:
        yield FieldProblem(f"{where}/due_on", IMPOSSIBLE_DAY)


def _not_due(rule: RecurringRule, day: date) -> Iterator[Words]:
    try:
        if next(rule.days(first=day, last=day), None) is None:
            yield NOT_DUE
    except UnreadableRule as refused:
        yield refused.words


def _faults_of_transfer(entry: NewTransaction, where: str) -> Iterator[FieldProblem]:
    if entry.to_account_id == entry.account_id:
        yield FieldProblem(f"{where}/to_account_id", ONE_ACCOUNT)
    if entry.amount > 0:
        yield FieldProblem(f"{where}/amount", TRANSFER_SIGN)
    if entry.category_id is not None:
        yield FieldProblem(f"{where}/category_id", TRANSFER_FOR_NOTHING)
    if entry.parts:
        yield FieldProblem(f"{where}/parts", TRANSFER_WHOLE)


def _faults_of_parts(entry: NewTransaction, where: str) -> Iterator[FieldProblem]:
    if len(entry.parts) == 1:
        yield FieldProblem(f"{where}/parts", ONE_PART)
    for place, part in enumerate(entry.parts):
        if part.amount == 0:
            yield FieldProblem(f"{where}/parts/{place}/amount", ZERO)
        elif (part.amount > 0) != (entry.amount > 0):
            yield FieldProblem(f"{where}/parts/{place}/amount", PART_SIGN)
    if len(entry.parts) > 1 and sum(part.amount for part in entry.parts) != entry.amount:
        yield FieldProblem(f"{where}/parts", PARTS_SUM)


def _references(entry: NewTransaction, where: str) -> Iterable[tuple[str, UUID | None, Words]]:
    yield f"{where}/account_id", entry.account_id, NO_ACCOUNT
    yield f"{where}/to_account_id", entry.to_account_id, NO_ACCOUNT
    yield f"{where}/category_id", entry.category_id, NO_CATEGORY
    for place, part in enumerate(entry.parts):
        yield f"{where}/parts/{place}/category_id", part.category_id, NO_CATEGORY
