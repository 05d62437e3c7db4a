-- Taking an import back: its transactions go, but for those whose owner has made them something else.

create function private.rows_to_revert(held public.imports)
returns setof uuid
language sql
stable
set search_path = ''
set enable_nestloop = off
as $$
  -- A new category, merchant or note does not make it another transaction; day, amount, account or parts do.
  select booked.id
  from public.transactions as booked
  join public.import_rows as row
    on row.import_id = held.id and row.fingerprint = booked.import_fingerprint
    and row.occurrence = booked.import_occurrence
  where booked.user_id = held.user_id and booked.import_id = held.id
    and booked.booked_on = row.booked_on and booked.amount = row.amount
    and booked.account_id = coalesce(held.account_id, (held.booked -> 'accounts' ->> lower(row.account_name))::uuid)
    and booked.is_split = (row.parts is not null)
$$;
comment on function private.rows_to_revert(public.imports) is
  'The transactions of an import that still are what the file said: the same day, amount and account, and split only if they came so.';

create function private.remove_unused_places(held public.imports)
returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from public.accounts as account
  where account.user_id = held.user_id and held.booked -> 'new_accounts' ? account.id::text
    and account.updated_at = account.created_at
    and not exists (select from public.transactions as moved where moved.account_id = account.id)
    and not exists (select from public.imports as other where other.account_id = account.id)
    and not exists (
      select from public.recurring_transactions as rule
      where rule.user_id = account.user_id and account.id in (rule.account_id, rule.to_account_id)
    );
  delete from public.categories as category
  where category.user_id = held.user_id and held.booked -> 'new_categories' ? category.id::text
    and category.updated_at = category.created_at
    and not exists (select from public.transactions as moved where moved.category_id = category.id)
    and not exists (select from public.transaction_parts as part where part.category_id = category.id)
    and not exists (select from public.budgets as budget where budget.category_id = category.id)
    and not exists (select from public.category_rules as rule where rule.category_id = category.id)
    and not exists (select from public.recurring_transactions as rule where rule.category_id = category.id);
end
$$;
comment on function private.remove_unused_places(public.imports) is
  'Removes the accounts and categories that booking an import made, where nothing else uses them and nobody changed them.';

revoke all on function private.rows_to_revert(public.imports) from public;
revoke all on function private.remove_unused_places(public.imports) from public;

create function private.revert_import(import_id uuid)
returns public.imports
language plpgsql
security definer
set search_path = ''
set enable_nestloop = off
as $$
declare
  caller uuid := private.require_caller();
  held public.imports := private.import_to_change(revert_import.import_id, caller);
  going uuid[];
  kept integer;
begin
  if held.state = 'REVERTED' then
    return held;
  elsif held.state <> 'COMMITTED' then
    perform private.refuse_import_state(held, 'COMMITTED');
  end if;
  going := array(select private.rows_to_revert(held));

  -- The other leg of a transfer was there before, and stays as a transaction of its own.
  update public.transactions as leg
  set transfer_id = null
  where leg.user_id = caller and not leg.id = any (going) and leg.transfer_id in (
    select gone.transfer_id from public.transactions as gone
    where gone.user_id = caller and gone.id = any (going) and gone.transfer_id is not null
  );
  delete from public.transactions as gone where gone.user_id = caller and gone.id = any (going);
  select count(*) into kept from public.transactions as left_over
  where left_over.user_id = caller and left_over.import_id = held.id;
  perform private.remove_unused_places(held);

  update public.imports
  set state = 'REVERTED', reverted_at = now(),
    booked = held.booked || jsonb_build_object('removed', cardinality(going), 'kept', kept)
  where imports.id = held.id
  returning imports.* into held;
  return held;
end
$$;
comment on function private.revert_import(uuid) is
  'Takes an import of the caller back as a whole; one that was taken back already is answered with as it is.';

revoke all on function private.revert_import(uuid) from public;
grant execute on function private.revert_import(uuid) to authenticated;

create function public.revert_import(import_id uuid)
returns public.imports
language sql
set search_path = ''
set statement_timeout = '30s'
as $$ select private.revert_import(import_id) $$;
comment on function public.revert_import(uuid) is
  'Removes what an import booked and answers with it; transactions whose day, amount, account or parts its owner changed stay, and closed months refuse. Asking again changes nothing.';

revoke all on function public.revert_import(uuid) from public, anon, authenticated, service_role;
grant execute on function public.revert_import(uuid) to authenticated;
