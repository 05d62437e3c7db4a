"""What every store of budgets does: the one in memory and the one in Postgres."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import uuid4

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.budget.budgets import BudgetRefused, NewBudget
from shared.domain.months import Month
from shared.services.budgets import BudgetStore
from shared.stores.budgets import BudgetRows
from tests.builders.bookkeeping import category_id
from tests.fakes.budgets import FakeBudgets
from tests.fakes.web import a_caller
from tests.people import People
from tests.stores.bystanders import caller_of
from tests.stores.owners import database_of

COFFEE = category_id("wants.coffee")
MONTH = Month(2026, 11)


class Planner(NamedTuple):
    """Somebody with budgets, and a way to close a month."""

    budgets: BudgetStore
    close: Callable[[Month], Awaitable[None]]


Enrol = Callable[[], Awaitable[Planner]]


@pytest.fixture(params=["memory", "postgres"])
def enrol(request: pytest.FixtureRequest) -> Enrol:
    """Makes people who plan nothing yet."""
    if request.param == "memory":
        kept = FakeBudgets()

        async def in_memory() -> Planner:
            mine = kept.of(a_caller())

            async def close(month: Month) -> None:
                mine.closed_until = month

            return Planner(mine, close)

        return in_memory

    stack: Running = request.getfixturevalue("stack")
    people: People = request.getfixturevalue("people")

    async def in_postgres() -> Planner:
        person = await people("planner")
        headers = {"apikey": stack.publishable_key, "Authorization": f"Bearer {person.access_token}"}

        async def close(month: Month) -> None:
            async with httpx.AsyncClient(base_url=stack.url, headers=headers, trust_env=False) as http:
                answer = await http.post("/rest/v1/rpc/close_month", json={"month": str(month)})
            assert answer.is_success, answer.text

        return Planner(BudgetRows(database=database_of(stack), caller=caller_of(person)), close)

    return in_postgres


async def test_a_budget_is_kept_and_again_finds_its_own_row(enrol: Enrol) -> None:
    planner, stranger = await enrol(), await enrol()
    wish = NewBudget(category_id=COFFEE, month=MONTH, amount=300_000)

    first = await planner.budgets.put(wish)
    again = await planner.budgets.put(wish)
    more = await planner.budgets.put(wish.model_copy(update={"amount": 400_000}))
    theirs = await stranger.budgets.put(wish)

    assert (first.category_id, first.month, first.amount) == (COFFEE, MONTH, 300_000)
    assert again == first
    assert (more.id, more.amount) == (first.id, 400_000)
    assert theirs.amount == 300_000


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        (NewBudget(category_id=category_id("income.salary"), month=MONTH, amount=1), "/category_id"),
        (NewBudget(category_id=uuid4(), month=MONTH, amount=1), "/category_id"),
    ],
)
async def test_what_cannot_be_budgeted_is_refused(wish: NewBudget, pointer: str, enrol: Enrol) -> None:
    planner = await enrol()

    with pytest.raises(BudgetRefused) as refused:
        await planner.budgets.put(wish)

    assert [field.pointer for field in refused.value.fields] == [pointer]


async def test_a_closed_month_stays_as_it_is(enrol: Enrol) -> None:
    planner = await enrol()
    await planner.close(Month(2026, 9))

    with pytest.raises(BudgetRefused) as refused:
        await planner.budgets.put(NewBudget(category_id=COFFEE, month=Month(2026, 9), amount=1))

    assert [field.pointer for field in refused.value.fields] == ["/month"]
    await planner.budgets.put(NewBudget(category_id=COFFEE, month=MONTH, amount=1))
