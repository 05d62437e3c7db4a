"""The rules that every object in the database keeps, and that each rule notices when it is broken."""

from typing import LiteralString

import pytest
from psycopg import Connection

from tests.database.catalogue import RULES

BREACHES: dict[str, LiteralString] = {
    "every table has row level security, also for its owner": (
        "alter table public.users no force row level security"
    ),
    "every view asks as its reader": "create view public.everybody as select * from public.users",
    "everything is commented": "comment on column public.user_profiles.occupation is null",
    "every policy names its verb and its role": (
        "create policy all_of_it on public.users for all to public using ((select auth.uid()) = id)"
    ),
    "every policy asks once who is calling": (
        'alter policy "owners read their profile" on public.user_profiles using (auth.uid() = user_id)'
    ),
    "no policy is always true": (
        'alter policy "owners read their profile" on public.user_profiles using (true)'
    ),
    "no policy trusts what people may edit": (
        'alter policy "owners read their profile" on public.user_profiles '
        "using (((select auth.jwt()) -> 'user_metadata' ->> 'role') = 'ADMIN')"
    ),
    "every foreign key has its index": (
        "alter table public.users add column mentor_id uuid references public.users (id)"
    ),
    "every column of a policy has its index": (
        "create policy few on public.users for select to authenticated using (created_at > now())"
    ),
    "every table is touched": "alter table public.financial_data disable trigger financial_data_touch",
    "every table says when": "alter table public.financial_data drop column created_at",
    "every function has an empty search path": "alter function private.skip_onboarding() reset search_path",
    "no function in public acts as its owner": "alter function public.skip_onboarding() security definer",
    "everything belongs to the owner of the migrations": "alter table public.users owner to supabase_admin",
    "nobody holds anything in private": "grant select on private.idempotency_keys to authenticated",
}


@pytest.mark.parametrize("rule", RULES)
class TestTheCatalogue:
    def test_keeps_the_rule(self, rule: str, operator: Connection) -> None:
        assert RULES[rule](operator) == []

    def test_shows_a_breach(self, rule: str, replica: Connection) -> None:
        replica.execute(BREACHES[rule])

        assert RULES[rule](replica)
