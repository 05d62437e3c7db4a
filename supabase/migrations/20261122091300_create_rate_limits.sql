-- How often a caller may ask, counted here because functions forget. One upsert decides (GCRA): the row
-- lock makes concurrent requests of one caller take turns, so that not one too many is let through.

create table private.rate_limit_classes (
  route_class text     primary key check (route_class ~ '^[a-z_]{1,40}$'),
  burst       integer  not null check (burst between 1 and 100000),
  refill      interval not null check (refill > interval '0')
);
comment on table private.rate_limit_classes is 'The limits, one a class of routes.';
comment on column private.rate_limit_classes.route_class is 'The class that a route names.';
comment on column private.rate_limit_classes.burst is 'How many requests a rested caller may send at once.';
comment on column private.rate_limit_classes.refill is 'After how long one more request is let through.';

insert into private.rate_limit_classes (route_class, burst, refill)
values
  ('read', 120, '500 milliseconds'),
  ('write', 60, '1 second'),
  ('chat', 20, '3 seconds'),
  ('auth', 30, '2 seconds');

create table private.rate_limit_buckets (
  caller_id   uuid        not null references public.users (id) on delete cascade,
  route_class text        not null references private.rate_limit_classes (route_class) on delete cascade,
  full_at     timestamptz not null,
  primary key (caller_id, route_class)
);
comment on table private.rate_limit_buckets is 'What each caller has spent of each limit; one row a caller and class.';
comment on column private.rate_limit_buckets.caller_id is 'Whose bucket it is.';
comment on column private.rate_limit_buckets.route_class is 'The class it counts.';
comment on column private.rate_limit_buckets.full_at is 'When the bucket is full again if nothing more is spent.';

create index rate_limit_buckets_route_class_idx on private.rate_limit_buckets (route_class);

revoke all on private.rate_limit_classes, private.rate_limit_buckets
  from public, anon, authenticated, service_role;

create function private.spend_rate_limit_at(caller uuid, wanted_class text, at timestamptz)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  class   private.rate_limit_classes;
  period  interval;
  full_at timestamptz;
  allowed boolean;
begin
  select * into class from private.rate_limit_classes as known where known.route_class = wanted_class;
  if not found then
    raise invalid_parameter_value using message = format('no such route class: %s', wanted_class);
  end if;
  period := class.refill * class.burst;

  insert into private.rate_limit_buckets as bucket (caller_id, route_class, full_at)
  values (caller, wanted_class, at + class.refill)
  on conflict (caller_id, route_class) do update
    set full_at = greatest(bucket.full_at, at) + class.refill
    where greatest(bucket.full_at, at) + class.refill <= at + period
  returning bucket.full_at into full_at;
  allowed := found;

  if not allowed then
    select bucket.full_at into full_at
    from private.rate_limit_buckets as bucket
    where bucket.caller_id = caller and bucket.route_class = wanted_class;
  end if;

  return jsonb_build_object(
    'allowed', allowed,
    'limit', class.burst,
    'remaining', case when allowed then floor(extract(epoch from at + period - full_at) / extract(epoch from class.refill))::integer else 0 end,
    'reset_after', greatest(0, ceil(extract(epoch from full_at - at)))::integer,
    'retry_after', case when allowed then 0 else greatest(1, ceil(extract(epoch from full_at + class.refill - period - at)))::integer end
  );
end
$$;
comment on function private.spend_rate_limit_at(uuid, text, timestamptz) is
  'Takes one request out of a caller''s bucket at an instant, if there is one left.';

create function private.spend_rate_limit(route_class text)
returns jsonb
language sql
security definer
set search_path = ''
as $$ select private.spend_rate_limit_at(private.require_caller(), route_class, clock_timestamp()) $$;
comment on function private.spend_rate_limit(text) is 'Takes one request out of the caller''s own bucket, now.';

revoke all on function private.spend_rate_limit_at(uuid, text, timestamptz) from public;
revoke all on function private.spend_rate_limit(text) from public;
grant execute on function private.spend_rate_limit(text) to authenticated;

create function public.spend_rate_limit(route_class text)
returns jsonb
language sql
set search_path = ''
as $$ select private.spend_rate_limit(route_class) $$;
comment on function public.spend_rate_limit(text) is
  'Spends one request of the caller''s limit for a class of routes: allowed, limit, remaining, and reset_after and retry_after in seconds.';

revoke all on function public.spend_rate_limit(text) from public, anon, authenticated, service_role;
grant execute on function public.spend_rate_limit(text) to authenticated;
