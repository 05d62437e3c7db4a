"""Booking: all or none, once, and exactly what the file says."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.database.imports.staging import booked, coffee, ledger, own, ready, rows_of, stage, start, verdicts
from tests.database.tracker.books import COFFEE, GROCERIES, Books, refusal


class TestBooking:
    def test_books_what_is_included_with_all_it_says(self, books: Books) -> None:
        account = books.account()
        import_id = ready(
            books,
            account,
            coffee(category_id=COFFEE, note="enak"),
            coffee(3, amount=-1),
            coffee(4, amount=-2),
        )
        books.send(
            "PATCH", "/import_rows", {"included": False}, import_id=f"eq.{import_id}", line="eq.4"
        ).raise_for_status()

        told = books.call("commit_import", import_id=import_id)

        assert (told["state"], told["booked"]) == ("COMMITTED", {"rows": 2})
        row = next(row for row in books.rows("transactions") if row["amount"] == -35_000)
        assert (row["account_id"], row["source"], row["import_id"]) == (account, "IMPORT", import_id)
        assert (row["category_id"], row["merchant"], row["note"]) == (COFFEE, "Kopi Kenangan", "enak")
        assert ledger(books) == [("2026-10-10", -35_000), ("2026-10-10", -1)]

    def test_again_answers_the_same_and_adds_nothing(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee())

        first = books.call("commit_import", import_id=import_id)
        again = books.call("commit_import", import_id=import_id)

        assert first == again
        assert len(ledger(books)) == 1

    async def test_two_at_once_book_it_once(self, books: Books) -> None:
        account = books.account()
        same = ready(books, account, coffee())
        like = ready(books, account, coffee())

        with ThreadPoolExecutor() as pool:
            await asyncio.gather(
                *(
                    asyncio.get_running_loop().run_in_executor(
                        pool, lambda import_id=import_id: books.call("commit_import", import_id=import_id)
                    )
                    for import_id in (same, like, same, like)
                )
            )

        assert ledger(books) == [("2026-10-10", -35_000)]
        assert sorted(verdicts(books, same) + verdicts(books, like)) == ["DUPLICATE", "NEW"]

    def test_refuses_what_is_still_staged(self, books: Books) -> None:
        import_id = start(books, books.account())
        stage(books, import_id, coffee())

        answer = books.send("POST", "/rpc/commit_import", {"import_id": import_id})

        assert refusal(answer) == "import_state"
        assert ledger(books) == []

    def test_a_possible_duplicate_is_booked_when_its_owner_says_so(self, books: Books) -> None:
        account = books.account()
        books.transaction(account, -35_000)
        import_id = ready(books, account, coffee())
        books.send(
            "PATCH", "/import_rows", {"included": True}, import_id=f"eq.{import_id}"
        ).raise_for_status()

        books.call("commit_import", import_id=import_id)

        assert len(ledger(books)) == 2
        assert verdicts(books, ready(books, account, coffee())) == ["DUPLICATE"]

    def test_a_row_that_is_booked_already_stays_so_whatever_its_owner_says(self, books: Books) -> None:
        account = books.account()
        booked(books, account, coffee())
        import_id = ready(books, account, coffee())
        books.send(
            "PATCH", "/import_rows", {"included": True}, import_id=f"eq.{import_id}"
        ).raise_for_status()

        assert books.call("commit_import", import_id=import_id)["booked"] == {"rows": 0}
        assert len(ledger(books)) == 1

    def test_a_refused_row_is_never_booked(self, books: Books) -> None:
        refused = {"line": 3, "verdict": "REFUSED", "reason": {"code": "amount_zero"}}
        import_id = ready(books, books.account(), coffee(), refused)
        books.send(
            "PATCH", "/import_rows", {"included": True}, import_id=f"eq.{import_id}"
        ).raise_for_status()

        assert books.call("commit_import", import_id=import_id)["booked"] == {"rows": 1}

    def test_a_row_in_a_closed_month_refuses_the_whole(self, books: Books) -> None:
        account = books.account()
        import_id = ready(
            books, account, coffee(2), coffee(3, booked_on="2026-09-20"), coffee(4, booked_on="2026-09-21")
        )
        books.transaction(account, 1, on="2026-09-10")
        books.call("close_month", month="2026-09")

        answer = books.send("POST", "/rpc/commit_import", {"import_id": import_id})

        assert refusal(answer) == "month_closed"
        assert "2 rows" in answer.json()["message"]
        assert "line 3" in answer.json()["message"]
        assert ledger(books) == [("2026-09-10", 1)]
        assert books.rows("imports", id=f"eq.{import_id}")[0]["state"] == "READY"

    def test_a_row_that_the_tables_refuse_leaves_nothing_behind(self, books: Books) -> None:
        import_id = ready(books, books.account(), coffee(2), coffee(3, booked_on="1999-01-01"))

        answer = books.send("POST", "/rpc/commit_import", {"import_id": import_id})

        assert refusal(answer) == "transactions_booked_on_check"
        assert ledger(books) == []


class TestOwnFile:
    def test_makes_the_accounts_and_categories_that_it_names_once(self, books: Books) -> None:
        there = books.account("Dompet", kind="CASH")
        garden = {"new_category": {"name": "Kebun", "budget_group": "WANTS"}}
        import_id = booked(
            books,
            None,
            own(2, "dompet", kind="CASH", facts=garden),
            own(3, "BCA", facts=garden, booked_on="2026-10-09"),
            own(4, "bca", category_id=COFFEE, category_origin="FILE"),
        )

        accounts = {row["name"]: row for row in books.rows("accounts")}
        assert sorted(accounts) == ["BCA", "Dompet"]
        assert (accounts["BCA"]["kind"], accounts["BCA"]["opened_on"]) == ("BANK", "2026-10-09")
        (made,) = books.rows("categories", user_id="not.is.null")
        assert (made["name"], made["budget_group"]) == ("Kebun", "WANTS")
        rows = books.rows("transactions", order="booked_on,category_id")
        assert {row["category_id"] for row in rows} == {made["id"], COFFEE}
        assert {row["account_id"] for row in rows} == {there, accounts["BCA"]["id"]}
        assert rows_of(books, import_id)[3]["verdict"] == "NEW"

    def test_splits_transactions_as_they_were(self, books: Books) -> None:
        parts = [
            {"amount": -10_000, "category_id": COFFEE},
            {"amount": -25_000, "note": "roti", "new_category": {"name": "Roti", "budget_group": "NEEDS"}},
        ]

        booked(books, None, own(2, "BCA", parts=parts))

        (whole,) = books.rows("transactions")
        told = books.rows("transaction_parts", order="amount")
        assert whole["is_split"] is True
        assert [(part["amount"], part["note"]) for part in told] == [(-25_000, "roti"), (-10_000, None)]
        assert {part["category_id"] for part in told} == {
            COFFEE,
            books.rows("categories", name="eq.Roti")[0]["id"],
        }

    def test_joins_the_legs_of_a_transfer_again(self, books: Books) -> None:
        facts = {"transfer": str(uuid4())}

        booked(books, None, own(2, "BCA", facts=facts), own(3, "GoPay", facts=facts, amount=35_000))

        out, into = books.rows("transactions", order="amount")
        assert out["transfer_id"] == into["transfer_id"] is not None

    @pytest.mark.parametrize(
        "other",
        [
            {"amount": 34_999},
            {"booked_on": "2026-10-20"},
            {"category_id": GROCERIES, "category_origin": "FILE"},
            {"name": "BCA"},
        ],
    )
    def test_legs_that_do_not_fit_stay_apart(self, books: Books, other: dict[str, Any]) -> None:
        facts = {"transfer": str(uuid4())}
        told: dict[str, Any] = {"amount": 35_000} | other
        name = str(told.pop("name", "GoPay"))

        booked(books, None, own(2, "BCA", facts=facts), own(3, name, facts=facts, **told))

        assert {row["transfer_id"] for row in books.rows("transactions")} == {None}

    def test_a_leg_alone_is_a_transaction(self, books: Books) -> None:
        booked(books, None, own(2, "BCA", facts={"transfer": str(uuid4())}))

        assert books.rows("transactions")[0]["transfer_id"] is None

    def test_an_open_difference_stays_one(self, books: Books) -> None:
        booked(books, None, own(2, "BCA", facts={"reconciliation": True}))

        assert books.rows("transactions")[0]["source"] == "RECONCILIATION"

    def test_ones_own_transactions_are_known_by_their_id(self, books: Books) -> None:
        mine = books.transaction(books.account("BCA"), -35_000)

        import_id = ready(books, None, own(2, "BCA", facts={"id": mine}))

        assert verdicts(books, import_id) == ["DUPLICATE"]

    def test_somebody_elses_ids_are_nothing(self, books: Books, others: Books) -> None:
        theirs = others.transaction(others.account("BCA"), -35_000)

        booked(books, None, own(2, "BCA", facts={"id": theirs}))

        assert len(ledger(books)) == len(ledger(others)) == 1


class TestExport:
    def test_pages_give_every_transaction_once_in_order(self, books: Books) -> None:
        account = books.account("BCA")
        mine = [books.transaction(account, -amount, on="2026-10-10") for amount in (1, 2, 3, 4, 5)]
        found: list[str] = []
        after: dict[str, object] = {}
        while page := books.call("export_transactions", page_size=2, **after):
            found += [row["id"] for row in page]
            after = {"after_day": page[-1]["booked_on"], "after_id": page[-1]["id"]}

        assert found == sorted(mine)

    def test_tells_names_and_parts_of_ones_own_only(self, books: Books, others: Books) -> None:
        others.transaction(others.account(), -1)
        account = books.account("BCA")
        books.record(
            {
                "account_id": account,
                "booked_on": "2026-10-10",
                "amount": -3,
                "parts": [{"amount": -1, "category_id": COFFEE, "note": "a"}, {"amount": -2}],
            }
        )

        (row,) = books.call("export_transactions")

        assert (row["account"], row["account_kind"], row["category"]) == ("BCA", "BANK", None)
        assert [(part["amount"], part["note"]) for part in row["parts"]] == [(-2, None), (-1, "a")]
        assert row["parts"][1]["category"]["code"] == "wants.coffee"
