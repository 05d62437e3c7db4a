-- Finding transactions by what they say, what they were for, where, when and how much.

create function public.find_transactions(
  said           text[]  default null,
  of_category    uuid    default null,
  on_account     uuid    default null,
  direction      text    default null,
  first_day      date    default null,
  last_day       date    default null,
  least_amount   bigint  default null,
  most_amount    bigint  default null,
  at_most        integer default 10
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  earlier date := coalesce(first_day, '2000-01-01');
  later   date := coalesce(last_day, '2100-12-31');
  words   text[] := array(
    select lower(word collate pg_catalog.pg_c_utf8) from unnest(said) as word where word ~ '\S' limit 8
  );
begin
  return (
    with moved as (
      select
        item.transaction_id, item.part_id, item.account_id, item.booked_on, item.amount, item.category_id,
        item.merchant, item.note, null::uuid as transfer_id
      from public.items as item
      where direction is distinct from 'TRANSFER'
        and item.user_id = caller and item.booked_on between earlier and later and item.source <> 'RECONCILIATION'
      union all
      select
        leg.id, null, leg.account_id, leg.booked_on, leg.amount, leg.category_id, leg.merchant, leg.note, leg.transfer_id
      from public.transactions as leg
      where direction = 'TRANSFER'
        and leg.user_id = caller and leg.booked_on between earlier and later
        and leg.transfer_id is not null and leg.amount < 0
    ),
    found as materialized (
      select *
      from moved
      where (of_category is null or moved.category_id = of_category)
        and (on_account is null or moved.account_id = on_account)
        and case direction when 'IN' then moved.amount > 0 when 'OUT' then moved.amount < 0 else true end
        and (least_amount is null or abs(moved.amount) >= least_amount)
        and (most_amount is null or abs(moved.amount) <= most_amount)
        -- A text is searched by position and never as a pattern: what somebody wrote means only itself.
        and not exists (
          select from unnest(words) as word
          where position(word in lower(concat_ws(' ', moved.merchant, moved.note) collate pg_catalog.pg_c_utf8)) = 0
        )
    )
    select jsonb_build_object(
      'count', count(distinct found.transaction_id),
      'incoming', coalesce(sum(found.amount) filter (where found.amount > 0), 0),
      'outgoing', coalesce(-sum(found.amount) filter (where found.amount < 0), 0),
      'largest', max(abs(found.amount)),
      'first_on', min(found.booked_on),
      'last_on', max(found.booked_on),
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'transaction_id', newest.transaction_id,
          'booked_on', newest.booked_on,
          'amount', newest.amount,
          'merchant', newest.merchant,
          'note', newest.note,
          'category', category.name,
          'category_en', category.name_en,
          'account', account.name,
          'to_account', (
            select target.name
            from public.transactions as arrival
            join public.accounts as target on target.id = arrival.account_id
            where arrival.user_id = caller and arrival.transfer_id = newest.transfer_id and arrival.amount > 0
          )
        ) order by newest.booked_on desc, newest.transaction_id, newest.part_id)
        from (
          select *
          from found
          order by found.booked_on desc, found.transaction_id, found.part_id
          limit least(greatest(at_most, 0), 50)
        ) as newest
        join public.accounts as account on account.id = newest.account_id
        left join public.categories as category on category.id = newest.category_id
      ), '[]')
    )
    from found
  );
end
$$;
comment on function public.find_transactions(text[], uuid, uuid, text, date, date, bigint, bigint, integer) is
  'The caller''s transactions that say all the words (in merchant or note), in a category, on an account, IN, OUT or TRANSFER, between days and amounts (without sign): how many, what came in and went out, and the newest, 50 at most. A split one is found by its parts; transfers only by TRANSFER, as their outgoing legs; booked differences not at all.';

revoke all on function public.find_transactions(text[], uuid, uuid, text, date, date, bigint, bigint, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.find_transactions(text[], uuid, uuid, text, date, date, bigint, bigint, integer)
  to authenticated;
