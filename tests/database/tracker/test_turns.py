"""Two requests of one person at the same moment: the one that waits sees what the other left."""

import json
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import Connection

from dev.stack.running import Running
from tests.database.tracker.books import Books

Act = Callable[[Connection[Any]], object]
PATIENCE = 30.0


@pytest.fixture
def turns(stack: Running, books: Books) -> Iterator["Turns"]:
    """Two open requests of one person."""
    with ExitStack() as opened, ThreadPoolExecutor() as threads:
        first, second = (
            opened.enter_context(psycopg.connect(stack.database_url, autocommit=True)) for _ in range(2)
        )
        watcher = opened.enter_context(psycopg.connect(stack.database_url, autocommit=True))
        yield Turns(books, first, second, watcher, threads)


class Turns:
    """One request stays open while another one begins."""

    def __init__(
        self,
        books: Books,
        first: Connection[Any],
        second: Connection[Any],
        watcher: Connection[Any],
        threads: ThreadPoolExecutor,
    ) -> None:
        self._claims = json.dumps({"role": "authenticated", "sub": str(books.person.id)})
        self._first, self._second, self._watcher, self._threads = first, second, watcher, threads

    def second_waits(self, first: Act, second: Act) -> str:
        """The second waits for the end of the first; "done", or the rule that refused it."""
        with self._request(self._first):
            first(self._first)
            late = self._threads.submit(self._run, second)
            self._until_it_waits(late)
        return late.result(PATIENCE)

    def _run(self, act: Act) -> str:
        try:
            with self._request(self._second):
                act(self._second)
        except psycopg.IntegrityError as refused:
            return str(refused.diag.constraint_name)
        return "done"

    @contextmanager
    def _request(self, connection: Connection[Any]) -> Generator[None]:
        with connection.transaction():
            connection.execute("select set_config('request.jwt.claims', %s, true)", (self._claims,))
            connection.execute("set local role authenticated")
            yield

    def _until_it_waits(self, late: Future[str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._is_waiting():
            assert not late.done(), f"it did not wait: {late.result()}"
            assert time.monotonic() < deadline, "it never began to wait"
            time.sleep(0.01)

    def _is_waiting(self) -> bool:
        row = self._watcher.execute(
            "select wait_event_type from pg_stat_activity where pid = %s", (self._second.info.backend_pid,)
        ).fetchone()
        return row == ("Lock",)


def run(statement: str, *values: object) -> Act:
    """A statement as an act."""
    return lambda connection: connection.execute(statement.encode(), values)


def spend(account: str, on: str = "2025-03-10", amount: int = -5) -> Act:
    """A new transaction."""
    return run(
        "insert into public.transactions (account_id, booked_on, amount) values (%s, %s, %s)",
        account,
        on,
        amount,
    )


CLOSE = run("select public.close_month('2025-03')")


def test_a_row_that_comes_while_its_month_is_closed_is_refused(books: Books, turns: Turns) -> None:
    account = books.account()

    assert turns.second_waits(CLOSE, spend(account)) == "month_closed"
    assert books.rows("transactions") == []


def test_whoever_closes_waits_for_rows_that_are_on_their_way(books: Books, turns: Turns) -> None:
    account = books.account()

    assert turns.second_waits(spend(account, "2024-12-30"), CLOSE) == "done"
    assert next(row["month"] for row in books.rows("closed_months", order="month")) == "2024-12"


def test_a_budget_of_a_month_that_is_just_closed_is_refused(books: Books, turns: Turns) -> None:
    add = run(
        "insert into public.budgets (category_id, month, amount) values (%s, '2025-03', 1)", books.category()
    )

    assert turns.second_waits(CLOSE, add) == "month_closed"


def test_a_category_that_is_just_closed_in_stays_in_its_group(books: Books, turns: Turns) -> None:
    category = books.category("WANTS")
    books.transaction(books.account(), -1, on="2025-03-10", category_id=category)
    change = run("update public.categories set budget_group = 'NEEDS' where id = %s", category)

    assert turns.second_waits(CLOSE, change) == "month_closed"


def test_two_that_close_close_once(books: Books, turns: Turns) -> None:
    assert turns.second_waits(CLOSE, CLOSE) == "done"
    assert len(books.rows("closed_months")) == 1


def test_two_that_split_at_once_leave_one_set_of_parts(books: Books, turns: Turns) -> None:
    whole = books.transaction(books.account(), -100)
    add = run(
        "insert into public.transaction_parts (transaction_id, amount) values (%s, -60), (%s, -40)",
        whole,
        whole,
    )

    assert turns.second_waits(add, add) == "parts_sum"
    assert len(books.rows("transaction_parts")) == 2


def test_parts_that_come_while_others_go_leave_a_split_whole(books: Books, turns: Turns) -> None:
    whole = books.transaction(books.account(), -100)
    books.call("split_transaction", transaction_id=whole, parts=[{"amount": -50}, {"amount": -50}])
    remove = run("delete from public.transaction_parts where transaction_id = %s", whole)
    add = run(
        "insert into public.transaction_parts (transaction_id, amount) values (%s, -60), (%s, -40)",
        whole,
        whole,
    )

    assert turns.second_waits(remove, add) == "done"
    assert {row["amount"] for row in books.rows("transaction_parts")} == {-60, -40}
    assert books.rows("transactions")[0]["is_split"]


def test_a_whole_that_changes_while_it_is_split_is_refused(books: Books, turns: Turns) -> None:
    whole = books.transaction(books.account(), -100)
    split = run(
        "select public.split_transaction(%s, %s)", whole, json.dumps([{"amount": -60}, {"amount": -40}])
    )
    change = run("update public.transactions set amount = -101 where id = %s", whole)

    assert turns.second_waits(split, change) == "parts_sum"
    assert turns.second_waits(split, split) == "done"


def test_two_legs_do_not_meet_in_one_account(books: Books, turns: Turns) -> None:
    third = books.account()
    out, arrival = books.transfer(books.account(), books.account())
    move = "update public.transactions set account_id = %s where id = %s"

    def first_and_check(connection: Connection[Any]) -> None:
        connection.execute(move, (third, out["id"]))
        connection.execute("set constraints all immediate")

    assert turns.second_waits(first_and_check, run(move, third, arrival["id"])) == "transfer_legs"


def test_two_pairs_do_not_become_one_transfer(books: Books, turns: Turns) -> None:
    first, second = books.account(), books.account()
    transfer = uuid4()
    pair = """
        insert into public.transactions (account_id, booked_on, amount, transfer_id)
        values (%s, '2026-10-10', -7, %s), (%s, '2026-10-10', 7, %s)
    """

    def first_and_check(connection: Connection[Any]) -> None:
        connection.execute(pair, (first, transfer, second, transfer))
        connection.execute("set constraints all immediate")

    late = run(pair, first, transfer, second, transfer)
    assert turns.second_waits(first_and_check, late) == "transfer_legs"
    assert len(books.rows("transactions")) == 2


def test_two_that_reconcile_book_the_difference_once(books: Books, turns: Turns) -> None:
    reconcile = run("select public.reconcile_account(%s, 70, '2026-10-10')", books.account())

    assert turns.second_waits(reconcile, reconcile) == "done"
    assert [row["amount"] for row in books.rows("transactions")] == [70]


def test_one_entry_that_is_sent_twice_at_once_is_saved_once(books: Books, turns: Turns) -> None:
    entry = {"id": str(uuid4()), "account_id": books.account(), "to_account_id": books.account()}
    entry |= {"booked_on": "2026-10-10", "amount": -7}
    record = run("select public.record_transactions(%s)", json.dumps([entry]))

    assert turns.second_waits(record, record) == "done"
    assert len(books.rows("transactions")) == 2


def test_a_category_does_not_become_income_while_it_gets_a_budget(books: Books, turns: Turns) -> None:
    category = books.category("WANTS")
    add = run("insert into public.budgets (category_id, month, amount) values (%s, '2026-11', 1)", category)
    change = run("update public.categories set budget_group = 'INCOME' where id = %s", category)

    assert turns.second_waits(add, change) == "budget_group_income"


def test_a_budget_does_not_come_while_its_category_becomes_income(books: Books, turns: Turns) -> None:
    category = books.category("WANTS")
    add = run("insert into public.budgets (category_id, month, amount) values (%s, '2026-11', 1)", category)
    change = run("update public.categories set budget_group = 'INCOME' where id = %s", category)

    assert turns.second_waits(change, add) == "budget_group_income"
