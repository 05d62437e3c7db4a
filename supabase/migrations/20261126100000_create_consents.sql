-- What a person agreed to and took back: a log that only grows. Its latest entry for a purpose is what holds.
-- Nobody inserts, changes or removes entries; public.give_consent adds them.

create table public.consents (
  id         uuid        primary key default gen_random_uuid(),
  user_id    uuid        not null default auth.uid() references public.users (id) on delete cascade,
  purpose    text        not null check (purpose in ('ai_processing')),
  version    date        not null check (version >= date '2026-01-01'),
  granted    boolean     not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Nobody agrees to a text that has not been written yet.
  constraint consents_version_written_check check (version <= (created_at at time zone 'Asia/Jakarta')::date)
);
comment on table public.consents is 'What people agreed to and took back, and when; entries are added and never changed.';
comment on column public.consents.id is 'The id of the decision.';
comment on column public.consents.user_id is 'Whose decision it is; set to the caller, never written.';
comment on column public.consents.purpose is 'What for: ai_processing is having messages and figures worded by a model outside Fintar.';
comment on column public.consents.version is 'The version of the text that the decision was about, named after its day.';
comment on column public.consents.granted is 'True where it was granted, false where it was refused or withdrawn.';
comment on column public.consents.created_at is 'When it was decided; of two decisions of one person the later one has the later time.';
comment on column public.consents.updated_at is 'When the row last changed, which is when it was made.';

-- The latest decision of a person for a purpose, and the order of all of them.
create unique index consents_user_id_key on public.consents (user_id, purpose, created_at);

create trigger consents_touch
  before update on public.consents
  for each row execute function private.touch_updated_at();

revoke all on public.consents from anon, authenticated, service_role;
grant select on public.consents to authenticated, service_role;

alter table public.consents enable row level security;
alter table public.consents force row level security;

create policy "owners read their consents" on public.consents
  for select to authenticated
  using ((select auth.uid()) = user_id);
