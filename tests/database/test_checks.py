"""What the tables refuse from anybody, functions and SDKs alike; each check is missed when it is dropped."""

from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from psycopg import Connection, sql

from tests.database.expectations import TABLES
from tests.database.expected.consents import CONSENTS_REFUSED, CONSENTS_TAKEN, CONSENTS_TOGETHER
from tests.database.expected.model import Ref
from tests.database.expected.refused_people import PEOPLE_REFUSED, PEOPLE_TAKEN
from tests.database.expected.refused_values import REFUSED, TAKEN, TOGETHER
from tests.database.over_sql import Cast, become
from tests.database.planting import identity, matches, nobodys_identity, resolved

ALL_REFUSED = {**PEOPLE_REFUSED, **REFUSED, **CONSENTS_REFUSED}
ALL_TAKEN = {**PEOPLE_TAKEN, **TAKEN, **CONSENTS_TAKEN}
ALL_TOGETHER = {**TOGETHER, **CONSENTS_TOGETHER}
NOBODYS = {"categories.code", "categories.name_en"}
"""What only rows without an owner have."""
WITH_TRIGGERS = {"users", "user_profiles", "category_rules"}
"""Whose triggers bring values into their form first; elsewhere triggers would speak up beside the check."""
Changes = Mapping[str, Any]


def cases(values: Mapping[str, list[Any]]) -> list[tuple[str, str, Any]]:
    """(table, column, value) for each value."""
    return [
        (table, column, value)
        for place, listed in values.items()
        for table, column in [place.split(".")]
        for value in listed
    ]


def whole_cases() -> list[tuple[str, str, Changes]]:
    """(constraint, table, changes) for each change of several columns."""
    return [
        (constraint, table, changes)
        for constraint, (table, listed) in ALL_TOGETHER.items()
        for changes in listed
    ]


def row_of(cast: Cast, table: str, column: str) -> Changes:
    """What finds the row in which a column is tried: the owner's first, or nobody's."""
    if TABLES[table].owner_column is None or f"{table}.{column}" in NOBODYS:
        return nobodys_identity(table)
    return identity(table, cast.owner)


def write(connection: Connection, cast: Cast, table: str, changes: Changes, row: Changes) -> None:
    """Change a row: as the owner where they may, else as the superuser."""
    assigned = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder()) for name in changes
    )
    statement = sql.SQL("update public.{} set {} where {}").format(
        sql.Identifier(table), assigned, matches(row)
    )
    values = [resolved(value, cast.owner) if isinstance(value, Ref) else value for value in changes.values()]
    with connection.transaction(force_rollback=True):
        if table not in WITH_TRIGGERS:
            connection.execute("set local session_replication_role = replica")
        if all(TABLES[table].columns[name].allows("update") for name in changes):
            become(connection, "authenticated", cast.owner)
        connection.execute(statement, values)


def violated_check(
    connection: Connection, cast: Cast, table: str, changes: Changes, row: Changes
) -> str | None:
    """The check that refuses a change, if one does."""
    try:
        write(connection, cast, table, changes, row)
    except psycopg.errors.CheckViolation as error:
        return error.diag.constraint_name
    return None


def drop(connection: Connection, table: str, constraint: str) -> None:
    where = sql.SQL("domain public.year_month")
    if not constraint.startswith("year_month"):
        where = sql.SQL("table public.{}").format(sql.Identifier(table))
    connection.execute(sql.SQL("alter {} drop constraint {}").format(where, sql.Identifier(constraint)))


@pytest.mark.parametrize(("table", "column", "value"), cases(ALL_REFUSED))
def test_a_bad_value_is_refused_by_its_check_alone(
    table: str, column: str, value: object, replica: Connection, people_of_replica: Cast
) -> None:
    check = f"{table}_{column}_check"
    row = row_of(people_of_replica, table, column)

    refused_by = violated_check(replica, people_of_replica, table, {column: value}, row)
    drop(replica, table, check)
    without = violated_check(replica, people_of_replica, table, {column: value}, row)

    assert (refused_by, without) == (check, None)


@pytest.mark.parametrize(("check", "table", "changes"), whole_cases())
def test_what_does_not_go_together_is_refused_by_its_check_alone(
    check: str, table: str, changes: Changes, replica: Connection, people_of_replica: Cast
) -> None:
    row = identity(table, people_of_replica.owner)

    refused_by = violated_check(replica, people_of_replica, table, changes, row)
    drop(replica, table, check)
    without = violated_check(replica, people_of_replica, table, changes, row)

    assert (refused_by, without) == (check, None)


@pytest.mark.parametrize(("table", "column", "value"), cases(ALL_TAKEN))
def test_a_good_value_is_kept(
    table: str, column: str, value: object, replica: Connection, people_of_replica: Cast
) -> None:
    row = row_of(people_of_replica, table, column)

    assert violated_check(replica, people_of_replica, table, {column: value}, row) is None


def test_every_check_has_a_bad_value(operator: Connection) -> None:
    rows = operator.execute(
        "select conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace"
    )
    of_one_column = {f"{table}_{column}_check" for table, column, _ in cases(ALL_REFUSED)}

    assert {name for (name,) in rows} == of_one_column | set(ALL_TOGETHER)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("user_profiles", "gender", "OTHER"),
        ("user_profiles", "marital_status", "single"),
        ("user_profiles", "date_of_birth", "2001-02-30"),
        ("financial_data", "risk_tolerance", "YOLO"),
        ("financial_data", "monthly_income", "NaN"),
        ("financial_data", "monthly_income", "12.5"),
    ],
)
def test_a_value_of_another_type_is_refused(
    table: str, column: str, value: object, replica: Connection, people_of_replica: Cast
) -> None:
    with pytest.raises(psycopg.DataError):
        write(replica, people_of_replica, table, {column: value}, identity(table, people_of_replica.owner))
