-- Booking tells guesses from choices, and a correction made in the review is offered as a rule like any other.

create or replace function private.book_import_rows(held public.imports)
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
      row.parts is not null as has_parts, row.category_origin,
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
    id, user_id, account_id, booked_on, amount, category_id, category_origin, merchant, note, source, transfer_id,
    import_id, import_fingerprint, import_occurrence
  )
  select md5(held.id || ' ' || chosen.line)::uuid, held.user_id, chosen.account_id, chosen.booked_on, chosen.amount,
    -- What its owner chose is filed below, as they would have done it here.
    case when chosen.category_origin is distinct from 'PERSON' then chosen.category_id end,
    case when chosen.category_id is not null and chosen.category_origin in ('RULE', 'MERCHANT', 'SUGGESTION')
      then chosen.category_origin
    end,
    chosen.merchant, chosen.note,
    case when chosen.facts ? 'reconciliation' then 'RECONCILIATION' else 'IMPORT' end::public.transaction_source,
    md5(held.id || ' transfer ' || paired.transfer)::uuid,
    held.id, chosen.fingerprint, chosen.occurrence
  from chosen
  left join paired on paired.transfer = chosen.facts ->> 'transfer';
  get diagnostics added = row_count;

  if exists (
    select from public.import_rows as row where row.import_id = held.id and row.category_origin = 'PERSON'
  ) then
    update public.transactions as corrected
    set category_id = row.category_id
    from public.import_rows as row
    where row.import_id = held.id and row.included and row.verdict <> 'REFUSED' and row.parts is null
      and row.category_origin = 'PERSON' and corrected.user_id = held.user_id
      and corrected.id = md5(held.id || ' ' || row.line)::uuid;
  end if;
  return added;
end
$$;
