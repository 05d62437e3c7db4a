-- What waits to be booked is bounded for whoever calls the functions by themselves too: how many imports are
-- staged at once, how large one is, and how long rows are kept that nobody needs any more.

create or replace function private.sweep_imports_of(person uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Whoever staged them is long gone: a function lives for minutes.
  delete from public.imports
  where imports.user_id = person and imports.state = 'STAGING' and imports.created_at < now() - interval '1 hour';

  -- Nobody sends or reviews more than a few files at once; rows that wait are room that is taken.
  delete from public.imports
  where imports.id in (
    select waiting.id
    from (
      select every.id, every.state,
        row_number() over (partition by every.state order by every.created_at desc, every.id) as nth
      from public.imports as every
      where every.user_id = person and every.state in ('STAGING', 'READY')
    ) as waiting
    where waiting.nth > case waiting.state when 'STAGING' then 2 else 9 end
  );

  -- Of what is long booked, only rows that became transactions are kept, which taking it back needs.
  delete from public.import_rows as row
  using (
    select done.id, done.state from public.imports as done
    where done.user_id = person and done.state in ('COMMITTED', 'REVERTED')
    order by done.created_at desc
    -- Fewer are booked between two that begin, so that none falls out unseen.
    limit 13 offset 20
  ) as old
  where row.import_id = old.id and (old.state = 'REVERTED' or not row.included);
end
$$;
comment on function private.sweep_imports_of(uuid) is
  'Removes what a person''s imports need no more: left half staged an hour ago or before two newer, unbooked behind nine newer, and rows that were not booked behind twenty newer.';

create or replace function private.start_import(import jsonb)
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
  -- Two that begin at once would each leave room for one more.
  perform pg_advisory_xact_lock(hashtextextended('imports begun by ' || caller, 0));
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
  if started.id is null then
    raise unique_violation using constraint = 'imports_pkey', table = 'imports', message = 'the id is taken';
  end if;
  return started;
end
$$;

create or replace function private.sweep_imports()
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  swept integer;
begin
  delete from public.imports
  where (imports.state = 'STAGING' and imports.created_at < now() - interval '1 hour')
    or (imports.state = 'READY' and imports.created_at < now() - interval '30 days');
  get diagnostics swept = row_count;

  delete from public.import_rows as row
  using public.imports as done
  where done.id = row.import_id and (
    (done.state = 'REVERTED' and done.reverted_at < now() - interval '30 days')
    or (done.state = 'COMMITTED' and done.committed_at < now() - interval '30 days' and not row.included)
  );
  return swept;
end
$$;
comment on function private.sweep_imports() is
  'Removes everybody''s imports that were left half staged an hour ago or never booked for 30 days, and rows that were not booked or were taken back 30 days ago; answers with how many imports.';

-- imports_state_created_at_idx is the same and finds them too.
drop index public.imports_waiting_idx;
