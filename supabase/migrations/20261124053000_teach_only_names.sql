-- A correction teaches the name of a merchant, never a reference number that comes once, nor what a bank writes
-- around every name.

create function private.taught_by(merchant text, out words text, out match text)
language sql
immutable
strict
set search_path = ''
as $$
  with said as (
    select each.word, each.place, each.word ~ '[0-9]{4}' as is_reference,
      each.word !~ '[^0-9]' or each.word = any (array[
        'trsf', 'trf', 'transfer', 'ditransfer', 'bi', 'fast', 'bifast', 'bif', 'switching', 'overbooking',
        'pemindahan', 'e', 'banking', 'ebanking', 'm', 'db', 'cr', 'kr', 'dr', 'ke', 'dari', 'otomatis', 'debit',
        'kredit', 'kartu', 'domestik', 'interchange', 'transaksi', 'trx', 'pembayaran', 'pemby', 'bayar', 'byr', 'via',
        'payment', 'to', 'purchase', 'pos', 'qr', 'qris', 'qrc', 'mpm', 'atm', 'setoran', 'tarikan', 'tunai', 'va',
        'virtual', 'account', 'no', 'ref', 'tgl', 'tanggal', 'idr', 'rp', 'wib', 'bank'
      ]) as is_bank_speak
    from unnest(string_to_array(private.merchant_words(merchant), ' ')) with ordinality as each (word, place)
  ),
  -- With a number that is not the merchant's own, what stands between numbers and bank speak is the name.
  parted as (
    select said.*, bool_or(said.is_reference) over () as has_reference,
      count(*) filter (where said.is_reference or said.is_bank_speak) over (order by said.place) as gap
    from said
  ),
  names as (
    select string_agg(parted.word, ' ' order by parted.place) as name, min(parted.place) as place,
      bool_or(parted.has_reference) as has_reference
    from parted
    where not parted.has_reference or not (parted.is_reference or parted.is_bank_speak)
    group by case when parted.has_reference then parted.gap end
    having not bool_and(parted.is_bank_speak)
  )
  select names.name, case when names.has_reference then 'CONTAINS' else 'EXACT' end
  from names
  where char_length(names.name) >= case when names.has_reference then 3 else 2 end
  order by char_length(names.name) desc, names.place
  limit 1
$$;
comment on function private.taught_by(text) is
  'The rule that a correction of a merchant''s transaction is offered as: all its words, or where a reference number is among them the longest name beside it; null where nothing is a name.';

revoke all on function private.taught_by(text) from public;

create or replace function private.propose_category_rules()
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
    select distinct on (taught.words, taught.match) taught.words, taught.match, refiled.category_id
    from refiled
    cross join private.taught_by(refiled.merchant) as taught
    join public.categories as category on category.id = refiled.category_id
    where taught.words is not null and not (category.budget_group = 'INCOME' and refiled.amount < 0)
    order by taught.words, taught.match, refiled.booked_on desc, refiled.category_id
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
    where rule.user_id = caller and rule.status = 'PROPOSED' and rule.match = news.match and rule.pattern = news.words
      and rule.category_id <> news.category_id
  )
  insert into public.category_rules (user_id, pattern, match, category_id, status, origin)
  select caller, news.words, news.match, news.category_id, 'PROPOSED', 'CORRECTION'
  from news
  limit greatest(0, most - (
    select count(*) from public.category_rules as rule
    where rule.user_id = caller and rule.status = 'PROPOSED' and rule.origin = 'CORRECTION'
  ))
  on conflict (user_id, match, pattern) do nothing;
  return null;
end
$$;

-- A pattern without a word meets nothing. The check asks as whoever writes.
grant execute on function private.merchant_words(text) to service_role;
delete from public.category_rules where private.merchant_words(pattern) = '';
alter table public.category_rules
  add constraint category_rules_pattern_words check (private.merchant_words(pattern) <> '');
