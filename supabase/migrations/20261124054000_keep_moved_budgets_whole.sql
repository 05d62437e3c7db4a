-- A budget stays at least what was moved out of it.

create function private.check_budget_plan()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  carried numeric := private.planned(new.user_id, new.month, new.category_id) - new.amount - new.moved;
begin
  -- What earlier months lack is no reason: it was not moved away.
  if new.amount + new.moved + greatest(carried, 0) < 0 then
    raise exception using errcode = 'check_violation', constraint = 'budget_plan', table = 'budgets',
      message = 'violates constraint "budget_plan": more was moved away than would be left, move it back first';
  end if;
  return null;
end
$$;
comment on function private.check_budget_plan() is
  'Trigger: an amount is not lowered below what was moved to other budgets, less what earlier months left.';

revoke all on function private.check_budget_plan() from public;

create trigger budgets_check_plan
  after update of amount on public.budgets
  for each row when (new.amount < old.amount and new.moved < 0)
  execute function private.check_budget_plan();
