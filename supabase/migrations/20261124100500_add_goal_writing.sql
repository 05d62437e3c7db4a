-- Adding a goal with what it starts with, changing it, and a contribution; what is added is never added twice.

create function public.add_goal(goal jsonb, starting jsonb default '[]')
returns setof public.financial_goals
language plpgsql
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  new_id  uuid := coalesce((goal ->> 'id')::uuid, gen_random_uuid());
begin
  perform private.refuse_unknown_keys(goal, array[
    'id', 'kind', 'name', 'target_rule', 'target', 'target_on', 'priority', 'grows'
  ]);
  if jsonb_typeof(starting) is distinct from 'array' or jsonb_array_length(starting) > 20 then
    raise invalid_parameter_value using message = 'starting: a list of up to 20';
  end if;
  perform private.refuse_unknown_keys(part, array['account_id', 'amount'])
  from jsonb_array_elements(starting) as part;

  insert into public.financial_goals (id, kind, name, target_rule, target, target_on, priority, grows)
  select new_id, given.kind, given.name, coalesce(given.target_rule, 'FIXED'), given.target, given.target_on,
    coalesce(given.priority, 1), coalesce(given.grows, false)
  from jsonb_to_record(goal) as given (
    kind public.goal_kind, name text, target_rule public.target_rule, target bigint, target_on date, priority smallint,
    grows boolean
  )
  on conflict (user_id, id) do nothing;
  if found then
    insert into public.goal_contributions (goal_id, account_id, kind, amount)
    select new_id, part.account_id, 'STARTING', part.amount
    from jsonb_to_recordset(starting) as part (account_id uuid, amount bigint)
    -- One order for all, so that nobody waits for somebody who waits for them.
    order by part.account_id;
  end if;
  return query
    select kept.* from public.financial_goals as kept where kept.user_id = caller and kept.id = new_id;
end
$$;
comment on function public.add_goal(jsonb, jsonb) is
  'Adds a goal of the caller, {kind, name, target, …}, with what already lies in accounts for it, a list of up to 20 {account_id, amount}; all or nothing. A goal whose id is there already adds nothing. Answers with the goal.';

create function public.change_goal(goal_id uuid, changes jsonb)
returns setof public.financial_goals
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  perform private.refuse_unknown_keys(changes, array[
    'kind', 'name', 'target_rule', 'target', 'target_on', 'priority', 'grows', 'state'
  ]);
  return query
    update public.financial_goals as kept
    set (kind, name, target_rule, target, target_on, priority, grows, state) = (
      select wanted.kind, wanted.name, wanted.target_rule, wanted.target, wanted.target_on, wanted.priority, wanted.grows,
        wanted.state
      from jsonb_populate_record(kept, changes) as wanted
    )
    where kept.user_id = caller and kept.id = change_goal.goal_id
    returning kept.*;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such goal';
  end if;
end
$$;
comment on function public.change_goal(uuid, jsonb) is
  'Changes a goal of the caller: what is absent stays, null clears. Answers with the goal.';

create function public.add_contribution(contribution jsonb)
returns setof public.goal_contributions
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  wanted record;
begin
  perform private.refuse_unknown_keys(contribution, array['id', 'goal_id', 'account_id', 'kind', 'amount', 'made_on']);
  select coalesce(given.id, gen_random_uuid()) as id, given.goal_id, given.account_id,
    coalesce(given.kind, 'SET_ASIDE') as kind, given.amount, coalesce(given.made_on, private.today()) as made_on
  into wanted
  from jsonb_to_record(contribution) as given (
    id uuid, goal_id uuid, account_id uuid, kind public.contribution_kind, amount bigint, made_on date
  );
  if not exists (select from public.financial_goals where user_id = caller and id = wanted.goal_id) then
    raise sqlstate 'PT404' using message = 'there is no such goal';
  end if;
  insert into public.goal_contributions (id, goal_id, account_id, kind, amount, made_on)
  values (wanted.id, wanted.goal_id, wanted.account_id, wanted.kind, wanted.amount, wanted.made_on)
  on conflict (user_id, id) do nothing;
  return query
    select kept.* from public.goal_contributions as kept where kept.user_id = caller and kept.id = wanted.id;
end
$$;
comment on function public.add_contribution(jsonb) is
  'Sets money aside for a goal of the caller, takes it back or spends it: {goal_id, account_id, kind, amount}. One whose id is there already adds nothing. Answers with the contribution.';

revoke all on function public.add_goal(jsonb, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.add_goal(jsonb, jsonb) to authenticated;
revoke all on function public.change_goal(uuid, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.change_goal(uuid, jsonb) to authenticated;
revoke all on function public.add_contribution(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.add_contribution(jsonb) to authenticated;
