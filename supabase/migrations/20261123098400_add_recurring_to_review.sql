-- What deciding about due days needs: the rules a person keeps, the days already booked, and what is closed.

create function public.recurring_to_review()
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
    ), '[]')
  )
  from caller
$$;
comment on function public.recurring_to_review() is
  'The caller''s active recurring transactions that have begun (the 100 oldest), each with the due days that are booked, and the last closed day.';

revoke all on function public.recurring_to_review() from public, anon, authenticated, service_role;
grant execute on function public.recurring_to_review() to authenticated;
