"""What the tables refuse from anybody, functions and SDKs alike; each check is missed when it is dropped."""

from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from tests.database.over_sql import Cast, acting_as

TOO_MUCH = 10**15
LONG_URL = "https://x.id/" + "a" * 2048
NO_LISTS: list[Any] = [Jsonb({}), Jsonb([1]), Jsonb([[{}]]), Jsonb([None]), Jsonb([{"name": "x" * 40_000}])]
LISTS = ("current_investments", "assets", "liabilities", "insurance")
AMOUNTS = (
    "monthly_income",
    "monthly_expenses",
    "monthly_needs",
    "monthly_wants",
    "current_savings",
    "current_debt",
    "emergency_fund_amount",
)

BAD: Mapping[str, list[Any]] = {
    "users.username": ["ab", "a" * 31, "budi santoso", "budi-s", "búdi", "", "budi\n"],
    "users.first_name": ["", "  ", "x" * 101, "a\nb"],
    "users.last_name": ["", "  ", "x" * 101, "a\nb"],
    "users.phone": ["081234567890", "+0812345678", "+62 812", "+1234567", "+" + "1" * 16],
    "users.avatar_url": ["http://x.id/a.png", "javascript:alert(1)", "https://", "https://a b", LONG_URL],
    "users.preferences": [Jsonb([]), Jsonb("x"), Jsonb(1), Jsonb({"x": "y" * 8192})],
    "user_profiles.date_of_birth": ["1919-12-31", "-infinity"],
    "user_profiles.occupation": ["", " ", "x" * 256, "a\tb"],
    "user_profiles.company": ["", " ", "x" * 256, "a\tb"],
    "user_profiles.education_level": ["", "x" * 101],
    "user_profiles.dependents": [-1, 21],
    "user_profiles.address": [Jsonb(["x"]), Jsonb("x"), Jsonb({"street": "x" * 4096})],
    "user_profiles.currency": ["USD", "idr", ""],
    "financial_data.stated_goals": [["x"] * 21, ["x" * 201], [""], [" "], [None], [["a"], ["b"]]],
    "financial_data.investment_experience": ["", "x" * 51],
    **{f"financial_data.{amount}": [-1, TOO_MUCH] for amount in AMOUNTS},
    **{f"financial_data.{name}": NO_LISTS for name in LISTS},
}
GOOD: Mapping[str, list[Any]] = {
    "users.username": ["abc", "budi_s.99", "Budi", None],
    "users.first_name": ["Á", "x" * 100, "Nur 'Ainī", "陈", None],
    "users.phone": ["+6281234567890", "+12345678", None],
    "users.avatar_url": ["https://x.id/a?b=c#d", None],
    "users.preferences": [Jsonb({}), Jsonb({"a": [1, {"b": None}]})],
    "user_profiles.date_of_birth": ["1920-01-01", "2006-02-28", None],
    "user_profiles.dependents": [0, 20, None],
    "user_profiles.address": [Jsonb({"city": "Bogor"}), None],
    "financial_data.stated_goals": [[], ["x" * 200] * 20, ["a\nb", 'ru"mah'], None],
    **{f"financial_data.{amount}": [0, TOO_MUCH - 1, None] for amount in AMOUNTS},
    **{f"financial_data.{name}": [Jsonb([]), Jsonb([{"a": [1]}]), None] for name in LISTS},
}


def cases(values: Mapping[str, list[Any]]) -> list[tuple[str, str, Any]]:
    """(table, column, value) for each value."""
    return [
        (table, column, value)
        for place, listed in values.items()
        for table, column in [place.split(".")]
        for value in listed
    ]


def write_as_owner(connection: Connection, cast: Cast, table: str, column: str, value: object) -> None:
    statement = sql.SQL("update public.{} set {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    with acting_as(connection, "authenticated", cast.owner):
        connection.execute(statement, (value,))


def violated_check(connection: Connection, cast: Cast, table: str, column: str, value: object) -> str | None:
    """The check that refuses a value, if one does."""
    try:
        write_as_owner(connection, cast, table, column, value)
    except psycopg.errors.CheckViolation as error:
        return error.diag.constraint_name
    return None


@pytest.mark.parametrize(("table", "column", "value"), cases(BAD))
def test_a_bad_value_is_refused_by_its_check_alone(
    table: str, column: str, value: object, replica: Connection, people_of_replica: Cast
) -> None:
    check = f"{table}_{column}_check"

    refused_by = violated_check(replica, people_of_replica, table, column, value)
    drop = sql.SQL("alter table public.{} drop constraint {}")
    replica.execute(drop.format(sql.Identifier(table), sql.Identifier(check)))
    without = violated_check(replica, people_of_replica, table, column, value)

    assert (refused_by, without) == (check, None)


@pytest.mark.parametrize(("table", "column", "value"), cases(GOOD))
def test_a_good_value_is_kept(
    table: str, column: str, value: object, replica: Connection, people_of_replica: Cast
) -> None:
    assert violated_check(replica, people_of_replica, table, column, value) is None


def test_every_check_has_a_bad_value(operator: Connection) -> None:
    rows = operator.execute(
        "select conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace"
    )

    assert {name for (name,) in rows} == {f"{table}_{column}_check" for table, column, _ in cases(BAD)}


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
        write_as_owner(replica, people_of_replica, table, column, value)
