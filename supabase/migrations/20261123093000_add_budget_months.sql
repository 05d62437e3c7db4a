-- The one truth about where a budget month begins and ends. Every day lies in exactly one month:
--   DAY d up to 15: from day d of the month; from 16 on: from day d of the month before
--   LAST_WORKING_DAY: from the last working day of the month before
-- A closed month keeps its bounds, the next one begins the day after it, and the one before ends the day before.

create type public.budget_month_bounds as (month public.year_month, first_day date, last_day date, closed boolean);
comment on type public.budget_month_bounds is 'A budget month, its first and last day, and whether it is closed.';

create function private.last_working_day(month date)
returns date
language plpgsql
stable
set search_path = ''
as $$
declare
  candidate date := (date_trunc('month', month::timestamp) + interval '1 month')::date - 1;
begin
  while extract(isodow from candidate) > 5 or exists (select from public.public_holidays where day = candidate)
  loop
    candidate := candidate - 1;
  end loop;
  return candidate;
end
$$;
comment on function private.last_working_day(date) is
  'The last day of the calendar month around a day that is no Saturday, Sunday or public holiday.';

create function private.budget_month_start(setting public.budget_settings, month date)
returns date
language plpgsql
stable
set search_path = ''
as $$
begin
  if setting.month_start = 'LAST_WORKING_DAY' then
    return private.last_working_day(month - 1);
  elsif setting.start_day > 15 then
    return (month - interval '1 month')::date + setting.start_day - 1;
  end if;
  return month + coalesce(setting.start_day, 1) - 1;
end
$$;
comment on function private.budget_month_start(public.budget_settings, date) is
  'The first day of the budget month of a calendar month, named by its first day, by the settings alone.';

create function private.budget_months(uid uuid, from_month public.year_month, to_month public.year_month)
returns setof public.budget_month_bounds
language plpgsql
stable
set search_path = ''
rows 25
as $$
declare
  setting public.budget_settings;
  earliest public.closed_months;
  latest public.closed_months;
  calendar_month date := private.first_of(from_month);
  next_month date;
  next_start date;
  bounds public.budget_month_bounds;
begin
  select * into setting from public.budget_settings where user_id = uid;
  select * into earliest from public.closed_months as kept where kept.user_id = uid order by kept.month limit 1;
  select * into latest from public.closed_months as kept where kept.user_id = uid order by kept.month desc limit 1;
  next_start := private.budget_month_start(setting, calendar_month);

  while calendar_month <= private.first_of(to_month)
  loop
    next_month := (calendar_month + interval '1 month')::date;
    bounds.month := private.year_month_of(calendar_month);
    bounds.closed := coalesce(bounds.month between earliest.month and latest.month, false);
    bounds.first_day := next_start;
    next_start := private.budget_month_start(setting, next_month);
    bounds.last_day := next_start - 1;
    if bounds.closed then
      select kept.first_day, kept.last_day into bounds.first_day, bounds.last_day
      from public.closed_months as kept where kept.user_id = uid and kept.month = bounds.month;
    elsif private.year_month_of(calendar_month - 1) = latest.month then
      bounds.first_day := latest.last_day + 1;
    elsif private.year_month_of(next_month) = earliest.month then
      bounds.last_day := earliest.first_day - 1;
    end if;
    return next bounds;
    calendar_month := next_month;
  end loop;
end
$$;
comment on function private.budget_months(uuid, public.year_month, public.year_month) is
  'A person''s budget months from one to another, both included, with their bounds and whether they are closed.';

create function private.budget_month_bounds(uid uuid, month public.year_month, out first_day date, out last_day date)
language plpgsql
stable
set search_path = ''
as $$
begin
  select bounds.first_day, bounds.last_day into first_day, last_day
  from private.budget_months(uid, month, month) as bounds;
end
$$;
comment on function private.budget_month_bounds(uuid, public.year_month) is 'The first and the last day of a person''s budget month.';

create function private.budget_month_of(uid uuid, day date)
returns public.year_month
language plpgsql
stable
set search_path = ''
as $$
declare
  calendar_month timestamp := date_trunc('month', day::timestamp);
  bounds public.budget_month_bounds;
begin
  for bounds in
    select * from private.budget_months(
      uid,
      private.year_month_of((calendar_month - interval '1 month')::date),
      private.year_month_of((calendar_month + interval '1 month')::date)
    )
  loop
    if day between bounds.first_day and bounds.last_day then
      return bounds.month;
    end if;
  end loop;
  return null;
end
$$;
comment on function private.budget_month_of(uuid, date) is 'The budget month of a person that a day lies in.';

create function public.budget_month(month public.year_month default null)
returns public.budget_month_bounds
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  wanted public.year_month := coalesce(budget_month.month, private.budget_month_of(caller, private.today()));
begin
  return private.budget_months(caller, wanted, wanted);
end
$$;
comment on function public.budget_month(public.year_month) is
  'One budget month of the caller with its first and last day; without a month, the one of today in Jakarta.';

create function public.budget_months(from_month public.year_month, to_month public.year_month)
returns setof public.budget_month_bounds
language plpgsql
stable
set search_path = ''
as $$
begin
  if private.first_of(from_month) + interval '600 months' < private.first_of(to_month) then
    raise invalid_parameter_value using message = 'at most 600 months at once';
  end if;
  return query select * from private.budget_months(private.require_caller(), from_month, to_month);
end
$$;
comment on function public.budget_months(public.year_month, public.year_month) is
  'The caller''s budget months from one to another, both included and at most 600, with their first and last days.';

revoke all on function private.last_working_day(date) from public;
revoke all on function private.budget_month_start(public.budget_settings, date) from public;
revoke all on function private.budget_months(uuid, public.year_month, public.year_month) from public;
revoke all on function private.budget_month_bounds(uuid, public.year_month) from public;
revoke all on function private.budget_month_of(uuid, date) from public;
grant execute on function private.last_working_day(date) to authenticated;
grant execute on function private.budget_month_start(public.budget_settings, date) to authenticated;
grant execute on function private.budget_months(uuid, public.year_month, public.year_month) to authenticated;
grant execute on function private.budget_month_bounds(uuid, public.year_month) to authenticated;
grant execute on function private.budget_month_of(uuid, date) to authenticated;

revoke all on function public.budget_month(public.year_month) from public, anon, authenticated, service_role;
revoke all on function public.budget_months(public.year_month, public.year_month) from public, anon, authenticated, service_role;
grant execute on function public.budget_month(public.year_month) to authenticated;
grant execute on function public.budget_months(public.year_month, public.year_month) to authenticated;
