-- Sweeping by the clock, where the database has one: pg_cron, which hosted projects can switch on.

create function private.schedule_import_sweep(schedule text default '17 * * * *')
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  job bigint;
begin
  if to_regprocedure('cron.schedule(text, text, text)') is null then
    raise feature_not_supported using message = 'pg_cron is not switched on',
      hint = 'create extension pg_cron with schema pg_catalog; or run private.sweep_imports() from another clock';
  end if;
  -- The same name again changes the job that is there.
  execute 'select cron.schedule($1, $2, $3)' into job
    using 'sweep imports', schedule, 'select private.sweep_imports()';
  return job;
end
$$;
comment on function private.schedule_import_sweep(text) is
  'Has pg_cron run private.sweep_imports(), hourly unless told otherwise (GMT); answers with the job. For operators only.';

revoke all on function private.schedule_import_sweep(text) from public;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform private.schedule_import_sweep();
  end if;
end
$$;
