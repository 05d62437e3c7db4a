"""Attempts as SQL, by the role and the claims that PostgREST would set, each undone afterwards."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from tests.database.attempts import Attempt, Outcome
from tests.database.expectations import ROLES, TABLES, Actor, Value

Row = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people of a database: one for each actor, and a newcomer who has no rows but their account."""

    ids: Mapping[Actor, UUID]
    newcomer: UUID

    @property
    def owner(self) -> UUID:
        return self.ids["owner"]


def invite_cast(connection: Connection) -> Cast:
    """Make everybody's account, and the owner's rows with their canaries."""
    actors: tuple[Actor, ...] = ("owner", "stranger", "consultant", "admin")
    ids: dict[Actor, UUID] = {actor: add_account(connection) for actor in actors}
    connection.execute("update public.users set role = 'CONSULTANT' where id = %s", (ids["consultant"],))
    connection.execute("update public.users set role = 'ADMIN' where id = %s", (ids["admin"],))
    for table in ("user_profiles", "financial_data"):
        for actor in actors:
            _add_row(connection, table, ids[actor])
    for table in TABLES:
        _plant_canaries(connection, table, ids["owner"])
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


def _add_row(connection: Connection, table: str, person: UUID) -> None:
    statement = sql.SQL("insert into public.{} (user_id) values (%s)").format(sql.Identifier(table))
    connection.execute(statement, (person,))


def _plant_canaries(connection: Connection, table: str, owner: UUID) -> None:
    for name, column in TABLES[table].columns.items():
        if column.canary is not None:
            _update(connection, table, name, column.canary, owner=owner)


@contextmanager
def acting_as(connection: Connection, role: str, person: UUID | None) -> Generator[None]:
    """Inside: the role and the claims of a request. Everything is rolled back at the end."""
    with connection.transaction(force_rollback=True):
        become(connection, role, person)
        yield


def become(connection: Connection, role: str, person: UUID | None) -> None:
    """Be a role with the claims of a request, until `reset role` or the end of the transaction."""
    claims = {"role": role} | ({"sub": str(person)} if person else {})
    connection.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(claims),))
    connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))


def outcome_of(connection: Connection, cast: Cast, attempt: Attempt) -> Outcome:
    """Try it and tell what came of it; the database is left as it was."""
    try:
        with acting_as(connection, ROLES[attempt.actor], cast.ids.get(attempt.actor)):
            return _try(connection, cast, attempt)
    except psycopg.errors.InsufficientPrivilege:
        return Outcome.REFUSED
    except psycopg.IntegrityError:
        # Grants and policies speak before constraints do: whoever gets here was let through.
        return Outcome.DONE


def _try(connection: Connection, cast: Cast, attempt: Attempt) -> Outcome:
    if attempt.verb == "select":
        return _done_if(str(cast.owner) in _everything(connection, attempt.table))
    if attempt.verb == "insert":
        _insert(connection, cast, attempt)
        return Outcome.DONE
    before = _owners_row(connection, cast, attempt.table)
    if attempt.verb == "delete":
        _delete(connection, attempt, cast)
    else:
        _attempt_update(connection, cast, attempt)
    return _done_if(before != _owners_row(connection, cast, attempt.table))


def _done_if(effect: bool) -> Outcome:
    return Outcome.DONE if effect else Outcome.WITHOUT_EFFECT


def _everything(connection: Connection, table: str) -> str:
    rows = connection.execute(sql.SQL("select * from public.{}").format(sql.Identifier(table)))
    return str(rows.fetchall())


def _owners_row(connection: Connection, cast: Cast, table: str) -> Row | None:
    """The owner's row as nobody but the database sees it; the actor's role is put back afterwards."""
    role = connection.execute("select current_user").fetchone()
    assert role is not None
    connection.execute("reset role")
    statement = sql.SQL("select * from public.{} where {} = %s")
    names = (sql.Identifier(table), sql.Identifier(TABLES[table].owner_column))
    row = connection.execute(statement.format(*names), (cast.owner,)).fetchone()
    connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role[0])))
    return row


def _attempt_update(connection: Connection, cast: Cast, attempt: Attempt) -> None:
    assert attempt.column is not None
    table = TABLES[attempt.table]
    theft = attempt.column == table.owner_column
    value = str(cast.newcomer) if theft else table.columns[attempt.column].other
    # Without a condition, so that only the policy for updates stands between the actor and the owner's row.
    only = cast.owner if attempt.actor == "service" else None
    _update(connection, attempt.table, attempt.column, value, owner=only)


def _update(connection: Connection, table: str, column: str, value: Value, *, owner: UUID | None) -> None:
    statement = sql.SQL("update public.{} set {} = {}").format(
        sql.Identifier(table), sql.Identifier(column), literal(value)
    )
    if owner:
        key = sql.Identifier(TABLES[table].owner_column)
        statement += sql.SQL(" where {} = {}").format(key, sql.Literal(owner))
    connection.execute(statement)


def _insert(connection: Connection, cast: Cast, attempt: Attempt) -> None:
    assert attempt.column is not None
    table = TABLES[attempt.table]
    values: dict[str, Value] = {attempt.column: table.columns[attempt.column].other}
    if attempt.actor == "service" or attempt.column == table.owner_column:
        values[table.owner_column] = str(cast.newcomer)
    statement = sql.SQL("insert into public.{} ({}) values ({})").format(
        sql.Identifier(attempt.table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(map(literal, values.values())),
    )
    connection.execute(statement)


def _delete(connection: Connection, attempt: Attempt, cast: Cast) -> None:
    statement = sql.SQL("delete from public.{}").format(sql.Identifier(attempt.table))
    if attempt.actor == "service":
        key = sql.Identifier(TABLES[attempt.table].owner_column)
        statement += sql.SQL(" where {} = {}").format(key, sql.Literal(cast.owner))
    connection.execute(statement)


def literal(value: Value | None) -> sql.Composable:
    """A value of the expectations as SQL: lists of words are arrays, other lists and objects are jsonb."""
    if isinstance(value, dict):
        return sql.Literal(Jsonb(value))
    if isinstance(value, list):
        words = [word for word in value if isinstance(word, str)]
        return sql.Literal(words) if words else sql.Literal(Jsonb(value))
    return sql.Literal(value)
