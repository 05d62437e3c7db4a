-- How much one import may hold, whoever stages it: a file of 40 MB never comes near. Rows that are booked on the
-- account already are known as they come: to change 50,000 of them afterwards takes as long as to add them.

create or replace function private.stage_import_rows(import_id uuid, staged jsonb)
returns integer
language plpgsql
security definer
set search_path = ''
-- Nothing is known of rows that come as JSON: a nested loop over two lists of thousands takes seconds.
set enable_nestloop = off
as $$
declare
  most_bytes constant bigint := 100 * 1024 * 1024;
  caller uuid := private.require_caller();
  held public.imports := private.import_to_change(stage_import_rows.import_id, caller);
  -- Counted and not kept in the import: each change of that row would be one more version of it to walk past
  -- for every row that refers to it.
  staged_rows integer;
  staged_bytes bigint;
begin
  if held.state <> 'STAGING' then
    perform private.refuse_import_state(held, 'STAGING');
  end if;
  if jsonb_typeof(staged) is distinct from 'array' or jsonb_array_length(staged) > 5000 then
    raise invalid_parameter_value using message = 'staged: a list of at most 5000 rows';
  end if;

  with told as materialized (
    select * from jsonb_to_recordset(staged) as read (
      line integer, booked_on date, amount bigint, account_name text, description text, merchant text,
      category_id uuid, category_origin text, note text, balance bigint, fingerprint text, occurrence integer,
      verdict public.row_verdict, reason jsonb, parts jsonb, facts jsonb
    )
  ),
  known as (
    -- Only of these days; what was moved to another since is found when all rows are there.
    select booked.id, booked.import_fingerprint as fingerprint, booked.import_occurrence as occurrence
    from public.transactions as booked
    where booked.account_id = held.account_id and booked.user_id = caller and booked.import_fingerprint is not null
      and booked.booked_on between (select min(told.booked_on) from told) and (select max(told.booked_on) from told)
  )
  insert into public.import_rows (
    import_id, line, user_id, booked_on, amount, account_name, description, merchant, category_id, category_origin,
    note, balance, fingerprint, occurrence, verdict, reason, included, duplicate_of, parts, facts
  )
  select held.id, told.line, caller, told.booked_on, told.amount, told.account_name, told.description, told.merchant,
    told.category_id, told.category_origin, told.note, told.balance, told.fingerprint, told.occurrence,
    case when known.id is null then told.verdict else 'DUPLICATE' end,
    case when known.id is null then told.reason else '{"code": "already_booked"}' end,
    told.verdict = 'NEW' and known.id is null, known.id,
    -- Only Fintar's own file knows these, and it names accounts itself.
    case when held.account_id is null then told.parts end, case when held.account_id is null then told.facts end
  from told
  left join known
    on told.verdict = 'NEW' and known.fingerprint = told.fingerprint and known.occurrence = told.occurrence
  on conflict on constraint import_rows_pkey do nothing;

  select count(*), sum(pg_column_size(row.*)) into staged_rows, staged_bytes
  from public.import_rows as row
  where row.import_id = held.id;
  if staged_rows > 50000 then
    raise exception using errcode = 'check_violation', constraint = 'import_too_long', table = 'import_rows',
      message = 'violates constraint "import_too_long": an import has at most 50000 rows';
  elsif staged_bytes > most_bytes then
    raise exception using errcode = 'check_violation', constraint = 'import_too_large', table = 'import_rows',
      message = format('violates constraint "import_too_large": an import has at most %s bytes', most_bytes);
  end if;
  return staged_rows;
end
$$;
