-- Splitting a transaction into parts in one action.

create function private.refuse_unknown_keys(given jsonb, known text[])
returns void
language plpgsql
immutable
set search_path = ''
as $$
declare
  unknown text;
begin
  if jsonb_typeof(given) is distinct from 'object' then
    raise invalid_parameter_value using message = 'not an object';
  end if;
  select string_agg(key, ', ' order by key) into unknown from jsonb_object_keys(given) as key where key <> all (known);
  if unknown is not null then
    raise invalid_parameter_value using message = format('unknown keys: %s', unknown);
  end if;
end
$$;
comment on function private.refuse_unknown_keys(jsonb, text[]) is 'Refuses JSON that is no object or has keys that nobody knows.';

create function private.add_parts(transaction_id uuid, parts jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if jsonb_typeof(parts) is distinct from 'array' then
    raise invalid_parameter_value using message = 'parts: not a list';
  end if;
  perform private.refuse_unknown_keys(part, array['category_id', 'amount', 'note'])
  from jsonb_array_elements(parts) as part;

  insert into public.transaction_parts (transaction_id, category_id, amount, note)
  select add_parts.transaction_id, part.category_id, part.amount, part.note
  from jsonb_to_recordset(parts) as part (category_id uuid, amount bigint, note text);
end
$$;
comment on function private.add_parts(uuid, jsonb) is
  'Adds parts, a list of {category_id, amount, note}, to a transaction of the caller.';

revoke all on function private.refuse_unknown_keys(jsonb, text[]) from public;
revoke all on function private.add_parts(uuid, jsonb) from public;
grant execute on function private.refuse_unknown_keys(jsonb, text[]) to authenticated;
grant execute on function private.add_parts(uuid, jsonb) to authenticated;

create function public.split_transaction(transaction_id uuid, parts jsonb)
returns setof public.transaction_parts
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  -- Held first, so that two that split at once take turns.
  perform from public.transactions as whole
  where whole.user_id = caller and whole.id = split_transaction.transaction_id
  for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such transaction';
  end if;

  delete from public.transaction_parts as part
  where part.user_id = caller and part.transaction_id = split_transaction.transaction_id;
  perform private.add_parts(split_transaction.transaction_id, parts);

  return query
    select part.* from public.transaction_parts as part
    where part.user_id = caller and part.transaction_id = split_transaction.transaction_id;
end
$$;
comment on function public.split_transaction(uuid, jsonb) is
  'Gives a transaction of the caller these parts instead of those it has, a list of {category_id, amount, note}; an empty list makes it whole again. Answers with its parts.';

revoke all on function public.split_transaction(uuid, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.split_transaction(uuid, jsonb) to authenticated;
