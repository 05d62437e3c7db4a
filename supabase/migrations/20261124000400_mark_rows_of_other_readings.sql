-- The same file read in another way, or the same account's movements in another kind of file, have other digests:
-- rows are held against whatever came in otherwise, so that nothing is booked twice without a word.

create function private.columns_of(mapping jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$ select mapping - array['date_order', 'decimal_mark', 'positive_is', 'year'] $$;
comment on function private.columns_of(jsonb) is
  'Which columns a mapping reads, without what was answered about them: the text of a row, and with it its digest, comes from these.';

create function private.mark_rows_of_same_file(held public.imports)
returns void
language plpgsql
set search_path = ''
set enable_nestloop = off
as $$
begin
  -- Line by line, whatever was read there: another order of days or decimal mark makes other transactions of it.
  update public.import_rows as row
  set verdict = 'POSSIBLE_DUPLICATE', included = false, duplicate_of = known.id, reason = '{"code": "same_file"}'
  from public.imports as before
  join public.transactions as known on known.import_id = before.id and known.user_id = before.user_id
  where row.import_id = held.id and row.verdict = 'NEW'
    and before.user_id = held.user_id and before.file_sha256 = held.file_sha256 and before.id <> held.id
    and known.id = md5(before.id || ' ' || row.line)::uuid
    and known.id not in (
      select taken.duplicate_of from public.import_rows as taken
      where taken.import_id = held.id and taken.duplicate_of is not null
    );
end
$$;
comment on function private.mark_rows_of_same_file(public.imports) is
  'Marks the rows of an import whose lines were booked from the very same file before, read in another way or into another account.';

create or replace function private.mark_likely_rows(held public.imports)
returns void
language plpgsql
set search_path = ''
set enable_nestloop = off
as $$
declare
  apart integer;
  -- What was read like this file has the digest of its row: a row that is not known by it is another one.
  alike uuid[] := array(
    select read.id from public.imports as read
    where read.user_id = held.user_id and read.profile = held.profile and read.layout = held.layout
      and private.columns_of(read.mapping) is not distinct from private.columns_of(held.mapping)
  );
begin
  perform private.mark_rows_of_same_file(held);
  -- The nearest day first, and each transaction answers for one row: two like coffees, one of them typed, are two.
  foreach apart in array array[0, 1, -1, 2, -2]
  loop
    with otherwise as materialized (
      select moved.id, moved.account_id, moved.amount, moved.booked_on,
        row_number() over (partition by moved.account_id, moved.amount, moved.booked_on order by moved.id) as nth
      from public.transactions as moved
      where moved.user_id = held.user_id and moved.source <> 'RECONCILIATION'
        and (held.account_id is null or moved.import_id is null or not moved.import_id = any (alike))
        and moved.booked_on between held.first_on - 2 and held.last_on + 2
        and moved.id not in (
          select taken.duplicate_of from public.import_rows as taken
          where taken.import_id = held.id and taken.duplicate_of is not null
        )
    ),
    waiting as (
      select row.line, account.id as account_id, row.amount, row.booked_on + apart as booked_on,
        row_number() over (partition by account.id, row.amount, row.booked_on order by row.line) as nth
      from public.import_rows as row
      cross join lateral (select private.account_of_row(held, row.account_name) as id) as account
      where row.import_id = held.id and row.verdict = 'NEW'
        and row.amount in (select otherwise.amount from otherwise)
    ),
    likely as (
      select waiting.line, otherwise.id
      from waiting
      join otherwise using (account_id, amount, booked_on, nth)
    )
    update public.import_rows as row
    set verdict = 'POSSIBLE_DUPLICATE', included = false, duplicate_of = likely.id,
      reason = '{"code": "looks_like_another"}'
    from likely
    where row.import_id = held.id and row.line = likely.line;
  end loop;
end
$$;
comment on function private.mark_likely_rows(public.imports) is
  'Marks the rows of an import that look like a transaction that came in another way, typed or read otherwise: account, amount, at most two days apart.';

revoke all on function private.columns_of(jsonb) from public;
revoke all on function private.mark_rows_of_same_file(public.imports) from public;
