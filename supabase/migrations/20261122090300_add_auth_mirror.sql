-- Every account of Supabase Auth has its row in public.users, with the same e-mail and verification.

create function private.adopt_sign_up_names(person uuid, metadata jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
  field text;
begin
  foreach field in array array['username', 'first_name', 'last_name', 'phone']
  loop
    if jsonb_typeof(metadata -> field) = 'string' then
      begin
        execute format('update public.users set %I = $1 where id = $2', field)
        using btrim(metadata ->> field), person;
      exception
        -- A name that is taken or breaks its rule is left out: it must never cost the sign-up.
        when check_violation or unique_violation then
          null;
      end;
    end if;
  end loop;
end
$$;
comment on function private.adopt_sign_up_names(uuid, jsonb) is
  'Takes over from the sign-up''s metadata what keeps the rules of public.users; the rest stays null.';

create function private.add_user()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.users (id, email, is_verified)
  values (new.id, new.email, new.email_confirmed_at is not null);
  perform private.adopt_sign_up_names(new.id, new.raw_user_meta_data);
  return null;
end
$$;
comment on function private.add_user() is 'Trigger: a new account gets its row in public.users.';

create function private.mirror_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.users
  set email = new.email, is_verified = new.email_confirmed_at is not null
  where id = new.id;
  return null;
end
$$;
comment on function private.mirror_email() is 'Trigger: e-mail and verification follow Supabase Auth.';

revoke all on function private.adopt_sign_up_names(uuid, jsonb) from public;
revoke all on function private.add_user() from public;
revoke all on function private.mirror_email() from public;

create trigger users_add_user
  after insert on auth.users
  for each row execute function private.add_user();

create trigger users_mirror_email
  after update of email, email_confirmed_at on auth.users
  for each row
  when (old.email is distinct from new.email or old.email_confirmed_at is distinct from new.email_confirmed_at)
  execute function private.mirror_email();

-- Accounts made before Fintar came to the project.
insert into public.users (id, email, is_verified)
select id, email, email_confirmed_at is not null
from auth.users
where email is not null;
