"""The same call by two identities: the owner's shows or changes what is theirs, another's does neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from tests.database.expectations import TABLES
from tests.database.expected.call import Argument, Call, Mine, Sql, Whole
from tests.database.expected.model import Ref
from tests.database.over_sql import become
from tests.database.planting import planted_rows, resolved, row_id, telling_canaries


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a call: what was shown, be it an error, and whether rows of the owner changed."""

    text: str
    failed: bool
    changed: bool


def call(connection: Connection, by: UUID, each: Call, *, owner: UUID) -> Answer:
    """Make a call in SQL, as the request of a person; it is undone afterwards."""
    with connection.transaction(force_rollback=True):
        before = rows_of(connection, owner)
        try:
            with connection.transaction():
                become(connection, "authenticated", by)
                shown = connection.execute(_statement(each, by, owner)).fetchall()
        except psycopg.Error as error:
            text = " ".join((str(error), str(error.diag.message_detail), str(error.diag.message_hint)))
            return Answer(text=text, failed=True, changed=False)
        connection.execute("reset role")
        return Answer(
            text="\n".join(str(value) for (value,) in shown),
            failed=False,
            changed=before != rows_of(connection, owner),
        )


def shows(text: str, each: Call, *, owner: UUID) -> bool:
    """Whether an answer to a call holds something of the owner's that the call did not name itself."""
    if each.shows is not None:
        return each.shows in text
    named = str({name: filled(value, by=owner, owner=owner) for name, value in each.given.items()})
    secrets = [*telling_canaries(owner), *_ids_of(owner)]
    return any(secret in text for secret in secrets if secret not in named)


def filled(argument: Argument, *, by: UUID, owner: UUID) -> Any:
    """An argument as a client sends it, with the ids of whom it names."""
    if isinstance(argument, Mapping):
        return {name: filled(value, by=by, owner=owner) for name, value in argument.items()}
    if isinstance(argument, Sequence) and not isinstance(argument, str):
        return [filled(value, by=by, owner=owner) for value in argument]
    match argument:
        case Ref():
            value: object = resolved(argument, owner)
        case Mine():
            value = resolved(argument.ref, by)
        case Whole():
            value = planted_rows(argument.table, owner, with_canaries=True)[0]
        case Sql():
            value = argument.expression
        case _:
            value = argument
    return value


def rows_of(connection: Connection, owner: UUID) -> list[tuple[object, ...]]:
    """All rows of the owner, as nobody but the database sees them."""
    tables = [(name, table.owner_column) for name, table in TABLES.items() if table.owner_column]
    each = (
        sql.SQL("select {}, each::text from public.{} as each where {} = {}").format(
            sql.Literal(name), sql.Identifier(name), sql.Identifier(owner_column), sql.Literal(owner)
        )
        for name, owner_column in tables
    )
    return connection.execute(sql.SQL(" union all ").join(each) + sql.SQL(" order by 1, 2")).fetchall()


def _statement(each: Call, by: UUID, owner: UUID) -> sql.Composed:
    schema, _, name = each.function.partition(".")
    arguments = (
        sql.SQL("{} => {}").format(sql.Identifier(argument), _literal(value, by, owner))
        for argument, value in each.given.items()
    )
    return sql.SQL("select shown::text from {}({}) as shown").format(
        sql.Identifier(schema, name), sql.SQL(", ").join(arguments)
    )


def _literal(argument: Argument, by: UUID, owner: UUID) -> sql.Composable:
    value = filled(argument, by=by, owner=owner)
    if isinstance(argument, Sql):
        return sql.SQL(argument.expression)
    if isinstance(argument, Whole):
        return sql.SQL("jsonb_populate_record(null::public.{}, {})").format(
            sql.Identifier(argument.table), sql.Literal(Jsonb(value))
        )
    return sql.Literal(Jsonb(value) if isinstance(value, dict | list) else value)


def _ids_of(owner: UUID) -> list[str]:
    planted = [(name, row) for name, table in TABLES.items() for row in range(len(table.rows))]
    return [str(owner), *(row_id(owner, name, row) for name, row in planted)]
