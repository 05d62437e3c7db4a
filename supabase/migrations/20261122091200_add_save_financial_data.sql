-- One round trip to create or change one's figures: keys that are absent stay as they are, null clears.

create function public.save_financial_data(changes jsonb)
returns public.financial_data
language plpgsql
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  wanted  public.financial_data;
  saved   public.financial_data;
  unknown text;
begin
  select string_agg(key, ', ' order by key) into unknown
  from jsonb_object_keys(changes) as key
  where key not in (
    'monthly_income', 'monthly_expenses', 'monthly_needs', 'monthly_wants', 'current_savings', 'current_debt',
    'emergency_fund_amount', 'stated_goals', 'risk_tolerance', 'investment_experience', 'current_investments',
    'assets', 'liabilities', 'insurance'
  );
  if unknown is not null then
    raise invalid_parameter_value using message = format('not part of financial data: %s', unknown);
  end if;

  wanted := jsonb_populate_record(null::public.financial_data, changes);

  insert into public.financial_data as kept (
    monthly_income, monthly_expenses, monthly_needs, monthly_wants, current_savings, current_debt,
    emergency_fund_amount, stated_goals, risk_tolerance, investment_experience, current_investments,
    assets, liabilities, insurance
  )
  values (
    wanted.monthly_income, wanted.monthly_expenses, wanted.monthly_needs, wanted.monthly_wants,
    wanted.current_savings, wanted.current_debt, wanted.emergency_fund_amount, wanted.stated_goals,
    wanted.risk_tolerance, wanted.investment_experience, wanted.current_investments,
    wanted.assets, wanted.liabilities, wanted.insurance
  )
  on conflict (user_id) do update set
    monthly_income        = case when changes ? 'monthly_income'        then excluded.monthly_income        else kept.monthly_income        end,
    monthly_expenses      = case when changes ? 'monthly_expenses'      then excluded.monthly_expenses      else kept.monthly_expenses      end,
    monthly_needs         = case when changes ? 'monthly_needs'         then excluded.monthly_needs         else kept.monthly_needs         end,
    monthly_wants         = case when changes ? 'monthly_wants'         then excluded.monthly_wants         else kept.monthly_wants         end,
    current_savings       = case when changes ? 'current_savings'       then excluded.current_savings       else kept.current_savings       end,
    current_debt          = case when changes ? 'current_debt'          then excluded.current_debt          else kept.current_debt          end,
    emergency_fund_amount = case when changes ? 'emergency_fund_amount' then excluded.emergency_fund_amount else kept.emergency_fund_amount end,
    stated_goals          = case when changes ? 'stated_goals'          then excluded.stated_goals          else kept.stated_goals          end,
    risk_tolerance        = case when changes ? 'risk_tolerance'        then excluded.risk_tolerance        else kept.risk_tolerance        end,
    investment_experience = case when changes ? 'investment_experience' then excluded.investment_experience else kept.investment_experience end,
    current_investments   = case when changes ? 'current_investments'   then excluded.current_investments   else kept.current_investments   end,
    assets                = case when changes ? 'assets'                then excluded.assets                else kept.assets                end,
    liabilities           = case when changes ? 'liabilities'           then excluded.liabilities           else kept.liabilities           end,
    insurance             = case when changes ? 'insurance'             then excluded.insurance             else kept.insurance             end
  where kept.user_id = caller
  returning * into saved;
  return saved;
end
$$;
comment on function public.save_financial_data(jsonb) is
  'Creates or changes the caller''s figures and answers with them: absent keys stay as they are, null clears, unknown keys are refused.';

revoke all on function public.save_financial_data(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.save_financial_data(jsonb) to authenticated;
