-- Saving transactions, transfers and split ones in one action: all of them or none, and never twice.

create function private.derived_id(id uuid, purpose text)
returns uuid
language plpgsql
immutable
set search_path = ''
as $$
begin
  return md5(id || ' ' || purpose)::uuid;
end
$$;
comment on function private.derived_id(uuid, text) is 'Another id that always follows from an id: the same entry sent again has the same ones.';

create function private.record_transaction(entry jsonb)
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
      insert into public.transactions (id, account_id, booked_on, amount, merchant, note, source, transfer_id)
      values (
        arrival, wanted.to_account_id, wanted.booked_on, -wanted.amount, wanted.merchant, wanted.note, wanted.source, transfer
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
comment on function private.record_transaction(jsonb) is
  'Saves one entry for the caller, unless one with its id is there already; answers with its rows.';

revoke all on function private.derived_id(uuid, text) from public;
revoke all on function private.record_transaction(jsonb) from public;
grant execute on function private.derived_id(uuid, text) to authenticated;
grant execute on function private.record_transaction(jsonb) to authenticated;

create function public.record_transactions(entries jsonb)
returns setof public.transactions
language plpgsql
set search_path = ''
as $$
declare
  entry    jsonb;
  place    bigint;
  refusal  text;
  reason   text;
  violated text;
begin
  perform private.require_caller();
  if jsonb_typeof(entries) is distinct from 'array' or jsonb_array_length(entries) not between 1 and 100 then
    raise invalid_parameter_value using message = 'entries: a list of 1 to 100';
  end if;

  for entry, place in
    select value, ordinality - 1 from jsonb_array_elements(entries) with ordinality order by ordinality
  loop
    begin
      return query select * from private.record_transaction(entry);
      -- Here and not at the end, to say which entry is wrong.
      set constraints public.transfer_legs, public.parts_sum immediate;
      set constraints public.transfer_legs, public.parts_sum deferred;
    exception
      when others then
        get stacked diagnostics refusal = returned_sqlstate, reason = message_text, violated = constraint_name;
        raise exception using
          errcode = refusal, message = format('entry %s: %s', place, reason), constraint = violated;
    end;
  end loop;
end
$$;
comment on function public.record_transactions(jsonb) is
  'Saves 1 to 100 entries for the caller, all or none, and answers with their rows in order. An entry is {account_id, booked_on, amount, …}; with to_account_id it is a transfer, whose amount is negative; parts split it. An entry whose id is there already adds nothing. A refusal begins with "entry <n>: ", counted from 0.';

revoke all on function public.record_transactions(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.record_transactions(jsonb) to authenticated;
