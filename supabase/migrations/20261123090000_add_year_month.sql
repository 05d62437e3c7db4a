-- Months as people write them, and the day it is for people in Indonesia.

create domain public.year_month as text
  constraint year_month_check check (value ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
comment on domain public.year_month is 'A month written as 2026-11.';

-- In PL/pgSQL, which keeps its plans: a function with a search path of its own is never inlined.
create function private.first_of(month public.year_month)
returns date
language plpgsql
immutable
set search_path = ''
as $$
begin
  return make_date(left(month, 4)::integer, right(month, 2)::integer, 1);
end
$$;
comment on function private.first_of(public.year_month) is 'The first day of a calendar month. Refuses the year 0000.';

create function private.year_month_of(day date)
returns public.year_month
language plpgsql
immutable
set search_path = ''
as $$
begin
  return to_char(day::timestamp, 'YYYY-MM');
end
$$;
comment on function private.year_month_of(date) is 'The calendar month that a day lies in.';

create function private.today()
returns date
language plpgsql
stable
set search_path = ''
as $$
begin
  return (now() at time zone 'Asia/Jakarta')::date;
end
$$;
comment on function private.today() is 'The day it is in Jakarta.';

revoke all on function private.first_of(public.year_month) from public;
revoke all on function private.year_month_of(date) from public;
revoke all on function private.today() from public;
grant execute on function private.first_of(public.year_month) to authenticated, service_role;
grant execute on function private.year_month_of(date) to authenticated, service_role;
grant execute on function private.today() to authenticated, service_role;
