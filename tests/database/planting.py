"""The rows that people have, made from the expectations: each person's own, the owner's with canaries."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from tests.database.expectations import TABLES
from tests.database.expected.model import Fresh, Json, Own, Ref, Value, Yesterday

Row = Mapping[str, Json | None]
WITH_THE_ACCOUNT = "users"
"""The one table whose rows are there as soon as there is a person."""


def row_id(person: UUID, table: str, row: int = 0) -> str:
    """The id of a row that a person has in a table, wherever it was planted."""
    return str(person if table == WITH_THE_ACCOUNT else uuid5(person, f"{table}/{row}"))


def resolved(value: Value, person: UUID) -> Json:
    """A value as it stands in a row of a person."""
    match value:
        case Ref():
            return row_id(person, value.table, value.row)
        case Own():
            return value.start + person.hex[:8]
        case Fresh():
            return value.start + secrets.token_hex(4) if value.start else str(uuid4())
        case Yesterday():
            return str(datetime.now(UTC).date() - timedelta(days=1))
        case _:
            return value


def new_row(table: str, person: UUID) -> dict[str, Json]:
    """What a row that a person could add cannot do without; its owner is not named."""
    columns = TABLES[table].columns
    return {name: resolved(column.other, person) for name, column in columns.items() if column.needed}


def planted_rows(table: str, person: UUID, *, with_canaries: bool) -> list[dict[str, Json]]:
    """The rows that a person has in a table; the canaries are in the first."""
    expected = TABLES[table]
    rows: list[dict[str, Json]] = []
    for index, apart in enumerate(expected.rows if expected.owner_column else ()):
        row = new_row(table, person) | {name: resolved(value, person) for name, value in apart.items()}
        if with_canaries and index == 0:
            row |= canaries_in(table, person)
        if "id" in expected.key:
            row["id"] = row_id(person, table, index)
        rows.append(row | {expected.owned_by: str(person)})
    return rows


def canaries_in(table: str, person: UUID) -> dict[str, Json]:
    """What the owner's first row holds and no new row would."""
    return {
        name: resolved(column.canary, person)
        for name, column in TABLES[table].columns.items()
        if column.canary is not None
    }


def telling_canaries(person: UUID) -> list[str]:
    """Every text and number that only the owner's rows hold, as JSON writes it."""
    return [
        as_json(resolved(column.canary, person)).strip('"[]{}')
        for table in TABLES.values()
        for column in table.columns.values()
        if column.canary is not None and column.telling and not isinstance(column.canary, Ref)
    ]


def as_json(value: Json) -> str:
    """A value as an answer writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def identity(table: str, person: UUID) -> dict[str, Json]:
    """What finds the first row that the owner has in a table."""
    row = planted_rows(table, person, with_canaries=True)[0]
    return {name: row[name] for name in TABLES[table].key}


def nobodys_identity(table: str) -> dict[str, Json]:
    """What finds the row of a table that belongs to nobody."""
    row = TABLES[table].nobodys
    assert row is not None
    return {name: row[name] for name in TABLES[table].key}


def plant(connection: Connection, person: UUID, *, with_canaries: bool = False) -> None:
    """Give a person their rows in all tables, as the database's superuser or the owner of the tables."""
    with connection.transaction():
        for table in TABLES:
            for row in planted_rows(table, person, with_canaries=with_canaries):
                if table == WITH_THE_ACCOUNT:
                    _change(connection, table, row)
                else:
                    add(connection, table, row)


def take_away(connection: Connection, person: UUID, *tables: str) -> None:
    """Remove a person's rows, whatever triggers and references say; only the superuser can."""
    owned = [(table, TABLES[table].owner_column) for table in tables]
    deletes = [
        sql.SQL("delete from public.{} where {} = {}").format(
            sql.Identifier(table), sql.Identifier(owner_column), sql.Literal(person)
        )
        for table, owner_column in owned
        if owner_column
    ]
    # Sent as one, which is one transaction.
    at_once = (
        sql.SQL("set local session_replication_role = replica"),
        *deletes,
        sql.SQL("set local session_replication_role = origin"),
    )
    connection.execute(sql.SQL("; ").join(at_once))


def plant_nobodys(connection: Connection) -> None:
    """The rows without an owner, where the migrations have not made them."""
    for name, table in TABLES.items():
        if table.nobodys and not exists(connection, name, nobodys_identity(name)):
            add(connection, name, table.nobodys)


def add(connection: Connection, table: str, row: Row) -> None:
    """Insert a row as whoever the connection is."""
    statement = sql.SQL("insert into public.{} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(map(literal, row.values())),
    )
    connection.execute(statement)


def exists(connection: Connection, table: str, key: Row) -> bool:
    """Whether the database has a row."""
    statement = sql.SQL("select from public.{} where {}").format(sql.Identifier(table), matches(key))
    return connection.execute(statement).fetchone() is not None


def matches(key: Row) -> sql.Composed:
    """The condition that finds a row."""
    same = (sql.SQL("{} = {}").format(sql.Identifier(name), literal(value)) for name, value in key.items())
    return sql.SQL(" and ").join(same)


def literal(value: Json | None) -> sql.Composable:
    """A value of the expectations as SQL: lists of words are arrays, other lists and objects are jsonb."""
    if isinstance(value, dict):
        return sql.Literal(Jsonb(value))
    if isinstance(value, list):
        words = [word for word in value if isinstance(word, str)]
        return sql.Literal(words) if words else sql.Literal(Jsonb(value))
    return sql.Literal(value)


def _change(connection: Connection, table: str, row: Row) -> None:
    key = {name: row[name] for name in TABLES[table].key}
    changes = {name: value for name, value in row.items() if name not in key}
    if changes:
        statement = sql.SQL("update public.{} set {} where {}").format(
            sql.Identifier(table), assignments(changes), matches(key)
        )
        connection.execute(statement)


def assignments(changes: Row) -> sql.Composed:
    """The part of an update that says what changes."""
    each = (
        sql.SQL("{} = {}").format(sql.Identifier(name), literal(value)) for name, value in changes.items()
    )
    return sql.SQL(", ").join(each)
