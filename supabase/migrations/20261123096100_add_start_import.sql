-- An import begins: what was left half staged goes, and the new one waits for its rows.

create function private.sweep_imports_of(person uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Whoever staged them is long gone: a function lives for minutes.
  delete from public.imports
  where imports.user_id = person and imports.state = 'STAGING' and imports.created_at < now() - interval '1 hour';

  -- Nobody reviews more than a few files at once; rows that wait are room that is taken.
  delete from public.imports
  where imports.id in (
    select waiting.id from public.imports as waiting
    where waiting.user_id = person and waiting.state = 'READY'
    order by waiting.created_at desc
    offset 9
  );
end
$$;
comment on function private.sweep_imports_of(uuid) is
  'Removes a person''s imports that were left half staged an hour ago, and all but the nine newest that wait to be booked.';

revoke all on function private.sweep_imports_of(uuid) from public;

create function private.start_import(import jsonb)
returns public.imports
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  wanted  public.imports;
  started public.imports;
begin
  perform private.refuse_unknown_keys(import, array[
    'id', 'account_id', 'file_name', 'file_sha256', 'profile', 'layout', 'mapping', 'summary'
  ]);
  perform private.sweep_imports_of(caller);
  wanted := jsonb_populate_record(null::public.imports, import);

  insert into public.imports (id, user_id, account_id, file_name, file_sha256, profile, layout, mapping, summary)
  values (
    coalesce(wanted.id, gen_random_uuid()), caller, wanted.account_id, wanted.file_name, wanted.file_sha256,
    wanted.profile, wanted.layout, wanted.mapping, coalesce(wanted.summary, '{}')
  )
  on conflict (id) do nothing
  returning * into started;
  if not found then
    select * into started from public.imports where imports.id = wanted.id and imports.user_id = caller;
  end if;
  return started;
end
$$;
comment on function private.start_import(jsonb) is
  'Begins an import for the caller, or finds the one with its id, and sweeps what they left half staged.';

revoke all on function private.start_import(jsonb) from public;
grant execute on function private.start_import(jsonb) to authenticated;

create function public.start_import(import jsonb)
returns public.imports
language sql
set search_path = ''
as $$ select private.start_import(import) $$;
comment on function public.start_import(jsonb) is
  'Begins an import: {id, account_id, file_name, file_sha256, profile, layout, mapping, summary}. The same id again answers with the import that is there.';

revoke all on function public.start_import(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.start_import(jsonb) to authenticated;
