"""The rules that every object of ours keeps: each question answers with what breaks its rule, by name."""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString

from psycopg import Connection

Question = Callable[[Connection[Any]], list[str]]


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

foreign_keys_to_other_people = _names("""
    select conname from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
      and 2 = (
        select count(*) from pg_attribute where attrelid in (conrelid, confrelid) and attname = 'user_id'
      )
      and not exists (
        select from unnest(conkey, confkey) as pair (own, named)
        join pg_attribute as mine on mine.attrelid = conrelid and mine.attnum = own
        join pg_attribute as theirs on theirs.attrelid = confrelid and theirs.attnum = named
        where mine.attname = 'user_id' and theirs.attname = 'user_id'
      )
      -- Categories also belong to nobody, so a trigger holds what the key cannot: on insert and on update.
      and not (
        confrelid = to_regclass('public.categories') and 2 = (
          select count(*) from pg_trigger
          where tgrelid = conrelid and tgenabled = 'O'
            and tgfoid = to_regprocedure('private.check_category_owner()')
        )
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
    "every reference stays with one person": foreign_keys_to_other_people,
    "every column of a policy has its index": policy_columns_without_index,
    "every table is touched": tables_that_nothing_touches,
    "every table says when": tables_without_instants,
    "every function has an empty search path": functions_with_an_open_search_path,
    "no function in public acts as its owner": definers_in_public,
    "everything belongs to the owner of the migrations": objects_of_strange_owners,
    "nobody holds anything in private": privileges_in_private,
}
"""Every rule of the catalogue and the question whose answer must be empty."""
