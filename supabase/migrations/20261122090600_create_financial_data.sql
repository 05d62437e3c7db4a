-- What a person declares about their money; one row each. Null means not said yet, zero means none.

create table public.financial_data (
  id                    uuid              primary key default gen_random_uuid(),
  user_id               uuid              not null unique default auth.uid() references public.users (id) on delete cascade,
  monthly_income        bigint            check (monthly_income between 0 and 999999999999999),
  monthly_expenses      bigint            check (monthly_expenses between 0 and 999999999999999),
  monthly_needs         bigint            check (monthly_needs between 0 and 999999999999999),
  monthly_wants         bigint            check (monthly_wants between 0 and 999999999999999),
  current_savings       bigint            check (current_savings between 0 and 999999999999999),
  current_debt          bigint            check (current_debt between 0 and 999999999999999),
  emergency_fund_amount bigint            check (emergency_fund_amount between 0 and 999999999999999),
  stated_goals          text[]            check (
    cardinality(stated_goals) <= 20
    and coalesce(array_ndims(stated_goals), 1) = 1
    and array_position(stated_goals, null) is null
    and not jsonb_path_exists(to_jsonb(stated_goals), '$[*] ? (!(@ like_regex "^.{1,200}$" flag "s") || !(@ like_regex "\\S"))')
  ),
  risk_tolerance        public.risk_level,
  investment_experience text              check (investment_experience ~ '^[^[:cntrl:]]{1,50}$' and investment_experience ~ '\S'),
  current_investments   jsonb             check (
    jsonb_typeof(current_investments) = 'array' and octet_length(current_investments::text) <= 32768 and private.is_plain_json(current_investments)
    and not jsonb_path_exists(current_investments, 'strict $[*] ? (@.type() != "object")')
  ),
  assets                jsonb             check (
    jsonb_typeof(assets) = 'array' and octet_length(assets::text) <= 32768 and private.is_plain_json(assets)
    and not jsonb_path_exists(assets, 'strict $[*] ? (@.type() != "object")')
  ),
  liabilities           jsonb             check (
    jsonb_typeof(liabilities) = 'array' and octet_length(liabilities::text) <= 32768 and private.is_plain_json(liabilities)
    and not jsonb_path_exists(liabilities, 'strict $[*] ? (@.type() != "object")')
  ),
  insurance             jsonb             check (
    jsonb_typeof(insurance) = 'array' and octet_length(insurance::text) <= 32768 and private.is_plain_json(insurance)
    and not jsonb_path_exists(insurance, 'strict $[*] ? (@.type() != "object")')
  ),
  created_at            timestamptz       not null default now(),
  updated_at            timestamptz       not null default now()
);
comment on table public.financial_data is 'What a person declares about their money, in whole rupiah.';
comment on column public.financial_data.id is 'The id of the row.';
comment on column public.financial_data.user_id is 'Whose figures they are; set to the caller, never written.';
comment on column public.financial_data.monthly_income is 'Income a month, whole rupiah.';
comment on column public.financial_data.monthly_expenses is 'All spending a month, whole rupiah.';
comment on column public.financial_data.monthly_needs is 'The part of spending that cannot be avoided, whole rupiah a month.';
comment on column public.financial_data.monthly_wants is 'The part of spending that could be avoided, whole rupiah a month.';
comment on column public.financial_data.current_savings is 'All savings now, whole rupiah.';
comment on column public.financial_data.current_debt is 'All debt now, whole rupiah.';
comment on column public.financial_data.emergency_fund_amount is 'What is set aside for emergencies now, whole rupiah.';
comment on column public.financial_data.stated_goals is 'Free wishes from onboarding: at most 20, each 1 to 200 characters.';
comment on column public.financial_data.risk_tolerance is 'How much they are ready to see an investment swing.';
comment on column public.financial_data.investment_experience is 'Experience with investing in their own words, up to 50 characters.';
comment on column public.financial_data.current_investments is 'What they hold: a JSON list of objects, at most 32 kB.';
comment on column public.financial_data.assets is 'What they own: a JSON list of objects, at most 32 kB.';
comment on column public.financial_data.liabilities is 'What they owe: a JSON list of objects, at most 32 kB.';
comment on column public.financial_data.insurance is 'How they are insured: a JSON list of objects, at most 32 kB.';
comment on column public.financial_data.created_at is 'When the row was made.';
comment on column public.financial_data.updated_at is 'When the row last changed.';

create trigger financial_data_touch
  before update on public.financial_data
  for each row execute function private.touch_updated_at();

revoke all on public.financial_data from anon, authenticated, service_role;
grant select on public.financial_data to authenticated, service_role;
grant insert (
    monthly_income, monthly_expenses, monthly_needs, monthly_wants, current_savings, current_debt,
    emergency_fund_amount, stated_goals, risk_tolerance, investment_experience, current_investments,
    assets, liabilities, insurance
  ) on public.financial_data to authenticated;
grant update (
    monthly_income, monthly_expenses, monthly_needs, monthly_wants, current_savings, current_debt,
    emergency_fund_amount, stated_goals, risk_tolerance, investment_experience, current_investments,
    assets, liabilities, insurance
  ) on public.financial_data to authenticated, service_role;
grant insert, delete on public.financial_data to service_role;

alter table public.financial_data enable row level security;
alter table public.financial_data force row level security;

create policy "owners read their financial data" on public.financial_data
  for select to authenticated
  using ((select auth.uid()) = user_id);

create policy "owners add their financial data" on public.financial_data
  for insert to authenticated
  with check ((select auth.uid()) = user_id);

create policy "owners change their financial data" on public.financial_data
  for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
