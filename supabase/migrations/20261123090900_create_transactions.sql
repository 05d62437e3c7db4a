-- Money that moved. A transfer is two rows with one transfer_id; a split one has its parts in transaction_parts.

create table public.transactions (
  id                 uuid                      not null default gen_random_uuid(),
  user_id            uuid                      not null default auth.uid() references public.users (id) on delete cascade,
  account_id         uuid                      not null,
  booked_on          date                      not null check (booked_on between date '2000-01-01' and date '2100-12-31'),
  amount             bigint                    not null check (amount <> 0 and amount between -999999999999999 and 999999999999999),
  category_id        uuid                      references public.categories (id),
  merchant           text                      check (char_length(merchant) <= 120 and merchant !~ '[[:cntrl:]]' and merchant ~ '\S'),
  note               text                      check (char_length(note) <= 500 and translate(note, E'\n', '') !~ '[[:cntrl:]]' and note ~ '\S'),
  source             public.transaction_source not null default 'MANUAL',
  transfer_id        uuid,
  is_split           boolean                   not null default false,
  recurring_id       uuid,
  due_on             date                      check (due_on between date '2000-01-01' and date '2100-12-31'),
  import_id          uuid,
  import_fingerprint text                      check (char_length(import_fingerprint) between 1 and 100),
  import_occurrence  integer                   check (import_occurrence >= 0),
  created_at         timestamptz               not null default now(),
  updated_at         timestamptz               not null default now(),
  -- The person first: clients choose ids, and nobody learns by a collision that another has one. Rows of one
  -- person lie together, and parts refer to both columns.
  primary key (user_id, id),
  constraint transactions_account_fkey foreign key (account_id, user_id) references public.accounts (id, user_id),
  constraint transactions_recurring_fkey foreign key (recurring_id, user_id)
    references public.recurring_transactions (id, user_id) on delete set null (recurring_id),
  constraint transactions_import_fkey foreign key (import_id, user_id) references public.imports (id, user_id),
  constraint transactions_due_check check (recurring_id is null or due_on is not null),
  constraint transactions_import_check check (num_nulls(import_fingerprint, import_occurrence) in (0, 2))
);
comment on table public.transactions is 'Money that moved, in signed whole rupiah: positive came in, negative went out.';
comment on column public.transactions.id is 'The id of the transaction; a client may choose it, so that sending it again adds nothing. Unique for its owner.';
comment on column public.transactions.user_id is 'Whose transaction it is; set to the caller, never written.';
comment on column public.transactions.account_id is 'The account that it moved.';
comment on column public.transactions.booked_on is 'The day it counts for, 2000 to 2100.';
comment on column public.transactions.amount is 'Whole rupiah, never 0: positive came in, negative went out.';
comment on column public.transactions.category_id is 'What it was for; null when nobody said so, and for a transfer.';
comment on column public.transactions.merchant is 'Who was paid or paid, up to 120 characters.';
comment on column public.transactions.note is 'Anything else, up to 500 characters.';
comment on column public.transactions.source is 'How it got in. IMPORT and RECONCILIATION are written by functions only.';
comment on column public.transactions.transfer_id is 'The same in the two legs of a transfer between one''s own accounts; null otherwise.';
comment on column public.transactions.is_split is 'Whether it has parts, which then say what it was for; kept by the database.';
comment on column public.transactions.recurring_id is 'The recurring transaction that it was proposed from.';
comment on column public.transactions.due_on is 'The day on which that one was due: once booked, it is not proposed again.';
comment on column public.transactions.import_id is 'The import that it came with.';
comment on column public.transactions.import_fingerprint is 'What the row of the file said, as a digest: the same row is not booked twice.';
comment on column public.transactions.import_occurrence is 'The how-manieth row with that fingerprint it was: two like coffees on one day are two.';
comment on column public.transactions.created_at is 'When it was saved.';
comment on column public.transactions.updated_at is 'When the row last changed.';

-- A person's transactions by day: lists, months.
create index transactions_user_id_booked_on_idx on public.transactions (user_id, booked_on, id);
-- Balances of an account at a day, from the index alone.
create index transactions_account_id_booked_on_idx on public.transactions (account_id, user_id, booked_on) include (amount);
-- Whether a category is in use, and by whom.
create index transactions_category_id_idx on public.transactions (category_id, user_id);
-- The two legs of a transfer.
create index transactions_transfer_id_idx on public.transactions (user_id, transfer_id) where transfer_id is not null;
-- What one import booked.
create index transactions_import_id_idx on public.transactions (import_id) where import_id is not null;
-- A due day is booked once.
create unique index transactions_recurring_id_due_on_key on public.transactions (recurring_id, due_on)
  where recurring_id is not null;
-- A row of a bank's file is booked once.
create unique index transactions_import_fingerprint_key
  on public.transactions (account_id, import_fingerprint, import_occurrence) where import_fingerprint is not null;

create trigger transactions_touch
  before update on public.transactions
  for each row execute function private.touch_updated_at();

create function private.check_transaction_source()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  -- Our own functions insert as the owner of the tables; this one runs as whoever inserts.
  if current_user = 'authenticated' and exists (select from added where source in ('IMPORT', 'RECONCILIATION')) then
    raise exception using errcode = 'check_violation', constraint = 'transaction_source', table = 'transactions',
      message = 'violates constraint "transaction_source": IMPORT and RECONCILIATION are booked by functions only';
  end if;
  return null;
end
$$;
comment on function private.check_transaction_source() is
  'Trigger: no client claims that a row came with an import or a reconciliation. The transition table is called added.';

revoke all on function private.check_transaction_source() from public;

create trigger transactions_check_source
  after insert on public.transactions referencing new table as added
  for each statement execute function private.check_transaction_source();

revoke all on public.transactions from anon, authenticated, service_role;
grant select on public.transactions to authenticated, service_role;
grant insert (id, account_id, booked_on, amount, category_id, merchant, note, source, transfer_id, recurring_id, due_on)
  on public.transactions to authenticated;
grant update (account_id, booked_on, amount, category_id, merchant, note, transfer_id)
  on public.transactions to authenticated;
grant delete on public.transactions to authenticated;

alter table public.transactions enable row level security;
alter table public.transactions force row level security;

create policy "owners read their transactions" on public.transactions
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their transactions" on public.transactions
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their transactions" on public.transactions
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their transactions" on public.transactions
  for delete to authenticated
  using ((select auth.uid()) = user_id);
