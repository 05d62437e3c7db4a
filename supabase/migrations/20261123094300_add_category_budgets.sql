-- Budgets with what earlier months left or lack. From a category's first budget on, every month has one: a
-- month without a row plans nothing, and keeps the two choices of the row before it.

create type private.rolling_budget as (
  category_id        uuid,
  from_month         public.year_month,
  until_month        public.year_month,
  planned            bigint,
  rollover_surplus   boolean,
  rollover_overspend boolean
);
comment on type private.rolling_budget is
  'A budget and its two choices, which hold until before another month; planned is for the first of its months, whole rupiah with what was moved.';

create type private.category_budget as (
  category_id        uuid,
  budget_group       public.budget_group,
  amount             bigint,
  moved              bigint,
  carried            numeric,
  rollover_surplus   boolean,
  rollover_overspend boolean
);
comment on type private.category_budget is
  'A category''s budget of one month, whole rupiah; carried is what earlier months left, or lack where negative.';

create function private.rolling_budgets(uid uuid, before public.year_month)
returns private.rolling_budget[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select (
      category_id, month, coalesce(next_month, before), amount + moved, rollover_surplus, rollover_overspend
    )::private.rolling_budget
    from (
      select *,
        lead(month) over (partition by category_id order by month) as next_month,
        max(month) filter (where not (rollover_surplus or rollover_overspend)) over (partition by category_id) as last_end
      from public.budgets
      where user_id = uid and month < before
    ) as kept
    where month > coalesce(last_end, '')
  );
end
$$;
comment on function private.rolling_budgets(uuid, public.year_month) is
  'A person''s budgets whose result may still be carried into a month: a budget that rolls nothing over ends what was before it.';

create function private.carried(
  rolling private.rolling_budget[], months public.budget_month_bounds[], sums private.month_sum[]
)
returns table (category_id uuid, carried numeric, rollover_surplus boolean, rollover_overspend boolean)
language plpgsql
stable
set search_path = ''
as $$
declare
  is_last boolean;
  left_over numeric;
begin
  carried := 0;
  for category_id, rollover_surplus, rollover_overspend, left_over, is_last in
    select
      kept.category_id, kept.rollover_surplus, kept.rollover_overspend,
      case when lived.month = kept.from_month then kept.planned else 0 end + coalesce(spent.amount, 0),
      lead(lived.month) over (partition by kept.category_id order by lived.month) is null
    from unnest(rolling) as kept
    join unnest(months) as lived on lived.month >= kept.from_month and lived.month < kept.until_month
    left join unnest(sums) as spent
      on spent.month = lived.month and spent.category_id = kept.category_id and not spent.is_adjustment
    order by kept.category_id, lived.month
  loop
    carried := carried + left_over;
    if (carried > 0 and not rollover_surplus) or (carried < 0 and not rollover_overspend) then
      carried := 0;
    end if;
    if is_last then
      return next;
      carried := 0;
    end if;
  end loop;
end
$$;
comment on function private.carried(private.rolling_budget[], public.budget_month_bounds[], private.month_sum[]) is
  'What each category hands on after its last month, whole rupiah, in one pass. The months and their sums must reach back to the first budget.';

create function private.category_budgets(
  uid uuid, rolling private.rolling_budget[], months public.budget_month_bounds[], sums private.month_sum[]
)
returns private.category_budget[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select (
      category_id,
      categories.budget_group,
      coalesce(kept.amount, 0),
      coalesce(kept.moved, 0),
      coalesce(before.carried, 0),
      coalesce(kept.rollover_surplus, before.rollover_surplus),
      coalesce(kept.rollover_overspend, before.rollover_overspend)
    )::private.category_budget
    from (
      select * from public.budgets
      where user_id = uid and month = months[cardinality(months)].month
    ) as kept
    full join private.carried(rolling, months, sums) as before using (category_id)
    join public.categories on categories.id = category_id
  );
end
$$;
comment on function private.category_budgets(uuid, private.rolling_budget[], public.budget_month_bounds[], private.month_sum[]) is
  'The budgets of the last of the months: its own rows, and what rolls over into it.';

revoke all on function private.rolling_budgets(uuid, public.year_month) from public;
revoke all on function private.carried(private.rolling_budget[], public.budget_month_bounds[], private.month_sum[]) from public;
revoke all on function private.category_budgets(uuid, private.rolling_budget[], public.budget_month_bounds[], private.month_sum[]) from public;
grant execute on function private.rolling_budgets(uuid, public.year_month) to authenticated;
grant execute on function private.carried(private.rolling_budget[], public.budget_month_bounds[], private.month_sum[]) to authenticated;
grant execute on function private.category_budgets(uuid, private.rolling_budget[], public.budget_month_bounds[], private.month_sum[])
  to authenticated;
