-- What Supabase Auth finds on a fresh database, with `auth_owner` standing for the role that it signs in as;
-- and an access token hook that does as the address asks.

grant auth_owner to current_user;
create schema auth authorization auth_owner;
alter role auth_owner set search_path = auth;
create schema private;
grant usage on schema private to auth_owner;
do $$
begin
  execute format('grant create on database %I to auth_owner', current_database());
end
$$;

create function private.access_token_hook(event jsonb) returns jsonb language plpgsql as $$
declare
  address text := event -> 'claims' ->> 'email';
begin
  if address like 'raises.%' then
    raise exception 'no token for %', split_part(address, '@', 1);
  elsif address like 'refuses.%' then
    return jsonb_build_object('error', jsonb_build_object('http_code', 403, 'message', 'Come back later.'));
  elsif address like 'strips.%' then
    return event #- '{claims,role}';
  elsif address like 'sleeps.%' then
    perform pg_sleep(10);
  end if;
  return jsonb_set(event, '{claims,user_role}', '"USER"')
    || jsonb_build_object('called_as', current_user);
end
$$;
revoke execute on function private.access_token_hook from public;
grant execute on function private.access_token_hook to auth_owner;
