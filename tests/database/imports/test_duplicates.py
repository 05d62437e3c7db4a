"""What is known already, and what looks as if it were."""

from uuid import uuid4

import pytest

from tests.database.imports.staging import booked, coffee, ready, rows_of, verdicts
from tests.database.tracker.books import Books


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

    def test_the_same_file_read_otherwise_is_left_out_line_by_line(self, books: Books) -> None:
        account, sha = books.account(), uuid4().hex * 2
        booked(books, account, coffee(2), coffee(3, amount=-1), file_sha256=sha, mapping={"amount": 2})
        second = next(row["id"] for row in books.rows("transactions") if row["amount"] == -1)
        books.remove("transactions", amount="eq.-35000")

        import_id = ready(
            books,
            account,
            coffee(2, booked_on="2026-01-01", amount=35_000),
            coffee(3, booked_on="2026-01-01", amount=1),
            file_sha256=sha,
            mapping={"amount": 2, "positive_is": "OUT"},
        )

        rows = rows_of(books, import_id)
        assert (rows[2]["verdict"], rows[2]["included"]) == ("NEW", True)
        assert (rows[3]["verdict"], rows[3]["included"]) == ("POSSIBLE_DUPLICATE", False)
        assert (rows[3]["duplicate_of"], rows[3]["reason"]) == (second, {"code": "same_file"})

    def test_somebody_elses_same_file_is_nothing(self, books: Books, others: Books) -> None:
        sha = uuid4().hex * 2
        booked(others, others.account(), coffee(), file_sha256=sha)

        assert verdicts(books, ready(books, books.account(), coffee(), file_sha256=sha)) == ["NEW"]

    @pytest.mark.parametrize(
        "told",
        [{"layout": "xlsx"}, {"profile": "bca.business"}, {"mapping": {"amount": 2, "description": [1, 3]}}],
    )
    def test_each_transaction_of_another_reading_answers_for_one_row(
        self, books: Books, told: dict[str, object]
    ) -> None:
        account = books.account()
        booked(books, account, coffee(2), coffee(3, occurrence=1), mapping={"amount": 2, "description": [1]})
        rows = [coffee(line, fingerprint="read otherwise", occurrence=line) for line in (2, 3, 4)]

        import_id = ready(books, account, *rows, **{"mapping": {"amount": 2, "description": [1]}} | told)

        assert verdicts(books, import_id) == ["POSSIBLE_DUPLICATE", "POSSIBLE_DUPLICATE", "NEW"]
        answering = {row["duplicate_of"] for row in rows_of(books, import_id).values() if row["duplicate_of"]}
        assert answering == {row["id"] for row in books.rows("transactions")}

    def test_rows_of_files_that_are_read_alike_are_told_apart_by_their_digests_alone(
        self, books: Books
    ) -> None:
        account = books.account()
        booked(books, account, coffee(2), mapping={"amount": 2, "date_order": "DMY", "year": 2026})

        import_id = ready(books, account, coffee(2, booked_on="2026-10-11"), mapping={"amount": 2})

        assert verdicts(books, import_id) == ["NEW"]
