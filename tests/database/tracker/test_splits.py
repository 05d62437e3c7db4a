"""The parts of a transaction add up to it, whatever a client sends."""

from typing import Any
from uuid import uuid4

import pytest

from tests.database.tracker.books import COFFEE, GROCERIES, NOBODYS, Books, Row, refusal


@pytest.fixture
def whole(books: Books) -> str:
    """A transaction of Rp 100 that went out."""
    return books.transaction(books.account(), -100)


def part(whole: str, amount: int, **values: object) -> Row:
    return {"transaction_id": whole, "amount": amount, **values}


def is_split(books: Books, whole: str) -> bool:
    return books.rows("transactions", id=f"eq.{whole}")[0]["is_split"]


class TestDirectly:
    def test_parts_that_add_up_split_the_whole(self, books: Books, whole: str) -> None:
        books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])

        assert is_split(books, whole)

    @pytest.mark.parametrize(
        "amounts",
        [(-60, -39), (-60, -41), (-100,), (-150, 50), (60, 40), (-60, -40, -1)],
        ids=str,
    )
    def test_parts_that_do_not_add_up_are_refused(
        self, books: Books, whole: str, amounts: tuple[int, ...]
    ) -> None:
        answer = books.send("POST", "/transaction_parts", [part(whole, amount) for amount in amounts])

        assert refusal(answer) == "parts_sum"
        assert books.rows("transaction_parts") == []
        assert not is_split(books, whole)

    def test_a_part_is_not_added_later(self, books: Books, whole: str) -> None:
        books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])

        assert refusal(books.send("POST", "/transaction_parts", part(whole, -1))) == "parts_sum"

    def test_one_part_does_not_change_or_go_alone(self, books: Books, whole: str) -> None:
        first = books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])[0]

        changed = books.send("PATCH", "/transaction_parts", {"amount": -50}, id=f"eq.{first['id']}")
        gone = books.send("DELETE", "/transaction_parts", id=f"eq.{first['id']}")

        assert (refusal(changed), refusal(gone)) == ("parts_sum", "parts_sum")

    def test_the_whole_does_not_change_without_its_parts(self, books: Books, whole: str) -> None:
        books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])

        for amount in (-101, 100):
            answer = books.send("PATCH", "/transactions", {"amount": amount}, id=f"eq.{whole}")
            assert refusal(answer) == "parts_sum"

    def test_all_parts_go_together_and_leave_a_whole(self, books: Books, whole: str) -> None:
        books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])

        books.remove("transaction_parts", transaction_id=f"eq.{whole}")

        assert not is_split(books, whole)
        assert books.change("transactions", whole, amount=-1)[0]["amount"] == -1

    def test_parts_go_with_their_whole(self, books: Books, whole: str) -> None:
        books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])

        books.remove("transactions", id=f"eq.{whole}")

        assert books.rows("transaction_parts") == []

    def test_a_part_may_change_what_it_was_for(self, books: Books, whole: str) -> None:
        first = books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])[0]

        changed = books.change("transaction_parts", first["id"], category_id=COFFEE, note="kopi")

        assert (changed[0]["category_id"], changed[0]["note"]) == (COFFEE, "kopi")

    def test_nobody_splits_the_transaction_of_somebody_else(
        self, books: Books, whole: str, others: Books
    ) -> None:
        parts = [part(whole, -60), part(whole, -40)]

        answer = others.send("POST", "/transaction_parts", parts)

        assert refusal(answer) == "transaction_parts_transaction_fkey"
        assert not is_split(books, whole)

    def test_is_split_and_the_whole_of_a_part_are_not_written(self, books: Books, whole: str) -> None:
        first = books.add_all("transaction_parts", [part(whole, -60), part(whole, -40)])[0]

        forged = books.send("PATCH", "/transactions", {"is_split": False}, id=f"eq.{whole}")
        moved = books.send(
            "PATCH", "/transaction_parts", {"transaction_id": str(uuid4())}, id=f"eq.{first['id']}"
        )

        assert (refusal(forged), refusal(moved)) == ("42501", "42501")


class TestSplitting:
    def test_gives_parts_instead_of_those_there_are(self, books: Books, whole: str) -> None:
        books.call("split_transaction", transaction_id=whole, parts=[{"amount": -50}, {"amount": -50}])

        parts = books.call(
            "split_transaction",
            transaction_id=whole,
            parts=[
                {"amount": -99, "category_id": GROCERIES, "note": "beras"},
                {"amount": -1, "category_id": COFFEE},
            ],
        )

        assert {(row["amount"], row["category_id"]) for row in parts} == {(-99, GROCERIES), (-1, COFFEE)}
        assert len(books.rows("transaction_parts")) == 2
        assert is_split(books, whole)

    def test_into_nothing_makes_it_whole_again(self, books: Books, whole: str) -> None:
        books.call("split_transaction", transaction_id=whole, parts=[{"amount": -50}, {"amount": -50}])

        assert books.call("split_transaction", transaction_id=whole, parts=[]) == []
        assert not is_split(books, whole)

    @pytest.mark.parametrize(
        ("parts", "rule"),
        [
            ([{"amount": -50}], "parts_sum"),
            ([{"amount": -50}, {"amount": -49}], "parts_sum"),
            ([{"amount": -200}, {"amount": 100}], "parts_sum"),
            ([{"amount": -2}] * 50 + [{"amount": 0}], "transaction_parts_amount_check"),
            ([{"amount": -100}, {"note": "?"}], "23502"),
            ([{"amount": -50, "user_id": NOBODYS}, {"amount": -50}], "22023"),
            ({"amount": -100}, "22023"),
            ("semua", "22023"),
            (None, "22023"),
            ([-50, -50], "22023"),
            ([{"amount": -50.5}, {"amount": -49.5}], "22P02"),
            (
                [{"amount": -50, "category_id": NOBODYS}, {"amount": -50}],
                "transaction_parts_category_id_fkey",
            ),
        ],
        ids=str,
    )
    def test_that_is_refused_leaves_the_parts_there_were(
        self, books: Books, whole: str, parts: Any, rule: str
    ) -> None:
        books.call("split_transaction", transaction_id=whole, parts=[{"amount": -30}, {"amount": -70}])

        answer = books.send("POST", "/rpc/split_transaction", {"transaction_id": whole, "parts": parts})

        name = refusal(answer)
        assert rule in (name, answer.json()["code"]), answer.text
        assert {row["amount"] for row in books.rows("transaction_parts")} == {-30, -70}

    def test_into_more_than_fifty_is_refused(self, books: Books, whole: str) -> None:
        wish = {"transaction_id": whole, "parts": [{"amount": -1}] * 49 + [{"amount": -25}, {"amount": -26}]}

        assert refusal(books.send("POST", "/rpc/split_transaction", wish)) == "parts_sum"

    def test_knows_only_ones_own(self, books: Books, whole: str, others: Books) -> None:
        for unknown in (whole, str(uuid4())):
            answer = others.send("POST", "/rpc/split_transaction", {"transaction_id": unknown, "parts": []})
            assert (answer.status_code, refusal(answer)) == (404, "PT404")
