-- A person's correction is offered as a rule: whoever files a merchant's transaction under another category
-- finds a rule to review. One a merchant, at most 100 waiting; what was dismissed or is a rule stays as it is.

create function private.propose_category_rules()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  most constant integer := 100;
  caller uuid := auth.uid();
begin
  -- Only the owner's own hand teaches. A rule that is applied to the past has been learnt already.
  if caller is null or current_setting('fintar.applies_rule', true) = 'on' then
    return null;
  end if;

  -- Counted rather than joined: of transition tables the planner knows nothing.
  with both_sides as (
    select now.id, now.category_id, now.merchant, now.amount, now.booked_on
    from changed as now
    where now.user_id = caller and now.category_id is not null and now.merchant is not null
      and now.transfer_id is null and not now.is_split and now.source <> 'RECONCILIATION'
    union all
    select was.id, was.category_id, null, null, null
    from before as was
    where was.user_id = caller
  ),
  refiled as (
    select max(side.merchant) as merchant, max(side.amount) as amount, max(side.booked_on) as booked_on,
      (array_agg(side.category_id) filter (where side.merchant is not null))[1] as category_id
    from both_sides as side
    group by side.id
    having count(*) = 2 and count(side.merchant) = 1 and count(distinct side.category_id) = count(side.category_id)
  ),
  corrected as materialized (
    select distinct on (worded.words) worded.words, worded.category_id
    from (select refiled.*, private.merchant_words(refiled.merchant) as words from refiled) as worded
    join public.categories as category on category.id = worded.category_id
    where not (category.budget_group = 'INCOME' and worded.amount < 0)
    order by worded.words, worded.booked_on desc, worded.category_id
  ),
  rules as materialized (
    select rule.status, rule.category_id, rule.match, private.merchant_words(rule.pattern) as words
    from public.category_rules as rule
    where rule.user_id = caller and rule.status in ('ACTIVE', 'DISMISSED')
  ),
  news as (
    select corrected.* from corrected
    where char_length(corrected.words) between 2 and 120
      and not exists (
        select from rules
        where rules.words <> '' and case
          when rules.words = corrected.words then rules.status = 'DISMISSED' or rules.category_id = corrected.category_id
          else rules.status = 'ACTIVE' and rules.category_id = corrected.category_id and rules.match = 'CONTAINS'
            and position(' ' || rules.words || ' ' in ' ' || corrected.words || ' ') > 0
        end
      )
  ),
  renewed as (
    update public.category_rules as rule
    set category_id = news.category_id
    from news
    where rule.user_id = caller and rule.status = 'PROPOSED' and rule.match = 'EXACT' and rule.pattern = news.words
      and rule.category_id <> news.category_id
  )
  insert into public.category_rules (user_id, pattern, match, category_id, status, origin)
  select caller, news.words, 'EXACT', news.category_id, 'PROPOSED', 'CORRECTION'
  from news
  limit greatest(0, most - (
    select count(*) from public.category_rules as rule
    where rule.user_id = caller and rule.status = 'PROPOSED' and rule.origin = 'CORRECTION'
  ))
  on conflict (user_id, match, pattern) do nothing;
  return null;
end
$$;
comment on function private.propose_category_rules() is
  'Trigger: offers a rule for the merchant of a transaction that its owner filed under another category.';

revoke all on function private.propose_category_rules() from public;

create trigger propose_category_rules
  after update on public.transactions referencing old table as before new table as changed
  for each statement execute function private.propose_category_rules();
