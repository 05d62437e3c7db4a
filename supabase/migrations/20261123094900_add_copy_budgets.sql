-- Next month as this one: budgets are copied where there are none yet.

create function public.copy_budgets(from_month public.year_month, to_month public.year_month)
returns setof public.budgets
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  if num_nulls(from_month, to_month) > 0 then
    raise invalid_parameter_value using message = 'copying names two months';
  end if;
  return query
    insert into public.budgets (category_id, month, amount, rollover_surplus, rollover_overspend)
    select kept.category_id, to_month, kept.amount, kept.rollover_surplus, kept.rollover_overspend
    from public.budgets as kept
    join public.categories on categories.id = kept.category_id and not categories.archived
    where kept.user_id = caller and kept.month = from_month
    on conflict on constraint budgets_category_month_key do nothing
    returning budgets.*;
end
$$;
comment on function public.copy_budgets(public.year_month, public.year_month) is
  'Copies the caller''s budgets of one month to another where that has none, without what was moved, and answers with those it added. Archived categories are left out.';

revoke all on function public.copy_budgets(public.year_month, public.year_month) from public, anon, authenticated, service_role;
grant execute on function public.copy_budgets(public.year_month, public.year_month) to authenticated;
