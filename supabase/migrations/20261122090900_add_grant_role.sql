-- Roles are changed by an operator, connected as the owner of the database:
--   select private.grant_role('someone@example.com', 'ADMIN');

create function private.grant_role(email text, role public.user_role)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.users
  set role = grant_role.role
  where users.email = lower(grant_role.email);
  if not found then
    raise no_data_found using message = format('nobody has the e-mail %s', grant_role.email);
  end if;
end
$$;
comment on function private.grant_role(text, public.user_role) is
  'For operators: gives the account with this e-mail a role. Tokens carry it from their next refresh on.';

revoke all on function private.grant_role(text, public.user_role) from public;
