-- The budget months that a person closed, with their bounds as they were. Written by close_month and reopen_month.

create table public.closed_months (
  user_id    uuid              not null default auth.uid() references public.users (id) on delete cascade,
  month      public.year_month not null check (month between '1999-12' and '2101-01'),
  first_day  date              not null,
  last_day   date              not null,
  created_at timestamptz       not null default now(),
  updated_at timestamptz       not null default now(),
  primary key (user_id, month),
  check (first_day <= last_day)
);
comment on table public.closed_months is 'Budget months that their owner closed, without a gap; nothing up to the last day of the latest changes any more.';
comment on column public.closed_months.user_id is 'Who closed the month.';
comment on column public.closed_months.month is 'The budget month.';
comment on column public.closed_months.first_day is 'Its first day, kept whatever the budget settings become.';
comment on column public.closed_months.last_day is 'Its last day, kept whatever the budget settings become.';
comment on column public.closed_months.created_at is 'When it was closed.';
comment on column public.closed_months.updated_at is 'When the row last changed.';

create trigger closed_months_touch
  before update on public.closed_months
  for each row execute function private.touch_updated_at();

revoke all on public.closed_months from anon, authenticated, service_role;
grant select on public.closed_months to authenticated, service_role;

alter table public.closed_months enable row level security;
alter table public.closed_months force row level security;

create policy "owners read their closed months" on public.closed_months
  for select to authenticated
  using ((select auth.uid()) = user_id);
