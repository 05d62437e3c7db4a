"""The database is what hosted Supabase gives: nothing works here for rights that it would not have there."""

import tomllib
from pathlib import Path

from psycopg import Connection

CONFIG = Path(__file__).parents[2] / "supabase" / "config.toml"


def test_the_owner_of_the_migrations_is_no_superuser(operator: Connection) -> None:
    row = operator.execute(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    ).fetchone()

    assert row == ("postgres", False, True, True)


def test_only_the_secret_key_bypasses_row_level_security(operator: Connection) -> None:
    rows = operator.execute("""
        select rolname, rolbypassrls, rolsuper from pg_roles
        where rolname = any (array['anon', 'authenticated', 'service_role', 'authenticator'])
    """)

    assert {name: (bypasses, is_super) for name, bypasses, is_super in rows} == {
        "anon": (False, False),
        "authenticated": (False, False),
        "authenticator": (False, False),
        "service_role": (True, False),
    }


def test_requests_end_in_time(operator: Connection) -> None:
    rows = operator.execute("""
        select rolname, setting from pg_db_role_setting
        join pg_roles on pg_roles.oid = setrole, unnest(setconfig) as setting
        where setting ~ '^statement_timeout='
          and rolname = any (array['anon', 'authenticated', 'authenticator'])
    """)

    assert {role: setting.split("=")[1] for role, setting in rows} == {
        "anon": "3s",
        "authenticated": "8s",
        "authenticator": "8s",
    }


def test_the_hook_that_the_config_names_exists_for_supabase_auth(operator: Connection) -> None:
    hook = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["auth"]["hook"]["custom_access_token"]
    schema, name = hook["uri"].removeprefix("pg-functions://postgres/").split("/")

    row = operator.execute(
        "select has_function_privilege('supabase_auth_admin', %s, 'execute')", (f"{schema}.{name}(jsonb)",)
    ).fetchone()

    assert hook["enabled"]
    assert row == (True,)
