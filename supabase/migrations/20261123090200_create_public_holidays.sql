-- Public holidays of Indonesia, filled by `python -m dev.holidays`: what is a working day is said once, here.

create table public.public_holidays (
  day        date        primary key,
  name       text        not null check (char_length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.public_holidays is 'Public holidays of Indonesia; a day that is not here and no Saturday or Sunday is a working day.';
comment on column public.public_holidays.day is 'The day.';
comment on column public.public_holidays.name is 'What is kept on it, in Indonesian; several names are divided by "; ".';
comment on column public.public_holidays.created_at is 'When the day was added.';
comment on column public.public_holidays.updated_at is 'When the row last changed.';

create trigger public_holidays_touch
  before update on public.public_holidays
  for each row execute function private.touch_updated_at();

revoke all on public.public_holidays from anon, authenticated, service_role;
grant select on public.public_holidays to authenticated;
grant select, insert, update, delete on public.public_holidays to service_role;

alter table public.public_holidays enable row level security;
alter table public.public_holidays force row level security;

create policy "people read public holidays" on public.public_holidays
  for select to authenticated
  using ((select auth.uid()) is not null);
