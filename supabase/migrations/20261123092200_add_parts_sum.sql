-- Parts add up to their whole when the request ends, and the whole knows that it has some.

create function private.mark_split()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Two requests that change the parts of one whole take turns: the second checks what the first left.
  perform from public.transactions as whole
  where (whole.user_id, whole.id) in (select changed.user_id, changed.transaction_id from changed)
  order by whole.user_id, whole.id
  for no key update;

  update public.transactions as whole
  set is_split = not whole.is_split
  where (whole.user_id, whole.id) in (select changed.user_id, changed.transaction_id from changed)
    and whole.is_split <> exists (
      select from public.transaction_parts as part
      where part.user_id = whole.user_id and part.transaction_id = whole.id
    );
  return null;
end
$$;
comment on function private.mark_split() is
  'Trigger: a transaction with parts is split. The transition table is called changed.';

create function private.check_parts_sum()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  whole_id uuid;
  whole public.transactions;
  fault text;
begin
  if tg_table_name = 'transactions' then
    whole_id := new.id;
  else
    whole_id := coalesce(new.transaction_id, old.transaction_id);
  end if;
  select * into whole from public.transactions as kept
  where kept.user_id = coalesce(new.user_id, old.user_id) and kept.id = whole_id;
  if not found then
    return null;
  end if;

  select case
    when count(*) = 0 then null
    when count(*) not between 2 and 50 then 'there are 2 to 50'
    when bool_or(sign(part.amount) <> sign(whole.amount)) then 'each has the sign of the whole'
    when sum(part.amount) <> whole.amount then 'they add up to the whole'
  end into fault
  from public.transaction_parts as part
  where part.user_id = whole.user_id and part.transaction_id = whole.id;
  if fault is not null then
    raise exception using errcode = 'check_violation', constraint = 'parts_sum', table = 'transaction_parts',
      message = format('violates constraint "parts_sum": of the parts of a transaction, %s', fault);
  end if;
  return null;
end
$$;
comment on function private.check_parts_sum() is
  'Trigger: none or 2 to 50 parts, each with the sign of the whole, which they add up to.';

revoke all on function private.mark_split() from public;
revoke all on function private.check_parts_sum() from public;

create trigger mark_split_insert
  after insert on public.transaction_parts referencing new table as changed
  for each statement execute function private.mark_split();
create trigger mark_split_update
  after update on public.transaction_parts referencing new table as changed
  for each statement execute function private.mark_split();
create trigger mark_split_delete
  after delete on public.transaction_parts referencing old table as changed
  for each statement execute function private.mark_split();

create constraint trigger parts_sum
  after insert or update of amount or delete on public.transaction_parts
  deferrable initially deferred
  for each row execute function private.check_parts_sum();

create constraint trigger parts_sum_of_whole
  after update of amount on public.transactions
  deferrable initially deferred
  for each row when (new.is_split)
  execute function private.check_parts_sum();
