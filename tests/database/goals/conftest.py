"""People who save for goals through PostgREST, each fresh."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import psycopg
import pytest

from dev.stack.running import Running
from tests.database.goals.saving import Saving
from tests.database.tracker.books import Books
from tests.database.tracker.test_turns import Turns
from tests.people import People


@pytest.fixture
def saving(books: Books) -> Saving:
    """The goals of that person."""
    return Saving(books)


@pytest.fixture
async def others(people: People, rest: httpx.Client) -> Saving:
    """The goals of another fresh person."""
    return Saving(Books(person=await people("budi"), http=rest))


@pytest.fixture
def turns(stack: Running, books: Books) -> Iterator[Turns]:
    """Two open requests of that person."""
    with ExitStack() as opened, ThreadPoolExecutor() as threads:
        first, second, watcher = (
            opened.enter_context(psycopg.connect(stack.database_url, autocommit=True)) for _ in range(3)
        )
        yield Turns(books, first, second, watcher, threads)
