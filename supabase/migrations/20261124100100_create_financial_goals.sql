-- What a person saves for. What is set aside for it lies in goal_contributions.

create table public.financial_goals (
  id          uuid               not null default gen_random_uuid(),
  user_id     uuid               not null default auth.uid() references public.users (id) on delete cascade,
  kind        public.goal_kind   not null,
  name        text               not null check (char_length(name) <= 80 and name !~ '[[:cntrl:]]' and name ~ '\S'),
  target_rule public.target_rule not null default 'FIXED',
  target      bigint             check (target between 1 and 999999999999999),
  priced_on   date               not null default private.today(),
  target_on   date               check (target_on between date '2000-01-01' and date '2100-12-31'),
  priority    smallint           not null default 1 check (priority between 1 and 99),
  grows       boolean            not null default false,
  state       public.goal_state  not null default 'ACTIVE',
  created_at  timestamptz        not null default now(),
  updated_at  timestamptz        not null default now(),
  -- The person first: clients choose ids, and nobody learns by a collision that another has one.
  primary key (user_id, id),
  constraint financial_goals_rule_check check (
    case kind
      when 'EMERGENCY_FUND' then target_rule <> 'DEBTS'
      when 'DEBT_FREE' then target_rule = 'DEBTS'
      else target_rule = 'FIXED'
    end
  ),
  constraint financial_goals_fixed_check check ((target_rule = 'FIXED') = (target is not null)),
  constraint financial_goals_grows_check check (target_rule = 'FIXED' or not grows)
);
comment on table public.financial_goals is 'What a person saves for; amounts in whole rupiah.';
comment on column public.financial_goals.id is 'The id of the goal; a client may choose it, so that sending it again adds nothing. Unique for its owner.';
comment on column public.financial_goals.user_id is 'Whose goal it is; set to the caller, never written.';
comment on column public.financial_goals.kind is 'What sort of goal it is.';
comment on column public.financial_goals.name is 'What its owner calls it, 1 to 80 characters.';
comment on column public.financial_goals.target_rule is 'Where the target comes from; only an emergency fund follows spending, and being debt-free always follows what is owed.';
comment on column public.financial_goals.target is 'Whole rupiah at the prices of priced_on; null where the target follows another figure.';
comment on column public.financial_goals.priced_on is 'The day whose prices the target is at: the day it was written; kept by the database.';
comment on column public.financial_goals.target_on is 'The day by which it should be reached, 2000 to 2100; null for as soon as possible.';
comment on column public.financial_goals.priority is 'Which goal comes first when money is short: 1 before 99.';
comment on column public.financial_goals.grows is 'Whether the target grows with prices, as its owner chose; by how much is assumed by kind.';
comment on column public.financial_goals.state is 'Where it stands in its life; moves by rule.';
comment on column public.financial_goals.created_at is 'When the goal was made.';
comment on column public.financial_goals.updated_at is 'When the row last changed.';

create trigger financial_goals_touch
  before update on public.financial_goals
  for each row execute function private.touch_updated_at();

revoke all on public.financial_goals from anon, authenticated, service_role;
grant select on public.financial_goals to authenticated, service_role;
grant insert (id, kind, name, target_rule, target, target_on, priority, grows) on public.financial_goals to authenticated;
grant update (kind, name, target_rule, target, target_on, priority, grows, state) on public.financial_goals to authenticated;
grant delete on public.financial_goals to authenticated;

alter table public.financial_goals enable row level security;
alter table public.financial_goals force row level security;

create policy "owners read their goals" on public.financial_goals
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their goals" on public.financial_goals
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their goals" on public.financial_goals
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);

create policy "owners remove their goals" on public.financial_goals
  for delete to authenticated
  using ((select auth.uid()) = user_id);
