-- Which rows are known already: the same row of the same bank, and what looks like a transaction typed by hand.

create function private.account_of_row(held public.imports, account_name text)
returns uuid
language sql
stable
set search_path = ''
as $$
  select coalesce(
    held.account_id,
    (
      select account.id from public.accounts as account
      where account.user_id = held.user_id and lower(account.name) = lower(account_of_row.account_name)
    )
  )
$$;
comment on function private.account_of_row(public.imports, text) is
  'The account that a row is about: the import''s, or the one that the row names, if it is there.';

create function private.mark_known_rows(held public.imports)
returns void
language plpgsql
set search_path = ''
-- Rows that were just staged have no statistics yet: a nested loop over two lists of 50,000 takes hours.
set enable_nestloop = off
as $$
begin
  -- By the digest of the row, wherever its transaction was moved since; and by the id in our own export.
  update public.import_rows as row
  set verdict = 'DUPLICATE', included = false, duplicate_of = known.id, reason = '{"code": "already_booked"}'
  from public.transactions as known
  where row.import_id = held.id and row.verdict = 'NEW' and known.user_id = held.user_id
    and known.import_fingerprint = row.fingerprint and known.import_occurrence = row.occurrence;

  update public.import_rows as row
  set verdict = 'DUPLICATE', included = false, duplicate_of = known.id, reason = '{"code": "already_booked"}'
  from public.transactions as known
  where row.import_id = held.id and row.verdict = 'NEW' and row.facts ? 'id'
    and known.user_id = held.user_id and known.id::text = row.facts ->> 'id';
end
$$;
comment on function private.mark_known_rows(public.imports) is
  'Marks the rows of an import whose transactions are booked already.';

create function private.mark_likely_rows(held public.imports)
returns void
language plpgsql
set search_path = ''
set enable_nestloop = off
as $$
declare
  apart integer;
begin
  -- The nearest day first, and each transaction answers for one row: two like coffees, one of them typed, are two.
  foreach apart in array array[0, 1, -1, 2, -2]
  loop
    with typed as materialized (
      select moved.id, moved.account_id, moved.amount, moved.booked_on,
        row_number() over (partition by moved.account_id, moved.amount, moved.booked_on order by moved.id) as nth
      from public.transactions as moved
      where moved.user_id = held.user_id and moved.source <> 'RECONCILIATION'
        and (moved.import_fingerprint is null or held.account_id is null)
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
        and row.amount in (select typed.amount from typed)
    ),
    likely as (
      select waiting.line, typed.id
      from waiting
      join typed using (account_id, amount, booked_on, nth)
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
  'Marks the rows of an import that look like a transaction its owner typed: account, amount, at most two days apart.';

revoke all on function private.account_of_row(public.imports, text) from public;
revoke all on function private.mark_known_rows(public.imports) from public;
revoke all on function private.mark_likely_rows(public.imports) from public;
