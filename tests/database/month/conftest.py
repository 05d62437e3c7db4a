"""People who keep books through PostgREST, and rows that several connections see."""

from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.over_sql import add_account
from tests.database.tracker.books import Books
from tests.people import People


@pytest.fixture(scope="session")
def rest(stack: Running) -> Iterator[httpx.Client]:
    """PostgREST of the stack, as nobody yet."""
    headers = {"apikey": stack.publishable_key}
    with httpx.Client(
        base_url=f"{stack.url}/rest/v1", headers=headers, timeout=20, trust_env=False
    ) as client:
        yield client


@pytest.fixture
async def books(people: People, rest: httpx.Client) -> Books:
    """What a fresh person keeps."""
    return Books(person=await people("sari"), http=rest)


@pytest.fixture
async def others(people: People, rest: httpx.Client) -> Books:
    """What another fresh person keeps."""
    return Books(person=await people("budi"), http=rest)


@pytest.fixture
def person(operator: Connection) -> Iterator[UUID]:
    """Somebody whose rows are really saved, so that several connections see them."""
    person = add_account(operator)
    yield person
    operator.execute("delete from auth.users where id = %s", (person,))
