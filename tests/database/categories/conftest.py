"""Somebody who keeps books, in a database of their own."""

import pytest
from psycopg import Connection

from tests.database.categories.bookkeeping import Bookkeeper


@pytest.fixture
def owner(replica: Connection) -> Bookkeeper:
    """A person with two accounts and nothing booked."""
    return Bookkeeper.new(replica)


@pytest.fixture
def stranger(replica: Connection) -> Bookkeeper:
    """Somebody else."""
    return Bookkeeper.new(replica)
