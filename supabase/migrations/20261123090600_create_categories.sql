-- What money is for: system categories that everybody sees, and one's own.

create table public.categories (
  id           uuid                primary key default gen_random_uuid(),
  user_id      uuid                default auth.uid() references public.users (id) on delete cascade,
  code         text                unique check (code ~ '^[a-z]{1,20}\.[a-z_]{1,30}$'),
  name         text                not null check (char_length(name) <= 60 and name !~ '[[:cntrl:]]' and name ~ '\S'),
  name_en      text                check (char_length(name_en) <= 60 and name_en !~ '[[:cntrl:]]' and name_en ~ '\S'),
  budget_group public.budget_group not null,
  is_fixed     boolean             not null default false,
  archived     boolean             not null default false,
  created_at   timestamptz         not null default now(),
  updated_at   timestamptz         not null default now(),
  constraint categories_system_check check ((user_id is null) = (code is not null) and (user_id is null) = (name_en is not null))
);
comment on table public.categories is 'What money is for: rows without an owner are the system''s, in both languages, and never change hands.';
comment on column public.categories.id is 'The id of the category.';
comment on column public.categories.user_id is 'Whose category it is; null for the system''s. Set to the caller, never written.';
comment on column public.categories.code is 'A stable word for a system category, such as needs.rent; null for one''s own.';
comment on column public.categories.name is 'Its name, 1 to 60 characters, in Indonesian for a system category.';
comment on column public.categories.name_en is 'The English name of a system category; null for one''s own.';
comment on column public.categories.budget_group is 'What it counts as: income, needs, wants or saving.';
comment on column public.categories.is_fixed is 'Whether it costs about the same every month, whatever one does.';
comment on column public.categories.archived is 'Whether it is no longer used: hidden from choices, its history stays.';
comment on column public.categories.created_at is 'When the category was made.';
comment on column public.categories.updated_at is 'When the row last changed.';

create unique index categories_name_key on public.categories (user_id, lower(name));

create trigger categories_touch
  before update on public.categories
  for each row execute function private.touch_updated_at();

revoke all on public.categories from anon, authenticated, service_role;
grant select on public.categories to authenticated, service_role;
grant insert (name, budget_group, is_fixed, archived) on public.categories to authenticated;
grant update (name, budget_group, is_fixed, archived) on public.categories to authenticated;
grant delete on public.categories to authenticated;

alter table public.categories enable row level security;
alter table public.categories force row level security;

create policy "people read system categories and their own" on public.categories
  for select to authenticated
  using (user_id is null or (select auth.uid()) = user_id);

create policy "owners add their categories" on public.categories
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their categories" on public.categories
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their categories" on public.categories
  for delete to authenticated
  using ((select auth.uid()) = user_id);
