-- The first answer to every Idempotency-Key, for 24 hours and per caller.

create table private.idempotency_keys (
  caller_id       uuid        not null references public.users (id) on delete cascade,
  idempotency_key text        not null check (char_length(idempotency_key) between 1 and 255),
  fingerprint     text        not null check (char_length(fingerprint) between 1 and 255),
  status          integer     check (status between 200 and 299),
  content_type    text        check (content_type = 'application/json'),
  body            text        check (octet_length(body) <= 1048576),
  claimed_at      timestamptz not null,
  leased_until    timestamptz,
  expires_at      timestamptz not null,
  primary key (caller_id, idempotency_key),
  check (status is null or leased_until is not null),
  check (num_nulls(status, content_type, body) in (0, 3))
);
comment on table private.idempotency_keys is 'Which requests run or ran under a key, and how the first one was answered.';
comment on column private.idempotency_keys.caller_id is 'Whose key it is: no key ever matches another caller''s.';
comment on column private.idempotency_keys.idempotency_key is 'The key that the caller chose, up to 255 characters.';
comment on column private.idempotency_keys.fingerprint is 'What was asked, as a digest: the same key may not ask for anything else.';
comment on column private.idempotency_keys.status is 'The HTTP status answered: only a success is kept. Null while the first request runs.';
comment on column private.idempotency_keys.content_type is 'The content type answered.';
comment on column private.idempotency_keys.body is 'The body answered, byte for byte, at most 1 MB.';
comment on column private.idempotency_keys.claimed_at is 'When the key was first claimed: kept when the claim is given up or taken over, new once the key was forgotten.';
comment on column private.idempotency_keys.leased_until is 'Until when the first request may be running; after that it is taken for dead. Null when the claim was given up.';
comment on column private.idempotency_keys.expires_at is 'When the key is forgotten.';

-- Read by the pruning in private.claim_idempotency_key_at.
create index idempotency_keys_expires_at_idx on private.idempotency_keys (expires_at);

revoke all on private.idempotency_keys from public, anon, authenticated, service_role;
