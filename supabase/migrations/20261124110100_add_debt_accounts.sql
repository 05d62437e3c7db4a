-- A debt is tracked by an account that money is owed on, never by one where it lies.

create function private.follow_debt_account()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  kind public.account_kind;
begin
  select account.kind into kind from public.accounts as account
  where account.id = new.account_id and account.user_id = new.user_id
  -- So that it does not become another kind meanwhile.
  for share;
  if kind not in ('CREDIT_CARD', 'PAYLATER') then
    raise exception using errcode = 'check_violation', constraint = 'debts_account_kind', table = 'debts',
      message = 'violates constraint "debts_account_kind": only a credit card or paylater account tracks a debt';
  end if;
  -- From now on the account says what is owed.
  new.balance := null;
  return new;
end
$$;
comment on function private.follow_debt_account() is
  'Trigger: the account of a debt is a credit card''s or a paylater''s, and its balance takes the place of the one that was told.';

revoke all on function private.follow_debt_account() from public;

create trigger debts_account_kind
  before insert or update of account_id, balance on public.debts
  for each row
  when (new.account_id is not null)
  execute function private.follow_debt_account();

create function private.keep_debt_accounts()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.kind not in ('CREDIT_CARD', 'PAYLATER') and exists (select from public.debts where debts.account_id = new.id) then
    raise exception using errcode = 'check_violation', constraint = 'debts_account_kind', table = 'accounts',
      message = 'violates constraint "debts_account_kind": this account tracks a debt';
  end if;
  return new;
end
$$;
comment on function private.keep_debt_accounts() is 'Trigger: an account that tracks a debt stays a credit card''s or a paylater''s.';

revoke all on function private.keep_debt_accounts() from public;

create trigger accounts_debt_kind
  before update of kind on public.accounts
  for each row
  when (new.kind is distinct from old.kind)
  execute function private.keep_debt_accounts();
