-- The rows of a file as they were read, for review before anything is booked.

create table public.import_rows (
  import_id       uuid               not null,
  line            integer            not null check (line between 1 and 10000000),
  user_id         uuid               not null default auth.uid() references public.users (id) on delete cascade,
  booked_on       date,
  amount          bigint,
  account_name    text               check (char_length(account_name) <= 60),
  description     text               check (char_length(description) <= 1000),
  merchant        text               check (char_length(merchant) <= 120 and merchant !~ '[[:cntrl:]]' and merchant ~ '\S'),
  category_id     uuid               references public.categories (id) on delete set null,
  category_origin text               check (category_origin in ('RULE', 'MERCHANT', 'SUGGESTION', 'FILE', 'PERSON')),
  transfer_with   uuid,
  note            text               check (char_length(note) <= 500 and translate(note, E'\n', '') !~ '[[:cntrl:]]' and note ~ '\S'),
  balance         bigint,
  fingerprint     text               check (char_length(fingerprint) between 1 and 100),
  occurrence      integer            check (occurrence >= 0),
  verdict         public.row_verdict not null,
  reason          jsonb              check (jsonb_typeof(reason) = 'object' and octet_length(reason::text) <= 4096 and private.is_plain_json(reason)),
  included        boolean            not null default true,
  parts           jsonb              check (jsonb_typeof(parts) = 'array' and octet_length(parts::text) <= 65536 and private.is_plain_json(parts)),
  created_at      timestamptz        not null default now(),
  updated_at      timestamptz        not null default now(),
  primary key (import_id, line),
  constraint import_rows_import_fkey foreign key (import_id, user_id) references public.imports (id, user_id) on delete cascade
);
comment on table public.import_rows is 'The rows of a file as they were read; their owner reviews them while the import is READY.';
comment on column public.import_rows.import_id is 'The import that the row belongs to.';
comment on column public.import_rows.line is 'The line of the file, counted from 1 with the header.';
comment on column public.import_rows.user_id is 'Whose row it is; set to the caller, never written.';
comment on column public.import_rows.booked_on is 'The day that was read.';
comment on column public.import_rows.amount is 'The amount that was read, signed whole rupiah.';
comment on column public.import_rows.account_name is 'The account that the row names, in Fintar''s own export.';
comment on column public.import_rows.description is 'The text of the row as the file has it.';
comment on column public.import_rows.merchant is 'The merchant found in it.';
comment on column public.import_rows.category_id is 'The category it will get.';
comment on column public.import_rows.category_origin is 'Where that category comes from.';
comment on column public.import_rows.transfer_with is 'The transaction that looks like the other leg of a transfer.';
comment on column public.import_rows.note is 'The note it will get.';
comment on column public.import_rows.balance is 'The balance that the row states, whole rupiah.';
comment on column public.import_rows.fingerprint is 'What the row says, as a digest.';
comment on column public.import_rows.occurrence is 'The how-manieth row with that fingerprint it is.';
comment on column public.import_rows.verdict is 'What was found about it.';
comment on column public.import_rows.reason is 'Why it was refused or may be a duplicate: code, and field and value where they help.';
comment on column public.import_rows.included is 'Whether it will be booked.';
comment on column public.import_rows.parts is 'The parts of a split transaction, in Fintar''s own export.';
comment on column public.import_rows.created_at is 'When the row was staged.';
comment on column public.import_rows.updated_at is 'When the row last changed.';

-- Read by the foreign keys when a person or a category goes.
create index import_rows_user_id_idx on public.import_rows (user_id);
create index import_rows_category_id_idx on public.import_rows (category_id) where category_id is not null;

create trigger import_rows_touch
  before update on public.import_rows
  for each row execute function private.touch_updated_at();

revoke all on public.import_rows from anon, authenticated, service_role;
grant select on public.import_rows to authenticated, service_role;
grant update (category_id, included, merchant, note) on public.import_rows to authenticated;

alter table public.import_rows enable row level security;
alter table public.import_rows force row level security;

create policy "owners read their import rows" on public.import_rows
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners review their import rows before they are booked" on public.import_rows
  for update to authenticated
  using (
    (select auth.uid()) = user_id
    and import_id in (select id from public.imports where state = 'READY' and user_id = (select auth.uid()))
  )
  with check ((select auth.uid()) = user_id);
