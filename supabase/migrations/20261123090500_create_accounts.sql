-- Where a person's money lies. The balance of a day is the opening balance, from opened_on on, and every
-- transaction up to that day.

create table public.accounts (
  id              uuid                primary key default gen_random_uuid(),
  user_id         uuid                not null default auth.uid() references public.users (id) on delete cascade,
  name            text                not null check (char_length(name) <= 60 and name !~ '[[:cntrl:]]' and name ~ '\S'),
  kind            public.account_kind not null,
  institution     text                check (char_length(institution) <= 60 and institution !~ '[[:cntrl:]]' and institution ~ '\S'),
  opening_balance bigint              not null default 0 check (opening_balance between -999999999999999 and 999999999999999),
  opened_on       date                not null default private.today() check (opened_on between date '2000-01-01' and date '2100-12-31'),
  for_emergencies boolean             not null default false,
  archived        boolean             not null default false,
  created_at      timestamptz         not null default now(),
  updated_at      timestamptz         not null default now(),
  -- What rows of the same owner refer to: nobody can name another's account.
  constraint accounts_id_user_id_key unique (id, user_id)
);
comment on table public.accounts is 'Places where a person''s money lies or that they owe; amounts in whole rupiah.';
comment on column public.accounts.id is 'The id of the account.';
comment on column public.accounts.user_id is 'Whose account it is; set to the caller, never written.';
comment on column public.accounts.name is 'What its owner calls it, 1 to 60 characters; one name once, in capitals or not.';
comment on column public.accounts.kind is 'What sort of place it is.';
comment on column public.accounts.institution is 'The bank or company that keeps it, up to 60 characters.';
comment on column public.accounts.opening_balance is 'The balance it began with, whole rupiah; negative is owed. Counts from opened_on on, like a first transaction.';
comment on column public.accounts.opened_on is 'The day from which the opening balance counts.';
comment on column public.accounts.for_emergencies is 'Whether its balance is set aside for emergencies.';
comment on column public.accounts.archived is 'Whether it is no longer used: hidden from choices, its history stays.';
comment on column public.accounts.created_at is 'When the account was made.';
comment on column public.accounts.updated_at is 'When the row last changed.';

create unique index accounts_name_key on public.accounts (user_id, lower(name));

create trigger accounts_touch
  before update on public.accounts
  for each row execute function private.touch_updated_at();

revoke all on public.accounts from anon, authenticated, service_role;
grant select on public.accounts to authenticated, service_role;
grant insert (name, kind, institution, opening_balance, opened_on, for_emergencies, archived) on public.accounts to authenticated;
grant update (name, kind, institution, opening_balance, opened_on, for_emergencies, archived) on public.accounts to authenticated;
grant delete on public.accounts to authenticated;

alter table public.accounts enable row level security;
alter table public.accounts force row level security;

create policy "owners read their accounts" on public.accounts
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their accounts" on public.accounts
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their accounts" on public.accounts
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their accounts" on public.accounts
  for delete to authenticated
  using ((select auth.uid()) = user_id);
