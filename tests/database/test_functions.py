"""The functions act for their caller alone, and each loses that when its own check is taken out."""

from collections.abc import Callable
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import Connection
from psycopg.types.json import Jsonb

from tests.database.over_sql import Cast, become
from tests.database.replica import rewrite

Holds = Callable[[Connection, Cast], bool]


def ask(connection: Connection, person: UUID, query: LiteralString, *values: object) -> Any:
    """The one value that a signed-in person gets; afterwards the connection is the superuser's again."""
    become(connection, "authenticated", person)
    row = connection.execute(query, values).fetchone()
    connection.execute("reset role")
    assert row is not None
    return row[0]


def claim(connection: Connection, person: UUID) -> str:
    return ask(connection, person, "select public.claim_idempotency_key('key', 'this')")["state"]


def a_key_is_its_callers(connection: Connection, cast: Cast) -> bool:
    states = [claim(connection, cast.owner), claim(connection, cast.ids["stranger"])]
    return states == ["new", "new"]


def a_stranger_releases_nothing(connection: Connection, cast: Cast) -> bool:
    claim(connection, cast.owner)
    ask(connection, cast.ids["stranger"], "select public.release_idempotency_key('key')::text")
    return claim(connection, cast.owner) == "in_progress"


def a_stranger_answers_nothing(connection: Connection, cast: Cast) -> bool:
    claim(connection, cast.owner)
    ask(
        connection,
        cast.ids["stranger"],
        "select public.keep_idempotent_answer('key', 200, 'application/json', '')::text",
    )
    return claim(connection, cast.owner) == "in_progress"


def a_bucket_is_its_callers(connection: Connection, cast: Cast) -> bool:
    query: LiteralString = "select public.spend_rate_limit('chat')"
    spent = [ask(connection, person, query)["remaining"] for person in (cast.owner, cast.ids["stranger"])]
    return spent == [19, 19]


def skipping_is_for_oneself(connection: Connection, cast: Cast) -> bool:
    ask(connection, cast.newcomer, "select id from public.skip_onboarding()")
    row = connection.execute("select count(*) from public.users where onboarding_skipped_at is not null")
    return row.fetchone() == (1,)


def a_token_without_account_does_nothing(connection: Connection, cast: Cast) -> bool:
    try:
        with connection.transaction(force_rollback=True):
            ask(connection, uuid4(), "select id from public.skip_onboarding()")
    except psycopg.Error as error:
        return error.sqlstate == "PT401"
    return False


def a_token_carries_the_granted_role(connection: Connection, cast: Cast) -> bool:
    event = {"user_id": str(cast.ids["admin"]), "claims": {"sub": "x", "user_role": "USER"}}
    connection.execute("set local role supabase_auth_admin")
    row = connection.execute(
        "select private.custom_access_token_hook(%s) -> 'claims'", (Jsonb(event),)
    ).fetchone()
    connection.execute("reset role")
    return row == ({"sub": "x", "user_role": "ADMIN"},)


def a_sign_up_survives_its_metadata(connection: Connection, cast: Cast) -> bool:
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(
                "insert into auth.users (id, email, raw_user_meta_data) values (%s, 'x@example.com', %s)",
                (uuid4(), Jsonb({"username": "no good", "first_name": "\n"})),
            )
    except psycopg.Error:
        return False
    return True


HOLDS: dict[str, tuple[Holds, LiteralString, LiteralString, LiteralString]] = {
    "a key is its caller's": (
        a_key_is_its_callers,
        "private.claim_idempotency_key(text, text)",
        "private.require_caller()",
        "(select min(id::text)::uuid from public.users)",
    ),
    "a stranger releases nothing": (
        a_stranger_releases_nothing,
        "private.release_idempotency_key(text)",
        "held.caller_id = private.require_caller()",
        "true",
    ),
    "a stranger answers nothing": (
        a_stranger_answers_nothing,
        "private.keep_idempotent_answer(text, integer, text, text)",
        "held.caller_id = private.require_caller()",
        "true",
    ),
    "a bucket is its caller's": (
        a_bucket_is_its_callers,
        "private.spend_rate_limit(text)",
        "private.require_caller()",
        "(select min(id::text)::uuid from public.users)",
    ),
    "skipping is for oneself": (
        skipping_is_for_oneself,
        "private.skip_onboarding()",
        "where id = caller and not onboarding_completed",
        "where true",
    ),
    "a token without account does nothing": (
        a_token_without_account_does_nothing,
        "private.require_caller()",
        "if not exists (select from public.users where id = caller)",
        "if false",
    ),
    "a token carries the granted role": (
        a_token_carries_the_granted_role,
        "private.custom_access_token_hook(jsonb)",
        "coalesce(granted, 'USER')",
        "event #>> '{claims,user_role}'",
    ),
    "a sign-up survives its metadata": (
        a_sign_up_survives_its_metadata,
        "private.adopt_sign_up_names(uuid, jsonb)",
        "check_violation or unique_violation",
        "unique_violation",
    ),
}


@pytest.mark.parametrize("what", HOLDS)
class TestOfTheFunctions:
    def test_it_holds_that(self, what: str, replica: Connection, people_of_replica: Cast) -> None:
        holds, *_ = HOLDS[what]

        assert holds(replica, people_of_replica)

    def test_it_no_longer_holds_without_the_check_that(
        self, what: str, replica: Connection, people_of_replica: Cast
    ) -> None:
        holds, function, check, nothing = HOLDS[what]

        rewrite(replica, function, check, nothing)

        assert not holds(replica, people_of_replica)
