"""Items: what every sum is made of, readable by clients."""

from tests.database.tracker.books import COFFEE, GROCERIES, Books


class TestItems:
    def test_are_whole_transactions_and_the_parts_of_split_ones(self, books: Books) -> None:
        account = books.account()
        whole = books.transaction(account, -10, category_id=COFFEE, merchant="Tuku", note="dua")
        split = books.record(
            {
                "account_id": account,
                "amount": -30,
                "booked_on": "2026-10-11",
                "merchant": "Hypermart",
                "note": "semua",
                "parts": [
                    {"amount": -20, "category_id": GROCERIES},
                    {"amount": -10, "category_id": None, "note": "lain"},
                ],
            }
        )[0]["id"]

        found = books.rows("items", order="booked_on,amount")

        assert [
            (row["transaction_id"], row["amount"], row["budget_group"], row["note"]) for row in found
        ] == [
            (whole, -10, "WANTS", "dua"),
            (split, -20, "NEEDS", "semua"),
            (split, -10, None, "lain"),
        ]
        assert [row["part_id"] is None for row in found] == [True, False, False]
        assert sum(row["is_first"] for row in found) == 2

    def test_leave_transfers_out(self, books: Books) -> None:
        books.transfer(books.account(), books.account())

        assert books.rows("items") == []

    def test_of_a_category_and_month_are_found_by_a_client(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, -10, category_id=COFFEE, on="2026-09-30")
        wanted = books.transaction(account, -20, category_id=COFFEE, on="2026-10-01")
        books.transaction(account, -30, category_id=GROCERIES, on="2026-10-01")

        found = books.rows("items", category_id=f"eq.{COFFEE}", booked_on="gte.2026-10-01")

        assert [row["transaction_id"] for row in found] == [wanted]

    def test_cannot_be_written(self, books: Books) -> None:
        books.transaction(books.account(), -10)

        answers = [
            books.send("PATCH", "/items", {"amount": -1}, amount="eq.-10"),
            books.send("DELETE", "/items", amount="eq.-10"),
        ]

        assert all(answer.is_error for answer in answers)
        assert [row["amount"] for row in books.rows("items")] == [-10]
