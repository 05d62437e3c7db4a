"""What the catalogue says about our objects: each question answers with what breaks its rule, by name."""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString

from psycopg import Connection

Question = Callable[[Connection[Any]], list[str]]

API_ROLES = ("anon", "authenticated", "service_role")
TOUCHED_BY: LiteralString = "private.touch_updated_at()"


def _names(query: LiteralString) -> Question:
    def ask(connection: Connection[Any]) -> list[str]:
        return [str(row[0]) for row in connection.execute(query)]

    return ask


tables_without_forced_row_security = _names("""
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)
""")

objects_that_bypass_row_security = _names("""
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')
      and not coalesce('security_invoker=true' = any (reloptions), false)
""")

uncommented_objects = _names("""
    select format('%s.%s', relnamespace::regnamespace, relname) from pg_class
    where relnamespace = any (array['public', 'private']::regnamespace[]) and relkind in ('r', 'p', 'v', 'm')
      and coalesce(obj_description(oid, 'pg_class'), '') = ''
    union all
    select format('%s.%s', attrelid::regclass, attname) from pg_attribute
    join pg_class on pg_class.oid = attrelid
    where relnamespace = any (array['public', 'private']::regnamespace[]) and relkind in ('r', 'p', 'v', 'm')
      and attnum > 0 and not attisdropped and coalesce(col_description(attrelid, attnum), '') = ''
    union all
    select oid::regprocedure::text from pg_proc
    where pronamespace = any (array['public', 'private']::regnamespace[])
      and coalesce(obj_description(oid, 'pg_proc'), '') = ''
    union all
    select oid::regtype::text from pg_type
    where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
      and coalesce(obj_description(oid, 'pg_type'), '') = ''
""")

policies_for_everybody_or_everything = _names("""
    select polname from pg_policy where polcmd = '*' or 0 = any (polroles)
""")

policies_that_ask_who_for_every_row = _names(r"""
    select policyname from pg_policies
    where regexp_replace(concat(qual, ' ', with_check), '\( SELECT auth\.\w+\(\) AS \w+\)', '', 'g')
      ~ 'auth\.\w+\('
""")

policies_that_are_always_true = _names("""
    select policyname from pg_policies where qual = 'true' or with_check = 'true'
""")

policies_that_trust_what_people_may_edit = _names("""
    select policyname from pg_policies where concat(qual, ' ', with_check) ~ 'user_metadata'
""")

foreign_keys_without_index = _names("""
    select conname from pg_constraint
    where contype = 'f' and connamespace = any (array['public', 'private']::regnamespace[])
      and not exists (
        select from pg_index where indrelid = conrelid and indisvalid and indkey[0] = conkey[1]
      )
""")

policy_columns_without_index = _names("""
    select distinct format('%s.%s', polrelid::regclass, attname) from pg_policy
    join pg_depend on classid = 'pg_policy'::regclass and objid = pg_policy.oid and refobjsubid > 0
    join pg_attribute on attrelid = refobjid and attnum = refobjsubid
    where not exists (
      select from pg_index where indrelid = attrelid and indisvalid and indkey[0] = attnum
    )
""")

tables_that_nothing_touches = _names("""
    select relname from pg_class
    join pg_attribute on attrelid = pg_class.oid and attname = 'updated_at'
    where relnamespace = 'public'::regnamespace and relkind = 'r' and not exists (
      select from pg_trigger
      where tgrelid = pg_class.oid and tgfoid = 'private.touch_updated_at'::regproc and tgenabled = 'O'
    )
""")

tables_without_instants = _names("""
    select format('%s.%s', relname, wanted) from pg_class, unnest(array['created_at', 'updated_at']) as wanted
    where relnamespace = 'public'::regnamespace and relkind = 'r' and not exists (
      select from pg_attribute
      where attrelid = pg_class.oid and attname = wanted and atttypid = 'timestamptz'::regtype and attnotnull
    )
""")

functions_with_an_open_search_path = _names("""
    select oid::regprocedure::text from pg_proc
    where pronamespace = any (array['public', 'private']::regnamespace[])
      and not coalesce(proconfig @> array['search_path=""'], false)
""")

definers_in_public = _names("""
    select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
""")

objects_of_strange_owners = _names("""
    select format('%s %s', relname, relowner::regrole) from pg_class
    where relnamespace = any (array['public', 'private']::regnamespace[]) and relowner <> 'postgres'::regrole
    union all
    select format('%s %s', oid::regprocedure, proowner::regrole) from pg_proc
    where pronamespace = any (array['public', 'private']::regnamespace[]) and proowner <> 'postgres'::regrole
""")

privileges_in_private = _names("""
    select format('%s %s %s', grantee, privilege_type, table_name) from information_schema.table_privileges
    where table_schema = 'private' and grantee <> 'postgres'
    union all
    select format('%s creates in %s', role, schema)
    from unnest(array['anon', 'authenticated', 'service_role']) as role,
      unnest(array['private', 'public']) as schema
    where has_schema_privilege(role, schema, 'create')
""")

RULES: Mapping[str, Question] = {
    "every table has row level security, also for its owner": tables_without_forced_row_security,
    "every view asks as its reader": objects_that_bypass_row_security,
    "everything is commented": uncommented_objects,
    "every policy names its verb and its role": policies_for_everybody_or_everything,
    "every policy asks once who is calling": policies_that_ask_who_for_every_row,
    "no policy is always true": policies_that_are_always_true,
    "no policy trusts what people may edit": policies_that_trust_what_people_may_edit,
    "every foreign key has its index": foreign_keys_without_index,
    "every column of a policy has its index": policy_columns_without_index,
    "every table is touched": tables_that_nothing_touches,
    "every table says when": tables_without_instants,
    "every function has an empty search path": functions_with_an_open_search_path,
    "no function in public acts as its owner": definers_in_public,
    "everything belongs to the owner of the migrations": objects_of_strange_owners,
    "nobody holds anything in private": privileges_in_private,
}
"""Every rule of the catalogue and the question whose answer must be empty."""


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
    return function.replace(", ", ",").replace("public.user_role", "user_role")
