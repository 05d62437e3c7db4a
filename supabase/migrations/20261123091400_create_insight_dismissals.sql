-- Insight cards that a person does not want to see again.

create table public.insight_dismissals (
  user_id    uuid        not null default auth.uid() references public.users (id) on delete cascade,
  insight    text        not null check (char_length(insight) between 1 and 120 and insight !~ '[[:cntrl:]]'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, insight)
);
comment on table public.insight_dismissals is 'Insight cards that a person put aside.';
comment on column public.insight_dismissals.user_id is 'Who put it aside; set to the caller, never written.';
comment on column public.insight_dismissals.insight is 'The key of the insight, as the analysis gives it.';
comment on column public.insight_dismissals.created_at is 'When it was put aside.';
comment on column public.insight_dismissals.updated_at is 'When the row last changed.';

create trigger insight_dismissals_touch
  before update on public.insight_dismissals
  for each row execute function private.touch_updated_at();

revoke all on public.insight_dismissals from anon, authenticated, service_role;
grant select on public.insight_dismissals to authenticated, service_role;
grant insert (insight) on public.insight_dismissals to authenticated;
grant delete on public.insight_dismissals to authenticated;

alter table public.insight_dismissals enable row level security;
alter table public.insight_dismissals force row level security;

create policy "owners read their dismissed insights" on public.insight_dismissals
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their dismissed insights" on public.insight_dismissals
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners remove their dismissed insights" on public.insight_dismissals
  for delete to authenticated
  using ((select auth.uid()) = user_id);
