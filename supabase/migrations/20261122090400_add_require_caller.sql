-- Who is asking, for functions that act on the caller's own rows.

create function private.require_caller()
returns uuid
language plpgsql
stable
set search_path = ''
as $$
declare
  caller uuid := auth.uid();
begin
  if not exists (select from public.users where id = caller) then
    -- PostgREST answers PT401 as HTTP 401: a token outlives the account it was made for.
    raise sqlstate 'PT401' using message = 'this token belongs to no account';
  end if;
  return caller;
end
$$;
comment on function private.require_caller() is 'The caller''s id; refuses a token whose account is gone.';

revoke all on function private.require_caller() from public;
grant execute on function private.require_caller() to authenticated;
