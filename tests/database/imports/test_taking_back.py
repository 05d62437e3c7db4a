"""Taking back: exactly what the import added, but for what was made something else."""

from uuid import uuid4

import pytest

from tests.database.imports.staging import booked, coffee, ledger, own, ready, verdicts
from tests.database.tracker.books import COFFEE, Books, refusal


class TestTakingBack:
    def test_removes_exactly_what_was_added(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, -1)
        other = booked(books, account, coffee(amount=-2))
        import_id = booked(books, account, coffee(2), coffee(3, occurrence=1))

        told = books.call("revert_import", import_id=import_id)

        assert (told["state"], told["booked"]) == ("REVERTED", {"rows": 2, "removed": 2, "kept": 0})
        assert ledger(books) == [("2026-10-10", -2), ("2026-10-10", -1)]
        assert books.rows("imports", id=f"eq.{other}")[0]["state"] == "COMMITTED"

    def test_again_answers_the_same(self, books: Books) -> None:
        import_id = booked(books, books.account(), coffee())

        assert books.call("revert_import", import_id=import_id) == books.call(
            "revert_import", import_id=import_id
        )

    def test_the_file_can_come_again_afterwards(self, books: Books) -> None:
        account = books.account()
        books.call("revert_import", import_id=booked(books, account, coffee()))

        assert verdicts(books, ready(books, account, coffee())) == ["NEW"]

    @pytest.mark.parametrize(
        "change", [{"category_id": COFFEE}, {"merchant": "Kopi"}, {"note": "enak"}], ids=str
    )
    def test_a_row_that_was_only_filed_goes(self, books: Books, change: dict[str, object]) -> None:
        import_id = booked(books, books.account(), coffee())
        books.change("transactions", books.rows("transactions")[0]["id"], **change)

        assert books.call("revert_import", import_id=import_id)["booked"]["removed"] == 1

    @pytest.mark.parametrize(
        "change", [{"amount": -36_000}, {"booked_on": "2026-10-11"}, {"account_id": "another"}], ids=str
    )
    def test_a_row_that_became_another_stays_and_is_counted(
        self, books: Books, change: dict[str, object]
    ) -> None:
        import_id = booked(books, books.account(), coffee(2), coffee(3, occurrence=1))
        told = {column: books.account() if value == "another" else value for column, value in change.items()}
        books.change("transactions", books.rows("transactions")[0]["id"], **told)

        answer = books.call("revert_import", import_id=import_id)

        assert answer["booked"] == {"rows": 2, "removed": 1, "kept": 1}

    def test_a_row_that_was_split_since_stays(self, books: Books) -> None:
        import_id = booked(books, books.account(), coffee())
        parts = [{"amount": -10_000}, {"amount": -25_000}]
        books.call("split_transaction", transaction_id=books.rows("transactions")[0]["id"], parts=parts)

        assert books.call("revert_import", import_id=import_id)["booked"]["kept"] == 1

    def test_the_other_leg_of_a_transfer_stays_alone(self, books: Books) -> None:
        account, wallet = books.account(), books.account(kind="E_WALLET")
        typed = books.transaction(wallet, 35_000)
        import_id = booked(books, account, coffee())
        imported = books.rows("transactions", import_id=f"eq.{import_id}")[0]["id"]
        books.call("link_transfer", first_id=imported, second_id=typed)

        books.call("revert_import", import_id=import_id)

        (left,) = books.rows("transactions")
        assert (left["id"], left["transfer_id"]) == (typed, None)

    def test_a_row_that_is_gone_is_no_matter(self, books: Books) -> None:
        import_id = booked(books, books.account(), coffee(2), coffee(3, occurrence=1))
        books.remove("transactions", id=f"eq.{books.rows('transactions')[0]['id']}")

        assert books.call("revert_import", import_id=import_id)["booked"]["removed"] == 1

    def test_a_closed_month_refuses_the_whole(self, books: Books) -> None:
        import_id = booked(books, books.account(), coffee(2, booked_on="2026-09-20"), coffee(3))
        books.call("close_month", month="2026-09")

        assert refusal(books.send("POST", "/rpc/revert_import", {"import_id": import_id})) == "month_closed"
        assert len(ledger(books)) == 2

    def test_what_was_not_booked_cannot_be_taken_back(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee())

        assert refusal(books.send("POST", "/rpc/revert_import", {"import_id": import_id})) == "import_state"

    def test_takes_the_accounts_and_categories_along_that_it_made(self, books: Books) -> None:
        books.account("Dompet", kind="CASH")
        garden = {"new_category": {"name": "Kebun", "budget_group": "WANTS"}}
        facts = {"transfer": str(uuid4())}
        import_id = booked(
            books,
            None,
            own(2, "Dompet", kind="CASH", facts=garden),
            own(3, "BCA", facts=facts),
            own(4, "GoPay", facts=facts, amount=35_000),
        )

        books.call("revert_import", import_id=import_id)

        assert ledger(books) == []
        assert [row["name"] for row in books.rows("accounts")] == ["Dompet"]
        assert books.rows("categories", user_id="not.is.null") == []

    def test_accounts_and_categories_that_are_in_use_stay(self, books: Books) -> None:
        garden = {"new_category": {"name": "Kebun", "budget_group": "WANTS"}}
        import_id = booked(books, None, own(2, "BCA", facts=garden), own(3, "GoPay"))
        made = {row["name"]: row["id"] for row in books.rows("accounts")}
        category = books.rows("categories", user_id="not.is.null")[0]["id"]
        books.transaction(made["BCA"], -1, category_id=category)
        books.change("accounts", made["GoPay"], opening_balance=5)

        books.call("revert_import", import_id=import_id)

        assert sorted(row["name"] for row in books.rows("accounts")) == ["BCA", "GoPay"]
        assert [row["id"] for row in books.rows("categories", user_id="not.is.null")] == [category]
