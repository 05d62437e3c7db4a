-- Access tokens carry the role of the account as claim `user_role`, for the functions to read.

create function private.custom_access_token_hook(event jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  granted public.user_role;
begin
  select role into granted from public.users where id = (event ->> 'user_id')::uuid;
  return jsonb_set(event, '{claims,user_role}', to_jsonb(coalesce(granted, 'USER')));
end
$$;
comment on function private.custom_access_token_hook(jsonb) is
  'Called by Supabase Auth for every access token: adds the claim user_role.';

revoke all on function private.custom_access_token_hook(jsonb) from public;
grant execute on function private.custom_access_token_hook(jsonb) to supabase_auth_admin;
