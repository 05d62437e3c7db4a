-- Months as a trend shows them: one row each, whether anything happened or not.

create type private.month_total as (
  month         public.year_month,
  first_day     date,
  last_day      date,
  transactions  numeric,
  income        numeric,
  needs         numeric,
  wants         numeric,
  uncategorized numeric,
  spending      numeric,
  saving        numeric
);
comment on type private.month_total is
  'One month in whole rupiah: spending = needs + wants + uncategorized, net of refunds; saving went into categories of that group. Adjustments are in none.';

create function private.month_totals(months public.budget_month_bounds[], sums private.month_sum[])
returns setof private.month_total
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select
    asked.month, asked.first_day, asked.last_day,
    coalesce(sum(transactions), 0),
    coalesce(sum(amount) filter (where budget_group = 'INCOME'), 0),
    coalesce(-sum(amount) filter (where budget_group = 'NEEDS'), 0),
    coalesce(-sum(amount) filter (where budget_group = 'WANTS'), 0),
    coalesce(-sum(amount) filter (where budget_group is null), 0),
    coalesce(-sum(amount) filter (where budget_group in ('NEEDS', 'WANTS') or budget_group is null), 0),
    coalesce(-sum(amount) filter (where budget_group = 'SAVING'), 0)
  from unnest(months) as asked
  left join unnest(sums) as found on found.month = asked.month and not is_adjustment
  group by asked.month, asked.first_day, asked.last_day
  order by asked.month;
end
$$;
comment on function private.month_totals(public.budget_month_bounds[], private.month_sum[]) is
  'The totals of each of the months, in their order.';

revoke all on function private.month_totals(public.budget_month_bounds[], private.month_sum[]) from public;
grant execute on function private.month_totals(public.budget_month_bounds[], private.month_sum[]) to authenticated;
