-- What every sum of a month is made of. Reads as whoever asks: the view adds no right of its own.

create view public.items with (security_invoker = true) as
  select
    whole.user_id,
    whole.id as transaction_id,
    null::uuid as part_id,
    true as is_first,
    whole.account_id,
    whole.booked_on,
    whole.amount,
    whole.category_id,
    case
      when whole.source = 'RECONCILIATION' then null
      when whole.category_id is not null then categories.budget_group
      when whole.amount > 0 then 'INCOME'::public.budget_group
    end as budget_group,
    whole.merchant,
    whole.note,
    whole.recurring_id,
    whole.source
  from public.transactions as whole
  left join public.categories on categories.id = whole.category_id
  where whole.transfer_id is null and not whole.is_split
  union all
  select
    whole.user_id,
    whole.id,
    part.id,
    not exists (
      select from public.transaction_parts as earlier
      where earlier.user_id = part.user_id and earlier.transaction_id = part.transaction_id and earlier.id < part.id
    ),
    whole.account_id,
    whole.booked_on,
    part.amount,
    part.category_id,
    case
      when whole.source = 'RECONCILIATION' then null
      when part.category_id is not null then categories.budget_group
      when part.amount > 0 then 'INCOME'::public.budget_group
    end,
    whole.merchant,
    coalesce(part.note, whole.note),
    whole.recurring_id,
    whole.source
  from public.transactions as whole
  join public.transaction_parts as part on part.user_id = whole.user_id and part.transaction_id = whole.id
  left join public.categories on categories.id = part.category_id
  where whole.transfer_id is null and whole.is_split;
comment on view public.items is 'Money that came in or went out: a transaction that is not split, or one part of a split one. Transfers are left out.';
comment on column public.items.user_id is 'Whose it is.';
comment on column public.items.transaction_id is 'The transaction that it is, or is a part of.';
comment on column public.items.part_id is 'The part; null for a whole transaction.';
comment on column public.items.is_first is 'Whether it is a whole transaction, or the one of its parts that stands for it: so many of them, so many transactions.';
comment on column public.items.account_id is 'The account that it moved.';
comment on column public.items.booked_on is 'The day it counts for.';
comment on column public.items.amount is 'Whole rupiah: positive came in, negative went out.';
comment on column public.items.category_id is 'What it was for; null when nobody said so.';
comment on column public.items.budget_group is 'What it counts as: the group of its category, INCOME for money that came in without one, null for spending without one and for a difference booked by reconciliation.';
comment on column public.items.merchant is 'Who was paid or paid.';
comment on column public.items.note is 'Anything else: of the part where it has a note, else of the transaction.';
comment on column public.items.recurring_id is 'The recurring transaction that it was proposed from.';
comment on column public.items.source is 'How it got in; RECONCILIATION is a difference that was booked, neither income nor spending.';

revoke all on public.items from anon, authenticated, service_role;
grant select on public.items to authenticated;

-- The sums of a month, from the index alone.
create index transactions_items_idx on public.transactions (user_id, booked_on)
  include (amount, category_id, source) where transfer_id is null and not is_split;

-- The few transactions of a month that have parts.
create index transactions_split_idx on public.transactions (user_id, booked_on) where is_split;
