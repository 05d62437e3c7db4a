-- Everything that the analysis of a month rests on, in one round trip.

create function private.latest_items(
  uid uuid, first_day date, last_day date, at_most integer, out items json, out items_cut boolean
)
language plpgsql
stable
set search_path = ''
as $$
begin
  select coalesce(json_agg(item), '[]'), count(*) = at_most into items, items_cut
  from (
    select found.booked_on, found.amount, found.category_id, found.merchant, found.recurring_id, found.transaction_id
    from public.items as found
    where found.user_id = uid and found.booked_on between first_day and last_day and found.source <> 'RECONCILIATION'
    order by found.booked_on desc, found.transaction_id, found.part_id
    limit at_most
  ) as item;
  if items_cut then
    items_cut := exists (
      select from public.items as found
      where found.user_id = uid and found.booked_on between first_day and last_day and found.source <> 'RECONCILIATION'
      offset at_most
    );
  end if;
end
$$;
comment on function private.latest_items(uuid, date, date, integer) is
  'A person''s items between two days, the newest first and at most so many, and whether there are more. Booked differences are left out.';

-- json and not jsonb: a year of items is written as it comes, in half the time.
create function public.budget_facts(month public.year_month default null)
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
    'dismissed', to_jsonb(array(
      select insight from public.insight_dismissals as put_aside where put_aside.user_id = caller order by insight
    )),
    'today', private.today()
  );
end
$$;
comment on function public.budget_facts(public.year_month) is
  'What the analysis of the caller''s month rests on: snapshot_facts of today, month_summary, the items of the twelve months that end with it, at most the newest 20000, active recurring transactions (the 100 oldest, each with the due days of the month that are booked) and dismissed insights.';

revoke all on function private.latest_items(uuid, date, date, integer) from public;
grant execute on function private.latest_items(uuid, date, date, integer) to authenticated;
revoke all on function public.budget_facts(public.year_month) from public, anon, authenticated, service_role;
grant execute on function public.budget_facts(public.year_month) to authenticated;
