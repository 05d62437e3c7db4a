"""The rules that every object in the database keeps, and that each rule notices when it is broken."""

from typing import LiteralString

import pytest
from psycopg import Connection

from tests.database.catalogue_rules import RULES

BREACHES: list[tuple[str, LiteralString]] = [
    (
        "every table has row level security, also for its owner",
        "alter table public.users no force row level security",
    ),
    (
        "every table has row level security, also for its owner",
        "alter table public.transactions disable row level security",
    ),
    ("every view asks as its reader", "create view public.everybody as select * from public.users"),
    ("every view asks as its reader", "alter view public.items set (security_invoker = false)"),
    ("everything is commented", "comment on column public.user_profiles.occupation is null"),
    ("everything is commented", "comment on domain public.year_month is null"),
    (
        "every policy names its verb and its role",
        "create policy all_of_it on public.users for all to public using ((select auth.uid()) = id)",
    ),
    (
        "every policy asks once who is calling",
        'alter policy "owners read their profile" on public.user_profiles using (auth.uid() = user_id)',
    ),
    (
        "no policy is always true",
        'alter policy "owners read their profile" on public.user_profiles using (true)',
    ),
    (
        "no policy is always true",
        'alter policy "owners add their budgets" on public.budgets with check (true)',
    ),
    (
        "no policy trusts what people may edit",
        'alter policy "owners read their profile" on public.user_profiles '
        "using (((select auth.jwt()) -> 'user_metadata' ->> 'role') = 'ADMIN')",
    ),
    (
        "every foreign key has its index",
        "alter table public.users add column mentor_id uuid references public.users (id)",
    ),
    (
        "every reference stays with one person",
        "alter table public.budgets add column account_id uuid references public.accounts (id)",
    ),
    (
        "every reference stays with one person",
        "alter table public.transactions disable trigger category_owner_update",
    ),
    (
        "every column of a policy has its index",
        "create policy few on public.users for select to authenticated using (created_at > now())",
    ),
    ("every table is touched", "alter table public.financial_data disable trigger financial_data_touch"),
    ("every table says when", "alter table public.financial_data drop column created_at"),
    (
        "every function has an empty search path",
        "alter function private.skip_onboarding() reset search_path",
    ),
    ("no function in public acts as its owner", "alter function public.skip_onboarding() security definer"),
    (
        "no function in public acts as its owner",
        "alter function public.account_balances(date) security definer",
    ),
    (
        "everything belongs to the owner of the migrations",
        "alter table public.users owner to supabase_admin",
    ),
    ("nobody holds anything in private", "grant select on private.idempotency_keys to authenticated"),
]


@pytest.mark.parametrize("rule", RULES)
def test_the_catalogue_keeps_the_rule(rule: str, operator: Connection) -> None:
    assert RULES[rule](operator) == []


@pytest.mark.parametrize(("rule", "breach"), BREACHES)
def test_a_breach_shows(rule: str, breach: LiteralString, replica: Connection) -> None:
    before = RULES[rule](replica)

    replica.execute(breach)

    assert before == []
    assert RULES[rule](replica)


def test_every_rule_has_a_breach() -> None:
    assert {rule for rule, _ in BREACHES} == set(RULES)
