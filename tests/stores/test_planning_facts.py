"""What every store of planning facts tells: the one in memory, and the one in Postgres."""

from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from dev.stack.running import Running
from shared.domain.days import today_in_jakarta
from shared.domain.goals.keeping import NewContribution, NewGoal
from shared.domain.goals.model import GoalKind
from shared.domain.months import Month
from shared.domain.planning.facts import PlanningFacts
from shared.errors import Unauthenticated
from shared.services.planning import PlanningFactsReader
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.database import Database, DatabaseAnswered, DatabaseUnavailable
from shared.stores.goals import GoalRows
from shared.stores.planning_facts import PlanningFactsRows
from tests.builders.bookings import CATEGORIES, Entry, Plan, Purse
from tests.builders.ledger import Ledger
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.plans import FakePlans
from tests.fakes.web import a_caller
from tests.functions.budget.test_on_the_stack import signed_in
from tests.people import People, Person
from tests.stores.books import account_id, write_down
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

Keep = Callable[[Ledger], Awaitable[PlanningFactsReader]]
"""Writes down the books of somebody new, and gives the store of their facts."""


def today() -> date:
    """The day in Jakarta, as the database knows it."""
    return today_in_jakarta(now=datetime.now(UTC))


@pytest.fixture(params=["memory", "postgres"])
def keep(request: pytest.FixtureRequest) -> Keep:
    """Books in memory, or in Postgres."""
    if request.param == "memory":
        plans = FakePlans(FakeBudgetFacts(FakeFinancialData(), today=today))

        async def in_memory(ledger: Ledger) -> PlanningFactsReader:
            caller = a_caller()
            plans.books.books[caller.id] = ledger
            return plans.as_caller(caller)

        return in_memory

    stack: Running = request.getfixturevalue("stack")
    people: People = request.getfixturevalue("people")

    async def in_postgres(ledger: Ledger) -> PlanningFactsReader:
        person = await people("owner")
        with psycopg.connect(stack.database_url) as connection:
            write_down(connection, person.id, ledger)
        return facts_of(stack, person)

    return in_postgres


def facts_of(stack: Running, person: Person) -> PlanningFactsRows:
    """The real store of somebody."""
    return PlanningFactsRows(database=database_of(stack), caller=caller_of(person))


def codes_of(told: PlanningFacts) -> Collection[str | None]:
    """The categories that were used, whatever their order."""
    return sorted(it.code or "" for it in told.used)


class TestRead:
    async def test_tells_the_month_of_today_and_the_categories_of_a_year(self, keep: Keep) -> None:
        this = Month.of(today())
        booked = [
            Entry(this.first_day, -10_000, "needs.eating", key=uuid4().hex),
            Entry(this.add(-11).first_day, -20_000, "needs.debt", key=uuid4().hex),
            Entry(this.add(-12).last_day, -30_000, "wants.shopping", key=uuid4().hex),
            Entry(
                this.add(-2).first_day,
                -50_000,
                None,
                parts=((-20_000, "wants.coffee"), (-30_000, None)),
                key=uuid4().hex,
            ),
        ]
        books = Ledger(
            accounts={"bank": Purse(opening=9_000_000)},
            entries=tuple(booked),
            budgets={(str(this), "needs.groceries"): Plan(1)},
        )

        told = await (await keep(books)).read()

        assert told.budget.month.month == this
        assert sum(it.amount for it in told.budget.items) == -80_000
        assert codes_of(told) == ["needs.debt", "needs.eating", "wants.coffee"]
        eating = next(it for it in told.used if it.code == "needs.eating")
        known = CATEGORIES["needs.eating"]
        assert (eating.category_id, eating.name_en, eating.budget_group, eating.is_fixed) == (
            *(known.id, known.name_en, known.budget_group, known.is_fixed),
        )
        resting = {it.code: it.amount for it in told.categories}
        assert resting == {"needs.eating": 10_000, "needs.groceries": 0, "needs.debt": 0, "wants.coffee": 0}

    async def test_is_empty_before_anything_is_kept(self, keep: Keep) -> None:
        told = await (await keep(Ledger())).read()

        assert (told.used, told.debts, told.goals, dict(told.debt_accounts)) == ((), (), (), {})
        assert told.budget.items == ()


class TestInPostgres:
    async def test_tells_in_one_request_what_budget_debts_and_goals_do(
        self, stack: Running, people: People
    ) -> None:
        person, stranger = await people("owner"), await people("stranger")
        with psycopg.connect(stack.database_url) as connection:
            write_down(connection, person.id, Ledger(accounts={"bank": Purse(opening=9_000_000)}))
        loan = await _owe(stack, person)
        await _save(stack, person)

        told = await facts_of(stack, person).read()

        database, caller = database_of(stack), caller_of(person)
        assert told.budget == await BudgetFactsRows(database=database, caller=caller).read_month(None)
        assert told.goals == (await GoalRows(database=database, caller=caller).read()).goals
        assert [part.amount for part in told.goals[0].held] == [700_000]
        assert [(it.id, it.debt.name, it.due_day) for it in told.debts] == [
            (loan["Motor"], "Motor", 17),
            (loan["Kartu"], "Kartu", None),
        ]
        assert tuple(it.debt for it in told.debts) == told.budget.snapshot.debts
        assert told.debt_accounts == {loan["Kartu"]: account_id(person.id, "kartu")}
        nothing = await facts_of(stack, stranger).read()
        assert (nothing.debts, nothing.goals, nothing.budget.snapshot.accounts) == ((), (), ())

    async def test_refuses_whose_account_is_gone(self, stack: Running, people: People) -> None:
        gone = await people("gone")
        async with httpx.AsyncClient(base_url=stack.url, trust_env=False) as admin:
            await admin.delete(f"/auth/v1/admin/users/{gone.id}", headers={"apikey": stack.secret_key})

        with pytest.raises(Unauthenticated):
            await facts_of(stack, gone).read()


async def _owe(stack: Running, person: Person) -> dict[str, str]:
    """A motorbike, and a card that its account tracks; their ids by name."""
    card = account_id(person.id, "kartu")
    with psycopg.connect(stack.database_url) as connection:
        connection.execute(
            "insert into public.accounts (id, user_id, name, kind, opening_balance, opened_on)"
            " values (%s, %s, 'Kartu', 'CREDIT_CARD', -500000, '2024-01-01')",
            (card, person.id),
        )
    ends_on = today().replace(year=today().year + 1, day=17).isoformat()
    loan = {"kind": "VEHICLE_LOAN", "name": "Motor", "method": "FLAT", "principal": 18_000_000}
    rows: list[dict[str, Any]] = [
        {**loan, "balance": 12_000_000, "annual_rate": 0.12, "ends_on": ends_on},
        {
            "kind": "CREDIT_CARD",
            "name": "Kartu",
            "method": "EFFECTIVE",
            "annual_rate": 0.21,
            "account_id": str(card),
        },
    ]
    headers = {"apikey": stack.publishable_key, "Prefer": "return=representation"}
    found: dict[str, str] = {}
    async with signed_in(stack, person) as client:
        for row in rows:
            answer = await client.post("/rest/v1/debts", json=row, headers=headers)
            assert answer.status_code == 201, answer.text
            found[row["name"]] = answer.json()[0]["id"]
    return found


async def _save(stack: Running, person: Person) -> None:
    """An umrah, with some of it set aside."""
    goals = GoalRows(database=database_of(stack), caller=caller_of(person))
    goal_id: UUID = uuid4()
    await goals.add(goal_id, NewGoal(kind=GoalKind.UMRAH, name="Umrah", target=35_000_000))
    wish = NewContribution(account_id=account_id(person.id, "bank"), amount=700_000)
    await goals.contribute(uuid4(), goal_id, wish)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(400, json={"code": "22003", "message": "bigint out of range"}), DatabaseAnswered),
        (httpx.Response(200, json=[]), DatabaseUnavailable),
    ],
)
async def test_answers_that_tell_nothing_are_not_the_callers_mistake(
    answer: httpx.Response, error: type[Exception]
) -> None:
    asked: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return answer

    transport = httpx.MockTransport(respond)
    database = Database(
        url="http://127.0.0.1:1",
        publishable_key="sb_publishable_x",
        http=lambda: httpx.AsyncClient(transport=transport),
    )

    with pytest.raises(error):
        await PlanningFactsRows(database=database, caller=a_caller()).read()
    assert asked == ["/rest/v1/rpc/planning_facts"]
