-- Accounts and categories that Fintar's own export names and its new owner does not have.

create function private.add_import_accounts(held public.imports)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  made jsonb;
begin
  with named as (
    select min(row.account_name) as name, min(row.facts ->> 'account_kind') as kind, min(row.booked_on) as since
    from public.import_rows as row
    where row.import_id = held.id and row.included and row.verdict <> 'REFUSED' and row.account_name is not null
    group by lower(row.account_name)
  ),
  added as (
    insert into public.accounts (user_id, name, kind, opened_on)
    select held.user_id, named.name, named.kind::public.account_kind, named.since from named
    on conflict (user_id, lower(name)) do nothing
    returning accounts.id
  )
  select coalesce(jsonb_agg(added.id), '[]') into made from added;
  return made;
end
$$;
comment on function private.add_import_accounts(public.imports) is
  'Adds the accounts that the rows of an import name and its owner lacks; answers with their ids.';

create function private.add_import_categories(held public.imports)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  made jsonb;
begin
  with wanted as (
    select row.facts -> 'new_category' as category
    from public.import_rows as row
    where row.import_id = held.id and row.included and row.verdict <> 'REFUSED' and row.facts ? 'new_category'
    union all
    select part -> 'new_category'
    from public.import_rows as row
    cross join jsonb_array_elements(row.parts) as part
    where row.import_id = held.id and row.included and row.verdict <> 'REFUSED' and part ? 'new_category'
  ),
  named as (
    select min(wanted.category ->> 'name') as name, min(wanted.category ->> 'budget_group') as budget_group
    from wanted
    group by lower(wanted.category ->> 'name')
  ),
  added as (
    insert into public.categories (user_id, name, budget_group)
    select held.user_id, named.name, named.budget_group::public.budget_group from named
    on conflict (user_id, lower(name)) do nothing
    returning categories.id
  )
  select coalesce(jsonb_agg(added.id), '[]') into made from added;
  return made;
end
$$;
comment on function private.add_import_categories(public.imports) is
  'Adds the categories that the rows of an import name and its owner lacks; answers with their ids.';

create function private.category_of_import(told jsonb, owner uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (told ->> 'category_id')::uuid,
    (
      select category.id from public.categories as category
      where category.user_id = owner and lower(category.name) = lower(told -> 'new_category' ->> 'name')
    )
  )
$$;
comment on function private.category_of_import(jsonb, uuid) is
  'The category that staged JSON names by category_id or by new_category, if it is there.';

revoke all on function private.add_import_accounts(public.imports) from public;
revoke all on function private.add_import_categories(public.imports) from public;
revoke all on function private.category_of_import(jsonb, uuid) from public;
