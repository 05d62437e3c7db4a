-- Whoever gives a row another category in the review has chosen it themselves.

create function private.note_reviewed_category()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.category_origin := case when new.category_id is not null then 'PERSON' end;
  return new;
end
$$;
comment on function private.note_reviewed_category() is
  'Trigger: a category that changes on a staged row is its owner''s choice.';

revoke all on function private.note_reviewed_category() from public;

create trigger import_rows_review
  before update of category_id on public.import_rows
  for each row
  when (new.category_id is distinct from old.category_id)
  execute function private.note_reviewed_category();

-- Nobody ever wrote or read it: transfers are found among transactions, once they are booked.
alter table public.import_rows drop column transfer_with;
