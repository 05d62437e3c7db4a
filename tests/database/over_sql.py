"""Attempts as SQL, by the role and the claims that PostgREST would set, each undone afterwards."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
from psycopg import Connection, sql

from tests.database.attempts import Attempt, Outcome
from tests.database.expectations import TABLES
from tests.database.expected.model import OTHERS, Actor, Json
from tests.database.planting import (
    add,
    assignments,
    identity,
    matches,
    nobodys_identity,
    plant,
    plant_nobodys,
    take_away,
)
from tests.database.writing import row_to_add, value_to_write


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people of a database: one for each actor, and a newcomer who has no rows but their account."""

    ids: Mapping[Actor, UUID]
    newcomer: UUID

    @property
    def owner(self) -> UUID:
        return self.ids["owner"]

    @property
    def stranger(self) -> UUID:
        return self.ids["stranger"]


def invite_cast(connection: Connection) -> Cast:
    """Make everybody's account and rows; the owner's carry the canaries."""
    actors: tuple[Actor, ...] = ("owner", *OTHERS)
    ids: dict[Actor, UUID] = {actor: add_account(connection) for actor in actors}
    connection.execute("update public.users set role = 'CONSULTANT' where id = %s", (ids["consultant"],))
    connection.execute("update public.users set role = 'ADMIN' where id = %s", (ids["admin"],))
    plant_nobodys(connection)
    for actor, person in ids.items():
        plant(connection, person, with_canaries=actor == "owner")
    return Cast(ids=ids, newcomer=add_account(connection))


def add_account(connection: Connection, **columns: object) -> UUID:
    """An account as Supabase Auth would insert it; `columns` of auth.users may say more."""
    person = uuid4()
    values = {
        "id": person,
        "email": f"{person.hex}@example.com",
        "email_confirmed_at": "2026-01-01",
    } | columns
    statement = sql.SQL("insert into auth.users ({}) values ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, values)), sql.SQL(", ").join(sql.Placeholder() * len(values))
    )
    connection.execute(statement, list(values.values()))
    return person


@contextmanager
def acting_as(connection: Connection, role: str, person: UUID | None) -> Generator[None]:
    """Inside: the role and the claims of a request. Everything is rolled back at the end."""
    with connection.transaction(force_rollback=True):
        become(connection, role, person)
        yield


def become(connection: Connection, role: str, person: UUID | None) -> None:
    """Be a role with the claims of a request, until `reset role` or the end of the transaction."""
    claims = {"role": role} | ({"sub": str(person)} if person else {})
    connection.execute(
        "select set_config('request.jwt.claims', %s, true), set_config('role', %s, true)",
        (json.dumps(claims), role),
    )


def outcome_of(connection: Connection, cast: Cast, attempt: Attempt) -> Outcome:
    """Try it and tell what came of it; the database is left as it was."""
    try:
        with connection.transaction(force_rollback=True):
            return _try(connection, cast, attempt)
    except psycopg.errors.InsufficientPrivilege:
        return Outcome.REFUSED
    except psycopg.IntegrityError:
        # Grants and policies speak before constraints do: whoever gets here was let through.
        return Outcome.DONE


def stopped_by(connection: Connection, cast: Cast, attempt: Attempt) -> str | None:
    """The constraint that stops what grants and policies let through, if one does."""
    try:
        with connection.transaction(force_rollback=True):
            _try(connection, cast, attempt)
    except psycopg.IntegrityError as error:
        return error.diag.constraint_name
    return None


def _try(connection: Connection, cast: Cast, attempt: Attempt) -> Outcome:
    actor = cast.ids.get(attempt.actor)
    if attempt.verb == "insert":
        # The row that is tried takes the place of those that are there.
        take_away(connection, cast.owner, attempt.table)
    elif actor and attempt.actor in OTHERS and attempt.verb != "select":
        # Whatever others can see change in the table now is not theirs.
        take_away(connection, actor, attempt.table)
    before = _target(connection, cast, attempt) if attempt.verb in ("update", "delete") else []
    become(connection, attempt.role, actor)
    if attempt.verb == "select":
        return _done_if(_is_seen(connection, cast, attempt))
    if attempt.verb == "insert":
        add(connection, attempt.table, row_to_add(attempt, owner=cast.owner, newcomer=cast.newcomer))
        return Outcome.DONE
    connection.execute(_delete(cast, attempt) if attempt.verb == "delete" else _update(cast, attempt))
    connection.execute("reset role")
    return _done_if(before != _target(connection, cast, attempt))


def _done_if(effect: bool) -> Outcome:
    return Outcome.DONE if effect else Outcome.WITHOUT_EFFECT


def _target(connection: Connection, cast: Cast, attempt: Attempt) -> list[tuple[object, ...]]:
    """The rows that the attempt is aimed at, as nobody but the database sees them."""
    statement = sql.SQL("select each::text from public.{} as each where {}").format(
        sql.Identifier(attempt.table), matches(_aim(cast, attempt))
    )
    return connection.execute(statement).fetchall()


def _aim(cast: Cast, attempt: Attempt) -> dict[str, Json]:
    if attempt.whose == "nobody":
        return nobodys_identity(attempt.table)
    return {TABLES[attempt.table].owned_by: str(cast.owner)}


def _is_seen(connection: Connection, cast: Cast, attempt: Attempt) -> bool:
    """Without a condition: the policy alone decides what is seen."""
    statement = sql.SQL("select each::text from public.{} as each").format(sql.Identifier(attempt.table))
    text = str(connection.execute(statement).fetchall())
    return all(str(value) in text for value in _aim(cast, attempt).values())


def _update(cast: Cast, attempt: Attempt) -> sql.Composed:
    assert attempt.column is not None
    statement = sql.SQL("update public.{} set {}").format(
        sql.Identifier(attempt.table),
        assignments({attempt.column: value_to_write(attempt, owner=cast.owner, newcomer=cast.newcomer)}),
    )
    return statement + _where(cast, attempt)


def _delete(cast: Cast, attempt: Attempt) -> sql.Composed:
    statement = sql.SQL("delete from public.{}").format(sql.Identifier(attempt.table))
    return statement + _where(cast, attempt)


def _where(cast: Cast, attempt: Attempt) -> sql.Composed:
    """Others go without a condition, so that only the verb's own policy stands before the owner's rows.

    So does who gives away: a condition would also ask the policy for reading about the new row.
    """
    if attempt.whose == "nobody" and attempt.actor != "anon":
        return sql.SQL(" where ") + matches(nobodys_identity(attempt.table))
    if attempt.actor == "service" or (attempt.actor == "owner" and not attempt.names_another):
        return sql.SQL(" where ") + matches(identity(attempt.table, cast.owner))
    return sql.Composed([])
