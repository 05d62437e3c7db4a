-- Everything that is said about a person's goals, in one round trip.

create function public.goal_overview(since date default null)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  day    date := private.today();
begin
  return jsonb_build_object(
    'today', day,
    'goals', (
      with held as (
        select made.goal_id, made.account_id, sum(made.amount) as amount,
          sum(made.amount) filter (where made.kind = 'STARTING') as starting,
          -sum(made.amount) filter (where made.kind = 'SPENT') as spent
        from public.goal_contributions as made
        where made.user_id = caller
        group by made.goal_id, made.account_id
      ),
      kept as (
        select * from public.financial_goals
        where user_id = caller
        -- Those at an end come last, the latest first.
        order by state in ('SPENT', 'DROPPED'), updated_at desc, id
        limit 100
      )
      select coalesce(jsonb_agg(
        to_jsonb(kept) - 'user_id' || jsonb_build_object(
          'started_on', (kept.created_at at time zone 'Asia/Jakarta')::date,
          'starting', sums.starting, 'set_aside', sums.set_aside, 'spent', sums.spent, 'held', sums.held
        )
        order by kept.priority, kept.target_on nulls last, kept.created_at, kept.id
      ), '[]')
      from kept
      cross join lateral (
        select coalesce(sum(held.starting), 0) as starting, coalesce(sum(held.amount), 0) as set_aside,
          coalesce(sum(held.spent), 0) as spent,
          coalesce(jsonb_agg(
            jsonb_build_object('account_id', held.account_id, 'amount', held.amount) order by held.account_id
          ) filter (where held.amount > 0), '[]') as held
        from held
        where held.goal_id = kept.id
      ) as sums
    ),
    'contributions', (
      select coalesce(jsonb_agg(to_jsonb(of_day) order by of_day.made_on, of_day.goal_id, of_day.kind), '[]')
      from (
        select made.goal_id, made.kind, made.made_on, sum(made.amount) as amount
        from public.goal_contributions as made
        where made.user_id = caller and made.made_on > coalesce(since, day - 90)
          and made.kind in ('SET_ASIDE', 'TAKEN_BACK')
        group by made.goal_id, made.kind, made.made_on
      ) as of_day
    ),
    'accounts', (
      select coalesce(jsonb_agg(to_jsonb(places) order by lower(places.name)), '[]')
      from (
        select account.id as account_id, account.name, account.kind, sums.balance, sums.set_aside,
          greatest(sums.balance - sums.set_aside, 0) as free, greatest(sums.set_aside - greatest(sums.balance, 0), 0) as short
        from public.accounts as account
        cross join lateral (
          select private.balance_of(account, day) as balance, coalesce(sum(made.amount), 0) as set_aside
          from public.goal_contributions as made
          where made.account_id = account.id and made.user_id = account.user_id
        ) as sums
        where account.user_id = caller and (not account.archived or sums.set_aside > 0)
      ) as places
    ),
    'snapshot', public.snapshot_facts(day)
  );
end
$$;
comment on function public.goal_overview(date) is
  'The caller''s goals with what is set aside for them and where, the contributions after a day (without one, of 90 days) by day, their accounts with what is free there or short, and what their figures can be drawn from; whole rupiah.';

create function public.goal_history(
  goal_id uuid, page_size integer default 50, before_at timestamptz default null, before_id uuid default null
)
returns setof public.goal_contributions
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  if page_size is null or page_size not between 1 and 101 then
    raise invalid_parameter_value using message = 'page_size: 1 to 101';
  end if;
  if not exists (select from public.financial_goals where user_id = caller and id = goal_history.goal_id) then
    raise sqlstate 'PT404' using message = 'there is no such goal';
  end if;
  return query
    select made.* from public.goal_contributions as made
    where made.goal_id = goal_history.goal_id and made.user_id = caller
      and (before_at is null or (made.created_at, made.id) < (before_at, before_id))
    order by made.created_at desc, made.id desc
    limit page_size;
end
$$;
comment on function public.goal_history(uuid, integer, timestamptz, uuid) is
  'A page of a goal''s contributions, the latest written first: those before an instant and an id.';

revoke all on function public.goal_overview(date) from public, anon, authenticated, service_role;
grant execute on function public.goal_overview(date) to authenticated;
revoke all on function public.goal_history(uuid, integer, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function public.goal_history(uuid, integer, timestamptz, uuid) to authenticated;
