-- Hosted Supabase opens every new object in schema public to the roles of its API.
-- Migrations must therefore revoke first; newer projects that start closed are tested as well.

do $$
declare
  maker text;
begin
  foreach maker in array array['postgres', 'supabase_admin']
  loop
    execute format('alter default privileges for role %I in schema public grant all on tables to postgres, anon, authenticated, service_role', maker);
    execute format('alter default privileges for role %I in schema public grant all on sequences to postgres, anon, authenticated, service_role', maker);
    execute format('alter default privileges for role %I in schema public grant all on functions to postgres, anon, authenticated, service_role', maker);
  end loop;
end
$$;

alter default privileges for role supabase_auth_admin in schema auth grant all on tables to postgres;
alter default privileges for role supabase_auth_admin in schema auth grant all on sequences to postgres;
alter default privileges for role supabase_auth_admin in schema auth grant all on functions to postgres;
