-- The rows of a file, some thousands at a time; how many there are tells how far it is.

create function private.import_to_change(wanted uuid, caller uuid)
returns public.imports
language plpgsql
set search_path = ''
as $$
declare
  held public.imports;
begin
  select * into held from public.imports
  where imports.id = wanted and imports.user_id = caller
  for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such import';
  end if;
  return held;
end
$$;
comment on function private.import_to_change(uuid, uuid) is
  'An import of a person, held until the transaction ends: two that change it take turns.';

create function private.refuse_import_state(held public.imports, needed text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = 'check_violation', constraint = 'import_state', table = 'imports',
    message = format('violates constraint "import_state": it is %s, not %s', held.state, needed);
end
$$;
comment on function private.refuse_import_state(public.imports, text) is 'Refuses what an import''s state does not allow.';

revoke all on function private.import_to_change(uuid, uuid) from public;
revoke all on function private.refuse_import_state(public.imports, text) from public;

create function private.stage_import_rows(import_id uuid, staged jsonb)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  held public.imports := private.import_to_change(stage_import_rows.import_id, caller);
  -- Counted and not kept in the import: each change of that row would be one more version of it to walk past
  -- for every row that refers to it.
  staged_rows integer;
begin
  if held.state <> 'STAGING' then
    perform private.refuse_import_state(held, 'STAGING');
  end if;
  if jsonb_typeof(staged) is distinct from 'array' or jsonb_array_length(staged) > 5000 then
    raise invalid_parameter_value using message = 'staged: a list of at most 5000 rows';
  end if;

  insert into public.import_rows (
    import_id, line, user_id, booked_on, amount, account_name, description, merchant, category_id, category_origin,
    note, balance, fingerprint, occurrence, verdict, reason, included, parts, facts
  )
  select held.id, told.line, caller, told.booked_on, told.amount, told.account_name, told.description, told.merchant,
    told.category_id, told.category_origin, told.note, told.balance, told.fingerprint, told.occurrence,
    told.verdict, told.reason, told.verdict = 'NEW', told.parts, told.facts
  from jsonb_to_recordset(staged) as told (
    line integer, booked_on date, amount bigint, account_name text, description text, merchant text,
    category_id uuid, category_origin text, note text, balance bigint, fingerprint text, occurrence integer,
    verdict public.row_verdict, reason jsonb, parts jsonb, facts jsonb
  )
  on conflict on constraint import_rows_pkey do nothing;

  select count(*) into staged_rows from public.import_rows as row where row.import_id = held.id;
  if staged_rows > 50000 then
    raise exception using errcode = 'check_violation', constraint = 'import_too_long', table = 'import_rows',
      message = 'violates constraint "import_too_long": an import has at most 50000 rows';
  end if;
  return staged_rows;
end
$$;
comment on function private.stage_import_rows(uuid, jsonb) is
  'Adds rows to an import of the caller that is being staged; lines that are there already are left. Answers with how many there are.';

revoke all on function private.stage_import_rows(uuid, jsonb) from public;
grant execute on function private.stage_import_rows(uuid, jsonb) to authenticated;

create function public.stage_import_rows(import_id uuid, staged jsonb)
returns integer
language sql
set search_path = ''
as $$ select private.stage_import_rows(import_id, staged) $$;
comment on function public.stage_import_rows(uuid, jsonb) is
  'Adds up to 5000 rows to an import that is being staged, and answers with how many it has now. The same lines again add nothing.';

revoke all on function public.stage_import_rows(uuid, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.stage_import_rows(uuid, jsonb) to authenticated;
