-- What a person closed does not change, continued: budgets, the group of categories, opening balances.

create function private.keep_closed_budgets()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid := coalesce(new.user_id, old.user_id);
  latest public.closed_months;
begin
  if not exists (select from public.users where id = person) then
    return null;
  end if;
  latest := private.closed_until(person);
  if least(old.month, new.month) <= latest.month then
    perform private.refuse_closed(latest);
  end if;
  return null;
end
$$;
comment on function private.keep_closed_budgets() is 'Trigger: no budget of a closed month changes.';

create function private.keep_closed_groups()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  latest public.closed_months := private.closed_until(new.user_id);
begin
  if exists (
    select from public.transactions as used
    where used.category_id = new.id and used.user_id = new.user_id and used.booked_on <= latest.last_day
  ) or exists (
    select from public.transaction_parts as used
    join public.transactions as whole on whole.user_id = used.user_id and whole.id = used.transaction_id
    where used.category_id = new.id and used.user_id = new.user_id and whole.booked_on <= latest.last_day
  ) or exists (
    select from public.budgets as used
    where used.category_id = new.id and used.user_id = new.user_id and used.month <= latest.month
  ) then
    perform private.refuse_closed(latest);
  end if;
  return null;
end
$$;
comment on function private.keep_closed_groups() is 'Trigger: a category that closed months use stays in its group.';

create function private.keep_closed_openings()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid := coalesce(new.user_id, old.user_id);
  latest public.closed_months;
begin
  if not exists (select from public.users where id = person) then
    return null;
  end if;
  latest := private.closed_until(person);
  if (old.opening_balance <> 0 and old.opened_on <= latest.last_day)
    or (new.opening_balance <> 0 and new.opened_on <= latest.last_day) then
    perform private.refuse_closed(latest);
  end if;
  return null;
end
$$;
comment on function private.keep_closed_openings() is 'Trigger: no opening balance appears, changes or goes within closed days.';

revoke all on function private.keep_closed_budgets() from public;
revoke all on function private.keep_closed_groups() from public;
revoke all on function private.keep_closed_openings() from public;

create trigger month_closed
  after insert or update or delete on public.budgets
  for each row execute function private.keep_closed_budgets();

create trigger month_closed
  after update of budget_group on public.categories
  for each row when (old.budget_group <> new.budget_group and new.user_id is not null)
  execute function private.keep_closed_groups();

create trigger month_closed_insert
  after insert on public.accounts
  for each row when (new.opening_balance <> 0)
  execute function private.keep_closed_openings();
create trigger month_closed_update
  after update of opening_balance, opened_on on public.accounts
  for each row when (old.opening_balance <> new.opening_balance or old.opened_on <> new.opened_on)
  execute function private.keep_closed_openings();
create trigger month_closed_delete
  after delete on public.accounts
  for each row when (old.opening_balance <> 0)
  execute function private.keep_closed_openings();
