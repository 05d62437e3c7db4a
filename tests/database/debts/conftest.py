"""People who owe, each fresh."""

from collections.abc import Iterator

import httpx
import pytest

from dev.stack.running import Running
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
