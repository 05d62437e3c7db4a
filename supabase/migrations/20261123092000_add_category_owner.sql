-- Rows refer to the system's categories and to their owner's own: the foreign key alone would let anybody
-- name another's. One look a statement, however many rows it has.

create function private.check_category_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (
    select from changed
    join public.categories on categories.id = changed.category_id
    where categories.user_id <> changed.user_id
  ) then
    raise exception using errcode = 'check_violation', constraint = 'category_owner', table = tg_table_name,
      message = 'violates constraint "category_owner": there is no such category for this person';
  end if;
  return null;
end
$$;
comment on function private.check_category_owner() is
  'Trigger: the category of a row is the system''s or its owner''s. The transition table is called changed.';

revoke all on function private.check_category_owner() from public;

create trigger category_owner_insert
  after insert on public.transactions referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.transactions referencing new table as changed
  for each statement execute function private.check_category_owner();

create trigger category_owner_insert
  after insert on public.transaction_parts referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.transaction_parts referencing new table as changed
  for each statement execute function private.check_category_owner();

create trigger category_owner_insert
  after insert on public.budgets referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.budgets referencing new table as changed
  for each statement execute function private.check_category_owner();

create trigger category_owner_insert
  after insert on public.recurring_transactions referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.recurring_transactions referencing new table as changed
  for each statement execute function private.check_category_owner();

create trigger category_owner_insert
  after insert on public.category_rules referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.category_rules referencing new table as changed
  for each statement execute function private.check_category_owner();

create trigger category_owner_insert
  after insert on public.import_rows referencing new table as changed
  for each statement execute function private.check_category_owner();
create trigger category_owner_update
  after update on public.import_rows referencing new table as changed
  for each statement execute function private.check_category_owner();
