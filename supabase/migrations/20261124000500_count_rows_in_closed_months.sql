-- The review also counts what is included in closed months, which refuse the booking as a whole, and what its owner filed.

create or replace function public.import_preview(import_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  seen public.imports;
  closed date := (select max(month.last_day) from public.closed_months as month where month.user_id = caller);
begin
  select * into seen from public.imports
  where imports.id = import_preview.import_id and imports.user_id = caller;
  if not found then
    raise sqlstate 'PT404' using message = 'there is no such import';
  end if;

  return jsonb_build_object(
    'import', to_jsonb(seen),
    'counts', (
      select jsonb_build_object(
        'rows', count(*),
        'new', count(*) filter (where row.verdict = 'NEW'),
        'duplicates', count(*) filter (where row.verdict = 'DUPLICATE'),
        'possible_duplicates', count(*) filter (where row.verdict = 'POSSIBLE_DUPLICATE'),
        'refused', count(*) filter (where row.verdict = 'REFUSED'),
        'included', count(*) filter (where row.included and row.verdict <> 'REFUSED'),
        'in_closed_months', count(*) filter (where row.reason ->> 'code' = 'month_closed'),
        'included_in_closed_months', count(*) filter (where row.included and row.verdict <> 'REFUSED' and row.booked_on <= closed),
        'first_closed_line', min(row.line) filter (where row.included and row.verdict <> 'REFUSED' and row.booked_on <= closed),
        'rounded', count(*) filter (where row.reason ->> 'code' = 'rounded'),
        'money_in', coalesce(sum(row.amount) filter (where row.included and row.verdict <> 'REFUSED' and row.amount > 0), 0),
        'money_out', coalesce(sum(row.amount) filter (where row.included and row.verdict <> 'REFUSED' and row.amount < 0), 0)
      )
      from public.import_rows as row where row.import_id = seen.id
    ),
    'categorized', (
      select jsonb_build_object(
        'by_rule', count(*) filter (where row.category_origin = 'RULE'),
        'by_merchant', count(*) filter (where row.category_origin = 'MERCHANT'),
        'suggested', count(*) filter (where row.category_origin = 'SUGGESTION'),
        'by_person', count(*) filter (where row.category_origin = 'PERSON'),
        'by_file', count(*) filter (where row.category_origin = 'FILE'),
        'not', count(*) filter (where row.category_origin is null)
      )
      from public.import_rows as row where row.import_id = seen.id and row.verdict <> 'REFUSED'
    ),
    'refused', (
      select coalesce(jsonb_agg(refused order by refused.line), '[]')
      from (
        select row.line, row.reason ->> 'code' as code, row.reason ->> 'field' as field, row.reason ->> 'value' as value,
          row.description
        from public.import_rows as row
        where row.import_id = seen.id and row.verdict = 'REFUSED'
        order by row.line
        limit 100
      ) as refused
    ),
    'sample', (
      select coalesce(jsonb_agg(sample order by sample.line), '[]')
      from (
        select row.line, row.booked_on, row.amount, row.description, row.merchant, row.note, row.category_id,
          row.category_origin, row.account_name, row.verdict, row.included, row.reason ->> 'code' as code,
          row.reason ->> 'value' as value
        from public.import_rows as row
        where row.import_id = seen.id and row.verdict <> 'REFUSED'
        order by row.line
        limit 20
      ) as sample
    ),
    'accounts', (
      select coalesce(jsonb_agg(jsonb_build_object('name', named.name, 'kind', named.kind, 'id', account.id) order by named.name), '[]')
      from (
        select min(row.account_name) as name, min(row.facts ->> 'account_kind') as kind
        from public.import_rows as row
        where row.import_id = seen.id and row.account_name is not null and row.verdict <> 'REFUSED'
        group by lower(row.account_name)
      ) as named
      left join public.accounts as account on account.user_id = caller and lower(account.name) = lower(named.name)
    ),
    'new_categories', (
      select coalesce(jsonb_agg(distinct named.name), '[]')
      from (
        select row.facts -> 'new_category' ->> 'name' as name
        from public.import_rows as row where row.import_id = seen.id and row.facts ? 'new_category'
        union all
        select part -> 'new_category' ->> 'name'
        from public.import_rows as row
        cross join jsonb_array_elements(row.parts) as part
        where row.import_id = seen.id and part ? 'new_category'
      ) as named
    )
  );
end
$$;
