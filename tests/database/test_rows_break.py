"""Every denial holds in SQL, and every denial is seen to fail when its walls are down."""

from collections.abc import Iterable
from typing import LiteralString

import pytest
from psycopg import Connection, sql

from tests.database.attempts import Attempt, Outcome, attempts_of, attempts_on
from tests.database.expectations import TABLES
from tests.database.expected.model import Actor, Verb
from tests.database.over_sql import Cast, outcome_of, stopped_by
from tests.database.writing import row_to_add

OWNED = [name for name, table in TABLES.items() if table.owner_column]
KEPT = [name for name in OWNED if "update" in TABLES[name].policies]
POLICIES = [(name, verb) for name in TABLES for verb in TABLES[name].policies]
OWNERS_POLICIES = [(name, verb) for name, verb in POLICIES if name in OWNED]
NOBODYS_POLICIES = [
    (name, verb) for name, verb in OWNERS_POLICIES if TABLES[name].nobodys and verb != "select"
]
IN_USE = {"accounts": ["owner delete accounts"], "categories": ["owner delete categories"]}
BROKEN: dict[Verb, LiteralString] = {
    "select": "using (true)",
    "insert": "with check (true)",
    "update": "using (true) with check (true)",
    "delete": "using (true)",
}


def differing(connection: Connection, cast: Cast, attempts: Iterable[Attempt]) -> list[str]:
    """The attempts whose outcome is not the expected one."""
    outcomes = [(attempt, outcome_of(connection, cast, attempt)) for attempt in attempts]
    return [f"{attempt}: {outcome}" for attempt, outcome in outcomes if outcome is not attempt.expected]


def distinct_attempts(table: str) -> list[Attempt]:
    """The attempts of one actor for each wall: to grants and policies a consultant is a stranger."""
    actors: tuple[Actor, ...] = ("anon", "owner", "stranger", "service")
    return [attempt for actor in actors for attempt in attempts_of(actor, table)]


def attempts_with(verb: Verb, actor: Actor, table: str) -> list[Attempt]:
    """The attempts of one actor on one table with one verb."""
    return [attempt for attempt in attempts_of(actor, table) if attempt.verb == verb]


def break_policy(connection: Connection, table: str, verb: Verb) -> None:
    statement = sql.SQL("alter policy {} on public.{} {}").format(
        sql.Identifier(TABLES[table].policies[verb]), sql.Identifier(table), sql.SQL(BROKEN[verb])
    )
    connection.execute(statement)


def grant(connection: Connection, cast: Cast, attempt: Attempt) -> None:
    """Let an actor's role do what it attempts, as far as grants go."""
    names = [attempt.column] if attempt.column else []
    if attempt.verb == "insert":
        names = [*row_to_add(attempt, owner=cast.owner, newcomer=cast.newcomer)]
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    columns = sql.SQL(" ({})").format(listed) if names else sql.SQL("")
    statement = sql.SQL("grant {}{} on public.{} to {}").format(
        sql.SQL(attempt.verb), columns, sql.Identifier(attempt.table), sql.Identifier(attempt.role)
    )
    connection.execute(statement)


def is_held_by_policy(attempt: Attempt) -> bool:
    """Where a grant alone opens nothing: adding a row and giving one away also pass a policy's check."""
    if attempt.role == "service_role":
        return False
    policies = TABLES[attempt.table].policies
    if attempt.verb == "insert":
        return attempt.actor == "anon" or "insert" not in policies or attempt.names_another
    gives_away = attempt.actor == "owner" and attempt.whose == "owner" and attempt.names_another
    return attempt.verb == "update" and "update" in policies and gives_away


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
        # What the columns' checks and the tables' triggers call.
        replica.execute("grant usage on schema private to anon")
        replica.execute("grant execute on all functions in schema private to anon, service_role")

        denials = [attempt for attempt in distinct_attempts(table) if attempt.expected is not Outcome.DONE]
        still_denied = [
            str(denial)
            for denial in denials
            if outcome_of(replica, people_of_replica, denial) is not Outcome.DONE
        ]

        assert denials
        assert still_denied == []

    def test_show_every_grant_too_many_unless_a_policy_still_holds(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        refused = [attempt for attempt in distinct_attempts(table) if attempt.expected is Outcome.REFUSED]
        unseen: list[str] = []
        for attempt in refused:
            with replica.transaction(force_rollback=True):
                grant(replica, people_of_replica, attempt)
                if outcome_of(replica, people_of_replica, attempt) is Outcome.REFUSED:
                    unseen.append(str(attempt))

        assert unseen == [str(attempt) for attempt in refused if is_held_by_policy(attempt)]

    def test_are_really_changed_by_the_owner_unless_they_are_in_use(
        self, table: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        allowed = [each for each in attempts_of("owner", table) if each.expected is Outcome.DONE]

        stopped = {str(each): stopped_by(replica, people_of_replica, each) for each in allowed}

        assert [each for each, constraint in stopped.items() if constraint] == IN_USE.get(table, [])


@pytest.mark.parametrize("table", OWNED)
def test_a_table_without_row_level_security_shows(
    table: str, replica: Connection, people_of_replica: Cast
) -> None:
    replica.execute(sql.SQL("alter table public.{} disable row level security").format(sql.Identifier(table)))
    reads = [*attempts_with("select", "stranger", table), *attempts_with("select", "admin", table)]

    leaks = differing(replica, people_of_replica, reads)

    assert leaks == [f"stranger select {table}: done", f"admin select {table}: done"]


@pytest.mark.parametrize("table", KEPT)
def test_a_row_cannot_be_given_away_even_with_the_grant(
    table: str, replica: Connection, people_of_replica: Cast
) -> None:
    gift = Attempt(actor="owner", table=table, verb="update", column=TABLES[table].owner_column)
    grant(replica, people_of_replica, gift)

    with_policy = outcome_of(replica, people_of_replica, gift)
    break_policy(replica, table, "update")
    without_policy = outcome_of(replica, people_of_replica, gift)

    assert (with_policy, without_policy) == (Outcome.REFUSED, Outcome.DONE)


@pytest.mark.parametrize(("table", "verb"), POLICIES)
def test_a_policy_is_missed_when_dropped(
    table: str, verb: Verb, replica: Connection, people_of_replica: Cast
) -> None:
    policy = sql.Identifier(TABLES[table].policies[verb])
    replica.execute(sql.SQL("drop policy {} on public.{}").format(policy, sql.Identifier(table)))

    assert differing(replica, people_of_replica, attempts_with(verb, "owner", table))


@pytest.mark.parametrize("actor", ["stranger", "consultant"])
@pytest.mark.parametrize(("table", "verb"), OWNERS_POLICIES)
def test_a_policy_that_is_always_true_lets_others_in(
    table: str, verb: Verb, actor: Actor, replica: Connection, people_of_replica: Cast
) -> None:
    attempts = [each for each in attempts_with(verb, actor, table) if each.whose == "owner"]
    break_policy(replica, table, verb)
    if verb == "insert":
        grant(replica, people_of_replica, attempts[0])

    assert differing(replica, people_of_replica, attempts)


@pytest.mark.parametrize(("table", "verb"), NOBODYS_POLICIES)
def test_a_policy_that_is_always_true_opens_what_is_nobodys(
    table: str, verb: Verb, replica: Connection, people_of_replica: Cast
) -> None:
    attempts = [each for each in attempts_with(verb, "stranger", table) if each.whose == "nobody"]
    break_policy(replica, table, verb)
    if verb == "insert":
        grant(replica, people_of_replica, attempts[0])

    assert differing(replica, people_of_replica, attempts)
