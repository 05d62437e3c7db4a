"""Nobody's row names another person's account, category, transaction or import, whoever writes it."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection, sql

from dev.stack.running import Running
from tests.database.expectations import TABLES
from tests.database.over_http import Api, api_of, found_by, invite
from tests.database.over_sql import Cast, become
from tests.database.planting import add, identity, new_row, row_id
from tests.database.references import Reference, references
from tests.database.replay import rows_of

REFERENCES = list(references())
OPEN = [reference for reference in REFERENCES if reference.is_open]


def is_refused(connection: Connection, reference: Reference, cast: Cast, *, naming: str) -> bool:
    """Whether the stranger's row cannot name a row of theirs or the owner's; it is undone afterwards.

    Where no client may write the column, the owner of the tables does, as our functions would.
    """
    named = cast.stranger if naming == "their own" else cast.owner
    try:
        with connection.transaction(force_rollback=True):
            if reference.is_open:
                become(connection, "authenticated", cast.stranger)
            else:
                connection.execute("set local role postgres")
            reference.write(connection, cast.stranger, named, as_client=reference.is_open)
    except psycopg.IntegrityError:
        return True
    return False


def tear_down(connection: Connection, reference: Reference) -> None:
    """Without foreign keys and rules the table takes anything."""
    keys = connection.execute(
        "select conname from pg_constraint where contype = 'f' and conrelid = %s::regclass",
        (f"public.{reference.table}",),
    )
    for (name,) in keys.fetchall():
        statement = sql.SQL("alter table public.{} drop constraint {} cascade")
        connection.execute(statement.format(sql.Identifier(reference.table), sql.Identifier(name)))
    connection.execute(
        sql.SQL("alter table public.{} disable trigger user").format(sql.Identifier(reference.table))
    )


@pytest.mark.parametrize("reference", REFERENCES, ids=str)
class TestAReference:
    def test_to_ones_own_is_kept(
        self, reference: Reference, replica: Connection, people_of_replica: Cast
    ) -> None:
        assert not is_refused(replica, reference, people_of_replica, naming="their own")

    def test_to_anothers_is_refused(
        self, reference: Reference, replica: Connection, people_of_replica: Cast
    ) -> None:
        assert is_refused(replica, reference, people_of_replica, naming="the owner's")

    def test_to_anothers_would_be_kept_without_keys_and_rules(
        self, reference: Reference, replica: Connection, people_of_replica: Cast
    ) -> None:
        tear_down(replica, reference)

        assert not is_refused(replica, reference, people_of_replica, naming="the owner's")


class TestALegOfATransfer:
    """A transfer is found by its id alone, which refers to no row."""

    def test_cannot_join_anothers(self, replica: Connection, people_of_replica: Cast) -> None:
        owner, stranger = people_of_replica.owner, people_of_replica.stranger
        become(replica, "authenticated", stranger)
        leg = new_row("transactions", stranger) | {"transfer_id": row_id(owner, "transfers")}

        add(replica, "transactions", leg)

        with pytest.raises(psycopg.errors.CheckViolation, match="transfer_legs"), replica.transaction():
            replica.execute("set constraints all immediate")

    def test_leaves_anothers_as_they_are(self, replica: Connection, people_of_replica: Cast) -> None:
        owner, stranger = people_of_replica.owner, people_of_replica.stranger
        before = rows_of(replica, owner)
        # A whole transfer of the stranger's own, by the same id.
        replica.execute(
            "update public.transactions set transfer_id = %s where user_id = %s and transfer_id is not null",
            (row_id(owner, "transfers"), stranger),
        )
        replica.execute("set constraints all immediate")
        become(replica, "authenticated", stranger)

        unlinked = replica.execute(
            "select id from public.unlink_transfer(%s)", (row_id(owner, "transfers"),)
        ).fetchall()

        replica.execute("set constraints all immediate")
        replica.execute("reset role")
        assert len(unlinked) == 2
        assert rows_of(replica, owner) == before


@pytest.fixture(scope="module")
def api(stack: Running) -> Iterator[Api]:
    """An owner, and a stranger who names the owner's rows."""
    with api_of(stack, invite(stack, "owner", "stranger")) as api:
        yield api


@pytest.mark.parametrize("reference", OPEN, ids=str)
def test_naming_anothers_row_over_http_is_refused(reference: Reference, api: Api) -> None:
    owner, stranger = api.cast.owner.id, api.cast.people["stranger"].id

    if reference.verb == "insert":
        answer = api.send("POST", reference.table, "stranger", reference.new_row(stranger, owner))
    else:
        only = found_by(identity(reference.table, stranger))
        answer = api.send("PATCH", reference.table + only, "stranger", reference.change(owner))

    assert answer.status_code in (400, 409), answer.text
    assert answer.json()["code"] in ("23503", "23514"), answer.text


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if table.owner_column])
class TestAnUpsert:
    """What would take a row over by its key, with and without naming its owner."""

    @pytest.mark.parametrize("named", [True, False])
    def test_by_the_key_of_anothers_row_leaves_it(self, table: str, named: bool, api: Api) -> None:
        owner, stranger = api.cast.owner.id, api.cast.people["stranger"].id
        before = rows_of(api.superuser, owner)
        row = new_row(table, stranger) | identity(table, owner)
        if not named:
            row.pop(TABLES[table].owned_by, None)
        headers = api.as_actor("stranger") | {"Prefer": "resolution=merge-duplicates"}

        api.http.post(f"/rest/v1/{table}", json=row, headers=headers)

        assert rows_of(api.superuser, owner) == before
