"""What every store of spending tells: the one in memory, which looks plainly, and the one in Postgres."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from dev.stack.running import Running
from shared.domain.budget.search import TransactionSearch
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.transactions import AccountKind
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month
from shared.services.spending import SpendingStore
from shared.stores.spending import SpendingRows
from tests.builders.bookings import CATEGORIES, Entry, Purse
from tests.builders.ledger import Ledger
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.spending import FakeSpending
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.books import write_down
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

Keep = Callable[[Ledger], Awaitable[SpendingStore]]
"""Writes down the books of somebody new, and gives the store of their spending."""


def today() -> date:
    """The day in Jakarta, as the database knows it."""
    return today_in_jakarta(now=datetime.now(UTC))


@pytest.fixture(params=["memory", "postgres"])
def keep(request: pytest.FixtureRequest) -> Keep:
    """Books in memory, or in Postgres."""
    if request.param == "memory":
        facts = FakeBudgetFacts(FakeFinancialData(), today=today)

        async def in_memory(ledger: Ledger) -> SpendingStore:
            caller = a_caller()
            facts.books[caller.id] = ledger
            return FakeSpending(facts).as_caller(caller)

        return in_memory

    stack: Running = request.getfixturevalue("stack")
    people: People = request.getfixturevalue("people")

    async def in_postgres(ledger: Ledger) -> SpendingStore:
        person = await people("owner")
        with psycopg.connect(stack.database_url) as connection:
            write_down(connection, person.id, ledger)
        return SpendingRows(database=database_of(stack), caller=caller_of(person))

    return in_postgres


def some_books() -> Ledger:
    """A few months of a bit of everything; ids are new each time."""
    salt, this = uuid4().hex, Month.of(today())
    last, before = this.add(-1).first_day, this.add(-2).first_day
    entries = (
        Entry(last, 6_000_000, "income.salary", "PT Maju"),
        Entry(last, -1_500_000, "needs.rent", "Kos Bu Tini"),
        Entry(last + timedelta(days=3), -35_000, "wants.coffee", "Kopi Kenangan"),
        Entry(last + timedelta(days=4), -28_000, "wants.coffee", "KOPI TUKU 25%_11"),
        Entry(before, -100_000, None, "INDOMARET", parts=((-70_000, "needs.groceries"), (-30_000, None))),
        Entry(before, 5_000, "wants.coffee", "Kopi Kenangan"),
        Entry(before, -45_000, None, "Warung"),
        Entry(last, -500_000, "saving.investment", "Bibit"),
        Entry(this.first_day, -99_000, "wants.shopping", "Tokopedia"),
        Entry(last, -400_000, account="bank", transfer=True, key=salt),
        Entry(last, 400_000, account="cash", transfer=True, key=salt),
    )
    return Ledger(
        accounts={"bank": Purse(), "cash": Purse(AccountKind.CASH)},
        entries=tuple(it._replace(key=it.key or f"{salt}/{number}") for number, it in enumerate(entries)),
    )


COFFEE = CATEGORIES["wants.coffee"].id

SEARCHES: dict[str, tuple[TransactionSearch, list[int]]] = {
    "words": (TransactionSearch(words=("kopi",)), [-28_000, -35_000, 5_000]),
    "all words": (TransactionSearch(words=("kopi", "tuku")), [-28_000]),
    "what looks like a pattern": (TransactionSearch(words=("25%_11",)), [-28_000]),
    "a category": (TransactionSearch(category_id=COFFEE), [-28_000, -35_000, 5_000]),
    "what came in": (TransactionSearch(direction=Direction.IN, words=("kopi",)), [5_000]),
    "transfers": (TransactionSearch(direction=Direction.TRANSFER), [-400_000]),
    "amounts": (TransactionSearch(least=28_000, most=45_000), [-28_000, -35_000, -45_000, -30_000]),
    "nothing": (TransactionSearch(words=("martabak",)), []),
}


@pytest.mark.parametrize("what", SEARCHES)
async def test_finds(what: str, keep: Keep) -> None:
    search, expected = SEARCHES[what]

    found = await (await keep(some_books())).find(search)

    assert sorted(it.amount for it in found.items) == sorted(expected)
    assert found.incoming == sum(amount for amount in expected if amount > 0)
    assert found.outgoing == -sum(amount for amount in expected if amount < 0)


async def test_tells_where_a_transfer_went_and_what_a_purchase_was_for(keep: Keep) -> None:
    store = await keep(some_books())

    (transfer,) = (await store.find(TransactionSearch(direction=Direction.TRANSFER))).items
    (coffee,) = (await store.find(TransactionSearch(words=("tuku",)))).items

    assert (transfer.account, transfer.to_account) == ("bank", "cash")
    assert (coffee.filed_under("id"), coffee.filed_under("en")) == ("Kopi & jajan", "Coffee & snacks")


async def test_tells_the_newest_of_many(keep: Keep) -> None:
    found = await (await keep(some_books())).find(TransactionSearch(at_most=2))

    assert [it.amount for it in found.items] == [-99_000, -28_000]
    assert found.count == 9


async def test_sums_full_months_by_category_and_day(keep: Keep) -> None:
    months = await (await keep(some_books())).read_months(3)

    sums = {it.key: it.amounts for it in months.categories}
    assert sums == {
        "needs.groceries": (0, 70_000, 0),
        "needs.rent": (0, 0, 1_500_000),
        "saving.investment": (0, 0, 500_000),
        "wants.coffee": (0, -5_000, 63_000),
        "uncategorized": (0, 75_000, 0),
    }
    assert [it.spending for it in months.months] == [0, 140_000, 1_563_000]
    assert sum(months.days) == 140_000 + 63_000
