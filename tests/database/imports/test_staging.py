"""From the first row to the review: what is staged, found and swept."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from dev.stack.running import Running
from tests.database.imports.staging import coffee, ready, rows_of, stage, start, verdicts
from tests.database.tracker.books import COFFEE, NOBODYS, Books, refusal


def backdate(stack: Running, import_id: str, interval: str) -> None:
    with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
        connection.execute(
            "update public.imports set created_at = now() - %s::interval where id = %s", (interval, import_id)
        )


class TestStaging:
    def test_counts_what_is_staged_and_takes_a_repeated_line_once(self, books: Books) -> None:
        import_id = start(books, books.account())

        assert stage(books, import_id, coffee(2), coffee(3, occurrence=1)) == 2
        assert stage(books, import_id, coffee(3, occurrence=1), coffee(4, occurrence=2)) == 3
        assert books.rows("imports", id=f"eq.{import_id}")[0]["state"] == "STAGING"

    def test_the_same_id_again_is_the_same_import(self, books: Books) -> None:
        account, import_id = books.account(), str(uuid4())

        assert start(books, account, id=import_id) == start(books, account, id=import_id) == import_id
        assert len(books.rows("imports")) == 1

    def test_refuses_more_than_fifty_thousand(self, books: Books, stack: Running) -> None:
        import_id = start(books, books.account())
        with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
            connection.execute(
                "insert into public.import_rows (import_id, line, user_id, verdict)"
                " select %s, line, %s, 'REFUSED' from generate_series(2, 50001) as line",
                (import_id, books.person.id),
            )

        answer = books.send(
            "POST", "/rpc/stage_import_rows", {"import_id": import_id, "staged": [coffee(60_000)]}
        )

        assert refusal(answer) == "import_too_long"
        assert 60_000 not in rows_of(books, import_id)

    def test_refuses_rows_once_it_is_ready(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee())

        answer = books.send("POST", "/rpc/stage_import_rows", {"import_id": import_id, "staged": [coffee(9)]})

        assert refusal(answer) == "import_state"

    def test_refuses_somebody_elses_account(self, books: Books, others: Books) -> None:
        wish = {
            "account_id": others.account(),
            "file_name": "a.csv",
            "file_sha256": "0" * 64,
            "profile": "generic",
            "layout": "x",
        }

        assert refusal(books.send("POST", "/rpc/start_import", {"import": wish})) == "imports_account_fkey"

    def test_refuses_somebody_elses_category(self, books: Books, others: Books) -> None:
        import_id = start(books, books.account())
        staged = [coffee(category_id=others.category())]

        answer = books.send("POST", "/rpc/stage_import_rows", {"import_id": import_id, "staged": staged})

        assert refusal(answer) == "category_owner"

    @pytest.mark.parametrize(
        "function", ["stage_import_rows", "finish_import", "commit_import", "revert_import", "import_preview"]
    )
    def test_somebody_elses_import_is_not_there(self, books: Books, others: Books, function: str) -> None:
        import_id = ready(others, others.account(), coffee())
        told: dict[str, Any] = {"import_id": import_id}
        if function == "stage_import_rows":
            told["staged"] = []

        answer = books.send("POST", f"/rpc/{function}", told)

        assert (answer.status_code, answer.json()["code"]) == (404, "PT404")

    def test_an_unknown_key_is_refused(self, books: Books) -> None:
        assert refusal(books.send("POST", "/rpc/start_import", {"import": {"state": "COMMITTED"}})) == "22023"


class TestReview:
    def test_its_owner_leaves_out_and_files_rows_while_it_is_ready(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee())

        books.send(
            "PATCH", "/import_rows", {"included": False, "category_id": COFFEE}, import_id=f"eq.{import_id}"
        ).raise_for_status()

        row = rows_of(books, import_id)[2]
        assert (row["included"], row["category_id"]) == (False, COFFEE)

    @pytest.mark.parametrize("column", ["amount", "booked_on", "verdict", "fingerprint", "facts", "line"])
    def test_nobody_changes_what_the_file_said(self, books: Books, column: str) -> None:
        import_id = ready(books, books.account(), coffee())

        answer = books.send("PATCH", "/import_rows", {column: None}, import_id=f"eq.{import_id}")

        assert answer.status_code == 403

    def test_rows_are_left_as_they_are_once_it_is_booked(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee())
        books.call("commit_import", import_id=import_id)

        books.send("PATCH", "/import_rows", {"included": False}, import_id=f"eq.{import_id}")

        assert rows_of(books, import_id)[2]["included"] is True

    def test_previews_counts_and_samples(self, books: Books) -> None:
        refused = {"line": 3, "verdict": "REFUSED", "description": "X", "reason": {"code": "amount_zero"}}
        import_id = ready(books, books.account(), coffee(), refused, coffee(4, amount=7_500_000))

        told = books.call("import_preview", import_id=import_id)

        assert told["counts"] == {
            "rows": 3,
            "new": 2,
            "duplicates": 0,
            "possible_duplicates": 0,
            "refused": 1,
            "included": 2,
            "in_closed_months": 0,
            "rounded": 0,
            "money_in": 7_500_000,
            "money_out": -35_000,
        }
        assert [(row["line"], row["code"]) for row in told["refused"]] == [(3, "amount_zero")]
        assert [row["line"] for row in told["sample"]] == [2, 4]
        assert (told["import"]["first_on"], told["import"]["rows"]) == ("2026-10-10", 3)

    def test_rows_in_closed_months_are_left_out_at_first(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, 1, on="2026-09-10")
        books.call("close_month", month="2026-09")
        import_id = ready(books, account, coffee(booked_on="2026-09-15"), coffee(3))

        rows = rows_of(books, import_id)

        assert [rows[line]["included"] for line in (2, 3)] == [False, True]
        assert rows[2]["reason"] == {"code": "month_closed"}


class TestDuplicates:
    def test_the_same_row_is_known_again_even_in_another_account(self, books: Books) -> None:
        account = books.account()
        books.call("commit_import", import_id=ready(books, account, coffee()))
        moved = books.rows("transactions")[0]["id"]
        books.change("transactions", moved, account_id=books.account())

        import_id = ready(books, account, coffee())

        row = rows_of(books, import_id)[2]
        assert (row["verdict"], row["included"], row["duplicate_of"]) == ("DUPLICATE", False, moved)

    def test_overlapping_files_add_only_what_is_new(self, books: Books) -> None:
        account = books.account()
        books.call("commit_import", import_id=ready(books, account, coffee(2), coffee(3, occurrence=1)))

        import_id = ready(
            books, account, coffee(2), coffee(3, occurrence=1), coffee(4, occurrence=2), coffee(5, amount=-1)
        )

        assert verdicts(books, import_id) == ["DUPLICATE", "DUPLICATE", "NEW", "NEW"]

    @pytest.mark.parametrize(
        ("day", "verdict"),
        [
            ("2026-10-08", "POSSIBLE_DUPLICATE"),
            ("2026-10-10", "POSSIBLE_DUPLICATE"),
            ("2026-10-12", "POSSIBLE_DUPLICATE"),
            ("2026-10-07", "NEW"),
            ("2026-10-13", "NEW"),
        ],
    )
    def test_what_looks_like_a_typed_transaction_is_left_out_and_said(
        self, books: Books, day: str, verdict: str
    ) -> None:
        account = books.account()
        typed = books.transaction(account, -35_000, on=day)

        row = rows_of(books, ready(books, account, coffee()))[2]

        assert row["verdict"] == verdict
        assert row["included"] is (verdict == "NEW")
        assert row["duplicate_of"] == (None if verdict == "NEW" else typed)

    @pytest.mark.parametrize("other", ["account", "amount"])
    def test_another_account_or_amount_is_no_duplicate(self, books: Books, other: str) -> None:
        account = books.account()
        books.transaction(books.account() if other == "account" else account, -35_000 - (other == "amount"))

        assert verdicts(books, ready(books, account, coffee())) == ["NEW"]

    def test_one_typed_coffee_answers_for_one_of_two(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, -35_000)

        import_id = ready(books, account, coffee(2), coffee(3, occurrence=1))

        assert verdicts(books, import_id) == ["POSSIBLE_DUPLICATE", "NEW"]

    def test_the_nearest_day_answers_first(self, books: Books) -> None:
        account = books.account()
        near = books.transaction(account, -35_000, on="2026-10-11")
        rows = rows_of(books, ready(books, account, coffee(2), coffee(3, booked_on="2026-10-11")))

        assert [rows[line]["verdict"] for line in (2, 3)] == ["NEW", "POSSIBLE_DUPLICATE"]
        assert rows[3]["duplicate_of"] == near

    def test_a_difference_that_was_booked_openly_is_no_typed_transaction(self, books: Books) -> None:
        account = books.account()
        books.call("reconcile_account", account_id=account, balance=-35_000, on_day="2026-10-10")

        assert verdicts(books, ready(books, account, coffee())) == ["NEW"]


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

    def test_a_scheduler_sweeps_for_everybody(self, books: Books, stack: Running) -> None:
        account = books.account()
        half, old, waiting = start(books, account), ready(books, account), ready(books, account)
        kept = ready(books, account, coffee())
        books.call("commit_import", import_id=kept)
        for import_id, age in ((half, "61 minutes"), (old, "31 days"), (kept, "31 days")):
            backdate(stack, import_id, age)

        with psycopg.connect(stack.database_url, autocommit=True) as connection:
            connection.execute("set role service_role")
            connection.execute("select private.sweep_imports()")

        assert {row["id"] for row in books.rows("imports")} == {waiting, kept}

    def test_its_owner_throws_away_what_is_not_booked(self, books: Books) -> None:
        account = books.account()
        waiting, done = ready(books, account, coffee()), ready(books, account, coffee(amount=-1))
        books.call("commit_import", import_id=done)

        books.remove("imports", id=f"in.({waiting},{done})")

        assert [row["id"] for row in books.rows("imports")] == [done]
        assert rows_of(books, waiting) == {}


def test_nobody_stages_for_nobody(books: Books) -> None:
    answer = books.send("POST", "/rpc/finish_import", {"import_id": NOBODYS})

    assert answer.status_code == 404
