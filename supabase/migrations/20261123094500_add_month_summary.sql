-- A budget month in one round trip: what a chart, a report and the analysis start from.

create function private.month_to_tell(uid uuid, month public.year_month)
returns public.year_month
language plpgsql
stable
set search_path = ''
as $$
begin
  if month not between '1999-12' and '2101-01' then
    raise invalid_parameter_value using message = 'months are kept from 1999-12 to 2101-01';
  end if;
  return coalesce(month, private.budget_month_of(uid, private.today()));
end
$$;
comment on function private.month_to_tell(uuid, public.year_month) is
  'The month that was asked for, or a person''s of today in Jakarta; refuses one that no transaction can be in.';

create function public.month_summary(month public.year_month default null)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller      uuid              := private.require_caller();
  wanted      public.year_month := private.month_to_tell(caller, month);
  trend_begin public.year_month := private.months_later(wanted, -11);
  rolling     private.rolling_budget[] := private.rolling_budgets(caller, wanted);
  months      public.budget_month_bounds[];
  asked       public.budget_month_bounds;
  sums        private.month_sum[];
  budgets     private.category_budget[];
  trend       private.month_total[];
  total       private.month_total;
  adjustments numeric;
begin
  months      := array(
    select private.budget_months(caller, least(trend_begin, (select min(from_month) from unnest(rolling))), wanted)
  );
  asked       := months[cardinality(months)];
  sums        := private.month_sums(caller, months);
  budgets     := private.category_budgets(caller, rolling, months, sums);
  trend       := array(select private.month_totals(months[cardinality(months) - 11:], sums));
  total       := trend[12];
  adjustments := (select coalesce(sum(amount), 0) from unnest(sums) as found where found.month = wanted and is_adjustment);

  return to_jsonb(total) || jsonb_build_object(
    'closed', asked.closed,
    'adjustments', adjustments,
    'net', total.income - total.spending - total.saving + adjustments,
    'planned', (select sum(amount + moved + carried) from unnest(budgets)),
    'categories', private.month_categories(caller, asked, budgets),
    'merchants', private.month_merchants(caller, asked),
    'trend', to_jsonb(trend),
    'days', private.month_days(caller, asked, budgets)
  );
end
$$;
comment on function public.month_summary(public.year_month) is
  'One budget month of the caller, without a month the one of today in Jakarta: totals, categories against budget, merchants, the trend of twelve months and days, whole rupiah. Transfers are left out; reconciled differences count only in adjustments and net.';

revoke all on function private.month_to_tell(uuid, public.year_month) from public;
grant execute on function private.month_to_tell(uuid, public.year_month) to authenticated;
revoke all on function public.month_summary(public.year_month) from public, anon, authenticated, service_role;
grant execute on function public.month_summary(public.year_month) to authenticated;
