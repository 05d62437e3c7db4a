-- Two transactions that are one transfer, told so, and told apart again.

create function public.link_transfer(first_id uuid, second_id uuid)
returns setof public.transactions
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  legs public.transactions[];
begin
  select array_agg(held) into legs
  from (
    select * from public.transactions as leg
    where leg.user_id = caller and leg.id in (first_id, second_id)
    order by leg.id
    for no key update
  ) as held;
  if coalesce(cardinality(legs), 0) <> 2 then
    raise sqlstate 'PT404' using message = 'there are no such two transactions';
  end if;
  if legs[1].transfer_id = legs[2].transfer_id then
    return query select * from unnest(legs);
    return;
  end if;
  if num_nonnulls(legs[1].transfer_id, legs[2].transfer_id) > 0 then
    raise exception using errcode = 'check_violation', constraint = 'transfer_legs', table = 'transactions',
      message = 'violates constraint "transfer_legs": one of them is a leg of another transfer';
  end if;

  return query
    update public.transactions as leg
    set transfer_id = private.derived_id(first_id, second_id::text), category_id = null
    where leg.user_id = caller and leg.id in (first_id, second_id)
    returning leg.*;
end
$$;
comment on function public.link_transfer(uuid, uuid) is
  'Makes two transactions of the caller the legs of one transfer, which has no category; answers with both. Asking again changes nothing.';

create function public.unlink_transfer(transfer_id uuid)
returns setof public.transactions
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  return query
    update public.transactions as leg
    set transfer_id = null
    where leg.user_id = caller and leg.transfer_id = unlink_transfer.transfer_id
    returning leg.*;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such transfer';
  end if;
end
$$;
comment on function public.unlink_transfer(uuid) is
  'Makes the two legs of one of the caller''s transfers transactions of their own; answers with both.';

revoke all on function public.link_transfer(uuid, uuid) from public, anon, authenticated, service_role;
revoke all on function public.unlink_transfer(uuid) from public, anon, authenticated, service_role;
grant execute on function public.link_transfer(uuid, uuid) to authenticated;
grant execute on function public.unlink_transfer(uuid) to authenticated;
