"""Finding transactions of the person."""

from typing import Annotated

from pydantic import Field, JsonValue

from functions.chat.tools.naming import Named, meant
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.capping import plain
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.search import MOST_WORDS, FoundTransaction, FoundTransactions, TransactionSearch
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.transactions import Account, Category
from shared.domain.conversation.model import Basis
from shared.domain.days import Day
from shared.domain.money import Amount
from shared.domain.values import Value
from shared.words import Language, Words

NONE_FOUND = Words(
    id="Tidak ada transaksi yang cocok. Coba kata, kategori, atau rentang tanggal lain.",
    en="No transaction fits. Try other words, another category or other days.",
)
FOUND = Words(
    id="Ditemukan {count} transaksi; yang ditampilkan {shown} terbaru.",
    en="{count} transactions were found; the newest {shown} are shown.",
)
PICKED = Words(id="{what} {day}", en="{what} on {day}")
UNNAMED = Words(id="Transaksi", en="Transaction")


class FindArguments(Value):
    """What to look for; every condition narrows. Amounts are without a sign."""

    text: Annotated[
        str | None,
        Field(max_length=200, description="Words of the merchant or the note, such as `kopi kenangan`."),
    ] = None
    category: Annotated[
        str | None, Field(max_length=80, description="A category by its name, as the person says it.")
    ] = None
    account: Annotated[
        str | None, Field(max_length=80, description="An account by its name, as the person says it.")
    ] = None
    direction: Annotated[
        Direction | None,
        Field(description="IN: money that came in; OUT: went out; TRANSFER: between own accounts."),
    ] = None
    since: Annotated[Day | None, Field(alias="from", description="First day.")] = None
    until: Annotated[Day | None, Field(description="Last day.")] = None
    least: Annotated[Amount | None, Field(description="Smallest amount, rupiah.")] = None
    most: Annotated[Amount | None, Field(description="Largest amount, rupiah.")] = None
    limit: Annotated[int, Field(strict=True, ge=1, le=20, description="How many to show.")] = 10


class FindTool(TypedTool[FindArguments]):
    """Single transactions by what they say, were for, where, when and how much."""

    arguments = FindArguments
    purpose = Words(id="Mencari transaksimu", en="Looking for your transactions")
    declaration = declared(
        "find_transactions",
        Words(
            id=(
                "Mencari transaksi orang yang bertanya menurut kata, kategori, rekening, arah, tanggal, dan "
                "jumlah (rupiah): berapa banyak, jumlah seluruhnya, dan yang terbaru. Pakai untuk 'berapa "
                "habis buat kopi bulan ini' atau 'kapan terakhir bayar kos'. Bukan untuk ringkasan sebulan "
                "(budget_month)."
            ),
            en=(
                "Finds the asking person's transactions by words, category, account, direction, days and "
                "amounts (rupiah): how many, what they come to, and the newest. Use it for 'how much did I "
                "spend on coffee this month' or 'when did I last pay rent'. Not for a month's summary "
                "(budget_month)."
            ),
        ),
        FindArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: FindArguments, *, setting: ToolSetting) -> Findings:
        """Search. Raises NameUnknown, NameUnclear, and what the services raise."""
        found = await self._services.spending().find(await self._search(asked))
        telling = Telling(setting, formula="found_transactions", basis=Basis.TRACKED)
        if not found.count:
            telling.remark("none_found", telling.say(NONE_FOUND))
            return Findings(remarks=tuple(telling.remarks), data={"count": 0})
        _tell_sums(telling, found)
        for number, item in enumerate(found.items, start=1):
            _tell_item(telling, number, item)
        telling.remark("found", telling.say(FOUND, count=found.count, shown=len(found.items)))
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            data={"items": [_row(item, setting.language) for item in found.items]},
        )

    async def _search(self, asked: FindArguments) -> TransactionSearch:
        book = Bookkeeping()
        if asked.category or asked.account:
            book = await self._services.transactions().bookkeeping()
        return TransactionSearch(
            words=tuple((asked.text or "").split()[:MOST_WORDS]),
            category_id=category_meant(asked.category, book).id if asked.category else None,
            account_id=account_meant(asked.account, book).id if asked.account else None,
            direction=asked.direction,
            first_day=asked.since,
            last_day=asked.until,
            least=asked.least,
            most=asked.most,
            at_most=asked.limit,
        )


def category_meant(said: str, book: Bookkeeping) -> Category:
    """The category that somebody names in either language. Raises NameUnknown, NameUnclear."""
    known = (
        Named(it, [name for name in (it.name, it.name_en, it.code) if name is not None])
        for it in book.categories
    )
    return meant(said, known, kind="category")


def account_meant(said: str, book: Bookkeeping) -> Account:
    """The account that somebody names, also by its bank. Raises NameUnknown, NameUnclear."""
    known = (
        Named(it, [name for name in (it.name, it.institution) if name is not None])
        for it in book.accounts
        if not it.archived
    )
    return meant(said, known, kind="account")


def _tell_sums(telling: Telling, found: FoundTransactions) -> None:
    telling.count("find.count", Words("Jumlah transaksi", "Number of transactions"), found.count)
    if found.outgoing:
        telling.amount("find.outgoing", Words("Total uang keluar", "Total that went out"), found.outgoing)
    if found.incoming:
        telling.amount("find.incoming", Words("Total uang masuk", "Total that came in"), found.incoming)
    telling.amount("find.largest", Words("Transaksi terbesar", "Largest transaction"), found.largest)
    telling.day("find.first_on", Words("Transaksi pertama", "First transaction"), found.first_on)
    telling.day("find.last_on", Words("Transaksi terakhir", "Latest transaction"), found.last_on)


def _tell_item(telling: Telling, number: int, item: FoundTransaction) -> None:
    what = item.merchant or item.note or item.filed_under(telling.language) or telling.say(UNNAMED)
    label = telling.say(PICKED, what=plain(what, longest=60), day=item.booked_on.isoformat())
    telling.amount(f"find.item.{number}", label, abs(item.amount))
    telling.day(f"find.item.{number}.day", label, item.booked_on)


def _row(item: FoundTransaction, language: Language) -> dict[str, JsonValue]:
    """A transaction as data: what people wrote in it is nothing but text."""
    told: dict[str, JsonValue] = {
        "day": item.booked_on.isoformat(),
        "amount": item.amount,
        "merchant": item.merchant,
        "note": item.note,
        "category": item.filed_under(language),
        "account": item.account,
        "to_account": item.to_account,
    }
    return {name: value for name, value in told.items() if value is not None}
