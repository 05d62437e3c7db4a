"""The catalogue and the expectations agree to the letter: nothing exists that is not expected."""

from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database import catalogue
from tests.database.expectations import DEFINERS, FUNCTIONS, TABLES, VIEWS
from tests.database.expected.model import Verb
from tests.database.replica import replica_of

COLUMN_VERBS: tuple[Verb, ...] = ("select", "insert", "update")


def expected_columns() -> dict[str, list[str]]:
    return {
        **{name: list(table.columns) for name, table in TABLES.items()},
        **{name: list(columns) for name, columns in VIEWS.items()},
    }


def expected_column_privileges() -> set[tuple[str, str, str, str]]:
    of_views = {
        ("authenticated", "select", name, column) for name, columns in VIEWS.items() for column in columns
    }
    return of_views | {
        (role, verb, name, column)
        for name, table in TABLES.items()
        for column in table.columns
        for role in catalogue.API_ROLES
        for verb in COLUMN_VERBS
        if table.may(role, verb, column)
    }


def expected_table_privileges() -> set[tuple[str, str, str]]:
    return {
        (role, "delete", name)
        for name, table in TABLES.items()
        for role in catalogue.API_ROLES
        if table.may(role, "delete", next(iter(table.columns)))
    }


def surprises(connection: Connection[Any]) -> list[str]:
    """Where the catalogue and the expectations differ."""
    compared: dict[str, tuple[object, object]] = {
        "columns": (catalogue.columns(connection), expected_columns()),
        "column privileges": (catalogue.column_privileges(connection), expected_column_privileges()),
        "table privileges": (catalogue.table_privileges(connection), expected_table_privileges()),
        "policies": (
            catalogue.policies(connection),
            {name: dict(table.policies) for name, table in TABLES.items()},
        ),
        "callers": (catalogue.callers(connection), dict(FUNCTIONS)),
        "definers": (catalogue.definers(connection), DEFINERS),
    }
    return [subject for subject, (found, expected) in compared.items() if found != expected]


class TestTheStack:
    """One test a subject, so that a failure shows the difference."""

    def test_has_the_expected_columns(self, operator: Connection) -> None:
        assert catalogue.columns(operator) == expected_columns()

    def test_grants_the_expected_columns(self, operator: Connection) -> None:
        assert catalogue.column_privileges(operator) == expected_column_privileges()

    def test_grants_the_expected_tables(self, operator: Connection) -> None:
        assert catalogue.table_privileges(operator) == expected_table_privileges()

    def test_has_the_expected_policies(self, operator: Connection) -> None:
        assert catalogue.policies(operator) == {name: table.policies for name, table in TABLES.items()}

    def test_lets_only_the_expected_call_functions(self, operator: Connection) -> None:
        assert catalogue.callers(operator) == FUNCTIONS

    def test_has_the_expected_definers(self, operator: Connection) -> None:
        assert catalogue.definers(operator) == DEFINERS


def test_a_project_that_starts_closed_has_the_same_privileges(stack: Running) -> None:
    with (
        replica_of(stack.admin_database_url, open_by_default=False) as url,
        psycopg.connect(url) as connection,
    ):
        assert surprises(connection) == []


@pytest.mark.parametrize(
    ("subject", "breach"),
    [
        ("columns", "create table public.diaries (id uuid primary key)"),
        ("columns", "alter table public.users add column nickname text"),
        ("column privileges", "grant update (role) on public.users to authenticated"),
        ("column privileges", "grant select (email) on public.users to anon"),
        ("column privileges", "grant update (role) on public.users to service_role"),
        ("column privileges", "revoke select on public.users from service_role"),
        ("column privileges", "grant references (id) on public.users to authenticated"),
        ("columns", "alter table public.accounts add column colour text"),
        ("columns", "create view public.moved as select * from public.transactions"),
        ("column privileges", "grant insert (user_id) on public.transactions to authenticated"),
        ("column privileges", "grant insert (import_fingerprint) on public.transactions to authenticated"),
        ("column privileges", "grant update (source) on public.transactions to authenticated"),
        ("column privileges", "grant update (moved) on public.budgets to authenticated"),
        ("column privileges", "grant update (amount) on public.import_rows to authenticated"),
        ("column privileges", "grant insert on public.closed_months to authenticated"),
        ("column privileges", "grant select (name) on public.categories to anon"),
        ("column privileges", "grant update (name) on public.public_holidays to authenticated"),
        ("column privileges", "grant select on public.items to service_role"),
        ("table privileges", "grant delete on public.closed_months to authenticated"),
        ("table privileges", "revoke delete on public.imports from authenticated"),
        ("table privileges", "grant truncate on public.financial_data to authenticated"),
        ("table privileges", "grant delete on public.user_profiles to authenticated"),
        ("table privileges", "grant trigger on public.users to service_role"),
        ("policies", 'drop policy "owners read their account" on public.users'),
        ("policies", 'alter policy "owners read their account" on public.users to public'),
        ("policies", "create policy more on public.users for delete to authenticated using (false)"),
        (
            "policies",
            'alter policy "people read system categories and their own" on public.categories to anon',
        ),
        ("policies", "create policy more on public.imports for update to authenticated using (true)"),
        ("callers", "grant execute on function public.record_transactions(jsonb) to anon"),
        ("callers", "grant execute on function private.closed_until(uuid) to authenticated"),
        ("callers", "grant execute on function public.save_profile(jsonb) to anon"),
        ("callers", "grant execute on function private.grant_role(text, public.user_role) to authenticated"),
        ("callers", "grant execute on function private.custom_access_token_hook(jsonb) to public"),
        ("callers", "create function public.more() returns int language sql as 'select 1'"),
        ("definers", "alter function public.account_balances(date) security definer"),
        ("definers", "alter function private.record_transaction(jsonb) security definer"),
        ("definers", "alter function private.close_month(public.year_month) security invoker"),
        ("definers", "alter function private.grant_role(text, public.user_role) security definer"),
    ],
)
def test_a_surprise_is_noticed(subject: str, breach: LiteralString, replica: Connection) -> None:
    before = surprises(replica)

    replica.execute(breach)

    assert before == []
    assert subject in surprises(replica)
