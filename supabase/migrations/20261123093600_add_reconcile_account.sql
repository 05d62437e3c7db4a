-- What is really in an account wins: the difference is booked openly, as a transaction of its own.

create function private.reconcile_account(account_id uuid, balance bigint, on_day date)
returns setof public.transactions
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  account public.accounts;
  difference bigint;
begin
  if balance is null or balance not between -999999999999999 and 999999999999999 then
    raise invalid_parameter_value using message = 'balance: whole rupiah with at most 15 digits';
  end if;
  if on_day > private.today() then
    raise invalid_parameter_value using message = 'on_day: nobody knows a balance of the future';
  end if;
  -- Held, so that two that reconcile at once do not book the difference twice.
  select * into account from public.accounts
  where accounts.id = reconcile_account.account_id and accounts.user_id = caller
  for update;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such account';
  end if;

  difference := balance - private.balance_of(account, on_day);
  if difference <> 0 then
    return query
      insert into public.transactions (user_id, account_id, booked_on, amount, source)
      values (caller, account.id, on_day, difference, 'RECONCILIATION')
      returning *;
  end if;
end
$$;
comment on function private.reconcile_account(uuid, bigint, date) is
  'Books the difference between what an account of the caller holds and what was booked, at the end of a day.';

revoke all on function private.reconcile_account(uuid, bigint, date) from public;
grant execute on function private.reconcile_account(uuid, bigint, date) to authenticated;

create function public.reconcile_account(account_id uuid, balance bigint, on_day date default null)
returns setof public.transactions
language sql
set search_path = ''
as $$ select * from private.reconcile_account(account_id, balance, coalesce(on_day, private.today())) $$;
comment on function public.reconcile_account(uuid, bigint, date) is
  'Says what an account of the caller held at the end of a day (without one, today in Jakarta). Books the difference and answers with it; answers with nothing when the balance agrees.';

revoke all on function public.reconcile_account(uuid, bigint, date) from public, anon, authenticated, service_role;
grant execute on function public.reconcile_account(uuid, bigint, date) to authenticated;
