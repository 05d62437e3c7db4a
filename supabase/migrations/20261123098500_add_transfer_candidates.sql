-- Transactions that might be the two legs of a transfer between a person's own accounts.

create function public.transfer_candidates(days_apart integer default 4)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with caller as (select private.require_caller() as id),
  loose as materialized (
    select moved.id, moved.account_id, moved.booked_on, moved.amount, moved.merchant, moved.note,
      moved.category_id is not null as filed
    from public.transactions as moved, caller
    where moved.user_id = caller.id and moved.transfer_id is null and not moved.is_split
      and moved.source <> 'RECONCILIATION'
      and moved.booked_on between private.today() - 366 and private.today() + 31
      and moved.booked_on > coalesce(
        (select max(closed.last_day) from public.closed_months as closed where closed.user_id = caller.id), date '-infinity'
      )
  )
  select jsonb_build_object(
    'moves', coalesce((
      select jsonb_agg(to_jsonb(paired) order by paired.booked_on desc, paired.id)
      from (
        select loose.* from loose
        where exists (
          select from loose as other
          where other.amount = -loose.amount and other.account_id <> loose.account_id
            and abs(other.booked_on - loose.booked_on) <= least(days_apart, 7)
        )
        order by loose.booked_on desc, loose.id
        limit 2000
      ) as paired
    ), '[]'),
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', account.id, 'name', account.name, 'kind', account.kind, 'institution', account.institution,
        'archived', account.archived
      ) order by account.created_at, account.id)
      from public.accounts as account where account.user_id = caller.id
    ), '[]'),
    'dismissed', coalesce((
      select jsonb_agg(dismissal.insight order by dismissal.insight)
      from public.insight_dismissals as dismissal
      where dismissal.user_id = caller.id and starts_with(dismissal.insight, 'transfer:')
    ), '[]')
  )
  from caller
$$;
comment on function public.transfer_candidates(integer) is
  'The caller''s transactions of the last year in open months that have a counterpart: the same amount the other way on another account, so many days apart (at most 7). With all accounts, and the offers that were put aside.';

revoke all on function public.transfer_candidates(integer) from public, anon, authenticated, service_role;
grant execute on function public.transfer_candidates(integer) to authenticated;
