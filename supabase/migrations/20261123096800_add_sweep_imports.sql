-- Housekeeping for a scheduler: nobody who left half way has to come back for their rows to go.

create function private.sweep_imports()
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
  return swept;
end
$$;
comment on function private.sweep_imports() is
  'Removes everybody''s imports that were left half staged an hour ago or never booked for 30 days; answers with how many.';

revoke all on function private.sweep_imports() from public;
grant execute on function private.sweep_imports() to service_role;

-- Whichever are left half way.
create index imports_waiting_idx on public.imports (created_at) where state in ('STAGING', 'READY');
