-- Months that no day of anybody's books can lie in are refused by name here too, as month_summary does.

create or replace function public.budget_month(month public.year_month default null)
returns public.budget_month_bounds
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  wanted public.year_month := private.month_to_tell(caller, month);
begin
  return private.budget_months(caller, wanted, wanted);
end
$$;
create or replace function public.budget_months(from_month public.year_month, to_month public.year_month)
returns setof public.budget_month_bounds
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  first_month public.year_month := private.month_to_tell(caller, from_month);
  last_month  public.year_month := private.month_to_tell(caller, to_month);
begin
  if private.first_of(first_month) + interval '600 months' < private.first_of(last_month) then
    raise invalid_parameter_value using message = 'at most 600 months at once';
  end if;
  return query select * from private.budget_months(caller, first_month, last_month);
end
$$;
comment on function public.budget_months(public.year_month, public.year_month) is
  'The caller''s budget months from one to another, both included and at most 600, with their first and last days; without a month, the one of today in Jakarta.';
