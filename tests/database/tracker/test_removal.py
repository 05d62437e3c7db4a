"""When a person's account goes, everything of theirs goes, closed months and all."""

from typing import Any

import pytest
from psycopg import Connection, sql

from dev.stack.running import Running
from tests.database.tracker.books import COFFEE, GROCERIES, Books


@pytest.fixture
def full(books: Books, operator: Connection[Any]) -> Books:
    """Books with a row in every table, most of it in closed time."""
    bank, wallet = books.account(opening_balance=100, opened_on="2025-01-01"), books.account()
    own = books.category()
    rule = books.add(
        "recurring_transactions",
        account_id=bank,
        to_account_id=wallet,
        amount=-5,
        rrule="FREQ=MONTHLY",
        starts_on="2025-01-01",
    )
    books.transfer(bank, wallet, on="2025-02-02")
    books.transfer(bank, wallet, on="2026-02-02")
    due = {"recurring_id": rule["id"], "due_on": "2025-02-01"}
    books.transaction(bank, -5, on="2025-02-01", category_id=own, **due)
    for day in ("2025-02-03", "2026-02-03"):
        whole = books.transaction(bank, -10, on=day)
        parts = [{"amount": -5, "category_id": own}, {"amount": -5, "category_id": COFFEE}]
        books.call("split_transaction", transaction_id=whole, parts=parts)
    books.add("budget_settings", start_day=25)
    books.add("budgets", category_id=own, month="2025-02", amount=5)
    books.add("category_rules", pattern="kopi", category_id=own)
    books.add("insight_dismissals", insight="x")
    person = books.person.id
    operator.execute(
        "update public.budgets set moved = 5 where user_id = %s and category_id = %s", (person, own)
    )
    operator.execute(
        """
        with file as (
          insert into public.imports (user_id, account_id, file_name, file_sha256, profile, layout, state)
          values (%s, %s, 'mutasi.csv', repeat('0', 64), 'generic', 'x', 'COMMITTED')
          returning id, user_id
        ), staged as (
          insert into public.import_rows (import_id, user_id, line, verdict, category_id)
          select id, user_id, 2, 'NEW', %s from file
        )
        insert into public.transactions
          (user_id, account_id, booked_on, amount, source, import_id, import_fingerprint, import_occurrence)
        select user_id, %s, '2025-02-05', -1, 'IMPORT', id, 'x', 1 from file
        """,
        (person, bank, own, bank),
    )
    books.call("close_month", month="2025-06")
    return books


TABLES = (
    "accounts",
    "budget_settings",
    "budgets",
    "categories",
    "category_rules",
    "closed_months",
    "import_rows",
    "imports",
    "insight_dismissals",
    "recurring_transactions",
    "transaction_parts",
    "transactions",
)


def left(operator: Connection[Any], books: Books) -> dict[str, int]:
    """How many rows a person has in each table that names one."""
    counts: dict[str, int] = {}
    for table in TABLES:
        counting = sql.SQL("select count(*) from public.{} where user_id = %s").format(sql.Identifier(table))
        row = operator.execute(counting, (books.person.id,)).fetchone()
        assert row is not None
        counts[table] = row[0]
    return counts


def test_every_table_with_an_owner_is_looked_at(operator: Connection[Any]) -> None:
    rows = operator.execute("""
        select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'user_id'
        where relnamespace = 'public'::regnamespace and relkind = 'r'
    """)

    assert {name for (name,) in rows} >= set(TABLES)


def test_by_supabase_auth_it_takes_everything(full: Books, operator: Connection[Any], stack: Running) -> None:
    assert all(left(operator, full).values())

    answer = full.http.delete(
        f"{stack.url}/auth/v1/admin/users/{full.person.id}", headers={"apikey": stack.secret_key}
    )

    assert answer.is_success, answer.text
    assert left(operator, full) == dict.fromkeys(TABLES, 0)


def test_by_an_operator_it_takes_everything_and_nothing_of_others(
    full: Books, others: Books, operator: Connection[Any]
) -> None:
    others.transaction(others.account(), -1, category_id=GROCERIES)

    operator.execute("delete from auth.users where id = %s", (full.person.id,))

    assert left(operator, full) == dict.fromkeys(TABLES, 0)
    assert len(others.rows("transactions")) == 1
    assert len(others.rows("categories")) == 37
