-- Booking an import: every row that is included becomes a transaction, all of them or none, in one call.

create function private.refuse_rows_in_closed_months(held public.imports)
returns void
language plpgsql
set search_path = ''
as $$
declare
  latest public.closed_months := private.closed_until(held.user_id);
  closed integer;
  first_line integer;
begin
  select count(*), min(row.line) into closed, first_line
  from public.import_rows as row
  where row.import_id = held.id and row.included and row.verdict <> 'REFUSED' and row.booked_on <= latest.last_day;
  if closed > 0 then
    raise exception using errcode = 'check_violation', constraint = 'month_closed', table = 'import_rows',
      message = format(
        'violates constraint "month_closed": %s rows lie in closed months, the first in line %s', closed, first_line
      );
  end if;
end
$$;
comment on function private.refuse_rows_in_closed_months(public.imports) is
  'Refuses to book an import with a row in closed months; no month is closed before the transaction ends.';

create function private.leave_out_booked_rows(held public.imports)
returns void
language plpgsql
set search_path = ''
-- Rows that were just staged have no statistics yet, and a nested loop over them takes hours.
set enable_nestloop = off
as $$
begin
  -- One person's imports are booked one after the other, so that after this look nothing is in the way: an
  -- insert that looked for conflicts itself would take half as long again.
  perform pg_advisory_xact_lock(hashtextextended('imports of ' || held.user_id, 0));
  update public.import_rows as row
  set verdict = 'DUPLICATE', included = false, duplicate_of = known.id, reason = '{"code": "already_booked"}'
  from public.transactions as known
  where row.import_id = held.id and row.included and row.verdict <> 'REFUSED'
    and known.user_id = held.user_id
    and known.account_id = coalesce(held.account_id, (held.booked -> 'accounts' ->> lower(row.account_name))::uuid)
    and known.import_fingerprint = row.fingerprint and known.import_occurrence = row.occurrence;
end
$$;
comment on function private.leave_out_booked_rows(public.imports) is
  'Leaves out the rows of an import that another one has booked on their account since; no other is booked before the transaction ends.';

create function private.book_import_rows(held public.imports)
returns integer
language plpgsql
set search_path = ''
set enable_nestloop = off
as $$
declare
  added integer;
begin
  with chosen as (
    select row.line, row.booked_on, row.amount, row.merchant, row.note, row.fingerprint, row.occurrence, row.facts,
      row.parts is not null as has_parts,
      coalesce(held.account_id, (held.booked -> 'accounts' ->> lower(row.account_name))::uuid) as account_id,
      case
        when row.parts is not null then null
        when row.facts is null then row.category_id
        else private.category_of_import(
          row.facts || jsonb_strip_nulls(jsonb_build_object('category_id', row.category_id)), held.user_id
        )
      end as category_id
    from public.import_rows as row
    where row.import_id = held.id and row.included and row.verdict <> 'REFUSED'
  ),
  paired as (
    -- Two rows are a transfer again where both come in and still undo each other.
    select chosen.facts ->> 'transfer' as transfer
    from chosen
    where chosen.facts ? 'transfer'
    group by chosen.facts ->> 'transfer'
    having count(*) = 2 and sum(chosen.amount) = 0 and count(distinct chosen.account_id) = 2
      and max(chosen.booked_on) - min(chosen.booked_on) <= 7
      and not bool_or(chosen.has_parts) and count(chosen.category_id) = 0
  )
  insert into public.transactions (
    id, user_id, account_id, booked_on, amount, category_id, merchant, note, source, transfer_id,
    import_id, import_fingerprint, import_occurrence
  )
  select md5(held.id || ' ' || chosen.line)::uuid, held.user_id, chosen.account_id, chosen.booked_on, chosen.amount,
    chosen.category_id, chosen.merchant, chosen.note,
    case when chosen.facts ? 'reconciliation' then 'RECONCILIATION' else 'IMPORT' end::public.transaction_source,
    md5(held.id || ' transfer ' || paired.transfer)::uuid,
    held.id, chosen.fingerprint, chosen.occurrence
  from chosen
  left join paired on paired.transfer = chosen.facts ->> 'transfer';
  get diagnostics added = row_count;
  return added;
end
$$;
comment on function private.book_import_rows(public.imports) is
  'Adds a transaction for every row of an import that is included; answers with how many.';

create function private.book_import_parts(held public.imports)
returns void
language plpgsql
set search_path = ''
set enable_nestloop = off
as $$
begin
  insert into public.transaction_parts (user_id, transaction_id, category_id, amount, note)
  select held.user_id, whole.id, private.category_of_import(part.value, held.user_id),
    (part.value ->> 'amount')::bigint, part.value ->> 'note'
  from public.import_rows as row
  join public.transactions as whole
    on whole.user_id = held.user_id and whole.id = md5(held.id || ' ' || row.line)::uuid
  cross join lateral jsonb_array_elements(row.parts) with ordinality as part
  where row.import_id = held.id and row.parts is not null
  order by row.line, part.ordinality;
end
$$;
comment on function private.book_import_parts(public.imports) is
  'Adds the parts of the transactions that an import booked and that were split where they came from.';

revoke all on function private.refuse_rows_in_closed_months(public.imports) from public;
revoke all on function private.book_import_rows(public.imports) from public;
revoke all on function private.book_import_parts(public.imports) from public;
revoke all on function private.leave_out_booked_rows(public.imports) from public;

create function private.commit_import(import_id uuid)
returns public.imports
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  held public.imports := private.import_to_change(commit_import.import_id, caller);
  added integer;
begin
  if held.state = 'COMMITTED' then
    return held;
  elsif held.state <> 'READY' then
    perform private.refuse_import_state(held, 'READY');
  end if;
  perform private.refuse_rows_in_closed_months(held);

  if held.account_id is null then
    held.booked := jsonb_build_object(
      'new_accounts', private.add_import_accounts(held), 'new_categories', private.add_import_categories(held)
    );
    held.booked := held.booked || jsonb_build_object('accounts', (
      select coalesce(jsonb_object_agg(lower(account.name), account.id), '{}')
      from public.accounts as account
      where account.user_id = caller and exists (
        select from public.import_rows as row
        where row.import_id = held.id and lower(row.account_name) = lower(account.name)
      )
    ));
  end if;
  perform private.leave_out_booked_rows(held);
  added := private.book_import_rows(held);
  if held.account_id is null then
    perform private.book_import_parts(held);
  end if;

  update public.imports
  set state = 'COMMITTED', committed_at = now(), booked = held.booked || jsonb_build_object('rows', added)
  where imports.id = held.id
  returning imports.* into held;
  return held;
end
$$;
comment on function private.commit_import(uuid) is
  'Books an import of the caller as a whole; one that is booked already is answered with as it is.';

revoke all on function private.commit_import(uuid) from public;
grant execute on function private.commit_import(uuid) to authenticated;

create function public.commit_import(import_id uuid)
returns public.imports
language sql
set search_path = ''
-- Fifty thousand rows take a few seconds; a busy database may take longer than others are given.
set statement_timeout = '30s'
as $$ select private.commit_import(import_id) $$;
comment on function public.commit_import(uuid) is
  'Books every included row of an import that is READY, all or none, and answers with it; refuses rows in closed months. Asking again changes nothing.';

revoke all on function public.commit_import(uuid) from public, anon, authenticated, service_role;
grant execute on function public.commit_import(uuid) to authenticated;
