-- A rule reaches the past only when its owner asks, who can see first how many transactions would change.

create function private.ordered_rules(asked uuid)
returns table (id uuid, category_id uuid, words text, is_exact boolean, only_incoming boolean, place bigint)
language sql
stable
set search_path = ''
as $$
  with worded as (
    select rule.*, private.merchant_words(rule.pattern) as words
    from public.category_rules as rule
    where rule.user_id = (select auth.uid()) and (rule.status = 'ACTIVE' or rule.id = asked)
  )
  select worded.id, worded.category_id, ' ' || worded.words || ' ', worded.match = 'EXACT',
    category.budget_group = 'INCOME',
    row_number() over (
      order by worded.match <> 'EXACT', worded.priority desc, char_length(worded.words) desc,
        worded.created_at, worded.id
    )
  from worded
  join public.categories as category on category.id = worded.category_id
  where worded.words <> ''
$$;
comment on function private.ordered_rules(uuid) is
  'The caller''s active rules and the one asked about, their words between spaces, numbered in the order in which they speak: EXACT first, then the higher priority, the longer pattern, the older rule.';

create function private.meant_by_rule(asked uuid)
returns table (id uuid, booked_on date)
language sql
stable
set search_path = ''
as $$
  with rules as materialized (select * from private.ordered_rules(asked)),
  rule as materialized (select * from rules where rules.id = asked),
  near as materialized (
    -- A word of a pattern stands in the text as it is: a quick look before the words are taken apart.
    select moved.id, moved.booked_on, moved.amount > 0 as incoming,
      ' ' || private.merchant_words(coalesce(moved.merchant, '')) || ' ' as merchant,
      ' ' || private.merchant_words(coalesce(moved.note, '')) || ' ' as note
    from public.transactions as moved, rule
    where moved.user_id = (select auth.uid()) and moved.transfer_id is null and not moved.is_split
      and moved.source <> 'RECONCILIATION' and moved.category_id is distinct from rule.category_id
      and (moved.amount > 0 or not rule.only_incoming)
      and position(
        split_part(rule.words, ' ', 2) in lower(concat_ws(' ', moved.merchant, moved.note) collate pg_catalog.pg_c_utf8)
      ) > 0
  ),
  met as materialized (
    select near.* from near, rule
    where case when rule.is_exact
      then rule.words in (near.merchant, near.note)
      else position(rule.words in near.merchant) > 0 or position(rule.words in near.note) > 0
    end
  )
  select met.id, met.booked_on
  from met
  where not exists (
    select from rules as before, rule
    where before.place < rule.place and (met.incoming or not before.only_incoming)
      and case when before.is_exact
        then before.words in (met.merchant, met.note)
        else position(before.words in met.merchant) > 0 or position(before.words in met.note) > 0
      end
  )
$$;
comment on function private.meant_by_rule(uuid) is
  'The caller''s transactions that a rule would file elsewhere: its words stand in the merchant or the note (EXACT: are all of it), and no rule before it speaks. Transfers, split ones and adjustments are left alone.';

revoke all on function private.ordered_rules(uuid) from public;
revoke all on function private.meant_by_rule(uuid) from public;
grant execute on function private.ordered_rules(uuid) to authenticated;
grant execute on function private.meant_by_rule(uuid) to authenticated;

create function public.apply_category_rule(rule_id uuid, preview boolean default false)
returns table (changed integer, skipped_closed integer)
language plpgsql
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  rule public.category_rules;
  closed_until date;
  meant uuid[];
begin
  select * into rule from public.category_rules as kept where kept.user_id = caller and kept.id = rule_id;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such rule';
  end if;
  if rule.status <> 'ACTIVE' and not preview then
    raise exception using errcode = 'check_violation', constraint = 'category_rule_active', table = 'category_rules',
      message = 'violates constraint "category_rule_active": accept the rule first';
  end if;

  select max(closed.last_day) into closed_until from public.closed_months as closed where closed.user_id = caller;
  select coalesce(array_agg(each.id) filter (where closed_until is null or each.booked_on > closed_until), '{}'),
    count(*) filter (where each.booked_on <= closed_until)
  into meant, skipped_closed
  from private.meant_by_rule(rule_id) as each;

  if preview then
    changed := cardinality(meant);
  else
    perform set_config('fintar.applies_rule', 'on', true);
    update public.transactions as moved set category_id = rule.category_id
    where moved.user_id = caller and moved.id = any (meant);
    get diagnostics changed = row_count;
    perform set_config('fintar.applies_rule', '', true);
  end if;
  return next;
end
$$;
comment on function public.apply_category_rule(uuid, boolean) is
  'Files the caller''s earlier transactions that an active rule speaks about under its category; answers with how many changed and how many were left because their month is closed. With preview it only counts, for a proposed rule too.';

revoke all on function public.apply_category_rule(uuid, boolean) from public, anon, authenticated, service_role;
grant execute on function public.apply_category_rule(uuid, boolean) to authenticated;
