"""People whose tools are called."""

from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest

from dev.stack.running import Running
from functions.chat.deps import Deps
from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from tests.functions.chat.tools.household import Household, a_card, a_motorbike
from tests.functions.chat.tools.residents import Resident, keep_books
from tests.people import People


@pytest.fixture
def newcomer() -> Household:
    """Somebody who told nothing yet."""
    return Household()


@pytest.fixture
async def household() -> Household:
    """Somebody with tracked books, two debts and two goals."""
    person = Household().keep_books().owe(a_card(), a_motorbike())
    return await person.save_for(
        NewGoal(kind=GoalKind.WEDDING, name="Nikah", target=40_000_000, target_on=date(2028, 6, 30)),
        NewGoal(kind=GoalKind.PURCHASE, name="Laptop baru", target=12_000_000, priority=2),
        set_aside=2_000_000,
    )


@pytest.fixture
def superuser(stack: Running) -> Iterator[psycopg.Connection]:
    """Sees every row of everybody."""
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def deps(stack: Running) -> AsyncGenerator[Deps]:
    """The chat as it is deployed."""
    made = Deps.from_environment(stack.env)
    yield made
    assert made.close is not None
    await made.close()


@pytest.fixture
async def owner(deps: Deps, people: People, superuser: psycopg.Connection) -> Resident:
    """Somebody whose rows all carry a canary."""
    resident = Resident(await people("owner"), deps, uuid4(), datetime.now(UTC))
    keep_books(superuser, resident.person.id, resident.now)
    return resident


@pytest.fixture
async def stranger(deps: Deps, people: People) -> Resident:
    """Somebody who keeps nothing."""
    return Resident(await people("stranger"), deps, uuid4(), datetime.now(UTC))
