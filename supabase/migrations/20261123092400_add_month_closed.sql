-- What a person closed does not change: transactions and parts up to the last closed day, budgets up to the
-- last closed month, and the group of a category that was used there. Whoever writes holds the person's
-- months, many at once; whoever closes holds them alone. So a closed month never meets a late row.

create function private.months_lock(person uuid)
returns bigint
language plpgsql
immutable
set search_path = ''
as $$
begin
  return hashtextextended('months of ' || person, 0);
end
$$;
comment on function private.months_lock(uuid) is 'The advisory lock on a person''s months: shared to write in them, alone to close or reopen them.';

create function private.closed_until(person uuid)
returns public.closed_months
language plpgsql
volatile
set search_path = ''
as $$
declare
  latest public.closed_months;
begin
  perform pg_advisory_xact_lock_shared(private.months_lock(person));
  -- After the lock, and volatile: this sees what was closed while we waited.
  select * into latest from public.closed_months
  where closed_months.user_id = person
  order by closed_months.month desc
  limit 1;
  return latest;
end
$$;
comment on function private.closed_until(uuid) is
  'A person''s latest closed month, nulls without any; no other is closed or opened before the transaction ends.';

create function private.refuse_closed(latest public.closed_months)
returns void
language plpgsql
set search_path = ''
as $$
begin
  raise exception using errcode = 'check_violation', constraint = 'month_closed', table = 'closed_months',
    message = format('violates constraint "month_closed": closed up to %s (%s)', latest.month, latest.last_day);
end
$$;
comment on function private.refuse_closed(public.closed_months) is 'Refuses a change to what is closed.';

revoke all on function private.months_lock(uuid) from public;
revoke all on function private.closed_until(uuid) from public;
revoke all on function private.refuse_closed(public.closed_months) from public;

create function private.keep_closed_days()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid;
  latest public.closed_months;
begin
  -- One turn for one person; none for somebody whose account goes as a whole.
  for person in select id from public.users where id in (select touched.user_id from touched)
  loop
    latest := private.closed_until(person);
    if exists (select from touched where touched.user_id = person and touched.booked_on <= latest.last_day) then
      perform private.refuse_closed(latest);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.keep_closed_days() is
  'Trigger: no transaction is added to closed days or taken from them. The transition table is called touched.';

create function private.keep_closed_transactions()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid;
  latest public.closed_months;
begin
  for person in select id from public.users where id in (select became.user_id from became)
  loop
    latest := private.closed_until(person);
    if exists (
      select from became
      join was on was.user_id = became.user_id and was.id = became.id
      where became.user_id = person
        and least(was.booked_on, became.booked_on) <= latest.last_day
        and (was.account_id, was.booked_on, was.amount, was.category_id, was.merchant, was.note, was.transfer_id)
          is distinct from
          (became.account_id, became.booked_on, became.amount, became.category_id, became.merchant, became.note, became.transfer_id)
    ) then
      perform private.refuse_closed(latest);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.keep_closed_transactions() is
  'Trigger: no transaction changes within closed days, nor into or out of them. The transition tables are called was and became.';

create function private.keep_closed_parts()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  person uuid;
  latest public.closed_months;
begin
  for person in select id from public.users where id in (select touched.user_id from touched)
  loop
    latest := private.closed_until(person);
    -- The parts of a transaction that goes are not asked again.
    if exists (
      select from touched
      join public.transactions as whole on whole.user_id = touched.user_id and whole.id = touched.transaction_id
      where touched.user_id = person and whole.booked_on <= latest.last_day
    ) then
      perform private.refuse_closed(latest);
    end if;
  end loop;
  return null;
end
$$;
comment on function private.keep_closed_parts() is
  'Trigger: no part changes within closed days. The transition table is called touched.';

revoke all on function private.keep_closed_days() from public;
revoke all on function private.keep_closed_transactions() from public;
revoke all on function private.keep_closed_parts() from public;

create trigger month_closed_insert
  after insert on public.transactions referencing new table as touched
  for each statement execute function private.keep_closed_days();
create trigger month_closed_update
  after update on public.transactions referencing old table as was new table as became
  for each statement execute function private.keep_closed_transactions();
create trigger month_closed_delete
  after delete on public.transactions referencing old table as touched
  for each statement execute function private.keep_closed_days();

create trigger month_closed_insert
  after insert on public.transaction_parts referencing new table as touched
  for each statement execute function private.keep_closed_parts();
create trigger month_closed_update
  after update on public.transaction_parts referencing new table as touched
  for each statement execute function private.keep_closed_parts();
create trigger month_closed_delete
  after delete on public.transaction_parts referencing old table as touched
  for each statement execute function private.keep_closed_parts();
