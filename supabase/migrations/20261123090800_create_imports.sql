-- Files of transactions on their way in: staged, reviewed, booked in one go, and taken back in one go.
-- Functions write here; their owner reads, and may throw away what is not booked.

create table public.imports (
  id             uuid                primary key default gen_random_uuid(),
  user_id        uuid                not null default auth.uid() references public.users (id) on delete cascade,
  account_id     uuid,
  file_name      text                not null check (char_length(file_name) <= 200 and file_name !~ '[[:cntrl:]]' and file_name ~ '\S'),
  file_sha256    text                not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  profile        text                not null check (char_length(profile) between 1 and 60 and profile !~ '[[:cntrl:]]'),
  layout         text                not null check (char_length(layout) between 1 and 64 and layout !~ '[[:cntrl:]]'),
  mapping        jsonb               check (jsonb_typeof(mapping) = 'object' and octet_length(mapping::text) <= 8192 and private.is_plain_json(mapping)),
  state          public.import_state not null default 'STAGING',
  first_on       date,
  last_on        date,
  rows           integer             not null default 0 check (rows >= 0),
  rows_new       integer             not null default 0 check (rows_new >= 0),
  rows_duplicate integer             not null default 0 check (rows_duplicate >= 0),
  rows_refused   integer             not null default 0 check (rows_refused >= 0),
  committed_at   timestamptz,
  reverted_at    timestamptz,
  created_at     timestamptz         not null default now(),
  updated_at     timestamptz         not null default now(),
  constraint imports_id_user_id_key unique (id, user_id),
  -- What was booked keeps its account by itself; a file that left nothing behind goes with the account.
  constraint imports_account_fkey foreign key (account_id, user_id) references public.accounts (id, user_id) on delete cascade
);
comment on table public.imports is 'Files of transactions: what was read, what was booked from it and whether it was taken back.';
comment on column public.imports.id is 'The id of the import.';
comment on column public.imports.user_id is 'Whose import it is; set to the caller, never written.';
comment on column public.imports.account_id is 'The account that the file is about; null only for Fintar''s own export, which names accounts itself.';
comment on column public.imports.file_name is 'The file''s name, up to 200 characters.';
comment on column public.imports.file_sha256 is 'SHA-256 of the file, unpacked, in hexadecimal digits.';
comment on column public.imports.profile is 'The layout that was recognised, such as generic.';
comment on column public.imports.layout is 'A digest of the header row: the same layout finds its mapping again.';
comment on column public.imports.mapping is 'How the columns were read where the person said so: a JSON object of at most 8 kB.';
comment on column public.imports.state is 'How far it is.';
comment on column public.imports.first_on is 'The earliest day in the file.';
comment on column public.imports.last_on is 'The latest day in the file.';
comment on column public.imports.rows is 'How many rows were staged.';
comment on column public.imports.rows_new is 'How many of them are new.';
comment on column public.imports.rows_duplicate is 'How many are known already, or may be.';
comment on column public.imports.rows_refused is 'How many could not be read.';
comment on column public.imports.committed_at is 'When it was booked.';
comment on column public.imports.reverted_at is 'When it was taken back.';
comment on column public.imports.created_at is 'When the file came.';
comment on column public.imports.updated_at is 'When the row last changed.';

-- One's own imports, the newest first.
create index imports_user_id_created_at_idx on public.imports (user_id, created_at);
-- Staging that nobody finished, to be swept.
create index imports_state_created_at_idx on public.imports (state, created_at) where state in ('STAGING', 'READY');
-- Read by the foreign key when an account goes.
create index imports_account_id_idx on public.imports (account_id);

create trigger imports_touch
  before update on public.imports
  for each row execute function private.touch_updated_at();

revoke all on public.imports from anon, authenticated, service_role;
grant select on public.imports to authenticated, service_role;
grant delete on public.imports to authenticated;

alter table public.imports enable row level security;
alter table public.imports force row level security;

create policy "owners read their imports" on public.imports
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners throw away their imports that are not booked" on public.imports
  for delete to authenticated
  using ((select auth.uid()) = user_id and state in ('STAGING', 'READY'));
