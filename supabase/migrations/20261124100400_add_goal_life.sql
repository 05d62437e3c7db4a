-- How a goal moves through its life, and what follows when money is spent for it or the goal is dropped.

create function private.spent_for(goal public.financial_goals)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select -coalesce(sum(made.amount), 0) from public.goal_contributions as made
    where made.goal_id = goal.id and made.user_id = goal.user_id and made.kind = 'SPENT'
  );
end
$$;
comment on function private.spent_for(public.financial_goals) is 'Whole rupiah of what was set aside for a goal that were used for it.';

create function private.set_aside_for(goal public.financial_goals)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(sum(made.amount), 0) from public.goal_contributions as made
    where made.goal_id = goal.id and made.user_id = goal.user_id
  );
end
$$;
comment on function private.set_aside_for(public.financial_goals) is 'Whole rupiah set aside for a goal in all accounts.';

create function private.counted_for(goal public.financial_goals)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return private.set_aside_for(goal)
    + case when goal.kind in ('EMERGENCY_FUND', 'DEBT_FREE') then 0 else private.spent_for(goal) end;
end
$$;
comment on function private.counted_for(public.financial_goals) is
  'Whole rupiah that count towards a target: what is set aside, and what was spent where that need not lie there.';

create function private.move_goal()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not (
    old.state in ('ACTIVE', 'PAUSED')
    or old.state = 'ACHIEVED' and new.state in ('ACTIVE', 'SPENT')
    or old.state = 'DROPPED' and new.state = 'ACTIVE'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'goal_state', table = 'financial_goals',
      message = format('violates constraint "goal_state": a goal does not go from %s to %s', old.state, new.state);
  end if;
  if new.state = 'SPENT' and (
    new.kind = 'EMERGENCY_FUND' or private.set_aside_for(new) > 0 or private.spent_for(new) = 0
  ) then
    raise exception using errcode = 'check_violation', constraint = 'goal_state', table = 'financial_goals',
      message = 'violates constraint "goal_state": a goal is spent once all that was set aside went to it';
  end if;
  if new.state in ('ACHIEVED', 'SPENT') and old.state <> 'ACHIEVED' and private.counted_for(new) < coalesce(new.target, 0) then
    raise exception using errcode = 'check_violation', constraint = 'goal_reached', table = 'financial_goals',
      message = 'violates constraint "goal_reached": its target is not reached';
  end if;
  if new.state = 'DROPPED' then
    insert into public.goal_contributions (user_id, goal_id, account_id, kind, amount)
    select new.user_id, new.id, made.account_id, 'TAKEN_BACK', -sum(made.amount)
    from public.goal_contributions as made
    where made.goal_id = new.id and made.user_id = new.user_id
    group by made.account_id
    having sum(made.amount) > 0
    -- One order for all, so that nobody waits for somebody who waits for them.
    order by made.account_id;
  end if;
  return new;
end
$$;
comment on function private.move_goal() is
  'Trigger: a goal goes from state to state by rule; what is set aside for a dropped one is taken back.';

create function private.spend_goal_down()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  goal public.financial_goals;
begin
  select * into goal from public.financial_goals where id = new.goal_id and user_id = new.user_id for no key update;
  if goal.kind = 'EMERGENCY_FUND' then
    update public.financial_goals set state = 'ACTIVE'
    where id = goal.id and user_id = goal.user_id and state = 'ACHIEVED';
  elsif private.set_aside_for(goal) = 0
    and (goal.state = 'ACHIEVED' or private.counted_for(goal) >= goal.target) then
    update public.financial_goals set state = 'SPENT' where id = goal.id and user_id = goal.user_id;
  end if;
  return null;
end
$$;
comment on function private.spend_goal_down() is
  'Trigger: a goal whose target was covered is spent once nothing is left of it; an emergency fund is to be filled again.';

create function private.reprice_goal()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.priced_on := private.today();
  return new;
end
$$;
comment on function private.reprice_goal() is 'Trigger: a target that is written is at the prices of that day.';

create function private.check_number_of_goals()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('goals of ' || new.user_id, 0));
  if 50 < (
    select count(*) from public.financial_goals
    where user_id = new.user_id and state in ('ACTIVE', 'PAUSED', 'ACHIEVED')
  ) then
    raise exception using errcode = 'check_violation', constraint = 'goal_number', table = 'financial_goals',
      message = 'violates constraint "goal_number": a person has at most 50 goals at a time';
  end if;
  return null;
end
$$;
comment on function private.check_number_of_goals() is 'Trigger: a person has at most 50 goals that are not spent or dropped.';

revoke all on function private.spent_for(public.financial_goals) from public;
revoke all on function private.set_aside_for(public.financial_goals) from public;
revoke all on function private.counted_for(public.financial_goals) from public;
revoke all on function private.move_goal() from public;
revoke all on function private.spend_goal_down() from public;
revoke all on function private.reprice_goal() from public;
revoke all on function private.check_number_of_goals() from public;

create trigger goal_moves
  before update of state on public.financial_goals
  for each row when (old.state <> new.state)
  execute function private.move_goal();

create trigger goal_repriced
  before update of target on public.financial_goals
  for each row when (old.target is distinct from new.target)
  execute function private.reprice_goal();

create trigger goal_number
  after insert on public.financial_goals
  for each row execute function private.check_number_of_goals();

create trigger goal_number_again
  after update of state on public.financial_goals
  for each row when (old.state in ('SPENT', 'DROPPED') and new.state not in ('SPENT', 'DROPPED'))
  execute function private.check_number_of_goals();

-- After the check, by name: only what is allowed moves a goal.
create trigger contribution_spent
  after insert on public.goal_contributions
  for each row when (new.kind = 'SPENT')
  execute function private.spend_goal_down();
