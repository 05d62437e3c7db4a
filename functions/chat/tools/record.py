"""Recording transactions from a sentence: read now, saved when their person says yes."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from pydantic import Field, JsonValue

from functions.chat.tools.offering import Wish, proposed
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.categories.filing import FiledProposal
from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.entries import KeyedTransaction
from shared.domain.budget.sentences.model import MAX_CHARACTERS, Unclear
from shared.domain.budget.transactions import NewTransaction
from shared.domain.conversation.figures import format_date
from shared.domain.conversation.model import Basis
from shared.domain.conversation.proposals import row_id
from shared.domain.days import today_in_jakarta
from shared.domain.money import format_rupiah
from shared.domain.values import Value
from shared.services.transactions import FiledReading, TransactionService
from shared.words import Words

NAME = "record_transactions"
MOST_CANDIDATES = 8

NO_ACCOUNTS = Words(
    id="Belum ada rekening. Minta orangnya menambahkan rekening (misalnya Tunai) di aplikasi dulu.",
    en="There are no accounts yet. Ask the person to add one (such as Cash) in the app first.",
)
NOTHING_READ = Words(
    id="Tidak ada transaksi yang terbaca. Tanyakan apa, berapa, dan dari rekening mana.",
    en="No transaction could be read. Ask what it was for, how much, and from which account.",
)
ASK_FIRST = Words(
    id="Tanyakan yang belum jelas, lalu panggil lagi dengan kalimat lengkap.",
    en="Ask what is not clear, then call again with the whole sentence.",
)
CANDIDATES = Words(id="{question} Pilihannya: {choices}.", en="{question} The choices are: {choices}.")
UNREAD = Words(id='Tidak terbaca: "{text}". {why}', en='Not read: "{text}". {why}')
WENT_OUT = Words(id="{what}: {amount} keluar dari {account}", en="{what}: {amount} out of {account}")
CAME_IN = Words(id="{what}: {amount} masuk ke {account}", en="{what}: {amount} into {account}")
MOVED = Words(id="Transfer {amount} dari {account} ke {to}", en="Transfer of {amount} from {account} to {to}")
WHEN = Words(id="{told}, {day}", en="{told}, {day}")
FILED = Words(id="{told} ({category})", en="{told} ({category})")
RECORDS = Words(id="Catat {count} transaksi: {entries}.", en="Record {count} transactions: {entries}.")
RECORDS_ONE = Words(id="Catat: {entries}.", en="Record: {entries}.")
AMOUNT = Words(id="{what}: jumlah", en="{what}: amount")
DAY = Words(id="{what}: tanggal", en="{what}: day")
UNNAMED = Words(id="Transaksi", en="Transaction")


class RecordArguments(Value):
    """What happened, in the person's own words."""

    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=MAX_CHARACTERS,
            description="As the person says it, such as `ngopi 35rb pakai gopay kemarin`.",
        ),
    ]


class RecordTool(TypedTool[RecordArguments]):
    """Transactions read from a sentence."""

    arguments = RecordArguments
    purpose = Words(id="Membaca transaksi", en="Reading transactions")
    declaration = declared(
        NAME,
        Words(
            id=(
                "Mencatat transaksi dari kalimat orangnya ('ngopi 35rb pakai gopay'): belanja, pemasukan, "
                "atau transfer. Menyimpan baru terjadi setelah orangnya menyetujui usulan. Kalau rekening, "
                "jumlah, atau arah belum jelas, hasilnya berisi pertanyaan. Pakai hanya bila orangnya minta "
                "dicatat; bukan untuk mencari (find_transactions)."
            ),
            en=(
                "Records transactions from the person's sentence ('coffee 35k with gopay'): spending, income "
                "or a transfer. Saving happens only after the person confirms the proposal. Where account, "
                "amount or direction is not clear, the result holds questions. Use it only when the person "
                "asks to record; not to look something up (find_transactions)."
            ),
        ),
        RecordArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: RecordArguments, *, setting: ToolSetting) -> Findings:
        """Read the sentence. Raises what the services raise."""
        transactions = self._services.transactions()
        reading, book = await asyncio.gather(
            transactions.parse(asked.text, today=today_in_jakarta(now=setting.now)),
            transactions.bookkeeping(),
        )
        telling = Telling(setting, formula="stated", basis=Basis.STATED)
        for piece in reading.unread:
            why = piece.says.into(setting.language)
            telling.remark(piece.code, telling.say(UNREAD, text=piece.text, why=why))
        entries = [filed.entry for filed in reading.proposals if filed.entry is not None]
        if not entries or len(entries) < len(reading.proposals):
            return _asked_back(telling, reading, book)
        told = [
            _told(telling, number, filed, book) for number, filed in enumerate(reading.proposals, start=1)
        ]
        words = RECORDS if len(told) > 1 else RECORDS_ONE
        wish = Wish(
            tool=NAME,
            summary=telling.say(words, count=len(told), entries="; ".join(told)),
            shown=[f"record.{number}.amount" for number in range(1, len(told) + 1)],
            arguments={"entries": [entry.model_dump(mode="json") for entry in entries]},
        )
        return await proposed(self._services, telling, setting, wish)


class RecordWriter:
    """Saves what was read."""

    def __init__(self, transactions: TransactionService) -> None:
        self._transactions = transactions

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Save all entries or none. Raises EntriesRefused."""
        entries = [
            KeyedTransaction(
                id=row_id(proposal_id, f"transaction/{place}"),
                transaction=NewTransaction.model_validate(entry),
            )
            for place, entry in enumerate(cast("list[JsonValue]", arguments["entries"]))
        ]
        saved = await self._transactions.save(entries)
        return {"transactions": [row.model_dump(mode="json") for row in saved]}


def _asked_back(telling: Telling, reading: FiledReading, book: Bookkeeping) -> Findings:
    """What only the person can answer, before anything can be proposed."""
    if not book.accounts:
        telling.lacks("accounts", NO_ACCOUNTS)
    elif not reading.proposals:
        telling.lacks("transaction", NOTHING_READ)
    questions = [question for filed in reading.proposals for question in filed.proposal.unclear]
    for question in questions if book.accounts else ():
        telling.lacks(question.code, _question(telling, question))
    if questions:
        telling.remark("ask_first", telling.say(ASK_FIRST))
    return Findings(
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={"questions": [_row(telling, question) for question in questions]},
    )


def _question(telling: Telling, question: Unclear) -> str:
    says = question.says.into(telling.language)
    choices = _choices(telling, question)
    return telling.say(CANDIDATES, question=says, choices=", ".join(choices)) if choices else says


def _choices(telling: Telling, question: Unclear) -> list[str]:
    return [each.says.into(telling.language) for each in question.candidates[:MOST_CANDIDATES]]


def _row(telling: Telling, question: Unclear) -> dict[str, JsonValue]:
    return {"about": question.part.value, "candidates": [*_choices(telling, question)]}


def _told(telling: Telling, number: int, filed: FiledProposal, book: Bookkeeping) -> str:
    """One entry as a person reads it; its amount is a fact, its doubts are remarks."""
    entry = cast("NewTransaction", filed.entry)
    accounts = {account.id: account.name for account in book.accounts}
    categories = {category.id: category.named(telling.language) for category in book.categories}
    what = entry.merchant or entry.note or telling.say(UNNAMED)
    told = _movement(telling, entry, what, accounts)
    told = telling.say(WHEN, told=told, day=format_date(entry.booked_on, telling.language))
    if entry.category_id is not None and entry.category_id in categories:
        told = telling.say(FILED, told=told, category=categories[entry.category_id])
    telling.amount(f"record.{number}.amount", telling.say(AMOUNT, what=what), abs(entry.amount))
    telling.day(f"record.{number}.day", telling.say(DAY, what=what), entry.booked_on)
    for doubt in filed.proposal.doubts:
        telling.remark(doubt.code, doubt.says.into(telling.language))
    return told


def _movement(telling: Telling, entry: NewTransaction, what: str, accounts: Mapping[UUID, str]) -> str:
    amount = format_rupiah(abs(entry.amount), telling.language)
    account = accounts.get(entry.account_id, "-")
    if entry.to_account_id is not None:
        return telling.say(MOVED, amount=amount, account=account, to=accounts.get(entry.to_account_id, "-"))
    words = CAME_IN if entry.amount > 0 else WENT_OUT
    return telling.say(words, what=what, amount=amount, account=account)
