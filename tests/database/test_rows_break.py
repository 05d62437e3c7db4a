"""Every denial holds in SQL, and every denial is seen to fail when its walls are down."""

from collections.abc import Iterable
from typing import LiteralString

import pytest
from psycopg import Connection, sql

from tests.database.attempts import Attempt, Outcome, attempts_on
from tests.database.expectations import ROLES, TABLES, Verb
from tests.database.over_sql import Cast, outcome_of

POLICIES = [(table, verb) for table in TABLES for verb in TABLES[table].policies]


def differing(connection: Connection, cast: Cast, attempts: Iterable[Attempt]) -> list[str]:
    """The attempts whose outcome is not the expected one."""
    outcomes = [(attempt, outcome_of(connection, cast, attempt)) for attempt in attempts]
    return [f"{attempt}: {outcome}" for attempt, outcome in outcomes if outcome is not attempt.expected]


def break_policy(connection: Connection, table: str, verb: Verb) -> None:
    clauses: dict[Verb, LiteralString] = {
        "select": "using (true)",
        "insert": "with check (true)",
        "update": "using (true) with check (true)",
        "delete": "using (true)",
    }
    statement = sql.SQL("alter policy {} on public.{} {}").format(
        sql.Identifier(TABLES[table].policies[verb]), sql.Identifier(table), sql.SQL(clauses[verb])
    )
    connection.execute(statement)


def grant(connection: Connection, attempt: Attempt) -> None:
    names = [attempt.column] if attempt.column else []
    if attempt.column and attempt.actor == "service":
        names.append(TABLES[attempt.table].owner_column)
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    columns = sql.SQL(" ({})").format(listed) if names else sql.SQL("")
    statement = sql.SQL("grant {}{} on public.{} to {}").format(
        sql.SQL(attempt.verb), columns, sql.Identifier(attempt.table), sql.Identifier(ROLES[attempt.actor])
    )
    connection.execute(statement)


@pytest.mark.parametrize("table", TABLES)
class TestRowsOf:
    def test_are_as_expected(self, table: str, replica: Connection, people_of_replica: Cast) -> None:
        assert differing(replica, people_of_replica, attempts_on(table)) == []

    def test_lose_every_denial_without_walls(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        name = sql.Identifier(table)
        replica.execute(sql.SQL("alter table public.{} disable row level security").format(name))
        replica.execute(sql.SQL("grant all on public.{} to anon, authenticated, service_role").format(name))
        # What the columns' checks call.
        replica.execute("grant usage on schema private to anon")
        replica.execute("grant execute on function private.is_plain_json(jsonb) to anon")

        denials = [attempt for attempt in attempts_on(table) if attempt.expected is not Outcome.DONE]
        still_denied = [
            str(denial)
            for denial in denials
            if outcome_of(replica, people_of_replica, denial) is not Outcome.DONE
        ]

        assert denials
        assert still_denied == []

    def test_show_when_row_level_security_is_off(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        replica.execute(
            sql.SQL("alter table public.{} disable row level security").format(sql.Identifier(table))
        )

        leaks = differing(replica, people_of_replica, attempts_on(table))

        assert f"stranger select {table}: done" in leaks
        assert f"admin select {table}: done" in leaks

    def test_show_every_grant_too_many_unless_a_policy_still_holds(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        refused = [attempt for attempt in attempts_on(table) if attempt.expected is Outcome.REFUSED]
        unseen: list[str] = []
        for attempt in refused:
            with replica.transaction(force_rollback=True):
                grant(replica, attempt)
                if outcome_of(replica, people_of_replica, attempt) is Outcome.REFUSED:
                    unseen.append(str(attempt))

        held_by_policy = [str(attempt) for attempt in refused if _is_held_by_policy(attempt)]
        assert unseen == held_by_policy

    def test_cannot_be_given_away_even_with_the_grant(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        gift = Attempt(actor="owner", table=table, verb="update", column=TABLES[table].owner_column)
        grant(replica, gift)

        with_policy = outcome_of(replica, people_of_replica, gift)
        break_policy(replica, table, "update")
        without_policy = outcome_of(replica, people_of_replica, gift)

        assert (with_policy, without_policy) == (Outcome.REFUSED, Outcome.DONE)


def _is_held_by_policy(attempt: Attempt) -> bool:
    """Where a grant alone opens nothing: adding a row and setting its owner also pass a policy's check."""
    if ROLES[attempt.actor] == "service_role":
        return False
    table = TABLES[attempt.table]
    if attempt.verb == "insert":
        return (
            attempt.actor == "anon" or "insert" not in table.policies or attempt.column == table.owner_column
        )
    return attempt.verb == "update" and attempt.column == table.owner_column and attempt.actor != "anon"


@pytest.mark.parametrize(("table", "verb"), POLICIES)
class TestAPolicy:
    def test_is_missed_by_its_owners_when_dropped(
        self, table: str, verb: Verb, replica: Connection, people_of_replica: Cast
    ) -> None:
        policy = sql.Identifier(TABLES[table].policies[verb])
        replica.execute(sql.SQL("drop policy {} on public.{}").format(policy, sql.Identifier(table)))

        differences = differing(replica, people_of_replica, attempts_on(table))

        assert any(difference.startswith(f"owner {verb}") for difference in differences)

    def test_lets_strangers_in_when_true(
        self, table: str, verb: Verb, replica: Connection, people_of_replica: Cast
    ) -> None:
        break_policy(replica, table, verb)
        if verb == "insert":
            grant(
                replica,
                Attempt(actor="stranger", table=table, verb=verb, column=TABLES[table].owner_column),
            )

        differences = differing(replica, people_of_replica, attempts_on(table))

        assert any(difference.startswith(f"stranger {verb}") for difference in differences)
        assert any(difference.startswith(f"consultant {verb}") for difference in differences)
