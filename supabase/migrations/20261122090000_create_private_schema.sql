-- What policies, triggers and functions need but no client may reach: the API never exposes `private`.
-- Its functions are granted one by one; usage of the schema alone opens nothing.

create schema private;
comment on schema private is 'Functions, limits and keys that the API never exposes.';

revoke all on schema private from public;
grant usage on schema private to authenticated, service_role, supabase_auth_admin;

create function private.touch_updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.touch_updated_at() is 'Trigger: stamps the row that changes.';

revoke all on function private.touch_updated_at() from public;
