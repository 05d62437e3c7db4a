"""From the first row to the review: what is staged, and what its owner may change."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from dev.stack.running import Running
from tests.database.imports.staging import coffee, ready, rows_of, stage, start
from tests.database.tracker.books import COFFEE, GROCERIES, NOBODYS, Books, refusal


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

    def test_refuses_more_than_a_hundred_megabytes(self, books: Books, stack: Running) -> None:
        import_id = start(books)
        with psycopg.connect(stack.admin_database_url, autocommit=True) as connection:
            # Digests cannot be packed.
            connection.execute(
                "with noise as materialized ("
                " select jsonb_build_array(string_agg(md5(at::text), '')) as parts"
                " from generate_series(1, 1900) as at"
                ") insert into public.import_rows (import_id, line, user_id, verdict, parts)"
                " select %s, line, %s, 'REFUSED', noise.parts from noise, generate_series(2, 2200) as line",
                (import_id, books.person.id),
            )

        answer = books.send(
            "POST", "/rpc/stage_import_rows", {"import_id": import_id, "staged": [coffee(60_000)]}
        )

        assert refusal(answer) == "import_too_large"
        assert books.send("DELETE", "/imports", id=f"eq.{import_id}").is_success

    def test_only_fintars_own_file_tells_parts_and_facts(self, books: Books) -> None:
        told: dict[str, Any] = {"parts": [{"amount": -1}], "facts": {"reconciliation": True}}
        import_id = ready(books, books.account(), coffee(**told))

        row = rows_of(books, import_id)[2]

        assert (row["parts"], row["facts"]) == (None, None)

    def test_an_id_that_somebody_else_has_is_taken(self, books: Books, others: Books) -> None:
        wish = {
            "id": start(others),
            "file_name": "a.csv",
            "file_sha256": "0" * 64,
            "profile": "x",
            "layout": "x",
        }

        answer = books.send("POST", "/rpc/start_import", {"import": wish})

        assert (answer.status_code, answer.json()["code"]) == (409, "23505")

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

    @pytest.mark.parametrize(
        ("changes", "origin"),
        [
            ({"category_id": GROCERIES}, "PERSON"),
            ({"category_id": None}, None),
            ({"category_id": COFFEE}, "SUGGESTION"),
            ({"note": "enak"}, "SUGGESTION"),
        ],
    )
    def test_another_category_is_its_owners_choice(
        self, books: Books, changes: dict[str, str | None], origin: str | None
    ) -> None:
        import_id = ready(books, books.account(), coffee(category_id=COFFEE, category_origin="SUGGESTION"))

        books.send("PATCH", "/import_rows", changes, import_id=f"eq.{import_id}").raise_for_status()

        assert rows_of(books, import_id)[2]["category_origin"] == origin
        by_person = books.call("import_preview", import_id=import_id)["categorized"]["by_person"]
        assert by_person == (origin == "PERSON")

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
            "included_in_closed_months": 0,
            "first_closed_line": None,
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


def test_nobody_stages_for_nobody(books: Books) -> None:
    answer = books.send("POST", "/rpc/finish_import", {"import_id": NOBODYS})

    assert answer.status_code == 404
