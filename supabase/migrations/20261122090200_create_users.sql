-- The account row beside auth.users. Its owner words it; role, verification and flags move only by rule.

create table public.users (
  id                       uuid             primary key references auth.users (id) on delete cascade,
  email                    text             not null unique,
  username                 text             unique check (username ~ '^[a-z0-9_.]{3,30}$'),
  first_name               text             check (first_name ~ '^[^[:cntrl:]]{1,100}$' and first_name ~ '\S'),
  last_name                text             check (last_name ~ '^[^[:cntrl:]]{1,100}$' and last_name ~ '\S'),
  phone                    text             check (phone ~ '^\+[1-9][0-9]{7,14}$'),
  avatar_url               text             check (avatar_url ~ '^https://[^[:space:][:cntrl:]]+$' and char_length(avatar_url) <= 2048),
  role                     public.user_role not null default 'USER',
  is_verified              boolean          not null default false,
  preferences              jsonb            not null default '{}' check (jsonb_typeof(preferences) = 'object' and octet_length(preferences::text) <= 8192 and private.is_plain_json(preferences)),
  onboarding_completed     boolean          not null default false,
  onboarding_skipped_at    timestamptz,
  profile_completed        boolean          not null default false,
  financial_data_completed boolean          not null default false,
  created_at               timestamptz      not null default now(),
  updated_at               timestamptz      not null default now()
);
comment on table public.users is 'One account: who signs in, what they may do and how far they have come.';
comment on column public.users.id is 'The id of the account in Supabase Auth.';
comment on column public.users.email is 'The e-mail of the account, kept the same as in Supabase Auth.';
comment on column public.users.username is 'A name of 3 to 30 lower-case letters, digits, dots and underscores; unique, kept in lower case.';
comment on column public.users.first_name is 'First name, 1 to 100 characters.';
comment on column public.users.last_name is 'Last name, 1 to 100 characters.';
comment on column public.users.phone is 'Phone number as E.164, such as +6281234567890.';
comment on column public.users.avatar_url is 'Address of a picture, https only.';
comment on column public.users.role is 'What the account may do; changed by an operator or by rule, never by its owner.';
comment on column public.users.is_verified is 'Whether the e-mail is confirmed, kept the same as in Supabase Auth.';
comment on column public.users.preferences is 'The owner''s settings, a JSON object of at most 8 kB.';
comment on column public.users.onboarding_completed is 'Whether onboarding is behind the owner: everything was filled in once, or it was skipped. Stays true.';
comment on column public.users.onboarding_skipped_at is 'When the owner skipped onboarding; null when they did not.';
comment on column public.users.profile_completed is 'Whether the profile has all it needs now.';
comment on column public.users.financial_data_completed is 'Whether the financial data has all it needs now.';
comment on column public.users.created_at is 'When the account was made.';
comment on column public.users.updated_at is 'When the row last changed.';

create function private.lower_username()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.username := lower(new.username);
  return new;
end
$$;
comment on function private.lower_username() is 'Trigger: Budi and budi are one name.';

revoke all on function private.lower_username() from public;

create trigger users_lower_username
  before insert or update of username on public.users
  for each row execute function private.lower_username();

create trigger users_touch
  before update on public.users
  for each row execute function private.touch_updated_at();

revoke all on public.users from anon, authenticated, service_role;
grant select on public.users to authenticated, service_role;
grant update (username, first_name, last_name, phone, avatar_url, preferences) on public.users to authenticated, service_role;

alter table public.users enable row level security;
alter table public.users force row level security;

create policy "owners read their account" on public.users
  for select to authenticated
  using ((select auth.uid()) = id);

create policy "owners change their account" on public.users
  for update to authenticated
  using ((select auth.uid()) = id)
  with check ((select auth.uid()) = id);
