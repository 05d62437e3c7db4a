-- All one's transactions with the names that make them readable elsewhere, page by page in a fixed order.

create function public.export_transactions(after_day date default null, after_id uuid default null, page_size integer default 5000)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with caller as materialized (select private.require_caller() as id),
  page as materialized (
    select moved.*
    from public.transactions as moved, caller
    where moved.user_id = caller.id
      and (after_day is null or (moved.booked_on, moved.id) > (after_day, after_id))
    order by moved.booked_on, moved.id
    limit least(greatest(page_size, 1), 5000)
  )
  select coalesce(jsonb_agg(
    jsonb_build_object(
      'id', page.id, 'booked_on', page.booked_on, 'amount', page.amount, 'merchant', page.merchant, 'note', page.note,
      'source', page.source, 'transfer_id', page.transfer_id,
      'account', account.name, 'account_kind', account.kind,
      'category', case when category.id is not null then jsonb_build_object(
        'name', category.name, 'code', category.code, 'budget_group', category.budget_group
      ) end,
      'parts', case when page.is_split then (
        select jsonb_agg(jsonb_build_object(
          'amount', part.amount, 'note', part.note,
          'category', case when filed.id is not null then jsonb_build_object(
            'name', filed.name, 'code', filed.code, 'budget_group', filed.budget_group
          ) end
        -- Parts have no order of their own; this one is the same in every book.
        ) order by part.amount, part.note nulls first, filed.name nulls first, part.id)
        from public.transaction_parts as part
        left join public.categories as filed on filed.id = part.category_id
        where part.user_id = page.user_id and part.transaction_id = page.id
      ) else '[]' end
    ) order by page.booked_on, page.id
  ), '[]')
  from page
  join public.accounts as account on account.id = page.account_id
  left join public.categories as category on category.id = page.category_id
$$;
comment on function public.export_transactions(date, uuid, integer) is
  'The caller''s transactions after a day and id, at most 5000 in the order of day and id, with accounts, categories and parts by name.';

revoke all on function public.export_transactions(date, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function public.export_transactions(date, uuid, integer) to authenticated;
