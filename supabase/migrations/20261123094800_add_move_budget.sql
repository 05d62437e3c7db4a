-- Money moved from one category's budget to another's, in one action. Clients may not write `moved`.

create function private.planned(uid uuid, month public.year_month, category uuid)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
declare
  rolling private.rolling_budget[] := private.rolling_budgets(uid, planned.month);
  months  public.budget_month_bounds[];
begin
  months := array(
    select private.budget_months(uid, least(planned.month, (select min(from_month) from unnest(rolling))), planned.month)
  );
  return (
    select budget.amount + moved + carried
    from unnest(private.category_budgets(uid, rolling, months, private.month_sums(uid, months))) as budget
    where category_id = category
  );
end
$$;
comment on function private.planned(uuid, public.year_month, uuid) is
  'What may be spent on a category in a month: its budget with what was moved and carried, whole rupiah; null without one.';

create function private.move_budget(
  month public.year_month, from_category_id uuid, to_category_id uuid, amount bigint
)
returns setof public.budgets
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  if num_nulls(month, from_category_id, to_category_id) > 0 or coalesce(amount, 0) <= 0 then
    raise invalid_parameter_value using message = 'a move names a month, two categories and an amount above 0';
  end if;
  if from_category_id = to_category_id then
    raise exception using errcode = 'check_violation', constraint = 'budget_move', table = 'budgets',
      message = 'violates constraint "budget_move_categories": money moves between two categories';
  end if;
  -- Two moves at once could each spend the same plan: one person's take turns.
  perform pg_advisory_xact_lock(hashtextextended('budgets of ' || caller, 0));

  insert into public.budgets (user_id, category_id, month, amount, rollover_surplus, rollover_overspend)
  select caller, named.category_id, move_budget.month, 0,
    coalesce(earlier.rollover_surplus, false), coalesce(earlier.rollover_overspend, false)
  from unnest(array[from_category_id, to_category_id]) as named (category_id)
  left join lateral (
    select * from public.budgets as kept
    where kept.user_id = caller and kept.category_id = named.category_id and kept.month < move_budget.month
    order by kept.month desc
    limit 1
  ) as earlier on true
  on conflict on constraint budgets_category_month_key do nothing;

  update public.budgets as kept
  set moved = moved + case category_id when from_category_id then -move_budget.amount else move_budget.amount end
  where kept.user_id = caller and kept.month = move_budget.month
    and kept.category_id in (from_category_id, to_category_id);

  if private.planned(caller, month, from_category_id) < 0 then
    raise exception using errcode = 'check_violation', constraint = 'budget_move', table = 'budgets',
      message = 'violates constraint "budget_move": less is planned there than was to be moved';
  end if;
  return query
    select * from public.budgets as kept
    where kept.user_id = caller and kept.month = move_budget.month
      and kept.category_id in (from_category_id, to_category_id)
    order by kept.category_id = to_category_id;
end
$$;
comment on function private.move_budget(public.year_month, uuid, uuid, bigint) is
  'Moves a part of what the caller planned for one category in a month to another, and answers with both budgets.';

revoke all on function private.planned(uuid, public.year_month, uuid) from public;
revoke all on function private.move_budget(public.year_month, uuid, uuid, bigint) from public;
grant execute on function private.move_budget(public.year_month, uuid, uuid, bigint) to authenticated;

create function public.move_budget(
  month public.year_month, from_category_id uuid, to_category_id uuid, amount bigint
)
returns setof public.budgets
language sql
set search_path = ''
as $$ select * from private.move_budget(month, from_category_id, to_category_id, amount) $$;
comment on function public.move_budget(public.year_month, uuid, uuid, bigint) is
  'Moves whole rupiah from one category''s budget of a month to another''s, which is made where it is missing; answers with both. Refuses more than is planned there.';

revoke all on function public.move_budget(public.year_month, uuid, uuid, bigint) from public, anon, authenticated, service_role;
grant execute on function public.move_budget(public.year_month, uuid, uuid, bigint) to authenticated;
