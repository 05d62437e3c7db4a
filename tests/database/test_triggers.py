"""What follows by itself in the database, and stops following when its trigger is dropped."""

from collections.abc import Callable
from datetime import timedelta
from typing import LiteralString

import psycopg
import pytest
from psycopg import Connection, sql

from tests.database.expectations import TABLES
from tests.database.over_sql import Cast, acting_as, add_account
from tests.database.planting import Row, identity, matches, nobodys_identity

Follows = Callable[[Connection, Cast], bool]

COMPLETE_PROFILE = """
    insert into public.user_profiles (user_id, date_of_birth, gender, occupation, marital_status, dependents)
    values (%s, '2000-01-01', 'FEMALE', 'Guru', 'SINGLE', 0)
"""
COMPLETE_FIGURES = """
    insert into public.financial_data
      (user_id, monthly_income, monthly_expenses, current_savings, current_debt, emergency_fund_amount)
    values (%s, 5, 4, 3, 0, 0)
"""


def flag(connection: Connection, name: LiteralString, person: object) -> bool:
    row = connection.execute(f"select {name} from public.users where id = %s", (person,)).fetchone()
    assert row is not None
    return row[0]


def profile_completeness_follows(connection: Connection, cast: Cast) -> bool:
    connection.execute(COMPLETE_PROFILE, (cast.newcomer,))
    complete = flag(connection, "profile_completed", cast.newcomer)
    connection.execute(
        "update public.user_profiles set occupation = null where user_id = %s", (cast.newcomer,)
    )
    return complete and not flag(connection, "profile_completed", cast.newcomer)


def a_removed_profile_is_not_complete(connection: Connection, cast: Cast) -> bool:
    connection.execute(COMPLETE_PROFILE, (cast.newcomer,))
    complete = flag(connection, "profile_completed", cast.newcomer)
    connection.execute("delete from public.user_profiles where user_id = %s", (cast.newcomer,))
    return complete and not flag(connection, "profile_completed", cast.newcomer)


def completeness_of_figures_follows(connection: Connection, cast: Cast) -> bool:
    connection.execute(COMPLETE_FIGURES, (cast.newcomer,))
    complete = flag(connection, "financial_data_completed", cast.newcomer)
    connection.execute(
        "update public.financial_data set current_debt = null where user_id = %s", (cast.newcomer,)
    )
    return complete and not flag(connection, "financial_data_completed", cast.newcomer)


def onboarding_ends_when_both_are_complete(connection: Connection, cast: Cast) -> bool:
    connection.execute(COMPLETE_PROFILE, (cast.newcomer,))
    halfway = flag(connection, "onboarding_completed", cast.newcomer)
    connection.execute(COMPLETE_FIGURES, (cast.newcomer,))
    done = flag(connection, "onboarding_completed", cast.newcomer)
    connection.execute("delete from public.user_profiles where user_id = %s", (cast.newcomer,))
    return not halfway and done and flag(connection, "onboarding_completed", cast.newcomer)


def usernames_are_lower_case(connection: Connection, cast: Cast) -> bool:
    connection.execute("alter table public.users drop constraint users_username_check")
    connection.execute("update public.users set username = 'Budi' where id = %s", (cast.newcomer,))
    row = connection.execute("select username from public.users where id = %s", (cast.newcomer,)).fetchone()
    return row == ("budi",)


def nobody_is_born_tomorrow(connection: Connection, cast: Cast) -> bool:
    try:
        with connection.transaction():
            connection.execute(
                "update public.user_profiles set date_of_birth = current_date where user_id = %s",
                (cast.owner,),
            )
    except psycopg.errors.CheckViolation as error:
        return error.diag.constraint_name == "user_profiles_date_of_birth_check"
    return False


def accounts_get_their_row(connection: Connection, cast: Cast) -> bool:
    person = add_account(connection)
    return connection.execute("select 1 from public.users where id = %s", (person,)).fetchone() is not None


def emails_are_mirrored(connection: Connection, cast: Cast) -> bool:
    connection.execute(
        "update auth.users set email = 'baru@example.com', email_confirmed_at = null where id = %s",
        (cast.newcomer,),
    )
    row = connection.execute("select email, is_verified from public.users where id = %s", (cast.newcomer,))
    return row.fetchone() == ("baru@example.com", False)


def _touches(table: str) -> Follows:
    def touches(connection: Connection, cast: Cast) -> bool:
        row = identity(table, cast.owner) if TABLES[table].owner_column else nobodys_identity(table)
        key = sql.Identifier(next(iter(row)))
        connection.execute("set local session_replication_role = replica")
        _set(connection, table, sql.SQL("updated_at = '2001-01-01'"), row)
        connection.execute("set local session_replication_role = origin")
        _set(connection, table, sql.SQL("{} = {}").format(key, key), row)
        found = connection.execute(
            sql.SQL("select now() - updated_at from public.{} where {}").format(
                sql.Identifier(table), matches(row)
            )
        ).fetchone()
        assert found is not None
        return found[0] == timedelta(0)

    return touches


def _set(connection: Connection, table: str, change: sql.Composable, row: Row) -> None:
    statement = sql.SQL("update public.{} set {} where {}")
    connection.execute(statement.format(sql.Identifier(table), change, matches(row)))


FOLLOWS: dict[str, tuple[Follows, LiteralString]] = {
    "profile_completed follows the profile": (
        profile_completeness_follows,
        "drop trigger user_profiles_mark on public.user_profiles",
    ),
    "profile_completed falls with a removed profile": (
        a_removed_profile_is_not_complete,
        "drop trigger user_profiles_mark on public.user_profiles",
    ),
    "financial_data_completed follows the figures": (
        completeness_of_figures_follows,
        "drop trigger financial_data_mark on public.financial_data",
    ),
    "onboarding ends when both are complete and stays ended": (
        onboarding_ends_when_both_are_complete,
        "drop trigger users_complete_onboarding on public.users",
    ),
    "usernames are lower case": (
        usernames_are_lower_case,
        "drop trigger users_lower_username on public.users",
    ),
    "nobody is born today or later": (
        nobody_is_born_tomorrow,
        "drop trigger user_profiles_check_date_of_birth on public.user_profiles",
    ),
    "accounts get their row": (accounts_get_their_row, "drop trigger users_add_user on auth.users"),
    "e-mails are mirrored": (emails_are_mirrored, "drop trigger users_mirror_email on auth.users"),
    **{
        f"a change of {table} is stamped": (
            _touches(table),
            "create or replace function private.touch_updated_at() returns trigger language plpgsql as "
            "'begin return new; end'",
        )
        for table in TABLES
    },
}


@pytest.mark.parametrize("what", FOLLOWS)
class TestInTheDatabase:
    def test_it_holds_that(self, what: str, replica: Connection, people_of_replica: Cast) -> None:
        follows, _ = FOLLOWS[what]

        assert follows(replica, people_of_replica)

    def test_it_no_longer_holds_without_its_trigger_that(
        self, what: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        follows, breach = FOLLOWS[what]

        replica.execute(breach)

        assert not follows(replica, people_of_replica)


class TestSkippingOnboarding:
    def test_ends_it_and_stamps_when(self, replica: Connection, people_of_replica: Cast) -> None:
        with acting_as(replica, "authenticated", people_of_replica.newcomer):
            row = replica.execute(
                "select id, onboarding_completed, onboarding_skipped_at = now() from public.skip_onboarding()"
            ).fetchone()

        assert row == (people_of_replica.newcomer, True, True)

    def test_changes_nothing_the_second_time(self, replica: Connection, people_of_replica: Cast) -> None:
        skipped_before = "2026-01-02T03:04:05+00:00"
        replica.execute(
            "update public.users set onboarding_completed = true, onboarding_skipped_at = %s where id = %s",
            (skipped_before, people_of_replica.newcomer),
        )

        with acting_as(replica, "authenticated", people_of_replica.newcomer):
            row = replica.execute(
                "select onboarding_skipped_at = %s from public.skip_onboarding()", (skipped_before,)
            ).fetchone()

        assert row == (True,)

    def test_touches_nobody_else(self, replica: Connection, people_of_replica: Cast) -> None:
        with acting_as(replica, "authenticated", people_of_replica.newcomer):
            replica.execute("select public.skip_onboarding()")
            replica.execute("reset role")
            others = replica.execute(
                "select count(*) from public.users where onboarding_skipped_at is not null and id <> %s",
                (people_of_replica.newcomer,),
            ).fetchone()

        assert others == (0,)
