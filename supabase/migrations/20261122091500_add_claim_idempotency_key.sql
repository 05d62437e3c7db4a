-- Claiming a key: exactly one of many concurrent requests is told that it is new.

create function private.claim_idempotency_key_at(caller uuid, wanted_key text, wanted_fingerprint text, at timestamptz)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  kept private.idempotency_keys;
  first_claim timestamptz;
begin
  -- A key may be released between the two statements below, and again; not ten times running.
  for try in 1..10 loop
    insert into private.idempotency_keys as held
      (caller_id, idempotency_key, fingerprint, claimed_at, leased_until, expires_at)
    values (caller, wanted_key, wanted_fingerprint, at, at + interval '60 seconds', at + interval '24 hours')
    on conflict (caller_id, idempotency_key) do update
      set fingerprint = excluded.fingerprint, status = null, content_type = null, body = null,
          claimed_at = case when held.expires_at <= at then excluded.claimed_at else held.claimed_at end,
          leased_until = excluded.leased_until, expires_at = excluded.expires_at
      where held.expires_at <= at
        or (held.status is null and held.leased_until is null)
        or (held.status is null and held.leased_until <= at and held.fingerprint = excluded.fingerprint)
    returning held.claimed_at into first_claim;
    if found then
      -- After the claim and without waiting, so that two callers never hold what the other wants.
      delete from private.idempotency_keys
      where ctid = any (array(
        select ctid from private.idempotency_keys
        where expires_at <= at
        order by expires_at
        limit 20
        for update skip locked
      ));
      return jsonb_build_object(
        'state', 'new', 'claimed_at', first_claim, 'status', null, 'content_type', null, 'body', null
      );
    end if;

    select * into kept from private.idempotency_keys
    where caller_id = caller and idempotency_key = wanted_key;
    exit when kept.leased_until is not null;
  end loop;
  if kept.leased_until is null then
    raise lock_not_available using message = 'this key is being claimed and released over and over';
  end if;

  return jsonb_build_object('claimed_at', null) || case
    when kept.fingerprint <> wanted_fingerprint then
      jsonb_build_object('state', 'reused', 'status', null, 'content_type', null, 'body', null)
    when kept.status is null then
      jsonb_build_object('state', 'in_progress', 'status', null, 'content_type', null, 'body', null)
    else
      jsonb_build_object('state', 'replay', 'status', kept.status, 'content_type', kept.content_type, 'body', kept.body)
  end;
end
$$;
comment on function private.claim_idempotency_key_at(uuid, text, text, timestamptz) is
  'Claims a key for a caller at an instant. A claim without an answer can be taken over after 60 seconds.';

create function private.claim_idempotency_key(idempotency_key text, fingerprint text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
begin
  -- Bounds what one account can make us keep.
  if (select count(*) from private.idempotency_keys as held where held.caller_id = caller) >= 1000 then
    delete from private.idempotency_keys as held where held.caller_id = caller and held.expires_at <= now();
    if (select count(*) from private.idempotency_keys as held where held.caller_id = caller) >= 1000 then
      raise sqlstate 'PT429' using message = 'too many idempotency keys within 24 hours';
    end if;
  end if;
  return private.claim_idempotency_key_at(caller, idempotency_key, fingerprint, clock_timestamp());
end
$$;
comment on function private.claim_idempotency_key(text, text) is 'Claims a key for the caller, now.';

revoke all on function private.claim_idempotency_key_at(uuid, text, text, timestamptz) from public;
revoke all on function private.claim_idempotency_key(text, text) from public;
grant execute on function private.claim_idempotency_key(text, text) to authenticated;

create function public.claim_idempotency_key(idempotency_key text, fingerprint text)
returns jsonb
language sql
set search_path = ''
as $$ select private.claim_idempotency_key(idempotency_key, fingerprint) $$;
comment on function public.claim_idempotency_key(text, text) is
  'Claims a key for the caller. State new: go on, claimed_at tells when the key was first claimed; replay: here is the first answer; in_progress: the first still runs; reused: the key asked for something else.';

revoke all on function public.claim_idempotency_key(text, text) from public, anon, authenticated, service_role;
grant execute on function public.claim_idempotency_key(text, text) to authenticated;
