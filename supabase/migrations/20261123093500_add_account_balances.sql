-- What every account held at the end of a day.

create function private.balance_of(account public.accounts, on_day date)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
declare
  booked numeric;
begin
  select coalesce(sum(moved.amount), 0) into booked
  from public.transactions as moved
  where moved.account_id = account.id and moved.user_id = account.user_id and moved.booked_on <= on_day;
  return booked + case when account.opened_on <= on_day then account.opening_balance else 0 end;
end
$$;
comment on function private.balance_of(public.accounts, date) is
  'Whole rupiah in an account at the end of a day: its opening balance, from its day on, and all that was booked. A sum of many large amounts fits no bigint.';

revoke all on function private.balance_of(public.accounts, date) from public;
grant execute on function private.balance_of(public.accounts, date) to authenticated;

create function public.account_balances(on_day date default null)
returns table (
  account_id uuid, name text, kind public.account_kind, balance numeric, for_emergencies boolean, archived boolean
)
language sql
stable
set search_path = ''
as $$
  select account.id, account.name, account.kind,
    private.balance_of(account, coalesce(account_balances.on_day, private.today())),
    account.for_emergencies, account.archived
  from public.accounts as account
  where account.user_id = (select private.require_caller())
  order by account.archived, lower(account.name)
$$;
comment on function public.account_balances(date) is
  'The caller''s accounts with their balances at the end of a day, whole rupiah; without a day, today in Jakarta.';

revoke all on function public.account_balances(date) from public, anon, authenticated, service_role;
grant execute on function public.account_balances(date) to authenticated;
