-- What a person plans to spend or save: one row a category and budget month.

create table public.budgets (
  id                 uuid              primary key default gen_random_uuid(),
  user_id            uuid              not null default auth.uid() references public.users (id) on delete cascade,
  category_id        uuid              not null references public.categories (id),
  month              public.year_month not null check (month between '1999-12' and '2101-01'),
  amount             bigint            not null check (amount between 0 and 999999999999999),
  moved              bigint            not null default 0 check (moved between -999999999999999 and 999999999999999),
  rollover_surplus   boolean           not null default false,
  rollover_overspend boolean           not null default false,
  created_at         timestamptz       not null default now(),
  updated_at         timestamptz       not null default now(),
  constraint budgets_category_month_key unique (user_id, category_id, month)
);
comment on table public.budgets is 'What a person plans to spend or save: one row a category and budget month.';
comment on column public.budgets.id is 'The id of the budget.';
comment on column public.budgets.user_id is 'Whose budget it is; set to the caller, never written.';
comment on column public.budgets.category_id is 'What it is for; never a category of income.';
comment on column public.budgets.month is 'The budget month.';
comment on column public.budgets.amount is 'What is planned, whole rupiah, zero or more.';
comment on column public.budgets.moved is 'What was moved in from other categories, less what was moved out, whole rupiah; written by a function.';
comment on column public.budgets.rollover_surplus is 'Whether what is left goes on to the next month.';
comment on column public.budgets.rollover_overspend is 'Whether what was overspent is taken from the next month.';
comment on column public.budgets.created_at is 'When the budget was made.';
comment on column public.budgets.updated_at is 'When the row last changed.';

-- Whether a category is in use, and by whom.
create index budgets_category_id_idx on public.budgets (category_id, user_id);

create trigger budgets_touch
  before update on public.budgets
  for each row execute function private.touch_updated_at();

revoke all on public.budgets from anon, authenticated, service_role;
grant select on public.budgets to authenticated, service_role;
grant insert (category_id, month, amount, rollover_surplus, rollover_overspend) on public.budgets to authenticated;
grant update (category_id, month, amount, rollover_surplus, rollover_overspend) on public.budgets to authenticated;
grant delete on public.budgets to authenticated;

alter table public.budgets enable row level security;
alter table public.budgets force row level security;

create policy "owners read their budgets" on public.budgets
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their budgets" on public.budgets
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their budgets" on public.budgets
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their budgets" on public.budgets
  for delete to authenticated
  using ((select auth.uid()) = user_id);
