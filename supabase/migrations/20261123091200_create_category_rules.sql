-- A person's own rules: what a text from a bank or a sentence is for.

create table public.category_rules (
  id          uuid               primary key default gen_random_uuid(),
  user_id     uuid               not null default auth.uid() references public.users (id) on delete cascade,
  pattern     text               not null check (
    char_length(pattern) between 2 and 120 and pattern !~ '[[:cntrl:]]|\s\s|^\s|\s$' and pattern = lower(pattern)
  ),
  match       text               not null default 'CONTAINS' check (match in ('CONTAINS', 'EXACT')),
  category_id uuid               not null references public.categories (id) on delete cascade,
  status      public.rule_status not null default 'ACTIVE',
  origin      text               not null default 'PERSON' check (origin in ('PERSON', 'CORRECTION')),
  priority    integer            not null default 0 check (priority between -1000 and 1000),
  created_at  timestamptz        not null default now(),
  updated_at  timestamptz        not null default now(),
  constraint category_rules_pattern_key unique (user_id, match, pattern)
);
comment on table public.category_rules is 'A person''s own rules: a transaction whose text has the pattern is for the category.';
comment on column public.category_rules.id is 'The id of the rule.';
comment on column public.category_rules.user_id is 'Whose rule it is; set to the caller, never written.';
comment on column public.category_rules.pattern is 'The text to look for, 2 to 120 characters; kept in lower case with single spaces.';
comment on column public.category_rules.match is 'CONTAINS: these words, whole, anywhere in the text; EXACT: the whole text.';
comment on column public.category_rules.category_id is 'The category that it gives.';
comment on column public.category_rules.status is 'ACTIVE is used, PROPOSED waits for review, DISMISSED was turned down.';
comment on column public.category_rules.origin is 'PERSON: its owner wrote it; CORRECTION: made from a correction.';
comment on column public.category_rules.priority is 'Among rules that fit, the highest wins; -1000 to 1000.';
comment on column public.category_rules.created_at is 'When the rule was made.';
comment on column public.category_rules.updated_at is 'When the row last changed.';

-- Read by the foreign key when a category goes.
create index category_rules_category_id_idx on public.category_rules (category_id);

create function private.plain_pattern()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.pattern := lower(btrim(regexp_replace(new.pattern, '\s+', ' ', 'g')));
  return new;
end
$$;
comment on function private.plain_pattern() is 'Trigger: a pattern is kept in lower case with single spaces.';

revoke all on function private.plain_pattern() from public;

create trigger category_rules_plain_pattern
  before insert or update of pattern on public.category_rules
  for each row execute function private.plain_pattern();

create trigger category_rules_touch
  before update on public.category_rules
  for each row execute function private.touch_updated_at();

revoke all on public.category_rules from anon, authenticated, service_role;
grant select on public.category_rules to authenticated, service_role;
grant insert (pattern, match, category_id, status, priority) on public.category_rules to authenticated;
grant update (pattern, match, category_id, status, priority) on public.category_rules to authenticated;
grant delete on public.category_rules to authenticated;

alter table public.category_rules enable row level security;
alter table public.category_rules force row level security;

create policy "owners read their category rules" on public.category_rules
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their category rules" on public.category_rules
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their category rules" on public.category_rules
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their category rules" on public.category_rules
  for delete to authenticated
  using ((select auth.uid()) = user_id);
