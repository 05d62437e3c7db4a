-- What a month shows beside its totals: categories against budget, merchants, days.

create function private.month_categories(
  uid uuid, asked public.budget_month_bounds, budgets private.category_budget[]
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with found as (
      select category_id, budget_group, sum(items.amount) as amount, count(distinct transaction_id) as transactions
      from public.items
      where user_id = uid and booked_on between asked.first_day and asked.last_day and source <> 'RECONCILIATION'
      group by category_id, budget_group
    ),
    planned as (
      select category_id, budget_group, to_jsonb(budget) - '{category_id,budget_group}'::text[] as budget,
        budget.amount + moved + carried as may_be_spent
      from unnest(budgets) as budget
    )
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'category_id', category_id,
        'code', code,
        'name', name,
        'name_en', name_en,
        'budget_group', counts_as,
        'is_fixed', coalesce(is_fixed, false),
        'amount', total,
        'transactions', coalesce(transactions, 0),
        'budget', budget || jsonb_build_object('available', may_be_spent - total)
      )
      order by counts_as nulls last, total desc, name, category_id
    ), '[]')
    from found
    full join planned using (category_id)
    left join public.categories on categories.id = category_id
    cross join lateral coalesce(found.budget_group, planned.budget_group) as counts_as
    cross join lateral coalesce(case when counts_as = 'INCOME' then found.amount else -found.amount end, 0) as total
  );
end
$$;
comment on function private.month_categories(uuid, public.budget_month_bounds, private.category_budget[]) is
  'The categories of a month that have transactions or a budget, by group and then the largest first, as MonthSummary has them.';

create function private.month_merchants(uid uuid, asked public.budget_month_bounds)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(top order by amount desc, merchant), '[]')
    from (
      select
        mode() within group (order by items.merchant collate "C") as merchant,
        -sum(items.amount) as amount,
        count(distinct transaction_id) as transactions
      from public.items
      where user_id = uid and booked_on between asked.first_day and asked.last_day and source <> 'RECONCILIATION'
        and coalesce(budget_group, 'WANTS') in ('NEEDS', 'WANTS') and items.merchant is not null
      group by lower(items.merchant)
      having sum(items.amount) < 0
      order by amount desc, merchant
      limit 10
    ) as top
  );
end
$$;
comment on function private.month_merchants(uuid, public.budget_month_bounds) is
  'The ten merchants where most was spent in a month, as MonthSummary has them; one merchant in capitals or not.';

create function private.month_days(
  uid uuid, asked public.budget_month_bounds, budgets private.category_budget[]
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with spent as (
      select booked_on, -sum(items.amount) as amount
      from public.items
      where user_id = uid and booked_on between asked.first_day and asked.last_day and source <> 'RECONCILIATION'
        and coalesce(budget_group, 'WANTS') in ('NEEDS', 'WANTS')
      group by booked_on
    ),
    planned as (
      select sum(amount + moved + carried) as amount, asked.last_day - asked.first_day + 1 as days
      from unnest(budgets)
      where budget_group in ('NEEDS', 'WANTS')
    ),
    lived as (
      select
        asked.first_day + place - 1 as day,
        coalesce(spent.amount, 0) as spent,
        coalesce(sum(spent.amount) over (order by place), 0) as cumulative,
        round(planned.amount * place / planned.days) as budget_line
      from planned
      cross join generate_series(1, planned.days) as place
      left join spent on booked_on = asked.first_day + place - 1
    )
    select jsonb_agg(lived order by day) from lived
  );
end
$$;
comment on function private.month_days(uuid, public.budget_month_bounds, private.category_budget[]) is
  'Every day of a month with what was spent, as MonthSummary has them. The line spreads the budgets of needs and wants evenly: it stands beside spending, and saving is none.';

revoke all on function private.month_categories(uuid, public.budget_month_bounds, private.category_budget[]) from public;
revoke all on function private.month_merchants(uuid, public.budget_month_bounds) from public;
revoke all on function private.month_days(uuid, public.budget_month_bounds, private.category_budget[]) from public;
grant execute on function private.month_categories(uuid, public.budget_month_bounds, private.category_budget[]) to authenticated;
grant execute on function private.month_merchants(uuid, public.budget_month_bounds) to authenticated;
grant execute on function private.month_days(uuid, public.budget_month_bounds, private.category_budget[]) to authenticated;
