-- The flags on public.users follow the data: nobody writes them.

create function private.mark_profile()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- Null after a delete, and a deleted profile is not complete.
  complete boolean := coalesce(
    num_nulls(new.date_of_birth, new.gender, new.occupation, new.marital_status, new.dependents) = 0
    and new.user_id is not null,
    false
  );
begin
  update public.users
  set profile_completed = complete
  where id = coalesce(new.user_id, old.user_id) and profile_completed is distinct from complete;
  return null;
end
$$;
comment on function private.mark_profile() is
  'Trigger: a profile is complete with date of birth, gender, occupation, marital status and dependents.';

create function private.mark_financial_data()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  complete boolean := coalesce(
    num_nulls(
      new.monthly_income, new.monthly_expenses, new.current_savings, new.current_debt, new.emergency_fund_amount
    ) = 0
    and new.user_id is not null,
    false
  );
begin
  update public.users
  set financial_data_completed = complete
  where id = coalesce(new.user_id, old.user_id) and financial_data_completed is distinct from complete;
  return null;
end
$$;
comment on function private.mark_financial_data() is
  'Trigger: financial data is complete with income, expenses, savings, debt and emergency fund.';

create function private.complete_onboarding()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.onboarding_completed := new.onboarding_completed or (new.profile_completed and new.financial_data_completed);
  return new;
end
$$;
comment on function private.complete_onboarding() is
  'Trigger: onboarding is done once profile and financial data are complete, and stays done.';

revoke all on function private.mark_profile() from public;
revoke all on function private.mark_financial_data() from public;
revoke all on function private.complete_onboarding() from public;

create trigger user_profiles_mark
  after insert or update or delete on public.user_profiles
  for each row execute function private.mark_profile();

create trigger financial_data_mark
  after insert or update or delete on public.financial_data
  for each row execute function private.mark_financial_data();

create trigger users_complete_onboarding
  before update of profile_completed, financial_data_completed on public.users
  for each row execute function private.complete_onboarding();
