-- Closing a budget month keeps it and all before it as they are; reopening lets it and all after it change again.

create function private.close_month(month public.year_month)
returns public.closed_months
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  first_booked public.year_month;
  latest public.year_month;
  earliest public.year_month;
  asked public.closed_months;
begin
  perform pg_advisory_xact_lock(private.months_lock(caller));
  if (private.budget_month_bounds(caller, close_month.month)).last_day >= private.today() then
    raise exception using errcode = 'check_violation', constraint = 'month_ended', table = 'closed_months',
      message = 'violates constraint "month_ended": only a month that has ended can be closed';
  end if;

  select min(kept.month), max(kept.month) into earliest, latest
  from public.closed_months as kept where kept.user_id = caller;
  if latest is null then
    select private.budget_month_of(caller, min(booked_on)) into first_booked
    from public.transactions where user_id = caller;
  end if;

  insert into public.closed_months (user_id, month, first_day, last_day)
  select caller, bounds.month, bounds.first_day, bounds.last_day
  from private.budget_months(
    caller,
    least(close_month.month, coalesce(earliest, first_booked)),
    greatest(close_month.month, latest)
  ) as bounds
  where not bounds.closed;

  select * into asked from public.closed_months as kept
  where kept.user_id = caller and kept.month = close_month.month;
  return asked;
end
$$;
comment on function private.close_month(public.year_month) is
  'Closes a month of the caller that has ended, and every open one before it since their first transaction.';

create function private.reopen_month(month public.year_month)
returns setof public.closed_months
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  perform pg_advisory_xact_lock(private.months_lock(caller));
  return query
    delete from public.closed_months as kept
    where kept.user_id = caller and kept.month >= reopen_month.month
    returning kept.*;
end
$$;
comment on function private.reopen_month(public.year_month) is 'Reopens a month of the caller and all closed ones after it.';

revoke all on function private.close_month(public.year_month) from public;
revoke all on function private.reopen_month(public.year_month) from public;
grant execute on function private.close_month(public.year_month) to authenticated;
grant execute on function private.reopen_month(public.year_month) to authenticated;

create function public.close_month(month public.year_month)
returns public.closed_months
language sql
set search_path = ''
as $$ select private.close_month(month) $$;
comment on function public.close_month(public.year_month) is
  'Closes one of the caller''s months that has ended, with every open one before it since their first transaction, and answers with its row. Asking again changes nothing.';

create function public.reopen_month(month public.year_month)
returns setof public.closed_months
language sql
set search_path = ''
as $$ select * from private.reopen_month(month) order by month $$;
comment on function public.reopen_month(public.year_month) is
  'Reopens one of the caller''s months and every closed one after it; answers with the rows that were closed.';

revoke all on function public.close_month(public.year_month) from public, anon, authenticated, service_role;
revoke all on function public.reopen_month(public.year_month) from public, anon, authenticated, service_role;
grant execute on function public.close_month(public.year_month) to authenticated;
grant execute on function public.reopen_month(public.year_month) to authenticated;
