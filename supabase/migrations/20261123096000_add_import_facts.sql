-- What an import knows beyond its rows' figures: what was seen in the file, and what booking it made.

alter table public.imports
  add column summary jsonb not null default '{}'
    check (jsonb_typeof(summary) = 'object' and octet_length(summary::text) <= 16384 and private.is_plain_json(summary)),
  add column booked jsonb not null default '{}'
    check (jsonb_typeof(booked) = 'object' and octet_length(booked::text) <= 131072 and private.is_plain_json(booked));
comment on column public.imports.summary is
  'What was seen in the file: lines that were skipped, how the running balance was checked. A JSON object of at most 16 kB.';
comment on column public.imports.booked is
  'What booking it made, so that taking it back can undo it: accounts by name, accounts and categories that are new, rows kept. A JSON object.';

alter table public.import_rows
  add column duplicate_of uuid,
  add column facts jsonb
    check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 4096 and private.is_plain_json(facts));
comment on column public.import_rows.duplicate_of is 'The transaction that it is, or looks like.';
comment on column public.import_rows.facts is
  'What only Fintar''s own export tells: the transaction''s former id, the kind of its account, its transfer, a category to be made.';
