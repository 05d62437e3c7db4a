-- Extensions that a migration run by a plain owner cannot create, and the one every project has.

create extension if not exists pgcrypto with schema extensions;
create extension if not exists cube with schema extensions;
create extension if not exists earthdistance with schema extensions;
