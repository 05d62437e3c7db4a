-- All rows are there: duplicates are marked, and the import can be reviewed.

create function private.finish_import(import_id uuid)
returns public.imports
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  held public.imports := private.import_to_change(finish_import.import_id, caller);
  closed date;
begin
  if held.state <> 'STAGING' then
    return held;
  end if;
  select min(row.booked_on), max(row.booked_on) into held.first_on, held.last_on
  from public.import_rows as row
  where row.import_id = held.id;

  perform private.mark_known_rows(held);
  perform private.mark_likely_rows(held);
  select max(month.last_day) into closed from public.closed_months as month where month.user_id = caller;
  update public.import_rows as row
  set included = false, reason = '{"code": "month_closed"}'
  where row.import_id = held.id and row.verdict = 'NEW' and row.booked_on <= closed;

  update public.imports
  set state = 'READY', first_on = held.first_on, last_on = held.last_on,
    rows = counted.rows, rows_new = counted.new, rows_duplicate = counted.duplicate, rows_refused = counted.refused
  from (
    select count(*) as rows, count(*) filter (where row.verdict = 'NEW') as new,
      count(*) filter (where row.verdict in ('DUPLICATE', 'POSSIBLE_DUPLICATE')) as duplicate,
      count(*) filter (where row.verdict = 'REFUSED') as refused
    from public.import_rows as row
    where row.import_id = held.id
  ) as counted
  where imports.id = held.id
  returning imports.* into held;
  return held;
end
$$;
comment on function private.finish_import(uuid) is
  'Ends the staging of an import of the caller: marks duplicates and rows in closed months, which are left out at first, and counts.';

revoke all on function private.finish_import(uuid) from public;
grant execute on function private.finish_import(uuid) to authenticated;

create function public.finish_import(import_id uuid)
returns public.imports
language sql
set search_path = ''
-- A busy database may take longer over fifty thousand rows than others are given.
set statement_timeout = '30s'
as $$ select private.finish_import(import_id) $$;
comment on function public.finish_import(uuid) is
  'Ends the staging of an import, which is then READY for review, and answers with it. Asking again changes nothing.';

revoke all on function public.finish_import(uuid) from public, anon, authenticated, service_role;
grant execute on function public.finish_import(uuid) to authenticated;
