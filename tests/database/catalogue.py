"""What the catalogue says about our objects: their columns, privileges, policies and functions."""

from typing import Any

from psycopg import Connection

API_ROLES = ("anon", "authenticated", "service_role")


def columns(connection: Connection[Any]) -> dict[str, list[str]]:
    """The columns of every table and view in public, in their order."""
    rows = connection.execute("""
        select relname, array_agg(attname::text order by attnum) from pg_class
        join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
        group by relname order by relname
    """)
    return dict(rows.fetchall())


def column_privileges(connection: Connection[Any]) -> set[tuple[str, str, str, str]]:
    """(role, verb, table, column) of all the API's roles, however it was granted."""
    rows = connection.execute(
        """
        select role, verb, relname, attname from pg_class
        join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
        cross join unnest(%s::text[]) as role
        cross join unnest(array['select', 'insert', 'update', 'references']) as verb
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
          and has_column_privilege(role, pg_class.oid, attnum, verb)
        """,
        (list(API_ROLES),),
    )
    return {(role, verb, table, column) for role, verb, table, column in rows}


def table_privileges(connection: Connection[Any]) -> set[tuple[str, str, str]]:
    """(role, verb, table) of the verbs that know no columns, for all the API's roles."""
    rows = connection.execute(
        """
        select role, verb, relname from pg_class
        cross join unnest(%s::text[]) as role
        cross join unnest(array['delete', 'truncate', 'trigger', 'maintain']) as verb
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
          and has_table_privilege(role, pg_class.oid, verb)
        """,
        (list(API_ROLES),),
    )
    return {(role, verb, table) for role, verb, table in rows}


def policies(connection: Connection[Any]) -> dict[str, dict[str, str]]:
    """The names of the policies by table and verb; all are for signed-in people."""
    found: dict[str, dict[str, str]] = {}
    for table, verb, name, roles in connection.execute(
        "select tablename, lower(cmd), policyname, roles::text[] from pg_policies where schemaname = 'public'"
    ):
        found.setdefault(table, {})[verb if roles == ["authenticated"] else f"{verb} {roles}"] = name
    return found


def callers(connection: Connection[Any]) -> dict[str, frozenset[str]]:
    """Who may execute each function of ours, beside its owner."""
    rows = connection.execute("""
        select
          format('%s.%s(%s)', pronamespace::regnamespace, proname, oidvectortypes(proargtypes)),
          array_agg(coalesce(nullif(grantee, 0)::regrole::text, 'public')) filter (where grantee <> proowner)
        from pg_proc
        left join lateral aclexplode(coalesce(proacl, acldefault('f', proowner)))
          on privilege_type = 'EXECUTE'
        where pronamespace = any (array['public', 'private']::regnamespace[])
        group by pg_proc.oid
    """)
    return {_signature(function): frozenset(grantees or ()) for function, grantees in rows}


def definers(connection: Connection[Any]) -> frozenset[str]:
    """The functions that act with the rights of their owner."""
    rows = connection.execute("""
        select format('%s.%s(%s)', pronamespace::regnamespace, proname, oidvectortypes(proargtypes))
        from pg_proc
        where pronamespace = any (array['public', 'private']::regnamespace[]) and prosecdef
    """)
    return frozenset(_signature(function) for (function,) in rows)


def _signature(function: str) -> str:
    name, _, arguments = function.partition("(")
    return f"{name}({arguments.replace(', ', ',').replace('public.', '')}"
