"""Categories of rows that are booked: guesses stay guesses, choices teach."""

import pytest

from tests.database.imports.staging import booked, coffee, ready
from tests.database.tracker.books import COFFEE, GROCERIES, Books


class TestCategories:
    @pytest.mark.parametrize("origin", ["RULE", "MERCHANT", "SUGGESTION", "FILE"])
    def test_what_an_import_filed_by_itself_is_no_choice_until_its_owner_files_it(
        self, books: Books, origin: str
    ) -> None:
        booked(books, books.account(), coffee(category_id=COFFEE, category_origin=origin))
        (row,) = books.rows("transactions")
        before = books.call("bookkeeping")["choices"]

        books.change("transactions", row["id"], note="enak")
        looked_at = books.call("bookkeeping")["choices"]
        (filed,) = books.change("transactions", row["id"], category_id=COFFEE)

        chosen = [{"merchant": "kopi kenangan", "incoming": False, "category_id": COFFEE}]
        guessed = origin != "FILE"
        assert row["category_origin"] == (origin if guessed else None)
        assert before == looked_at == ([] if guessed else chosen)
        assert filed["category_origin"] is None
        assert books.call("bookkeeping")["choices"] == chosen

    def test_a_guess_without_a_category_is_none(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee(category_id=COFFEE, category_origin="SUGGESTION"))
        books.send(
            "PATCH", "/import_rows", {"category_id": None}, import_id=f"eq.{import_id}"
        ).raise_for_status()

        books.call("commit_import", import_id=import_id)

        (row,) = books.rows("transactions")
        assert (row["category_id"], row["category_origin"]) == (None, None)
        assert books.rows("category_rules") == []

    def test_a_correction_in_the_review_is_a_choice_and_offered_as_a_rule(self, books: Books) -> None:
        import_id = ready(
            books,
            books.account(),
            coffee(2, category_id=COFFEE, category_origin="SUGGESTION"),
            coffee(3, amount=-9_000, merchant="Toko Jaya", category_id=COFFEE, category_origin="SUGGESTION"),
        )
        books.send(
            "PATCH", "/import_rows", {"category_id": GROCERIES}, import_id=f"eq.{import_id}", line="eq.3"
        ).raise_for_status()

        books.call("commit_import", import_id=import_id)

        (rule,) = books.rows("category_rules")
        told = (rule["pattern"], rule["category_id"], rule["status"], rule["origin"])
        assert told == ("toko jaya", GROCERIES, "PROPOSED", "CORRECTION")
        rows = {row["amount"]: row for row in books.rows("transactions")}
        assert (rows[-9_000]["category_id"], rows[-9_000]["category_origin"]) == (GROCERIES, None)
        assert (rows[-35_000]["category_id"], rows[-35_000]["category_origin"]) == (COFFEE, "SUGGESTION")
        assert books.call("bookkeeping")["choices"] == [
            {"merchant": "toko jaya", "incoming": False, "category_id": GROCERIES}
        ]

    def test_a_correction_that_is_left_out_teaches_nothing(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee(category_id=COFFEE, category_origin="SUGGESTION"))
        changes = {"category_id": GROCERIES, "included": False}
        books.send("PATCH", "/import_rows", changes, import_id=f"eq.{import_id}").raise_for_status()

        assert books.call("commit_import", import_id=import_id)["booked"] == {"rows": 0}
        assert books.rows("category_rules") == []
