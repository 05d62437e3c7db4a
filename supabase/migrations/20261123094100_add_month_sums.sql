-- What came in and went out in budget months, summed once for everything that a month shows.

create type private.month_sum as (
  month         public.year_month,
  category_id   uuid,
  budget_group  public.budget_group,
  is_adjustment boolean,
  amount        numeric,
  transactions  bigint
);
comment on type private.month_sum is
  'What one category comes to in one month: whole rupiah, positive came in, negative went out.';

create function private.months_later(month public.year_month, months integer)
returns public.year_month
language sql
immutable
set search_path = ''
as $$ select private.year_month_of((private.first_of(month) + make_interval(months => months))::date) $$;
comment on function private.months_later(public.year_month, integer) is
  'The calendar month so many months later, or earlier where negative.';

create function private.month_sums(uid uuid, months public.budget_month_bounds[])
returns private.month_sum[]
language plpgsql
stable
set search_path = ''
-- One plan for everybody, kept by the connection, and never a sort: how many rows a person has is not in it.
set plan_cache_mode = force_generic_plan
set enable_sort = off
as $$
declare
  -- Each day is in one month, so a search among first days finds it: a join would read the rows once a month.
  first_days date[] := array(select first_day from unnest(months));
  last_day   date   := months[cardinality(months)].last_day;
begin
  return array(
    with found as (
      select
        width_bucket(booked_on, first_days) as place,
        category_id,
        category_id is null and items.amount > 0 as is_income,
        source = 'RECONCILIATION' as is_adjustment,
        sum(items.amount) as amount,
        count(*) filter (where is_first) as transactions
      from public.items
      where user_id = uid and booked_on between first_days[1] and last_day
      group by place, category_id, is_income, is_adjustment
    )
    -- The group as in public.items, but once a sum instead of once a row.
    select (
      months[place].month,
      category_id,
      case when is_adjustment then null when is_income then 'INCOME' else budget_group end,
      is_adjustment,
      amount,
      transactions
    )::private.month_sum
    from found
    left join public.categories on categories.id = category_id
  );
end
$$;
comment on function private.month_sums(uuid, public.budget_month_bounds[]) is
  'What each category comes to in each of a person''s months, which must follow each other. A split transaction is counted once.';

revoke all on function private.months_later(public.year_month, integer) from public;
revoke all on function private.month_sums(uuid, public.budget_month_bounds[]) from public;
grant execute on function private.months_later(public.year_month, integer) to authenticated;
grant execute on function private.month_sums(uuid, public.budget_month_bounds[]) to authenticated;
