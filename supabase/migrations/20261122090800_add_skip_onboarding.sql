-- A person may leave onboarding for later; nothing else lets an owner move that flag.

create function private.skip_onboarding()
returns public.users
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  account public.users;
begin
  update public.users
  set onboarding_completed = true, onboarding_skipped_at = now()
  where id = caller and not onboarding_completed;
  select * into account from public.users where id = caller;
  return account;
end
$$;
comment on function private.skip_onboarding() is
  'Marks the caller''s onboarding as done and stamps when; changes nothing where it already is.';

revoke all on function private.skip_onboarding() from public;
grant execute on function private.skip_onboarding() to authenticated;

create function public.skip_onboarding()
returns public.users
language sql
set search_path = ''
as $$ select private.skip_onboarding() $$;
comment on function public.skip_onboarding() is
  'Skips onboarding for the caller and answers with their account. Asking again changes nothing.';

revoke all on function public.skip_onboarding() from public, anon, authenticated, service_role;
grant execute on function public.skip_onboarding() to authenticated;
