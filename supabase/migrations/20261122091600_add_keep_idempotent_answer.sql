-- Ending a claim: its answer is kept for repeats, or the key is free again after a failure.

create function private.keep_idempotent_answer(idempotency_key text, status integer, content_type text, body text)
returns void
language sql
security definer
set search_path = ''
as $$
  update private.idempotency_keys as held
  set status = keep_idempotent_answer.status,
      content_type = keep_idempotent_answer.content_type,
      body = keep_idempotent_answer.body
  where held.caller_id = private.require_caller()
    and held.idempotency_key = keep_idempotent_answer.idempotency_key
    and held.status is null
    and held.leased_until is not null
$$;
comment on function private.keep_idempotent_answer(text, integer, text, text) is
  'Keeps the answer to a claimed key of the caller; an answer that is already kept stays, a claim given up takes none.';

create function private.release_idempotency_key(idempotency_key text)
returns void
language sql
security definer
set search_path = ''
as $$
  -- The row stays for its claimed_at: what failed may have had its effect, and a repeat must find it.
  update private.idempotency_keys as held
  set leased_until = null
  where held.caller_id = private.require_caller()
    and held.idempotency_key = release_idempotency_key.idempotency_key
    and held.status is null
$$;
comment on function private.release_idempotency_key(text) is
  'Gives up a claim of the caller, so that the key can be tried again; a kept answer stays.';

revoke all on function private.keep_idempotent_answer(text, integer, text, text) from public;
revoke all on function private.release_idempotency_key(text) from public;
grant execute on function private.keep_idempotent_answer(text, integer, text, text) to authenticated;
grant execute on function private.release_idempotency_key(text) to authenticated;

create function public.keep_idempotent_answer(idempotency_key text, status integer, content_type text, body text)
returns void
language sql
set search_path = ''
as $$ select private.keep_idempotent_answer(idempotency_key, status, content_type, body) $$;
comment on function public.keep_idempotent_answer(text, integer, text, text) is
  'Keeps the answer to the caller''s claimed key for repeats within 24 hours.';

create function public.release_idempotency_key(idempotency_key text)
returns void
language sql
set search_path = ''
as $$ select private.release_idempotency_key(idempotency_key) $$;
comment on function public.release_idempotency_key(text) is
  'Gives up the caller''s claim on a key, so that it can be tried again.';

revoke all on function public.keep_idempotent_answer(text, integer, text, text) from public, anon, authenticated, service_role;
revoke all on function public.release_idempotency_key(text) from public, anon, authenticated, service_role;
grant execute on function public.keep_idempotent_answer(text, integer, text, text) to authenticated;
grant execute on function public.release_idempotency_key(text) to authenticated;
