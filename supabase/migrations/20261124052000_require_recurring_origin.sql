-- What claims to come from a recurring transaction names it and the day that it settles. The day stays when the
-- rule goes. In a transfer the leg that leaves names the rule; the day is in both.

alter table public.transactions disable trigger user;

update public.transactions as arrival
set due_on = leaving.due_on
from public.transactions as leaving
where arrival.source = 'RECURRING' and arrival.due_on is null and leaving.due_on is not null
  and leaving.user_id = arrival.user_id and leaving.transfer_id = arrival.transfer_id;

-- Who said so without a day wrote it by hand.
update public.transactions set source = 'MANUAL' where source = 'RECURRING' and due_on is null;

alter table public.transactions enable trigger user;

alter table public.transactions
  add constraint transactions_recurring_due_check check (source <> 'RECURRING' or due_on is not null);

comment on column public.transactions.recurring_id is
  'The recurring transaction that it was proposed from; null once that is gone, and in the leg of a transfer that arrives.';

create function private.check_recurring_origin()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = 'check_violation', constraint = 'transactions_recurring_origin', table = 'transactions',
    message = 'violates constraint "transactions_recurring_origin": RECURRING names the recurring transaction';
end
$$;
comment on function private.check_recurring_origin() is
  'Trigger: what claims to come from a recurring transaction names it when it is booked.';

revoke all on function private.check_recurring_origin() from public;

create trigger transactions_check_recurring_origin
  before insert on public.transactions
  for each row
  when (new.source = 'RECURRING' and new.recurring_id is null and (new.transfer_id is null or new.amount < 0))
  execute function private.check_recurring_origin();

create or replace function private.record_transaction(entry jsonb)
returns setof public.transactions
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := auth.uid();
  wanted record;
  arrival uuid;
  transfer uuid;
begin
  perform private.refuse_unknown_keys(entry, array[
    'id', 'account_id', 'to_account_id', 'booked_on', 'amount', 'category_id', 'merchant', 'note', 'source',
    'parts', 'recurring_id', 'due_on'
  ]);
  select coalesce(given.id, gen_random_uuid()) as id, given.account_id, given.to_account_id, given.booked_on,
    given.amount, given.category_id, given.merchant, given.note, coalesce(given.source, 'MANUAL') as source,
    coalesce(nullif(given.parts, 'null'), '[]') as parts, given.recurring_id, given.due_on
  into wanted
  from jsonb_to_record(entry) as given (
    id uuid, account_id uuid, to_account_id uuid, booked_on date, amount bigint, category_id uuid, merchant text,
    note text, source public.transaction_source, parts jsonb, recurring_id uuid, due_on date
  );
  arrival := private.derived_id(wanted.id, 'arrival');
  if wanted.to_account_id is not null then
    transfer := private.derived_id(wanted.id, 'transfer');
    if wanted.amount > 0 then
      raise invalid_parameter_value using message = 'the amount of a transfer is negative';
    end if;
  end if;

  insert into public.transactions
    (id, account_id, booked_on, amount, category_id, merchant, note, source, transfer_id, recurring_id, due_on)
  values (
    wanted.id, wanted.account_id, wanted.booked_on, wanted.amount, wanted.category_id, wanted.merchant, wanted.note,
    wanted.source, transfer, wanted.recurring_id, wanted.due_on
  )
  on conflict (user_id, id) do nothing;
  if found then
    if transfer is not null then
      insert into public.transactions
        (id, account_id, booked_on, amount, merchant, note, source, transfer_id, due_on)
      values (
        arrival, wanted.to_account_id, wanted.booked_on, -wanted.amount, wanted.merchant, wanted.note, wanted.source,
        transfer, wanted.due_on
      );
    end if;
    perform private.add_parts(wanted.id, wanted.parts);
  end if;

  return query
    select kept.* from public.transactions as kept
    where kept.user_id = caller and kept.id in (wanted.id, arrival)
    order by kept.id = arrival;
end
$$;
