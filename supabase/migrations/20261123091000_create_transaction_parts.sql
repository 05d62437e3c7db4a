-- The parts of a split transaction: they have its sign and add up to it when the request ends.

create table public.transaction_parts (
  id             uuid        primary key default gen_random_uuid(),
  user_id        uuid        not null default auth.uid() references public.users (id) on delete cascade,
  transaction_id uuid        not null,
  category_id    uuid        references public.categories (id),
  amount         bigint      not null check (amount <> 0 and amount between -999999999999999 and 999999999999999),
  note           text        check (char_length(note) <= 500 and translate(note, E'\n', '') !~ '[[:cntrl:]]' and note ~ '\S'),
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  constraint transaction_parts_transaction_fkey foreign key (user_id, transaction_id)
    references public.transactions (user_id, id) on delete cascade
);
comment on table public.transaction_parts is 'What a transaction that was for several things was for: two parts or more, which add up to it.';
comment on column public.transaction_parts.id is 'The id of the part.';
comment on column public.transaction_parts.user_id is 'Whose part it is; set to the caller, never written.';
comment on column public.transaction_parts.transaction_id is 'The whole.';
comment on column public.transaction_parts.category_id is 'What this part was for.';
comment on column public.transaction_parts.amount is 'Whole rupiah, with the sign of the whole.';
comment on column public.transaction_parts.note is 'Anything else, up to 500 characters.';
comment on column public.transaction_parts.created_at is 'When the part was saved.';
comment on column public.transaction_parts.updated_at is 'When the row last changed.';

-- The parts of a transaction.
create index transaction_parts_transaction_id_idx on public.transaction_parts (user_id, transaction_id);
-- Whether a category is in use, and by whom.
create index transaction_parts_category_id_idx on public.transaction_parts (category_id, user_id);

create trigger transaction_parts_touch
  before update on public.transaction_parts
  for each row execute function private.touch_updated_at();

revoke all on public.transaction_parts from anon, authenticated, service_role;
grant select on public.transaction_parts to authenticated, service_role;
grant insert (transaction_id, category_id, amount, note) on public.transaction_parts to authenticated;
grant update (category_id, amount, note) on public.transaction_parts to authenticated;
grant delete on public.transaction_parts to authenticated;

alter table public.transaction_parts enable row level security;
alter table public.transaction_parts force row level security;

create policy "owners read their parts" on public.transaction_parts
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their parts" on public.transaction_parts
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their parts" on public.transaction_parts
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their parts" on public.transaction_parts
  for delete to authenticated
  using ((select auth.uid()) = user_id);
