-- A transfer is two rows of one person that undo each other. Checked when the request ends, so that both
-- legs may come one after the other; a row without a transfer costs nothing.

create function private.transfer_fault(owner uuid, transfer uuid)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  legs public.transactions[];
begin
  select array_agg(leg order by leg.amount) into legs
  from public.transactions as leg
  where leg.user_id = owner and leg.transfer_id = transfer;
  return case
    when legs is null then null
    when cardinality(legs) <> 2 then 'it has two legs'
    when legs[1].amount + legs[2].amount <> 0 then 'its legs have one amount and opposite signs'
    when legs[1].account_id = legs[2].account_id then 'its legs are in two accounts'
    when abs(legs[1].booked_on - legs[2].booked_on) > 7 then 'its legs are at most 7 days apart'
    when num_nonnulls(legs[1].category_id, legs[2].category_id) > 0 then 'it has no category'
    when legs[1].is_split or legs[2].is_split then 'it has no parts'
  end;
end
$$;
comment on function private.transfer_fault(uuid, uuid) is
  'What is wrong with a person''s transfer; null when nothing is, or when it has no legs left.';

create function private.check_transfer_legs()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  owner uuid := coalesce(new.user_id, old.user_id);
  fault text;
begin
  if not exists (select from public.users where id = owner) then
    return null;
  end if;
  -- Two requests could each add what is right alone and wrong together: one person's take turns.
  perform pg_advisory_xact_lock(hashtextextended('transfers of ' || owner, 0));
  fault := coalesce(
    private.transfer_fault(owner, old.transfer_id),
    private.transfer_fault(owner, nullif(new.transfer_id, old.transfer_id))
  );
  if fault is not null then
    raise exception using errcode = 'check_violation', constraint = 'transfer_legs', table = 'transactions',
      message = format('violates constraint "transfer_legs": of a transfer, %s', fault);
  end if;
  return null;
end
$$;
comment on function private.check_transfer_legs() is
  'Trigger: two legs of one person, opposite amounts, two accounts, at most 7 days apart, no category, no parts.';

revoke all on function private.transfer_fault(uuid, uuid) from public;
revoke all on function private.check_transfer_legs() from public;

create constraint trigger transfer_legs
  after insert on public.transactions
  deferrable initially deferred
  for each row when (new.transfer_id is not null)
  execute function private.check_transfer_legs();

create constraint trigger transfer_legs_changed
  after update of account_id, booked_on, amount, category_id, transfer_id, is_split on public.transactions
  deferrable initially deferred
  for each row when (old.transfer_id is not null or new.transfer_id is not null)
  execute function private.check_transfer_legs();

create constraint trigger transfer_legs_gone
  after delete on public.transactions
  deferrable initially deferred
  for each row when (old.transfer_id is not null)
  execute function private.check_transfer_legs();
