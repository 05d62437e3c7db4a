-- No rupiah is set aside twice: what all goals hold in an account is never more than lies there when money is
-- set aside, and no goal gives back what it does not hold. Requests about one account take turns.

create function private.set_aside_in(account public.accounts)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(sum(made.amount), 0) from public.goal_contributions as made
    where made.account_id = account.id and made.user_id = account.user_id
  );
end
$$;
comment on function private.set_aside_in(public.accounts) is
  'Whole rupiah set aside in an account for all goals. Money that was spent meanwhile leaves less than that there.';

create function private.check_contribution()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  account public.accounts;
  stands  public.goal_state;
begin
  -- Held, so that it does not come to its end meanwhile; the goal first, as where it is dropped.
  select state into stands from public.financial_goals
  where id = new.goal_id and user_id = new.user_id
  for no key update;
  -- Two requests could each take the last free rupiah: those about one account take turns.
  perform pg_advisory_xact_lock(hashtextextended('goals in account ' || new.account_id, 0));
  select * into account from public.accounts where id = new.account_id and user_id = new.user_id;

  if new.made_on > private.today() then
    raise exception using errcode = 'check_violation', constraint = 'contribution_day', table = 'goal_contributions',
      message = 'violates constraint "contribution_day": money is set aside up to today';
  end if;
  if stands in ('SPENT', 'DROPPED') or (stands = 'ACHIEVED' and new.amount > 0) then
    raise exception using errcode = 'check_violation', constraint = 'contribution_state', table = 'goal_contributions',
      message = 'violates constraint "contribution_state": nothing more comes to a goal that is at its end';
  end if;
  if new.amount > 0 and private.set_aside_in(account) > private.balance_of(account, private.today()) then
    raise exception using errcode = 'check_violation', constraint = 'contribution_free', table = 'goal_contributions',
      message = 'violates constraint "contribution_free": less is free in that account';
  end if;
  if new.amount < 0 and 0 > (
    select sum(made.amount) from public.goal_contributions as made
    where made.goal_id = new.goal_id and made.user_id = new.user_id and made.account_id = new.account_id
  ) then
    raise exception using errcode = 'check_violation', constraint = 'contribution_held', table = 'goal_contributions',
      message = 'violates constraint "contribution_held": less is set aside for that goal in that account';
  end if;
  return null;
end
$$;
comment on function private.check_contribution() is
  'Trigger: what is set aside in an account is no more than lies there today, what leaves a goal is no more than it holds there.';

revoke all on function private.set_aside_in(public.accounts) from public;
revoke all on function private.check_contribution() from public;

create trigger contribution_check
  after insert on public.goal_contributions
  for each row execute function private.check_contribution();
