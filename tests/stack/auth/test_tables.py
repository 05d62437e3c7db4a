"""The tables and functions that other schemas lean on."""

import json

import psycopg
import pytest

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.someone import PASSWORD, made_up_address, post

CLAIMS = {"sub": "2b2b2b2b-0000-4000-8000-000000000001", "role": "authenticated", "email": "ayu@example.com"}


@pytest.mark.parametrize(
    ("function", "says"),
    [("uid", CLAIMS["sub"]), ("role", CLAIMS["role"]), ("email", CLAIMS["email"]), ("jwt", CLAIMS)],
)
def test_functions_read_the_claims_of_the_request(
    autoconfirm: AuthServer, function: str, says: object
) -> None:
    with psycopg.connect(autoconfirm.database_url) as connection:
        connection.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(CLAIMS),))
        row = connection.execute(f"select auth.{function}()".encode()).fetchone()

    assert row is not None
    assert (row[0] if function == "jwt" else str(row[0])) == says


@pytest.mark.parametrize("function", ["uid", "role", "email", "jwt"])
def test_functions_say_nothing_without_a_request(autoconfirm: AuthServer, function: str) -> None:
    with psycopg.connect(autoconfirm.database_url) as connection:
        row = connection.execute(f"select auth.{function}()".encode()).fetchone()

    assert row == (None,)


def test_rows_of_a_person_stand_where_clients_of_the_database_expect_them(autoconfirm: AuthServer) -> None:
    email = made_up_address("rows")
    session = post(autoconfirm, "/signup", email=email, password=PASSWORD).raise_for_status().json()

    with psycopg.connect(autoconfirm.database_url) as connection:
        row = connection.execute(
            "select u.encrypted_password, u.confirmed_at is not null, i.email, i.provider_id,"
            " t.token, t.parent from auth.users u join auth.identities i on i.user_id = u.id"
            " join auth.sessions s on s.user_id = u.id join auth.refresh_tokens t on t.session_id = s.id"
            " where u.id = %s and t.user_id = u.id::text",
            (session["user"]["id"],),
        ).fetchone()

    assert row is not None
    assert row[0].startswith(("$2a$10$", "$2b$10$"))
    assert row[1:] == (True, email, session["user"]["id"], session["refresh_token"], None)


def test_no_request_may_read_accounts(autoconfirm: AuthServer) -> None:
    with psycopg.connect(autoconfirm.database_url, autocommit=True) as connection:
        for role in ("anon", "authenticated"):
            row = connection.execute(
                "select has_table_privilege(%s, 'auth.users', 'select, insert, update, delete')", (role,)
            ).fetchone()
            assert row == (False,)
