"""What waits too long or is needed no more goes: as its owner begins anew, and by the clock."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import psycopg
import pytest

from dev.stack.running import Running
from tests.database.imports.staging import booked, coffee, ready, rows_of, start
from tests.database.tracker.books import Books


def backdate(stack: Running, import_id: str, interval: str) -> None:
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        connection.execute(
            "update public.imports set created_at = now() - %(age)s::interval,"
            " committed_at = committed_at - %(age)s::interval, reverted_at = reverted_at - %(age)s::interval"
            " where id = %(id)s",
            {"age": interval, "id": import_id},
        )


class TestSweeping:
    def test_a_new_import_sweeps_what_was_left_half_staged(
        self, books: Books, others: Books, stack: Running
    ) -> None:
        account = books.account()
        stale, fresh, theirs = start(books, account), start(books, account), start(others, others.account())
        for import_id in (stale, theirs):
            backdate(stack, import_id, "61 minutes")

        begun = start(books, account)

        assert {row["id"] for row in books.rows("imports")} == {fresh, begun}
        assert [row["id"] for row in others.rows("imports")] == [theirs]

    def test_ten_wait_for_review_and_no_more(self, books: Books) -> None:
        account = books.account()
        waiting = [ready(books, account, coffee()) for _ in range(11)]

        assert {row["id"] for row in books.rows("imports")} == set(waiting[1:])

    def test_three_are_staged_at_once_and_no_more(self, books: Books) -> None:
        account = books.account()
        waiting = ready(books, account, coffee())
        begun = [start(books, account) for _ in range(4)]

        assert {row["id"] for row in books.rows("imports")} == {waiting, *begun[1:]}
        answer = books.send("POST", "/rpc/stage_import_rows", {"import_id": begun[0], "staged": [coffee()]})
        assert answer.status_code == 404

    async def test_many_that_begin_at_once_are_three_all_the_same(self, books: Books) -> None:
        account = books.account()
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(partial(start, books), [account] * 16))

        assert len(books.rows("imports")) == 3

    def test_rows_that_were_not_booked_go_behind_twenty_newer(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, -5)
        first = booked(books, account, coffee(2), coffee(3, amount=-5))
        second = booked(books, account, coffee(4, amount=-6))
        books.call("revert_import", import_id=second)
        for nth in range(19):
            booked(books, account, coffee(2, amount=-100 - nth))
        before = [len(rows_of(books, each)) for each in (first, second)]

        booked(books, account, coffee(2, amount=-200))
        start(books, account)

        assert before == [2, 1]
        assert [list(rows_of(books, each)) for each in (first, second)] == [[2], []]
        assert books.call("revert_import", import_id=first)["booked"]["removed"] == 1

    def test_a_scheduler_sweeps_for_everybody(self, books: Books, stack: Running) -> None:
        account = books.account()
        half, old, waiting = start(books, account), ready(books, account), ready(books, account)
        books.transaction(account, -5)
        kept = booked(books, account, coffee(), coffee(3, amount=-5))
        reverted = booked(books, account, coffee(amount=-7))
        books.call("revert_import", import_id=reverted)
        for import_id, age in (
            (half, "61 minutes"),
            (old, "31 days"),
            (kept, "31 days"),
            (reverted, "31 days"),
        ):
            backdate(stack, import_id, age)

        with psycopg.connect(stack.database_url, autocommit=True) as connection:
            connection.execute("set role service_role")
            connection.execute("select private.sweep_imports()")

        assert {row["id"] for row in books.rows("imports")} == {waiting, kept, reverted}
        assert [list(rows_of(books, each)) for each in (kept, reverted)] == [[2], []]

    def test_its_owner_throws_away_what_is_not_booked(self, books: Books) -> None:
        account = books.account()
        waiting, done = ready(books, account, coffee()), ready(books, account, coffee(amount=-1))
        books.call("commit_import", import_id=done)

        books.remove("imports", id=f"in.({waiting},{done})")

        assert [row["id"] for row in books.rows("imports")] == [done]
        assert rows_of(books, waiting) == {}


class TestScheduling:
    def test_says_what_is_missing_where_there_is_no_clock(self, stack: Running) -> None:
        with psycopg.connect(stack.admin_database_url) as connection:
            with pytest.raises(psycopg.errors.FeatureNotSupported, match="pg_cron") as refused:
                connection.execute("select private.schedule_import_sweep()")
            connection.rollback()

        assert "create extension pg_cron" in str(refused.value.diag.message_hint)

    def test_tells_the_clock_what_to_run_and_when(self, stack: Running) -> None:
        with psycopg.connect(stack.admin_database_url) as connection:
            connection.execute("create schema cron")
            connection.execute(
                "create function cron.schedule(job_name text, schedule text, command text) returns bigint"
                " language plpgsql as $$ begin execute command;"
                " perform set_config('fintar.told', concat_ws(' / ', job_name, schedule, command), true);"
                " return 7; end $$"
            )
            job = connection.execute("select private.schedule_import_sweep()").fetchone()
            told = connection.execute("select current_setting('fintar.told')").fetchone()
            connection.rollback()

        assert job == (7,)
        assert told == ("sweep imports / 17 * * * * / select private.sweep_imports()",)
