-- One round trip to change one's account: keys that are absent stay as they are, null clears.
-- Preferences are merged where they are kept, so that neither keys nobody knows nor two changes at once get lost.

create function private.merged(kept jsonb, changes jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select (kept || changes) - array(select key from jsonb_each(changes) where jsonb_typeof(value) = 'null')
$$;
comment on function private.merged(jsonb, jsonb) is
  'One JSON object with the keys of another put over it; null takes a key out. Refuses changes that are no object.';

revoke all on function private.merged(jsonb, jsonb) from public;
grant execute on function private.merged(jsonb, jsonb) to authenticated;

create function private.merged_preferences(kept jsonb, changes jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select case jsonb_typeof(changes -> 'notifications')
    when 'object' then private.merged(kept, changes) || jsonb_build_object(
      'notifications',
      private.merged(
        case jsonb_typeof(kept -> 'notifications') when 'object' then kept -> 'notifications' else '{}' end,
        changes -> 'notifications'
      )
    )
    else private.merged(kept, changes)
  end
$$;
comment on function private.merged_preferences(jsonb, jsonb) is
  'Preferences with changes put over them, key by key, and so within notifications; null takes a key out.';

revoke all on function private.merged_preferences(jsonb, jsonb) from public;
grant execute on function private.merged_preferences(jsonb, jsonb) to authenticated;

create function public.save_account(changes jsonb)
returns public.users
language plpgsql
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  wanted  public.users;
  saved   public.users;
  unknown text;
begin
  select string_agg(key, ', ' order by key) into unknown
  from jsonb_object_keys(changes) as key
  where key not in ('username', 'first_name', 'last_name', 'phone', 'avatar_url', 'preferences');
  if unknown is not null then
    raise invalid_parameter_value using message = format('not part of an account: %s', unknown);
  end if;

  wanted := jsonb_populate_record(null::public.users, changes);

  update public.users as kept set
    username    = case when changes ? 'username'   then wanted.username   else kept.username   end,
    first_name  = case when changes ? 'first_name' then wanted.first_name else kept.first_name end,
    last_name   = case when changes ? 'last_name'  then wanted.last_name  else kept.last_name  end,
    phone       = case when changes ? 'phone'      then wanted.phone      else kept.phone      end,
    avatar_url  = case when changes ? 'avatar_url' then wanted.avatar_url else kept.avatar_url end,
    preferences = case
      when wanted.preferences is not null then private.merged_preferences(kept.preferences, wanted.preferences)
      when changes ? 'preferences'        then '{}'
      else kept.preferences
    end
  where kept.id = caller
  returning * into saved;
  return saved;
end
$$;
comment on function public.save_account(jsonb) is
  'Changes the caller''s account and answers with it: absent keys stay as they are, null clears, preferences are merged, unknown keys are refused.';

revoke all on function public.save_account(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.save_account(jsonb) to authenticated;
