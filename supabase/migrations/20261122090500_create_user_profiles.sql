-- Who a person is beyond their account; one row each, read and written by its owner alone.

create table public.user_profiles (
  id              uuid                  primary key default gen_random_uuid(),
  user_id         uuid                  not null unique default auth.uid() references public.users (id) on delete cascade,
  date_of_birth   date                  check (date_of_birth >= date '1920-01-01'),
  gender          public.gender,
  occupation      text                  check (occupation ~ '^[^[:cntrl:]]{1,255}$' and occupation ~ '\S'),
  company         text                  check (company ~ '^[^[:cntrl:]]{1,255}$' and company ~ '\S'),
  marital_status  public.marital_status,
  dependents      integer               check (dependents between 0 and 20),
  education_level text                  check (education_level ~ '^[^[:cntrl:]]{1,100}$' and education_level ~ '\S'),
  address         jsonb                 check (jsonb_typeof(address) = 'object' and octet_length(address::text) <= 4096 and private.is_plain_json(address)),
  currency        text                  not null default 'IDR' check (currency = 'IDR'),
  created_at      timestamptz           not null default now(),
  updated_at      timestamptz           not null default now()
);
comment on table public.user_profiles is 'Who a person is: age, work, family and where they live.';
comment on column public.user_profiles.id is 'The id of the profile.';
comment on column public.user_profiles.user_id is 'Whose profile it is; set to the caller, never written.';
comment on column public.user_profiles.date_of_birth is 'Date of birth, in 1920 or later and in the past.';
comment on column public.user_profiles.gender is 'Gender, or UNDISCLOSED.';
comment on column public.user_profiles.occupation is 'What they work as, up to 255 characters.';
comment on column public.user_profiles.company is 'Whom they work for, up to 255 characters.';
comment on column public.user_profiles.marital_status is 'Marital status.';
comment on column public.user_profiles.dependents is 'How many people they provide for, 0 to 20.';
comment on column public.user_profiles.education_level is 'Highest education, up to 100 characters.';
comment on column public.user_profiles.address is 'Address, a JSON object of at most 4 kB.';
comment on column public.user_profiles.currency is 'Currency of all amounts; only IDR for now.';
comment on column public.user_profiles.created_at is 'When the profile was made.';
comment on column public.user_profiles.updated_at is 'When the profile last changed.';

create function private.check_date_of_birth()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.date_of_birth >= current_date then
    raise check_violation using
      message = 'date_of_birth must be in the past',
      schema = 'public', table = 'user_profiles', column = 'date_of_birth',
      constraint = 'user_profiles_date_of_birth_check';
  end if;
  return new;
end
$$;
comment on function private.check_date_of_birth() is 'Trigger: nobody was born today or later; a check may not read the clock.';

revoke all on function private.check_date_of_birth() from public;

create trigger user_profiles_check_date_of_birth
  before insert or update of date_of_birth on public.user_profiles
  for each row execute function private.check_date_of_birth();

create trigger user_profiles_touch
  before update on public.user_profiles
  for each row execute function private.touch_updated_at();

revoke all on public.user_profiles from anon, authenticated, service_role;
grant select on public.user_profiles to authenticated, service_role;
grant insert (date_of_birth, gender, occupation, company, marital_status, dependents, education_level, address, currency)
  on public.user_profiles to authenticated;
grant update (date_of_birth, gender, occupation, company, marital_status, dependents, education_level, address, currency)
  on public.user_profiles to authenticated, service_role;
grant insert, delete on public.user_profiles to service_role;

alter table public.user_profiles enable row level security;
alter table public.user_profiles force row level security;

create policy "owners read their profile" on public.user_profiles
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their profile" on public.user_profiles
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their profile" on public.user_profiles
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
