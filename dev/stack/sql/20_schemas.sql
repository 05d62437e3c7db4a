-- Who owns the database and its schemas, and who may look into them.

do $$
begin
  execute format('alter database %I owner to postgres', current_database());
  execute format('grant create on database %I to supabase_auth_admin', current_database());
end
$$;

create schema if not exists auth authorization supabase_auth_admin;
create schema if not exists extensions;

grant usage, create on schema extensions to postgres;
grant usage on schema public, extensions, auth to postgres, anon, authenticated, service_role;
