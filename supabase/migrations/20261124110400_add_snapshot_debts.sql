-- A person's figures rest on the debts that they keep, too.

create or replace function public.snapshot_facts(as_of date default null)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller     uuid := private.require_caller();
  day        date := coalesce(as_of, private.today());
  this_month public.year_month;
  months     public.budget_month_bounds[];
begin
  if day not between date '2000-01-01' and date '2100-12-31' then
    raise invalid_parameter_value using message = 'days are kept from 2000-01-01 to 2100-12-31';
  end if;
  this_month := private.budget_month_of(caller, day);
  months := array(
    select private.budget_months(caller, private.months_later(this_month, -3), private.months_later(this_month, -1))
  );
  return jsonb_build_object(
    'financial_data', (
      select to_jsonb(declared) from public.financial_data as declared where declared.user_id = caller
    ),
    'months', to_jsonb(array(select private.month_totals(months, private.month_sums(caller, months)))),
    'accounts', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'id', account_id, 'name', name, 'kind', kind, 'balance', balance, 'for_emergencies', for_emergencies
        )
        order by lower(name)
      ), '[]')
      from public.account_balances(day)
      where not archived
    ),
    'keeps_debts', exists (select from public.debts as debt where debt.user_id = caller),
    'debts', private.debts_of(caller, day)
  );
end
$$;
comment on function public.snapshot_facts(date) is
  'What the caller''s figures can be drawn from on a day, without one today in Jakarta: what they declared, the totals of the last three full budget months, the balances of accounts in use, what they still owe (debts_of) and whether they keep debts at all; whole rupiah.';
