-- A category that an import gave by itself is a guess until its owner files the transaction: it is shown as one,
-- and nothing is learnt from it.

alter table public.transactions
  add column category_origin text check (category_origin in ('RULE', 'MERCHANT', 'SUGGESTION'));
comment on column public.transactions.category_origin is
  'Where the category comes from that an import gave by itself; null once its owner files the transaction, even under the same.';

create function private.forget_category_origin()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.category_origin := null;
  return new;
end
$$;
comment on function private.forget_category_origin() is
  'Trigger: a category that is written, changed or not, is its owner''s choice.';

revoke all on function private.forget_category_origin() from public;

create trigger transactions_category_chosen
  before update of category_id on public.transactions
  for each row
  when (old.category_origin is not null)
  execute function private.forget_category_origin();

create or replace function private.past_choices()
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
      and moved.merchant is not null and moved.category_id is not null and moved.category_origin is null
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
  'What the caller filed each merchant under most often within two years, for money in and money out; the merchant in words. What an import filed by itself is no choice.';
