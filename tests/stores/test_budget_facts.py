"""What every store of budget facts tells: the one in memory, which sums plainly, and the one in Postgres."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from dev.stack.running import Running
from shared.domain.budget.facts import BudgetFacts, SnapshotFacts
from shared.domain.budget.model import FinancialData
from shared.domain.budget.month.engine import analyze_month
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import AccountKind, TransactionSource
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month
from shared.errors import InvalidInput, Unauthenticated
from shared.services.budget import FactsReader
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.database import Database, DatabaseAnswered
from shared.web.problems import status_of
from tests.builders.bookings import Entry, Plan, Purse, monthly, named_id
from tests.builders.ledger import Ledger
from tests.builders.months import snapshot_of
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.books import write_down
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

Keep = Callable[[Ledger], Awaitable[FactsReader]]
"""Writes down the books of somebody new, and gives the store of their facts."""


def today() -> date:
    """The day in Jakarta, as the database knows it."""
    return today_in_jakarta(now=datetime.now(UTC))


@pytest.fixture(params=["memory", "postgres"])
def keep(request: pytest.FixtureRequest) -> Keep:
    """Books in memory, or in Postgres."""
    if request.param == "memory":
        facts = FakeBudgetFacts(FakeFinancialData(), today=today)

        async def in_memory(ledger: Ledger) -> FactsReader:
            caller = a_caller()
            facts.books[caller.id] = ledger
            await facts.declared.as_caller(caller).save(
                ledger.data.model_dump(mode="json", exclude_none=True)
            )
            return facts.as_caller(caller)

        return in_memory

    stack: Running = request.getfixturevalue("stack")
    people: People = request.getfixturevalue("people")

    async def in_postgres(ledger: Ledger) -> FactsReader:
        person = await people("owner")
        with psycopg.connect(stack.database_url) as connection:
            write_down(connection, person.id, ledger)
        return BudgetFactsRows(database=database_of(stack), caller=caller_of(person))

    return in_postgres


def some_books() -> Ledger:
    """A bit of everything, most of it in the month of today; ids are new each time."""
    now, salt = today(), uuid4().hex
    this = Month.of(now)
    year = [str(this.add(-back)) for back in range(11, -1, -1)]
    rule = RecurringRule(
        id=uuid4(),
        account_id=named_id("bank"),
        merchant="Kos Bu Tini",
        amount=-1_500_000,
        rrule="FREQ=MONTHLY;BYMONTHDAY=3",
        starts_on=this.add(-11).first_day,
    )
    first = this.first_day
    booked = (
        *monthly(6_000_000, day=1, months=year, category="income.salary", merchant="PT Maju"),
        *monthly(-54_000, day=10, months=year, category="wants.subscriptions", merchant="Netflix"),
        Entry(
            first, -1_500_000, "needs.rent", "Kos Bu Tini", recurring_id=rule.id, due_on=first.replace(day=3)
        ),
        Entry(first, -1_500_000, "needs.rent", recurring_id=rule.id, due_on=this.add(-1).first_day),
        Entry(first, -100_000, None, "INDOMARET", parts=((-70_000, "needs.groceries"), (-30_000, None))),
        Entry(first, -20_000, "needs.groceries", "Indomaret"),
        Entry(first, 15_000, "needs.groceries", "Indomaret"),
        Entry(first, -45_000, None, "Warung"),
        Entry(first, 250_000, None, "Teman"),
        Entry(first, -500_000, "saving.investment", "Bibit"),
        Entry(now, -70_000, source=TransactionSource.RECONCILIATION),
        Entry(now + timedelta(days=1), -33_000, "wants.coffee", "Kopi"),
        Entry(first, -400_000, account="bank", transfer=True, key=salt),
        Entry(first, 400_000, account="cash", transfer=True, key=salt),
    )
    return Ledger(
        data=FinancialData.model_validate(
            {"monthly_income": 5_500_000, "assets": [{"kind": "CAR", "name": "Mobil", "value": 9}]}
        ),
        accounts={
            "bank": Purse(opening=2_000_000),
            "cash": Purse(AccountKind.CASH),
            "darurat": Purse(opening=9_000_000, for_emergencies=True),
            "lama": Purse(opening=1, archived=True),
            "reksa": Purse(AccountKind.INVESTMENT, opening=3_000_000),
        },
        entries=tuple(it._replace(key=it.key or f"{salt}/{number}") for number, it in enumerate(booked)),
        budgets={
            (str(this), "needs.groceries"): Plan(1_000_000),
            (str(this), "wants.coffee"): Plan(300_001),
            (str(this), "saving.investment"): Plan(750_000),
            (str(this.add(-1)), "wants.shopping"): Plan(1),
        },
        recurring=(rule,),
        dismissed=(f"{this}.idle_cash.month",),
    )


def as_told(facts: BudgetFacts) -> dict[str, Any]:
    """The facts without ids and times that differ from database to database."""
    told = facts.model_dump(mode="json")
    told["snapshot"] = snapshot_as_told(facts.snapshot)
    told["items"] = sorted(told["items"], key=str)
    told["recurring"] = [{**rule, "account_id": None} for rule in told["recurring"]]
    return told


def snapshot_as_told(facts: SnapshotFacts) -> dict[str, Any]:
    """The same for what a snapshot rests on."""
    told = facts.model_dump(mode="json")
    told["record"].pop("updated_at")
    told["accounts"] = [{**account, "id": None} for account in told["accounts"]]
    return told


class TestReadMonth:
    async def test_tells_what_plain_sums_say(self, keep: Keep) -> None:
        books = some_books()

        told = await (await keep(books)).read_month(None)

        assert as_told(told) == as_told(books.facts(today=today()))

    @pytest.mark.parametrize("back", [1, 3, -1])
    async def test_tells_any_month(self, keep: Keep, back: int) -> None:
        books, month = some_books(), Month.of(today()).add(-back)

        told = await (await keep(books)).read_month(month)

        assert told.month.month == month
        assert as_told(told) == as_told(books.facts(month, today=today()))

    @pytest.mark.parametrize("start_day", [2, 15, 16, 28])
    async def test_follows_the_day_a_month_starts_on(self, keep: Keep, start_day: int) -> None:
        books = replace(some_books(), start_day=start_day)

        told = await (await keep(books)).read_month(None)

        assert as_told(told) == as_told(books.facts(today=today()))

    async def test_tells_a_month_without_anything(self, keep: Keep) -> None:
        told = await (await keep(Ledger())).read_month(Month(2000, 1))

        assert (told.month.transactions, told.month.planned, told.items, told.recurring) == (0, None, (), ())
        assert told.snapshot.record.data == FinancialData()

    async def test_gives_the_same_analysis_as_plain_sums(self, keep: Keep) -> None:
        books = some_books()

        told = await (await keep(books)).read_month(None)

        plain = books.facts(today=today())
        found, expected = (analyze_month(it, snapshot_of(it)) for it in (told, plain))
        assert found.figures == expected.figures
        assert found.insights == expected.insights
        assert found.recurring == expected.recurring


class TestReadSnapshot:
    async def test_tells_what_plain_sums_say(self, keep: Keep) -> None:
        books = some_books()

        told = await (await keep(books)).read_snapshot()

        assert snapshot_as_told(told) == snapshot_as_told(books.snapshot_facts(today=today()))

    async def test_is_empty_before_anything_is_kept(self, keep: Keep) -> None:
        told = await (await keep(Ledger())).read_snapshot()

        assert told.accounts == ()
        assert [month.transactions for month in told.months] == [0, 0, 0]
        assert told.record.data == FinancialData()

    async def test_finds_nothing_of_somebody_else(self, keep: Keep) -> None:
        await keep(some_books())
        stranger = await keep(Ledger())

        assert (await stranger.read_snapshot()).accounts == ()
        assert (await stranger.read_month(None)).items == ()


class TestInPostgres:
    @pytest.mark.parametrize("month", [Month(1999, 1), Month(2102, 1)])
    async def test_refuses_a_month_that_nothing_can_lie_in(
        self, stack: Running, people: People, month: Month
    ) -> None:
        store = BudgetFactsRows(database=database_of(stack), caller=caller_of(await people("owner")))

        with pytest.raises(InvalidInput):
            await store.read_month(month)

    async def test_sets_aside_what_a_client_wrote_in_another_shape(
        self, stack: Running, people: People
    ) -> None:
        owner = await people("owner")
        with psycopg.connect(stack.database_url) as connection:
            connection.execute(
                "insert into public.financial_data (user_id, monthly_income, assets) values (%s, 5, %s)",
                (owner.id, '[{"colour": "red"}]'),
            )

        told = await BudgetFactsRows(database=database_of(stack), caller=caller_of(owner)).read_snapshot()

        assert told.record.data.monthly_income == 5
        assert told.record.unreadable == ("assets",)

    async def test_refuses_whose_account_is_gone(self, stack: Running, people: People) -> None:
        gone = await people("gone")
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as admin:
            await admin.delete(f"/auth/v1/admin/users/{gone.id}", headers={"apikey": stack.secret_key})
        store = BudgetFactsRows(database=database_of(stack), caller=caller_of(gone))

        with pytest.raises(Unauthenticated):
            await store.read_snapshot()
        with pytest.raises(Unauthenticated):
            await store.read_month(None)


async def test_sums_that_the_database_cannot_make_are_not_the_callers_mistake() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(400, json={"code": "22003", "message": "bigint out of range"})

    transport = httpx.MockTransport(respond)
    database = Database(
        url="http://127.0.0.1:1",
        publishable_key="sb_publishable_x",
        http=lambda: httpx.AsyncClient(transport=transport),
    )
    facts = BudgetFactsRows(database=database, caller=a_caller())

    for read in (facts.read_snapshot(), facts.read_month(None)):
        with pytest.raises(DatabaseAnswered) as answered:
            await read
        assert status_of(type(answered.value)) == 500
    with pytest.raises(InvalidInput):
        await facts.read_month(Month(2026, 11))
