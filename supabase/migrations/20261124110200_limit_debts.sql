-- A figure that rests on all debts is worked out in one go: there is a number of them that nobody reaches.

create function private.check_number_of_debts()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('debts of ' || new.user_id, 0));
  if 100 < (select count(*) from public.debts where user_id = new.user_id) then
    raise exception using errcode = 'check_violation', constraint = 'debt_number', table = 'debts',
      message = 'violates constraint "debt_number": a person keeps at most 100 debts, those that are paid off among them';
  end if;
  return null;
end
$$;
comment on function private.check_number_of_debts() is 'Trigger: a person keeps at most 100 debts.';

revoke all on function private.check_number_of_debts() from public;

create trigger debt_number
  after insert on public.debts
  for each row execute function private.check_number_of_debts();
