-- Where money went in the full budget months behind, for what comes back month after month.

create function public.spending_months(months integer default 6, as_of date default null)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  today  public.year_month := private.budget_month_of(caller, coalesce(as_of, private.today()));
  behind public.budget_month_bounds[] := array(
    select private.budget_months(
      caller,
      private.months_later(today, -least(greatest(spending_months.months, 1), 12)),
      private.months_later(today, -1)
    )
  );
  sums   private.month_sum[] := private.month_sums(caller, behind);
begin
  return jsonb_build_object(
    'months', (select coalesce(jsonb_agg(to_jsonb(total) order by total.month), '[]') from private.month_totals(behind, sums) as total),
    'categories', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'category_id', spent.category_id,
        'code', category.code,
        'name', category.name,
        'name_en', category.name_en,
        'budget_group', category.budget_group,
        'is_fixed', coalesce(category.is_fixed, false),
        'amounts', spent.amounts
      ) order by category.code, category.name, spent.category_id), '[]')
      from (
        select named.category_id, array(
          select coalesce(-sum(found.amount), 0)
          from unnest(behind) as bounds
          left join unnest(sums) as found
            on found.month = bounds.month and found.category_id is not distinct from named.category_id
              and found.budget_group is distinct from 'INCOME' and not found.is_adjustment
          group by bounds.month
          order by bounds.month
        ) as amounts
        from (
          select distinct each.category_id
          from unnest(sums) as each
          where each.budget_group is distinct from 'INCOME' and not each.is_adjustment
        ) as named
      ) as spent
      left join public.categories as category on category.id = spent.category_id
    ),
    -- Everyday spending by day, without what is fixed: the days of a month on which rent falls say nothing of habits.
    'days', (
      select coalesce(jsonb_agg(coalesce(spent.amount, 0) order by day), '[]')
      from generate_series(behind[1].first_day, behind[cardinality(behind)].last_day, interval '1 day') as day
      left join (
        select item.booked_on, -sum(item.amount) as amount
        from public.items as item
        left join public.categories as category on category.id = item.category_id
        where item.user_id = caller and item.source <> 'RECONCILIATION'
          and item.booked_on between behind[1].first_day and behind[cardinality(behind)].last_day
          and coalesce(item.budget_group, 'WANTS') in ('NEEDS', 'WANTS') and not coalesce(category.is_fixed, false)
        group by item.booked_on
      ) as spent on spent.booked_on = day::date
    )
  );
end
$$;
comment on function public.spending_months(integer, date) is
  'The caller''s full budget months before the one of a day, of today in Jakarta without one (1 to 12, oldest first): totals, what each category of spending and saving took month by month, and everyday spending by day without fixed costs. Whole rupiah, net of refunds; transfers and booked differences are left out.';

revoke all on function public.spending_months(integer, date) from public, anon, authenticated, service_role;
grant execute on function public.spending_months(integer, date) to authenticated;
