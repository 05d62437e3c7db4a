-- The roles of hosted Supabase with their rights and timeouts.
-- Applied at every start by the superuser that owns the cluster; says the same thing each time.

do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'postgres', 'anon', 'authenticated', 'service_role', 'authenticator', 'supabase_auth_admin'
  ]
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
      execute format('create role %I', wanted);
    end if;
  end loop;
end
$$;

-- The owner of migrations: powerful, but no superuser.
alter role postgres with nosuperuser createdb createrole replication bypassrls login inherit;

-- What a request may become.
alter role anon with nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
alter role authenticated with nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
alter role service_role with nologin noinherit nosuperuser nocreatedb nocreaterole bypassrls;

-- The login of PostgREST, which is nobody until it becomes one of the three above.
alter role authenticator with login noinherit nosuperuser nocreatedb nocreaterole nobypassrls;

-- The login of Supabase Auth, owner of schema auth.
alter role supabase_auth_admin with login noinherit createrole nosuperuser nocreatedb nobypassrls;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend, pg_create_subscription to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
