"""Books of many people, made by the database itself: two years of transactions up to LAST_DAY.

Amounts are whole rupiah. Everybody's rows lie mixed in the order of their days, as people book them.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from psycopg import Connection

NAMESPACE = UUID("4b1a1f7e-3c57-4f0e-9a3c-6f5b0e1f2a77")
LAST_DAY = "2026-12-31"
DAYS = 730

ADD_PEOPLE = """
insert into auth.users (id, email, email_confirmed_at)
select id, id || '@example.com', now() from unnest(%(ids)s::uuid[]) as id
"""
ADD_ACCOUNTS = """
insert into public.accounts (user_id, name, kind, opened_on)
select id, 'Bank ' || number, 'BANK', '2020-01-01'
from unnest(%(ids)s::uuid[]) as id, generate_series(1, 3) as number
"""
ADD_TRANSACTIONS = """
with account as (
  select user_id, array_agg(id order by name) as ids
  from public.accounts where user_id = any (%(ids)s) group by user_id
),
category as (
  select array_agg(id order by code) as ids, array_agg(budget_group order by code) as groups
  from public.categories where user_id is null
)
insert into public.transactions (id, user_id, account_id, booked_on, amount, category_id, merchant)
select
  gen_random_uuid(), account.user_id, account.ids[1 + number %% 3],
  %(last_day)s::date - (number::bigint * %(days)s / %(each)s::integer)::integer,
  case when category.groups[place] = 'INCOME' then 1 else -1 end * (1000 + number::bigint * 7919 %% 200000),
  category.ids[place], 'Merchant ' || number %% 300
from account
cross join category
cross join generate_series(0, %(each)s::integer - 1) as number
cross join lateral (values (1 + (number * 31 + number / 1000) %% cardinality(category.ids))) as chosen (place)
order by 4, 1
"""
ADD_BUDGETS = """
insert into public.budgets (user_id, category_id, month, amount, rollover_surplus, rollover_overspend)
select
  %(person)s, id, to_char(date '2025-01-01' + make_interval(months => number), 'YYYY-MM'), 5000000,
  %(rolling)s, %(rolling)s
from public.categories, generate_series(0, 23) as number
where user_id is null and budget_group in ('NEEDS', 'WANTS')
"""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with so many transactions in two years, and perhaps budgets that roll over all that time."""

    name: str
    transactions: int
    rolling: bool = False

    @property
    def id(self) -> UUID:
        """An id that follows from the name."""
        return uuid5(NAMESPACE, self.name)


def add_person(connection: Connection, person: Person) -> None:
    """Add somebody with a budget for every category of spending in each of 24 months."""
    _add(connection, [person.id], person.transactions)
    connection.execute(ADD_BUDGETS, {"person": person.id, "rolling": person.rolling})


def add_crowd(connection: Connection, name: str, *, people: int, each: int) -> None:
    """Add people with so many transactions each."""
    _add(connection, [uuid5(NAMESPACE, f"{name} {number}") for number in range(people)], each)


def settle(connection: Connection) -> None:
    """What the database does by itself after some time: statistics, and which pages everybody sees."""
    connection.execute("vacuum analyze")


def _add(connection: Connection, ids: list[UUID], each: int) -> None:
    values = {"ids": ids, "each": each, "days": DAYS, "last_day": LAST_DAY}
    # What would run by itself now and then keeps `settle` from marking pages.
    connection.execute("alter table public.transactions set (autovacuum_enabled = false)")
    connection.execute(ADD_PEOPLE, values)
    connection.execute(ADD_ACCOUNTS, values)
    with connection.transaction():
        # Rules and foreign keys of a million rows that are right by construction need not be asked.
        connection.execute("set local session_replication_role = replica")
        connection.execute(ADD_TRANSACTIONS, values)
