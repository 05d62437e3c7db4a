-- Who keeps more than a hundred recurring transactions is told how many were not looked at.

create or replace function public.recurring_to_review()
returns jsonb
language sql
stable
set search_path = ''
as $$
  with caller as (select private.require_caller() as id)
  select jsonb_build_object(
    'closed_until', (select max(closed.last_day) from public.closed_months as closed where closed.user_id = caller.id),
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', rule.id, 'account_id', rule.account_id, 'to_account_id', rule.to_account_id,
        'category_id', rule.category_id, 'merchant', rule.merchant, 'note', rule.note, 'amount', rule.amount,
        'rrule', rule.rrule, 'starts_on', rule.starts_on, 'ends_on', rule.ends_on, 'skipped', rule.skipped,
        'booked', coalesce((
          select jsonb_agg(moved.due_on order by moved.due_on) from public.transactions as moved
          where moved.recurring_id = rule.id and moved.user_id = caller.id
        ), '[]')
      ) order by rule.created_at, rule.id)
      from (
        select kept.* from public.recurring_transactions as kept
        where kept.user_id = caller.id and kept.is_active and kept.starts_on <= private.today()
        order by kept.created_at, kept.id
        limit 100
      ) as rule
    ), '[]'),
    'rules_left_out', (
      select greatest(0, count(*) - 100) from public.recurring_transactions as kept
      where kept.user_id = caller.id and kept.is_active and kept.starts_on <= private.today()
    )
  )
  from caller
$$;
comment on function public.recurring_to_review() is
  'The caller''s active recurring transactions that have begun (the 100 oldest), each with the due days that are booked, how many more there are, and the last closed day.';

-- json and not jsonb: a year of items is written as it comes, in half the time.
create or replace function public.budget_facts(month public.year_month default null)
returns json
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid              := private.require_caller();
  wanted public.year_month := private.month_to_tell(caller, month);
  months public.budget_month_bounds[] := array(
    select private.budget_months(caller, private.months_later(wanted, -11), wanted)
  );
  latest record;
begin
  select * into latest
  from private.latest_items(caller, months[1].first_day, months[12].last_day, at_most => 20000);

  return json_build_object(
    'snapshot', public.snapshot_facts(),
    'month', public.month_summary(wanted),
    'items', latest.items,
    'items_cut', latest.items_cut,
    'recurring', (
      select coalesce(jsonb_agg(to_jsonb(kept) || jsonb_build_object('booked', array(
        select moved.due_on from public.transactions as moved
        where moved.user_id = caller and moved.recurring_id = kept.id
          and moved.due_on between months[12].first_day and months[12].last_day
        order by moved.due_on
      )) order by kept.created_at, kept.id), '[]')
      from (
        select rule.* from public.recurring_transactions as rule
        where rule.user_id = caller and rule.is_active
        order by rule.created_at, rule.id
        limit 100
      ) as kept
    ),
    'rules_left_out', (
      select greatest(0, count(*) - 100) from public.recurring_transactions as rule
      where rule.user_id = caller and rule.is_active
    ),
    'dismissed', to_jsonb(array(
      select insight from public.insight_dismissals as put_aside where put_aside.user_id = caller order by insight
    )),
    'today', private.today()
  );
end
$$;
comment on function public.budget_facts(public.year_month) is
  'What the analysis of the caller''s month rests on: snapshot_facts of today, month_summary, the items of the twelve months that end with it, at most the newest 20000, active recurring transactions (the 100 oldest, each with the due days of the month that are booked) and how many more there are, and dismissed insights.';
