-- What comes back: rules that a person keeps. What is due is proposed, never booked by itself.

create table public.recurring_transactions (
  id            uuid        primary key default gen_random_uuid(),
  user_id       uuid        not null default auth.uid() references public.users (id) on delete cascade,
  account_id    uuid        not null,
  to_account_id uuid,
  category_id   uuid        references public.categories (id),
  merchant      text        check (char_length(merchant) <= 120 and merchant !~ '[[:cntrl:]]' and merchant ~ '\S'),
  note          text        check (char_length(note) <= 500 and translate(note, E'\n', '') !~ '[[:cntrl:]]' and note ~ '\S'),
  amount        bigint      not null check (amount <> 0 and amount between -999999999999999 and 999999999999999),
  rrule         text        not null check (char_length(rrule) <= 200 and rrule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$'),
  starts_on     date        not null check (starts_on between date '2000-01-01' and date '2100-12-31'),
  ends_on       date        check (ends_on between date '2000-01-01' and date '2100-12-31'),
  skipped       date[]      not null default '{}' check (
    cardinality(skipped) <= 400 and coalesce(array_ndims(skipped), 1) = 1 and array_position(skipped, null) is null
  ),
  is_active     boolean     not null default true,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  constraint recurring_transactions_id_user_id_key unique (id, user_id),
  constraint recurring_transactions_account_fkey foreign key (account_id, user_id) references public.accounts (id, user_id),
  constraint recurring_transactions_to_account_fkey foreign key (to_account_id, user_id) references public.accounts (id, user_id),
  constraint recurring_transactions_transfer_check check (
    to_account_id is null or (to_account_id <> account_id and amount < 0 and category_id is null)
  ),
  constraint recurring_transactions_period_check check (ends_on >= starts_on)
);
comment on table public.recurring_transactions is 'What a person pays or gets again and again, as rules of RFC 5545; due ones are proposed.';
comment on column public.recurring_transactions.id is 'The id of the rule.';
comment on column public.recurring_transactions.user_id is 'Whose rule it is; set to the caller, never written.';
comment on column public.recurring_transactions.account_id is 'The account that it moves.';
comment on column public.recurring_transactions.to_account_id is 'For a transfer: the account where the money arrives.';
comment on column public.recurring_transactions.category_id is 'What it is for; null for a transfer.';
comment on column public.recurring_transactions.merchant is 'Who is paid or pays, up to 120 characters.';
comment on column public.recurring_transactions.note is 'Anything else, up to 500 characters.';
comment on column public.recurring_transactions.amount is 'Whole rupiah each time: positive comes in, negative goes out; a transfer is negative.';
comment on column public.recurring_transactions.rrule is 'When it recurs, an RRULE of RFC 5545 such as FREQ=MONTHLY;BYMONTHDAY=25, in capitals and without DTSTART.';
comment on column public.recurring_transactions.starts_on is 'The first day it may be due.';
comment on column public.recurring_transactions.ends_on is 'The last day it may be due; null for no end.';
comment on column public.recurring_transactions.skipped is 'Due days that its owner skipped, at most 400.';
comment on column public.recurring_transactions.is_active is 'Whether it is proposed at all.';
comment on column public.recurring_transactions.created_at is 'When the rule was made.';
comment on column public.recurring_transactions.updated_at is 'When the row last changed.';

-- One's own rules; the others keep foreign keys from reading the whole table.
create index recurring_transactions_user_id_idx on public.recurring_transactions (user_id);
create index recurring_transactions_account_id_idx on public.recurring_transactions (account_id);
create index recurring_transactions_to_account_id_idx on public.recurring_transactions (to_account_id) where to_account_id is not null;
create index recurring_transactions_category_id_idx on public.recurring_transactions (category_id) where category_id is not null;

create trigger recurring_transactions_touch
  before update on public.recurring_transactions
  for each row execute function private.touch_updated_at();

revoke all on public.recurring_transactions from anon, authenticated, service_role;
grant select on public.recurring_transactions to authenticated, service_role;
grant insert (account_id, to_account_id, category_id, merchant, note, amount, rrule, starts_on, ends_on, skipped, is_active)
  on public.recurring_transactions to authenticated;
grant update (account_id, to_account_id, category_id, merchant, note, amount, rrule, starts_on, ends_on, skipped, is_active)
  on public.recurring_transactions to authenticated;
grant delete on public.recurring_transactions to authenticated;

alter table public.recurring_transactions enable row level security;
alter table public.recurring_transactions force row level security;

create policy "owners read their recurring transactions" on public.recurring_transactions
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their recurring transactions" on public.recurring_transactions
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their recurring transactions" on public.recurring_transactions
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their recurring transactions" on public.recurring_transactions
  for delete to authenticated
  using ((select auth.uid()) = user_id);
