-- What a person owes, and on which terms. What is still owed is told, or is what a card's or a paylater's
-- account shows: never both, so that no debt is counted twice.

create type public.liability_kind as enum (
  'MORTGAGE', 'VEHICLE_LOAN', 'PERSONAL_LOAN', 'BUSINESS_LOAN', 'STUDENT_LOAN', 'CREDIT_CARD', 'PAYLATER', 'ONLINE_LOAN',
  'COOPERATIVE_LOAN', 'PAWN', 'FAMILY', 'OTHER'
);
comment on type public.liability_kind is 'Ways of owing money.';

create type public.interest_method as enum ('EFFECTIVE', 'FLAT', 'DAILY', 'NONE');
comment on type public.interest_method is
  'What interest is charged on: what is still owed, the principal by the month, the principal by the day, or nothing.';

create type public.debt_purpose as enum ('CONSUMPTION', 'MICRO_BUSINESS', 'BUSINESS');
comment on type public.debt_purpose is 'What money was borrowed for, as the caps on online loans tell it apart.';

create table public.debts (
  id               uuid                   primary key default gen_random_uuid(),
  user_id          uuid                   not null default auth.uid() references public.users (id) on delete cascade,
  kind             public.liability_kind  not null,
  name             text                   not null check (char_length(name) <= 80 and name !~ '[[:cntrl:]\u007f-\u009f\u2028\u2029]' and name ~ '[^\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]'),
  lender           text                   check (char_length(lender) <= 80 and lender !~ '[[:cntrl:]\u007f-\u009f\u2028\u2029]' and lender ~ '[^\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]'),
  lender_licensed  boolean,
  taken_on         date                   check (taken_on between date '2000-01-01' and date '2100-12-31'),
  purpose          public.debt_purpose    not null default 'CONSUMPTION',
  method           public.interest_method not null,
  account_id       uuid,
  balance          bigint                 check (balance between 0 and 9999999999999),
  annual_rate      numeric(8, 6)          not null default 0 check (annual_rate between 0 and 20),
  principal        bigint                 check (principal between 1 and 9999999999999),
  monthly_fee      bigint                 not null default 0 check (monthly_fee between 0 and 9999999999999),
  origination_fee  bigint                 not null default 0 check (origination_fee between 0 and 9999999999999),
  minimum_fraction numeric(7, 6)          check (minimum_fraction > 0 and minimum_fraction <= 1),
  minimum_floor    bigint                 not null default 0 check (minimum_floor between 0 and 9999999999999),
  instalment       bigint                 check (instalment between 1 and 9999999999999),
  due_day          smallint               check (due_day between 1 and 31),
  ends_on          date                   check (ends_on between date '2000-01-01' and date '2100-12-31'),
  late_amount      bigint                 not null default 0 check (late_amount between 0 and 9999999999999),
  late_fraction    numeric(7, 6)          not null default 0 check (late_fraction between 0 and 1),
  late_cap         bigint                 check (late_cap between 0 and 9999999999999),
  early_penalty    numeric(7, 6)          not null default 0 check (early_penalty between 0 and 1),
  interest_waived  boolean                not null default false,
  charges_cap      numeric(9, 6)          check (charges_cap between 0 and 100),
  charged          bigint                 not null default 0 check (charged between 0 and 9999999999999),
  created_at       timestamptz            not null default now(),
  updated_at       timestamptz            not null default now(),
  constraint debts_account_fkey foreign key (account_id, user_id) references public.accounts (id, user_id),
  constraint debts_balance_source_check check (num_nonnulls(account_id, balance) = 1),
  constraint debts_rate_method_check check (method <> 'NONE' or annual_rate = 0),
  constraint debts_principal_method_check check (principal is not null or method not in ('FLAT', 'DAILY')),
  constraint debts_principal_balance_check check (principal >= balance),
  -- What must be paid each month is said in one way; a card without any has the usual minimum of the day.
  constraint debts_payment_check check (
    case method
      when 'NONE' then minimum_fraction is null and num_nonnulls(instalment, ends_on) <= 1
      when 'DAILY' then minimum_fraction is null and ends_on is not null
      when 'FLAT' then minimum_fraction is null and num_nonnulls(instalment, ends_on) = 1
      when 'EFFECTIVE' then
        num_nonnulls(instalment, ends_on, minimum_fraction) <= 1
        and (kind = 'CREDIT_CARD' or num_nonnulls(instalment, ends_on, minimum_fraction) = 1)
    end
  ),
  -- The instalment is more than a month's interest and fee, the interest half-even to the rupiah: where it lies
  -- halfway between two, it counts as the even one. Without a division nothing is rounded on the way.
  constraint debts_flat_instalment_check check (
    method <> 'FLAT'
    or principal * annual_rate < 6 * (2 * (instalment - monthly_fee) - 1)
    or (principal * annual_rate = 6 * (2 * (instalment - monthly_fee) - 1) and (instalment - monthly_fee) % 2 = 1)
  ),
  constraint debts_late_cap_fraction_check check (late_cap is null or late_fraction > 0)
);
comment on table public.debts is 'What a person owes and on which terms; amounts in whole rupiah, rates as fractions a year.';
comment on column public.debts.id is 'The id of the debt.';
comment on column public.debts.user_id is 'Whose debt it is; set to the caller, never written.';
comment on column public.debts.kind is 'What sort of debt it is.';
comment on column public.debts.name is 'What its owner calls it, 1 to 80 characters; one name once, in capitals or not.';
comment on column public.debts.lender is 'Who lent the money, up to 80 characters.';
comment on column public.debts.lender_licensed is 'Whether the lender is licensed, as its owner says; null is not known.';
comment on column public.debts.taken_on is 'The day it was taken on; the caps on rates are those of that day.';
comment on column public.debts.purpose is 'What the money was borrowed for.';
comment on column public.debts.method is 'What interest is charged on.';
comment on column public.debts.account_id is 'The credit card or paylater account that tracks it; then that account''s balance is what is owed.';
comment on column public.debts.balance is 'The principal still owed, whole rupiah, 0 once it is paid off; null where an account tracks it.';
comment on column public.debts.annual_rate is 'Interest a year as a fraction: 0.18 is 18 %; a daily rate is told times 365.';
comment on column public.debts.principal is 'What was borrowed at the start, whole rupiah; flat and daily interest is charged on it.';
comment on column public.debts.monthly_fee is 'A fee that is billed each month, whole rupiah.';
comment on column public.debts.origination_fee is 'What was kept back or paid at the start, whole rupiah; part of the cost, not of what is owed.';
comment on column public.debts.minimum_fraction is 'The part of what is owed that must be paid each month, as a fraction.';
comment on column public.debts.minimum_floor is 'The least that must be paid each month beside minimum_fraction, whole rupiah.';
comment on column public.debts.instalment is 'What is billed each month, the monthly fee included, whole rupiah.';
comment on column public.debts.due_day is 'The day of the month it is due, the last one where a month is shorter; null is the day of ends_on, where there is one.';
comment on column public.debts.ends_on is 'The day of the last payment; the instalment follows from it where none is told.';
comment on column public.debts.late_amount is 'What a month costs in which less than the minimum is paid, whole rupiah.';
comment on column public.debts.late_fraction is 'The part of what is owed that such a month costs besides, as a fraction.';
comment on column public.debts.late_cap is 'The most that late_fraction comes to, whole rupiah.';
comment on column public.debts.early_penalty is 'The part of principal that paying it ahead of schedule costs, as a fraction.';
comment on column public.debts.interest_waived is 'Whether flat or daily interest that is not due yet falls away when paid ahead.';
comment on column public.debts.charges_cap is 'The most that interest, fees and penalties come to in all, as a fraction of principal.';
comment on column public.debts.charged is 'Interest, fees and penalties charged so far, whole rupiah; counts towards charges_cap.';
comment on column public.debts.created_at is 'When the debt was told.';
comment on column public.debts.updated_at is 'When the row last changed.';

-- A plan knows a debt by its name, without the space around it.
create unique index debts_name_key on public.debts (
  user_id,
  lower(btrim(name, U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000'))
);
-- An account tracks one debt.
create unique index debts_account_id_key on public.debts (account_id);

create trigger debts_touch
  before update on public.debts
  for each row execute function private.touch_updated_at();

revoke all on public.debts from anon, authenticated, service_role;
grant select on public.debts to authenticated, service_role;
grant insert (
  kind, name, lender, lender_licensed, taken_on, purpose, method, account_id, balance, annual_rate, principal, monthly_fee,
  origination_fee, minimum_fraction, minimum_floor, instalment, due_day, ends_on, late_amount, late_fraction, late_cap,
  early_penalty, interest_waived, charges_cap, charged
) on public.debts to authenticated;
grant update (
  kind, name, lender, lender_licensed, taken_on, purpose, method, account_id, balance, annual_rate, principal, monthly_fee,
  origination_fee, minimum_fraction, minimum_floor, instalment, due_day, ends_on, late_amount, late_fraction, late_cap,
  early_penalty, interest_waived, charges_cap, charged
) on public.debts to authenticated;
grant delete on public.debts to authenticated;

alter table public.debts enable row level security;
alter table public.debts force row level security;

create policy "owners read their debts" on public.debts
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their debts" on public.debts
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their debts" on public.debts
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their debts" on public.debts
  for delete to authenticated
  using ((select auth.uid()) = user_id);
