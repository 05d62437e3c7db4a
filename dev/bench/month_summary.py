"""A month's sums and facts for 5,000 and 50,000 transactions of one person among 1,000,000 of others.

Every function runs as a client's role with its claims, and in the same rounds as the superuser, for whom
there is no row-level security. The limit is one bare statement that sums the same twelve months. It is
all done among 100,000 rows of others first, to see how it grows. Takes some minutes.
"""

import json
import os
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import LiteralString, NamedTuple
from uuid import UUID

import psycopg
from psycopg import Connection

from dev.bench.month.books import Person, add_crowd, add_person, settle
from dev.bench.month.rounds import Case, take_turns
from dev.stack import running
from dev.stack.running import Running

ROUNDS = 21
CROWDS = {100_000: 100, 1_000_000: 900}
"""How many rows of others there are, and how many people to add for it."""

EACH = 1_000
FEW = Person(name="5,000", transactions=5_000)
MANY = Person(name="50,000", transactions=50_000)
ROLLING = Person(name="50,000, rolls over", transactions=50_000, rolling=True)
PEOPLE = (FEW, MANY, ROLLING)

LIMIT: LiteralString = """
    select date_trunc('month', booked_on), category_id, sum(amount), count(*)
    from public.transactions
    where user_id = %s and booked_on between '2026-01-01' and '2026-12-31'
      and transfer_id is null and not is_split
    group by 1, 2
"""
CALLS: Mapping[str, LiteralString] = {
    "month_summary": "select length(public.month_summary('2026-12')::text)",
    "snapshot_facts": "select length(public.snapshot_facts('2026-12-31')::text)",
    "budget_facts": "select length(public.budget_facts('2026-12')::text)",
}
HEADING = (
    f"{'others':>10}  {'own':20}{'function':16}{'ms':>8}{'no RLS':>9}{'RLS':>8}{'limit':>9}{'x limit':>9}"
)


class Measured(NamedTuple):
    """Median milliseconds: as a client, without row-level security, and of the limit."""

    client: float
    bare: float
    limit: float

    @property
    def beyond(self) -> float:
        """How many times the limit a client waits."""
        return self.client / self.limit


Table = dict[tuple[int, Person, str], Measured]


def run() -> str:
    """The table: median milliseconds and ratios, then how they grow."""
    table: Table = {}
    with throwaway() as stack, psycopg.connect(stack.admin_database_url, autocommit=True) as maker:
        for person in PEOPLE:
            add_person(maker, person)
        for others, people in CROWDS.items():
            add_crowd(maker, f"crowd of {others}", people=people, each=EACH)
            settle(maker)
            table |= _measure(stack, others)
    return "\n".join((HEADING, *_lines(table), "", *_growth(table)))


@contextmanager
def throwaway() -> Generator[Running]:
    """A stack of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fintar-bench-") as name:
        folder = Path(name)
        # Postgres runs as another user when we are root, and must be able to pass.
        folder.chmod(0o711)
        try:
            yield running.start_throwaway(folder / "stack", for_process=os.getpid())
        finally:
            running.stop(folder / "stack")


def _measure(stack: Running, others: int) -> Table:
    cases: dict[tuple[Person, str], Case] = {}
    with ExitStack() as connections:
        for person in PEOPLE:
            bare = connections.enter_context(_acting(stack, person.id, role="supabase_admin"))
            client = connections.enter_context(_acting(stack, person.id, role="authenticated"))
            cases[person, "limit"] = partial(_fetch, bare, LIMIT, person.id)
            for function, call in CALLS.items():
                cases[person, f"{function} bare"] = partial(_fetch, bare, call)
                cases[person, function] = partial(_fetch, client, call)
        taken = take_turns(cases, rounds=ROUNDS)
    return {
        (others, person, function): Measured(
            taken[person, function], taken[person, f"{function} bare"], taken[person, "limit"]
        )
        for person in PEOPLE
        for function in CALLS
    }


@contextmanager
def _acting(stack: Running, person: UUID, *, role: str) -> Generator[Connection]:
    """A connection with that person's claims, by a role."""
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        claims = json.dumps({"role": "authenticated", "sub": str(person)})
        connection.execute("select set_config('request.jwt.claims', %s, false)", (claims,))
        connection.execute("select set_config('role', %s, false)", (role,))
        yield connection


def _fetch(connection: Connection, query: LiteralString, *values: object) -> None:
    connection.execute(query, values or None).fetchall()


def _lines(table: Table) -> Iterator[str]:
    for (others, person, function), it in table.items():
        ratios = f"{it.client / it.bare:7.2f}x{it.limit:9.1f}{it.beyond:8.1f}x"
        yield f"{others:10,}  {person.name:20}{function:16}{it.client:8.1f}{it.bare:9.1f}{ratios}"


def _growth(table: Table) -> Iterator[str]:
    """Ratios of what was measured in the same rounds; across crowds, of multiples of the limit."""
    fewest, most = min(CROWDS), max(CROWDS)
    for function in CALLS:
        own = table[most, MANY, function].client / table[most, FEW, function].client
        yield f"{function}: 10 x own rows take {own:.1f} x as long"
        for person in PEOPLE:
            others = table[most, person, function].beyond / table[fewest, person, function].beyond
            yield f"{function}, {person.name}: 10 x rows of others take {others:.2f} x as long"


if __name__ == "__main__":
    print(run())
