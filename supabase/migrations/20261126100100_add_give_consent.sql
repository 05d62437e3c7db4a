-- The one way into the log of consents. Taking back always works; agreeing does so often enough for anybody.

create function private.give_consent(decision jsonb)
returns public.consents
language plpgsql
security definer
set search_path = ''
as $$
declare
  caller uuid := private.require_caller();
  wanted public.consents;
  latest public.consents;
  given  public.consents;
begin
  perform private.refuse_unknown_keys(decision, array['id', 'purpose', 'version', 'granted']);
  wanted := jsonb_populate_record(null::public.consents, decision);

  -- Decisions of one person take turns, so that which one is the latest is never in doubt.
  perform pg_advisory_xact_lock(hashtextextended('consents of ' || caller, 0));
  select * into latest
  from public.consents as kept
  where kept.user_id = caller and kept.purpose = wanted.purpose
  order by kept.created_at desc
  limit 1;

  -- A repeat that comes late must not grant again what was withdrawn meanwhile, and what is refused stays so.
  if exists (select from public.consents as kept where kept.id = wanted.id and kept.user_id = caller)
    or (latest.granted is false and not wanted.granted)
  then
    return latest;
  end if;

  if wanted.granted and 50 <= (
    select count(*) from public.consents as kept
    where kept.user_id = caller and kept.granted and kept.created_at > now() - interval '24 hours'
  ) then
    raise sqlstate 'PT429' using message = 'too many consents within 24 hours';
  end if;

  insert into public.consents (id, user_id, purpose, version, granted, created_at)
  values (
    coalesce(wanted.id, gen_random_uuid()), caller, wanted.purpose, wanted.version, wanted.granted,
    greatest(clock_timestamp(), latest.created_at + interval '1 microsecond')
  )
  returning * into given;
  return given;
end
$$;
comment on function private.give_consent(jsonb) is
  'Adds a decision of the caller and answers with the latest one for its purpose; one with a known id, and a second refusal, add nothing.';

revoke all on function private.give_consent(jsonb) from public;
grant execute on function private.give_consent(jsonb) to authenticated;

create function public.give_consent(decision jsonb)
returns public.consents
language sql
set search_path = ''
as $$ select private.give_consent(decision) $$;
comment on function public.give_consent(jsonb) is
  'Grants or withdraws for the caller: {id, purpose, version, granted}. Answers with the latest decision for that purpose.';

revoke all on function public.give_consent(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.give_consent(jsonb) to authenticated;
