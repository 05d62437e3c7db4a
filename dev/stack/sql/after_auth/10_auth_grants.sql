-- What hosted Supabase lets the owner of migrations do with the tables of Supabase Auth:
-- read and write rows, refer to them and watch them with triggers, but not change the tables.

grant usage on schema auth to postgres, anon, authenticated, service_role;
grant all on all tables in schema auth to postgres;
grant all on all sequences in schema auth to postgres;

do $$
begin
  if to_regclass('auth.schema_migrations') is not null then
    revoke all on auth.schema_migrations from postgres;
  end if;
end
$$;
