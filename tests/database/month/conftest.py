"""Rows that several connections see."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from psycopg import Connection

from tests.database.over_sql import add_account


@pytest.fixture
def person(operator: Connection) -> Iterator[UUID]:
    """Somebody whose rows are really saved, so that several connections see them."""
    person = add_account(operator)
    yield person
    operator.execute("delete from auth.users where id = %s", (person,))
