"""What a month reads: the rows of the person and of the months that count, whoever else is there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection
from psycopg.errors import Diagnostic

from dev.stack.running import Running
from tests.database.over_sql import add_account, become
from tests.database.replica import replica_of

CROWD = 40
DAYS_EACH = 500
DAYS_OF_OWNER = 5 * 365
LAST_DAY = date(2026, 12, 31)

Node = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Crowded:
    """A database where many people keep books; the owner has kept them for five years, a row a day."""

    connection: Connection
    owner: UUID


@pytest.fixture(scope="module")
def crowded(stack: Running) -> Iterator[Crowded]:
    with replica_of(stack.admin_database_url) as url, psycopg.connect(url, autocommit=True) as connection:
        for _ in range(CROWD):
            add_books(connection, days=DAYS_EACH)
        owner = add_books(connection, days=DAYS_OF_OWNER)
        connection.execute("vacuum analyze")
        yield Crowded(connection=connection, owner=owner)


def add_books(connection: Connection, *, days: int) -> UUID:
    """Somebody with one transaction a day up to LAST_DAY; every twentieth has two parts."""
    person = add_account(connection)
    connection.execute(
        """
        with account as (
          insert into public.accounts (user_id, name, kind, opened_on)
          values (%s, 'Bank', 'BANK', '2020-01-01') returning id, user_id
        )
        insert into public.transactions (user_id, account_id, booked_on, amount, category_id)
        select account.user_id, account.id, %s - number, -1000 - number, categories.id
        from account, generate_series(0, %s - 1) as number, public.categories
        where code = 'needs.groceries'
        """,
        (person, LAST_DAY, days),
    )
    connection.execute(
        """
        insert into public.transaction_parts (user_id, transaction_id, amount)
        select user_id, id, part from public.transactions
        cross join lateral unnest(array[-1, amount + 1]) as part
        where user_id = %s and amount %% 20 = 0
        """,
        (person,),
    )
    return person


def plans_of(crowded: Crowded, query: LiteralString) -> list[Node]:
    """The plans of every statement that the owner's query leads to, as they ran."""
    connection = crowded.connection
    seen: list[Node] = []

    def notice(diagnostic: Diagnostic) -> None:
        _, _, plan = (diagnostic.message_primary or "").partition("plan:\n")
        if plan:
            seen.append(json.loads(plan)["Plan"])

    connection.add_notice_handler(notice)
    with connection.transaction(force_rollback=True):
        connection.execute("load 'auto_explain'")
        for setting, value in WATCH.items():
            connection.execute("select set_config(%s, %s, true)", (setting, value))
        become(connection, "authenticated", crowded.owner)
        connection.execute(query)
    connection.remove_notice_handler(notice)
    return seen


WATCH = {
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_format": "json",
    "client_min_messages": "log",
}


def nodes(plan: Node) -> Iterator[Node]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def reads_of(plans: list[Node], table: str) -> list[Node]:
    """Every place where rows of a table are read."""
    return [node for plan in plans for node in nodes(plan) if node.get("Relation Name") == table]


def rows_read(node: Node) -> int:
    filtered = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return round((node["Actual Rows"] + filtered) * node["Actual Loops"])


QUERIES: dict[str, LiteralString] = {
    "month_summary": "select public.month_summary('2026-12')",
    "snapshot_facts": "select public.snapshot_facts('2026-12-31')",
    "budget_facts": "select public.budget_facts('2026-12')",
    "find_transactions": "select public.find_transactions('{kopi}', first_day => '2026-01-01')",
    "spending_months": "select public.spending_months(6, '2026-12-31')",
    "planning_facts": "select public.planning_facts()",
}


@pytest.mark.parametrize("function", QUERIES)
def test_no_function_reads_everybodys_rows(crowded: Crowded, function: str) -> None:
    plans = plans_of(crowded, QUERIES[function])

    reads = reads_of(plans, "transactions") + reads_of(plans, "transaction_parts")
    assert reads
    for read in reads:
        assert read["Node Type"] != "Seq Scan", read
        assert rows_read(read) <= DAYS_OF_OWNER, read


def test_a_month_reads_the_year_that_ends_with_it_and_nothing_older(crowded: Crowded) -> None:
    # A connection that lives keeps its plans: the ones that come later are looked at as well.
    plans = [plan for _ in range(8) for plan in plans_of(crowded, QUERIES["month_summary"])]

    assert max(rows_read(read) for read in reads_of(plans, "transactions")) <= days_since(date(2025, 12, 31))


def test_the_sums_of_a_year_come_from_the_index_alone(crowded: Crowded) -> None:
    plans = plans_of(crowded, QUERIES["month_summary"])

    longest = max(reads_of(plans, "transactions"), key=rows_read)
    assert (longest["Node Type"], longest["Index Name"]) == ("Index Only Scan", "transactions_items_idx")


def test_a_budget_that_rolls_over_is_followed_back_to_where_it_began(crowded: Crowded) -> None:
    with crowded.connection.transaction(force_rollback=True):
        crowded.connection.execute(
            """
            insert into public.budgets (user_id, category_id, month, amount, rollover_surplus)
            select %s, id, '2024-12', 1000000, true from public.categories where code = 'needs.groceries'
            """,
            (crowded.owner,),
        )
        plans = plans_of(crowded, QUERIES["month_summary"])

    longest = max(rows_read(read) for read in reads_of(plans, "transactions"))
    assert days_since(date(2025, 12, 31)) < longest <= days_since(date(2024, 11, 30))


def test_balances_come_from_the_index_alone(crowded: Crowded) -> None:
    plans = plans_of(crowded, "select * from public.account_balances('2026-12-31')")

    reads = reads_of(plans, "transactions")
    assert {(read["Node Type"], read["Index Name"]) for read in reads} == {
        ("Index Only Scan", "transactions_account_id_booked_on_idx")
    }


def days_since(day: date) -> int:
    return (LAST_DAY - day).days
