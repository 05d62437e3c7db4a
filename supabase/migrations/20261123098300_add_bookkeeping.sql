-- What reading an entry needs to know about a person, in one round trip.

create function private.past_choices()
returns table (merchant text, incoming boolean, category_id uuid)
language sql
stable
set search_path = ''
as $$
  with filed as materialized (
    select moved.merchant, moved.amount > 0 as incoming, moved.category_id,
      count(*) as times, max(moved.booked_on) as latest
    from public.transactions as moved
    where moved.user_id = (select auth.uid()) and moved.booked_on > private.today() - 730
      and moved.merchant is not null and moved.category_id is not null
    group by 1, 2, 3
    order by latest desc
    limit 3000
  ),
  worded as (
    select private.merchant_words(filed.merchant) as merchant, filed.incoming, filed.category_id,
      sum(filed.times) as times, max(filed.latest) as latest
    from filed
    group by 1, 2, 3
  )
  select distinct on (worded.merchant, worded.incoming) worded.merchant, worded.incoming, worded.category_id
  from worded
  where worded.merchant <> ''
  order by worded.merchant, worded.incoming, worded.times desc, worded.latest desc, worded.category_id
$$;
comment on function private.past_choices() is
  'What the caller filed each merchant under most often within two years, for money in and money out; the merchant in words.';

revoke all on function private.past_choices() from public;
grant execute on function private.past_choices() to authenticated;

create function public.bookkeeping()
returns jsonb
language sql
stable
set search_path = ''
as $$
  with caller as (select private.require_caller() as id)
  select jsonb_build_object(
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', account.id, 'name', account.name, 'kind', account.kind, 'institution', account.institution,
        'archived', account.archived
      ) order by account.created_at, account.id)
      from public.accounts as account
      where account.user_id = caller.id and not account.archived
    ), '[]'),
    'categories', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', category.id, 'code', category.code, 'name', category.name, 'name_en', category.name_en,
        'budget_group', category.budget_group, 'is_fixed', category.is_fixed
      ) order by category.code, category.created_at, category.id)
      from public.categories as category
      where (category.user_id is null or category.user_id = caller.id) and not category.archived
    ), '[]'),
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', rule.id, 'pattern', rule.pattern, 'match', rule.match, 'category_id', rule.category_id,
        'priority', rule.priority
      ) order by rule.created_at, rule.id)
      from public.category_rules as rule
      where rule.user_id = caller.id and rule.status = 'ACTIVE'
    ), '[]'),
    'choices', coalesce((select jsonb_agg(to_jsonb(choice)) from private.past_choices() as choice), '[]')
  )
  from caller
$$;
comment on function public.bookkeeping() is
  'The caller''s accounts and categories that are not archived, active category rules (the oldest first), and what each merchant was usually filed under.';

revoke all on function public.bookkeeping() from public, anon, authenticated, service_role;
grant execute on function public.bookkeeping() to authenticated;
