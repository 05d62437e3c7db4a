-- Everything stored that a plan starts from, in one round trip.

create function public.planning_facts()
returns json
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid              := private.require_caller();
  this   public.year_month := private.budget_month_of(caller, private.today());
  months public.budget_month_bounds[] := array(
    select private.budget_months(caller, private.months_later(this, -11), this)
  );
begin
  return json_build_object(
    -- What is still owed, and declared, is in its snapshot.
    'budget', public.budget_facts(),
    'categories', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'category_id', used.id,
          'code', used.code,
          'name', used.name,
          'name_en', used.name_en,
          'budget_group', used.budget_group,
          'is_fixed', used.is_fixed
        )
        order by used.name, used.id
      ), '[]')
      from public.categories as used
      where used.id in (
        select found.category_id from public.items as found
        where found.user_id = caller and found.booked_on between months[1].first_day and months[12].last_day
          and found.source <> 'RECONCILIATION'
      )
    ),
    'goals', public.goal_overview() -> 'goals'
  );
end
$$;
comment on function public.planning_facts() is
  'What a plan of the caller starts from: budget_facts of the month of today in Jakarta, the categories of its items, and the goals of goal_overview.';

revoke all on function public.planning_facts() from public, anon, authenticated, service_role;
grant execute on function public.planning_facts() to authenticated;
