"""Fifty thousand rows at once, and a database that goes away in the middle of them."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import httpx
import psycopg

from dev.stack.running import Running
from tests.database.imports.staging import start
from tests.database.tracker.books import COFFEE, Books

ROWS = 50_000
FILL = """
    insert into public.import_rows (
      import_id, line, user_id, booked_on, amount, description, merchant, note, category_id, category_origin,
      fingerprint, occurrence, verdict
    )
    select %(import)s, n + 1, %(person)s, date '2024-01-01' + n %% 900, -1000 - n, 'KOPI ' || n, 'Kopi',
      'KOPI ' || n, %(coffee)s, 'MERCHANT', md5(n::text) || md5(n::text), 0, 'NEW'
    from generate_series(1, %(rows)s) as n
"""


def full(stack: Running, books: Books, account: str) -> str:
    """An import with as many rows as one may have, still being staged."""
    import_id = start(books, account)
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        told = {"import": import_id, "person": books.person.id, "coffee": COFFEE, "rows": ROWS}
        connection.execute(FILL, told)
    return import_id


def count(stack: Running, books: Books) -> int:
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        found = connection.execute(
            "select count(*) from public.transactions where user_id = %s", (books.person.id,)
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_fifty_thousand_rows_are_booked_by_one_call_and_known_again(stack: Running, books: Books) -> None:
    account = books.account()
    import_id = full(stack, books, account)

    reviewed = books.call("finish_import", import_id=import_id)
    told = books.call("commit_import", import_id=import_id)
    again = books.call("finish_import", import_id=full(stack, books, account))
    taken_back = books.call("revert_import", import_id=import_id)

    assert (reviewed["rows"], reviewed["rows_new"]) == (ROWS, ROWS)
    assert told["booked"] == {"rows": ROWS}
    assert (again["rows_new"], again["rows_duplicate"]) == (0, ROWS)
    assert taken_back["booked"]["removed"] == ROWS
    assert count(stack, books) == 0


def test_a_database_that_goes_away_in_the_middle_leaves_nothing_half_done(
    stack: Running, books: Books
) -> None:
    import_id = full(stack, books, books.account())
    books.call("finish_import", import_id=import_id)

    with ThreadPoolExecutor() as pool:
        answer = pool.submit(books.send, "POST", "/rpc/commit_import", {"import_id": import_id})
        _kill_what_books(stack)
        killed: httpx.Response = answer.result()

    assert killed.is_error
    assert count(stack, books) == 0
    assert books.rows("imports", id=f"eq.{import_id}")[0]["state"] == "READY"
    assert books.call("commit_import", import_id=import_id)["booked"] == {"rows": ROWS}


def _kill_what_books(stack: Running) -> None:
    """Wait until the booking writes, and end its process."""
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        for _ in range(3000):
            found = connection.execute(
                "select pg_terminate_backend(activity.pid) from pg_stat_activity as activity"
                " where activity.query like '%%commit_import%%' and activity.state = 'active'"
                " and activity.pid <> pg_backend_pid() and activity.backend_xid is not null"
            ).fetchall()
            if found:
                return
            sleep(0.01)
    raise AssertionError("nothing was being booked")
