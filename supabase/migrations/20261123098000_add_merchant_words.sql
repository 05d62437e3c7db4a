-- A text as words, the same as in Python (shared/domain/budget/categories/wording.py): what rules compare.

create function private.merchant_words(text text)
returns text
language sql
immutable
strict
parallel safe
set search_path = ''
as $$
  select btrim(regexp_replace(
    regexp_replace(
      regexp_replace(lower(text collate pg_catalog.pg_c_utf8), '([a-z]{4})([0-9])', '\1 \2', 'g'),
      '([0-9])([a-z]{3})', '\1 \2', 'g'
    ),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0\u2000-\u206f\u3000]+', ' ', 'g'
  ))
$$;
comment on function private.merchant_words(text) is
  'The words of a text in lower case with single spaces; digits are parted from the letters of a longer word.';

revoke all on function private.merchant_words(text) from public;
grant execute on function private.merchant_words(text) to authenticated;
