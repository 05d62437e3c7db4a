-- JSON that its owner writes freely, kept within what every client can read back.

create function private.is_plain_json(value jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select not jsonb_path_exists(value, 'strict $.**{11}')
    and not jsonb_path_exists(
      value, 'strict $.** ? (@.type() == "number" && (@ > 1000000000000000 || @ < -1000000000000000))'
    )
$$;
comment on function private.is_plain_json(jsonb) is
  'Whether JSON nests at most ten deep and its numbers have at most 15 digits before the point: a parser that meets more may give up on the whole answer.';

revoke all on function private.is_plain_json(jsonb) from public;
grant execute on function private.is_plain_json(jsonb) to authenticated, service_role;
