-- A person's debts as they stand on a day, as the engine takes them.

create function private.payments_left(last_day date, due_day smallint, day date)
returns integer
language sql
immutable
strict
set search_path = ''
as $$
  select greatest(1, least(600,
    (extract(year from last_day)::integer - extract(year from day)::integer) * 12
    + extract(month from last_day)::integer - extract(month from day)::integer
    -- This month's payment counts as long as its day is not over.
    + (extract(day from day) <= due_day)::integer
  ))
$$;
comment on function private.payments_left(date, smallint, date) is
  'How many monthly payments are left from a day to that of the last one, where they fall due on a day of the month, the day''s own included: 1 to 600.';

create function private.debts_of(uid uuid, day date)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(
    to_jsonb(debt)
      || jsonb_build_object(
        'balance', owed.balance,
        -- More may be owed on a card or a paylater than was borrowed when its terms were told.
        'principal', case when debt.principal is not null then greatest(debt.principal, owed.balance) end,
        'due_day', due.due_day,
        'months_left', case when debt.method <> 'DAILY' then private.payments_left(debt.ends_on, due.due_day, day) end,
        'days_left', case when debt.method = 'DAILY' then greatest(1, least(18000, debt.ends_on - day)) end
      )
    order by debt.created_at, debt.id
  ), '[]')
  from public.debts as debt
  left join public.accounts as account on account.id = debt.account_id
  cross join lateral (
    select case when debt.account_id is null then debt.balance else - private.balance_of(account, day) end as balance
  ) as owed
  cross join lateral (select coalesce(debt.due_day, extract(day from debt.ends_on)::smallint) as due_day) as due
  where debt.user_id = uid and owed.balance > 0
$$;
comment on function private.debts_of(uuid, date) is
  'What a person still owes on a day, oldest first: rows of debts with the balance of the account that tracks one, the day of the month that payments are due, and the months or days that are left. Those that are paid off are left out.';

create function public.debts_owed()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.debts_of(private.require_caller(), private.today())
$$;
comment on function public.debts_owed() is
  'What the caller still owes today in Jakarta, oldest first: rows of debts with what is owed, and the monthly payments or days that are left.';

revoke all on function private.payments_left(date, smallint, date) from public;
grant execute on function private.payments_left(date, smallint, date) to authenticated;
revoke all on function private.debts_of(uuid, date) from public;
grant execute on function private.debts_of(uuid, date) to authenticated;
revoke all on function public.debts_owed() from public, anon, authenticated, service_role;
grant execute on function public.debts_owed() to authenticated;
