-- Budgets are for what goes out or is put aside, and money that was moved between two of them stays in both.

create function private.check_budget_group()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  wanted public.budget_group;
begin
  -- A category of one's own is held, so that it cannot become one of income at the same time.
  perform from public.categories where id = new.category_id and user_id is not null for share;
  select budget_group into wanted from public.categories where id = new.category_id;
  if wanted = 'INCOME' then
    raise exception using errcode = 'check_violation', constraint = 'budget_group_income', table = 'budgets',
      message = 'violates constraint "budget_group_income": income is not budgeted';
  end if;
  return null;
end
$$;
comment on function private.check_budget_group() is 'Trigger: no budget for a category of income.';

create function private.check_group_of_budgets()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.budgets where category_id = new.id and user_id = new.user_id) then
    raise exception using errcode = 'check_violation', constraint = 'budget_group_income', table = 'categories',
      message = 'violates constraint "budget_group_income": a category with budgets cannot become income';
  end if;
  return null;
end
$$;
comment on function private.check_group_of_budgets() is 'Trigger: a category with budgets does not become one of income.';

create function private.check_budget_moved()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.users where id = old.user_id) then
    raise exception using errcode = 'check_violation', constraint = 'budget_moved', table = 'budgets',
      message = 'violates constraint "budget_moved": money was moved here, move it back first';
  end if;
  return null;
end
$$;
comment on function private.check_budget_moved() is
  'Trigger: what was moved between two budgets stays in both, until the whole account goes.';

revoke all on function private.check_budget_group() from public;
revoke all on function private.check_group_of_budgets() from public;
revoke all on function private.check_budget_moved() from public;

create trigger budgets_check_group
  after insert or update of category_id on public.budgets
  for each row execute function private.check_budget_group();

create trigger categories_check_group_of_budgets
  after update of budget_group on public.categories
  for each row when (new.budget_group = 'INCOME' and old.budget_group <> 'INCOME')
  execute function private.check_group_of_budgets();

create trigger budgets_check_moved
  after update of category_id, month on public.budgets
  for each row when (old.moved <> 0 and (old.category_id <> new.category_id or old.month <> new.month))
  execute function private.check_budget_moved();

create trigger budgets_check_moved_gone
  after delete on public.budgets
  for each row when (old.moved <> 0)
  execute function private.check_budget_moved();
