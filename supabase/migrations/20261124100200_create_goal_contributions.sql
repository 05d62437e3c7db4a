-- Money set aside for a goal in a real account, and taken back out. Rows are only ever added: what is set
-- aside is their sum.

create table public.goal_contributions (
  id         uuid                     not null default gen_random_uuid(),
  user_id    uuid                     not null default auth.uid() references public.users (id) on delete cascade,
  goal_id    uuid                     not null,
  account_id uuid                     not null,
  kind       public.contribution_kind not null default 'SET_ASIDE',
  amount     bigint                   not null check (amount <> 0 and amount between -999999999999999 and 999999999999999),
  made_on    date                     not null default private.today() check (made_on between date '2000-01-01' and date '2100-12-31'),
  created_at timestamptz              not null default now(),
  updated_at timestamptz              not null default now(),
  -- The person first, as in transactions.
  primary key (user_id, id),
  constraint goal_contributions_goal_fkey foreign key (goal_id, user_id)
    references public.financial_goals (id, user_id) on delete cascade,
  constraint goal_contributions_account_fkey foreign key (account_id, user_id) references public.accounts (id, user_id),
  constraint goal_contributions_sign_check check (
    case when kind in ('STARTING', 'SET_ASIDE') then amount >= 0 else amount <= 0 end
  )
);
comment on table public.goal_contributions is 'Money set aside for a goal in an account (positive), taken back or spent (negative), whole rupiah; only ever added to.';
comment on column public.goal_contributions.id is 'The id of the contribution; a client may choose it, so that sending it again adds nothing. Unique for its owner.';
comment on column public.goal_contributions.user_id is 'Whose contribution it is; set to the caller, never written.';
comment on column public.goal_contributions.goal_id is 'What it is for.';
comment on column public.goal_contributions.account_id is 'Where the money lies.';
comment on column public.goal_contributions.kind is 'STARTING was there when the goal began and SPENT went to what it is for: neither counts as pace. SET_ASIDE and TAKEN_BACK do.';
comment on column public.goal_contributions.amount is 'Whole rupiah, never 0: positive comes to the goal, negative leaves it.';
comment on column public.goal_contributions.made_on is 'The day it counts for, up to today.';
comment on column public.goal_contributions.created_at is 'When it was written.';
comment on column public.goal_contributions.updated_at is 'When the row last changed.';

-- A goal's history by when it was written, and what is set aside for it by account.
create index goal_contributions_goal_id_idx on public.goal_contributions (goal_id, user_id, created_at, id)
  include (account_id, kind, amount, made_on);
-- What is set aside in an account, from the index alone.
create index goal_contributions_account_id_idx on public.goal_contributions (account_id, user_id) include (goal_id, amount);

create trigger goal_contributions_touch
  before update on public.goal_contributions
  for each row execute function private.touch_updated_at();

revoke all on public.goal_contributions from anon, authenticated, service_role;
grant select on public.goal_contributions to authenticated, service_role;
grant insert (id, goal_id, account_id, kind, amount, made_on) on public.goal_contributions to authenticated;

alter table public.goal_contributions enable row level security;
alter table public.goal_contributions force row level security;

create policy "owners read their contributions" on public.goal_contributions
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their contributions" on public.goal_contributions
  for insert to authenticated
  with check ((select auth.uid()) = user_id);
