-- A rule reaches 50,000 transactions in time, however many rules speak before it.

create or replace function private.meant_by_rule(asked uuid)
returns table (id uuid, booked_on date)
language sql
stable
set search_path = ''
as $$
  with rules as materialized (select * from private.ordered_rules(asked)),
  rule as materialized (select * from rules where rules.id = asked),
  -- A rule can only speak where its first word stands, so that is what it is looked up by.
  before as materialized (
    select earlier.*, split_part(earlier.words, ' ', 2) as first_word
    from rules as earlier, rule
    where earlier.place < rule.place
  ),
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
  ),
  spoken_for as materialized (
    select met.id
    from met
    cross join unnest(string_to_array(met.merchant || met.note, ' ')) as said (word)
    join before on before.first_word = said.word
    where (select count(*) from before) > 0
      and (met.incoming or not before.only_incoming)
      and case when before.is_exact
        then before.words in (met.merchant, met.note)
        else position(before.words in met.merchant) > 0 or position(before.words in met.note) > 0
      end
  )
  select met.id, met.booked_on
  from met
  where met.id not in (select spoken_for.id from spoken_for)
$$;

-- Of functions the planner believes a thousand rows: with a few it keeps the rules ready and takes words by them.
alter function private.ordered_rules(uuid) rows 10;

-- Fifty thousand rows take some seconds to be written: longer than a client may wait for anything else.
alter function public.apply_category_rule(uuid, boolean) set statement_timeout = '30s';
