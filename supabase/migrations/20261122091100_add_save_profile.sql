-- One round trip to create or change one's profile: keys that are absent stay as they are, null clears.

create function public.save_profile(changes jsonb)
returns public.user_profiles
language plpgsql
set search_path = ''
as $$
declare
  caller  uuid := private.require_caller();
  wanted  public.user_profiles;
  saved   public.user_profiles;
  unknown text;
begin
  select string_agg(key, ', ' order by key) into unknown
  from jsonb_object_keys(changes) as key
  where key not in (
    'date_of_birth', 'gender', 'occupation', 'company', 'marital_status', 'dependents', 'education_level',
    'address', 'currency'
  );
  if unknown is not null then
    raise invalid_parameter_value using message = format('not part of a profile: %s', unknown);
  end if;

  wanted := jsonb_populate_record(null::public.user_profiles, changes);

  insert into public.user_profiles as kept (
    date_of_birth, gender, occupation, company, marital_status, dependents, education_level, address, currency
  )
  values (
    wanted.date_of_birth, wanted.gender, wanted.occupation, wanted.company, wanted.marital_status,
    wanted.dependents, wanted.education_level, wanted.address, coalesce(wanted.currency, 'IDR')
  )
  on conflict (user_id) do update set
    date_of_birth   = case when changes ? 'date_of_birth'   then excluded.date_of_birth   else kept.date_of_birth   end,
    gender          = case when changes ? 'gender'          then excluded.gender          else kept.gender          end,
    occupation      = case when changes ? 'occupation'      then excluded.occupation      else kept.occupation      end,
    company         = case when changes ? 'company'         then excluded.company         else kept.company         end,
    marital_status  = case when changes ? 'marital_status'  then excluded.marital_status  else kept.marital_status  end,
    dependents      = case when changes ? 'dependents'      then excluded.dependents      else kept.dependents      end,
    education_level = case when changes ? 'education_level' then excluded.education_level else kept.education_level end,
    address         = case when changes ? 'address'         then excluded.address         else kept.address         end,
    currency        = case when changes ? 'currency'        then excluded.currency        else kept.currency        end
  where kept.user_id = caller
  returning * into saved;
  return saved;
end
$$;
comment on function public.save_profile(jsonb) is
  'Creates or changes the caller''s profile and answers with it: absent keys stay as they are, null clears, unknown keys are refused.';

revoke all on function public.save_profile(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.save_profile(jsonb) to authenticated;
