"""What an owner may do with an import depends on how far it is, and stops doing so with another policy."""

from typing import LiteralString

import pytest
from psycopg import Connection

from tests.database.over_sql import Cast, acting_as
from tests.database.planting import row_id

MINE: LiteralString = "(select auth.uid()) = user_id"
STATES = ("STAGING", "READY", "COMMITTED", "REVERTED")


def deleted(connection: Connection, cast: Cast, state: str) -> int:
    """How many imports in a state the owner throws away."""
    connection.execute(
        "update public.imports set state = %s where id = %s", (state, row_id(cast.owner, "imports"))
    )
    with acting_as(connection, "authenticated", cast.owner):
        return connection.execute(
            "delete from public.imports where id = %s", (row_id(cast.owner, "imports"),)
        ).rowcount


def reviewed(connection: Connection, cast: Cast, state: str) -> int:
    """How many rows of an import in a state the owner leaves out."""
    connection.execute(
        "update public.imports set state = %s where id = %s", (state, row_id(cast.owner, "imports"))
    )
    with acting_as(connection, "authenticated", cast.owner):
        return connection.execute("update public.import_rows set included = false").rowcount


@pytest.mark.parametrize("state", STATES)
class TestAnImport:
    def test_is_thrown_away_until_it_is_booked(
        self, state: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        assert deleted(replica, people_of_replica, state) == (state in ("STAGING", "READY"))

    def test_would_always_be_if_the_policy_asked_for_its_owner_alone(
        self, state: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        policy: LiteralString = '"owners throw away their imports that are not booked"'
        replica.execute(f"alter policy {policy} on public.imports using ({MINE})")

        assert deleted(replica, people_of_replica, state) == 1

    def test_is_reviewed_while_it_is_ready(
        self, state: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        assert reviewed(replica, people_of_replica, state) == 2 * (state == "READY")

    def test_would_always_be_reviewed_if_the_policy_asked_for_its_owner_alone(
        self, state: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        policy: LiteralString = '"owners review their import rows before they are booked"'
        replica.execute(f"alter policy {policy} on public.import_rows using ({MINE})")

        assert reviewed(replica, people_of_replica, state) == 2
