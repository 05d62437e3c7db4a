"""Finding transactions: what they say means only itself, and every condition narrows."""

from typing import Any
from uuid import uuid4

import pytest

from tests.database.tracker.books import COFFEE, GROCERIES, NOBODYS, SALARY, Books, refusal


def keep(books: Books) -> dict[str, str]:
    """A few transactions on two accounts; the accounts' ids by name."""
    bank, cash = books.account("BCA"), books.account("Tunai", kind="CASH")
    books.transaction(bank, -35_000, "2026-10-01", merchant="Kopi Kenangan", category_id=COFFEE)
    books.transaction(bank, -28_000, "2026-10-05", merchant="KOPI TUKU 2511", category_id=COFFEE)
    books.transaction(cash, -60_000, "2026-10-07", note="kopi, susu; dan 100% roti_*", category_id=GROCERIES)
    books.transaction(bank, 7_000_000, "2026-10-25", merchant="PT Maju", category_id=SALARY)
    books.transfer(bank, cash, 500_000, "2026-10-08")
    return {"BCA": bank, "Tunai": cash}


def find(books: Books, **wish: object) -> Any:
    return books.call("find_transactions", **wish)


def amounts(books: Books, **wish: object) -> list[int]:
    return [item["amount"] for item in find(books, **wish)["items"]]


def test_everything_is_found_without_a_wish_the_newest_first(books: Books) -> None:
    keep(books)

    found = find(books)

    assert [item["amount"] for item in found["items"]] == [7_000_000, -60_000, -28_000, -35_000]
    assert (found["count"], found["incoming"], found["outgoing"]) == (4, 7_000_000, 123_000)
    assert (found["largest"], found["first_on"], found["last_on"]) == (7_000_000, "2026-10-01", "2026-10-25")


def test_nothing_is_found_in_empty_books(books: Books) -> None:
    assert find(books, said=["kopi"]) == {
        "count": 0,
        "incoming": 0,
        "outgoing": 0,
        "largest": None,
        "first_on": None,
        "last_on": None,
        "items": [],
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["kopi"], [-60_000, -28_000, -35_000]),
        (["KOPI", "tuku"], [-28_000]),
        (["tuku", "kenangan"], []),
        (["100%"], [-60_000]),
        (["roti_*"], [-60_000]),
        (["%"], [-60_000]),
        (["_"], [-60_000]),
        (["susu;"], [-60_000]),
        (["maju"], [7_000_000]),
        ([".*"], []),
        (["kopi%tuku"], []),
        (["') or true --"], []),
        ([" "], [7_000_000, -60_000, -28_000, -35_000]),
    ],
)
def test_words_are_looked_for_as_they_are(books: Books, said: list[str], expected: list[int]) -> None:
    keep(books)

    assert amounts(books, said=said) == expected


def test_each_condition_narrows(books: Books) -> None:
    accounts = keep(books)

    assert amounts(books, of_category=COFFEE) == [-28_000, -35_000]
    assert amounts(books, on_account=accounts["Tunai"]) == [-60_000]
    assert amounts(books, direction="IN") == [7_000_000]
    assert amounts(books, direction="OUT") == [-60_000, -28_000, -35_000]
    assert amounts(books, first_day="2026-10-05", last_day="2026-10-07") == [-60_000, -28_000]
    assert amounts(books, least_amount=35_000, most_amount=60_000) == [-60_000, -35_000]
    assert amounts(books, of_category=COFFEE, least_amount=30_000) == [-35_000]


def test_a_transfer_is_found_once_and_only_when_asked_for(books: Books) -> None:
    keep(books)

    found = find(books, direction="TRANSFER")

    assert found["count"] == 1
    assert found["outgoing"] == 500_000
    assert [(item["account"], item["to_account"]) for item in found["items"]] == [("BCA", "Tunai")]


def test_a_split_transaction_is_found_by_its_parts_and_counted_once(books: Books) -> None:
    account = books.account()
    whole = books.transaction(account, -100_000, merchant="Indomaret")
    parts = [{"amount": -70_000, "category_id": GROCERIES}, {"amount": -30_000, "category_id": COFFEE}]
    books.call("split_transaction", transaction_id=whole, parts=parts)

    assert amounts(books, of_category=COFFEE) == [-30_000]
    assert find(books, said=["indomaret"])["count"] == 1
    assert find(books, said=["indomaret"])["outgoing"] == 100_000


def test_sums_are_of_all_that_was_found_however_few_are_told(books: Books) -> None:
    keep(books)

    found = find(books, at_most=1)

    assert len(found["items"]) == 1
    assert found["count"] == 4


def test_no_more_than_fifty_are_told(books: Books) -> None:
    account = books.account()
    books.add_all(
        "transactions",
        [{"account_id": account, "amount": -1, "booked_on": "2026-10-10"} for _ in range(60)],
    )

    assert len(find(books, at_most=1_000)["items"]) == 50
    assert find(books, at_most=-1)["items"] == []


def test_nobody_finds_what_another_keeps(books: Books, others: Books) -> None:
    accounts = keep(books)
    own = books.category()

    assert find(others)["count"] == 0
    assert find(others, on_account=accounts["BCA"])["count"] == 0
    assert find(others, of_category=own)["count"] == 0
    assert find(others, direction="TRANSFER")["count"] == 0
    assert find(others, of_category=NOBODYS, on_account=str(uuid4()))["count"] == 0


def test_nobody_without_an_account_finds_anything(books: Books) -> None:
    answer = books.http.post("/rpc/find_transactions", json={})

    assert refusal(answer) in {"42501", "PT401"}
