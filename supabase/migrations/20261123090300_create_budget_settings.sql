-- When a person's budget month begins. Without a row: on day 1.

create table public.budget_settings (
  user_id     uuid               primary key default auth.uid() references public.users (id) on delete cascade,
  month_start public.month_start not null default 'DAY',
  start_day   smallint           not null default 1 check (start_day between 1 and 28),
  created_at  timestamptz        not null default now(),
  updated_at  timestamptz        not null default now()
);
comment on table public.budget_settings is 'When a person''s budget month begins; without a row it is the calendar month.';
comment on column public.budget_settings.user_id is 'Whose settings they are; set to the caller, never written.';
comment on column public.budget_settings.month_start is 'What begins the month: start_day, or the last working day of the month before.';
comment on column public.budget_settings.start_day is 'The day of the month that begins it, 1 to 28; used with DAY. From 16 on, the month is named after the one it ends in.';
comment on column public.budget_settings.created_at is 'When the settings were made.';
comment on column public.budget_settings.updated_at is 'When the row last changed.';

create trigger budget_settings_touch
  before update on public.budget_settings
  for each row execute function private.touch_updated_at();

revoke all on public.budget_settings from anon, authenticated, service_role;
grant select on public.budget_settings to authenticated, service_role;
grant insert (month_start, start_day) on public.budget_settings to authenticated;
grant update (month_start, start_day) on public.budget_settings to authenticated;

alter table public.budget_settings enable row level security;
alter table public.budget_settings force row level security;

create policy "owners read their budget settings" on public.budget_settings
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their budget settings" on public.budget_settings
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their budget settings" on public.budget_settings
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
