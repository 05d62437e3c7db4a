"""A transfer is two legs of one person that undo each other, whatever a client sends."""

from typing import Any
from uuid import uuid4

import pytest

from tests.database.tracker.books import COFFEE, NOBODYS, Books, legs, refusal


@pytest.fixture
def two(books: Books) -> tuple[str, str]:
    """Two accounts of one's own."""
    return books.account(), books.account()


class TestDirectly:
    def test_two_legs_in_one_request_are_a_transfer(self, books: Books, two: tuple[str, str]) -> None:
        added = books.add_all("transactions", legs(*two))

        assert {row["transfer_id"] for row in added} == {added[0]["transfer_id"]}
        assert sum(row["amount"] for row in added) == 0

    def test_one_leg_is_none(self, books: Books, two: tuple[str, str]) -> None:
        assert refusal(books.send("POST", "/transactions", legs(*two)[:1])) == "transfer_legs"
        assert books.rows("transactions") == []

    def test_three_legs_are_none(self, books: Books, two: tuple[str, str]) -> None:
        both = legs(*two)
        third = both[1] | {"account_id": books.account()}

        assert refusal(books.send("POST", "/transactions", [*both, third])) == "transfer_legs"
        assert books.rows("transactions") == []

    def test_a_third_leg_is_not_added_later(self, books: Books, two: tuple[str, str]) -> None:
        both = legs(*two)
        books.add_all("transactions", both)

        for account in (*two, books.account()):
            late = both[0] | {"account_id": account}
            assert refusal(books.send("POST", "/transactions", late)) == "transfer_legs"

    @pytest.mark.parametrize(
        "second",
        [
            {"amount": -50_000},
            {"amount": 50_001},
            {"amount": 1},
            {"booked_on": "2026-10-18"},
            {"booked_on": "2026-10-02"},
            {"category_id": COFFEE},
        ],
        ids=str,
    )
    def test_legs_that_do_not_fit_are_none(
        self, books: Books, two: tuple[str, str], second: dict[str, Any]
    ) -> None:
        first, arrival = legs(*two)

        wrong = [{"category_id": None} | first, {"category_id": None} | arrival | second]
        assert refusal(books.send("POST", "/transactions", wrong)) == "transfer_legs"
        assert books.rows("transactions") == []

    def test_legs_may_be_a_week_apart(self, books: Books, two: tuple[str, str]) -> None:
        first, arrival = legs(*two)

        assert len(books.add_all("transactions", [first, arrival | {"booked_on": "2026-10-17"}])) == 2

    def test_from_an_account_to_itself_is_none(self, books: Books) -> None:
        account = books.account()

        assert refusal(books.send("POST", "/transactions", legs(account, account))) == "transfer_legs"

    def test_to_the_account_of_somebody_else_is_none(self, books: Books, others: Books) -> None:
        mine, theirs = books.account(), others.account()

        for both in (legs(mine, theirs), legs(theirs, mine)):
            assert refusal(books.send("POST", "/transactions", both)) == "transactions_account_fkey"
        assert books.rows("transactions") == others.rows("transactions") == []

    def test_nobody_completes_or_disturbs_the_transfer_of_somebody_else(
        self, books: Books, two: tuple[str, str], others: Books
    ) -> None:
        both = legs(*two)
        books.add_all("transactions", both)
        thief = others.account()

        late = {**both[0], "account_id": thief}
        assert refusal(others.send("POST", "/transactions", late)) == "transfer_legs"
        assert len(books.rows("transactions")) == 2

    @pytest.mark.parametrize(
        "change",
        [
            {"amount": -1},
            {"amount": 50_000},
            {"booked_on": "2026-11-01"},
            {"category_id": COFFEE},
            {"transfer_id": None},
            {"transfer_id": NOBODYS},
        ],
        ids=str,
    )
    def test_one_leg_does_not_change_alone(
        self, books: Books, two: tuple[str, str], change: dict[str, Any]
    ) -> None:
        leg = books.transfer(*two)[0]

        answer = books.send("PATCH", "/transactions", change, id=f"eq.{leg['id']}")

        assert refusal(answer) == "transfer_legs"

    def test_one_leg_does_not_move_to_the_account_of_the_other(
        self, books: Books, two: tuple[str, str]
    ) -> None:
        leg = books.transfer(*two)[0]

        answer = books.send("PATCH", "/transactions", {"account_id": two[1]}, id=f"eq.{leg['id']}")

        assert refusal(answer) == "transfer_legs"

    def test_what_does_not_matter_to_a_transfer_changes_freely(
        self, books: Books, two: tuple[str, str]
    ) -> None:
        leg = books.transfer(*two)[0]

        changed = books.change("transactions", leg["id"], note="untuk sewa", booked_on="2026-10-11")

        assert changed[0]["note"] == "untuk sewa"

    def test_one_leg_does_not_go_alone_and_both_go_together(self, books: Books, two: tuple[str, str]) -> None:
        first, _ = books.transfer(*two)

        assert refusal(books.send("DELETE", "/transactions", id=f"eq.{first['id']}")) == "transfer_legs"
        assert len(books.remove("transactions", transfer_id=f"eq.{first['transfer_id']}")) == 2
        assert books.rows("transactions") == []

    def test_a_leg_has_no_parts(self, books: Books, two: tuple[str, str]) -> None:
        leg = books.transfer(*two)[0]
        parts = [{"transaction_id": leg["id"], "amount": -25_000}] * 2

        assert refusal(books.send("POST", "/transaction_parts", parts)) == "transfer_legs"


class TestLinking:
    def test_makes_two_transactions_one_transfer_without_a_category(
        self, books: Books, two: tuple[str, str]
    ) -> None:
        out = books.transaction(two[0], -70_000, category_id=COFFEE, merchant="Transfer")
        arrival = books.transaction(two[1], 70_000, on="2026-10-12")

        both = books.call("link_transfer", first_id=out, second_id=arrival)

        assert {row["id"] for row in both} == {out, arrival}
        assert [row["category_id"] for row in both] == [None, None]
        assert both[0]["transfer_id"] == both[1]["transfer_id"] is not None

    def test_again_or_the_other_way_round_changes_nothing(self, books: Books, two: tuple[str, str]) -> None:
        out, arrival = books.transaction(two[0], -7), books.transaction(two[1], 7)
        once = books.call("link_transfer", first_id=out, second_id=arrival)

        again = books.call("link_transfer", first_id=arrival, second_id=out)

        assert {row["transfer_id"] for row in again} == {once[0]["transfer_id"]}

    @pytest.mark.parametrize(("first", "second"), [(-7, 8), (-7, -7), (7, 7)])
    def test_refuses_two_that_do_not_undo_each_other(
        self, books: Books, two: tuple[str, str], first: int, second: int
    ) -> None:
        a, b = books.transaction(two[0], first), books.transaction(two[1], second)

        answer = books.send("POST", "/rpc/link_transfer", {"first_id": a, "second_id": b})

        assert refusal(answer) == "transfer_legs"
        assert {row["transfer_id"] for row in books.rows("transactions")} == {None}

    def test_refuses_a_leg_of_another_transfer(self, books: Books, two: tuple[str, str]) -> None:
        leg = books.transfer(*two)[0]
        other = books.transaction(books.account(), 50_000)

        answer = books.send("POST", "/rpc/link_transfer", {"first_id": leg["id"], "second_id": other})

        assert refusal(answer) == "transfer_legs"

    def test_refuses_a_split_one(self, books: Books, two: tuple[str, str]) -> None:
        out, arrival = books.transaction(two[0], -8), books.transaction(two[1], 8)
        books.call("split_transaction", transaction_id=out, parts=[{"amount": -4}, {"amount": -4}])

        answer = books.send("POST", "/rpc/link_transfer", {"first_id": out, "second_id": arrival})

        assert refusal(answer) == "transfer_legs"

    def test_knows_only_ones_own_and_only_two(
        self, books: Books, two: tuple[str, str], others: Books
    ) -> None:
        mine = books.transaction(two[0], -9)
        theirs = others.transaction(others.account(), 9)

        for second in (theirs, str(uuid4()), mine):
            answer = books.send("POST", "/rpc/link_transfer", {"first_id": mine, "second_id": second})
            assert (answer.status_code, refusal(answer)) == (404, "PT404")

    def test_is_undone(self, books: Books, two: tuple[str, str]) -> None:
        leg = books.transfer(*two)[0]

        apart = books.call("unlink_transfer", transfer_id=leg["transfer_id"])

        assert [row["transfer_id"] for row in apart] == [None, None]
        again = books.send("POST", "/rpc/unlink_transfer", {"transfer_id": leg["transfer_id"]})
        assert (again.status_code, refusal(again)) == (404, "PT404")

    def test_of_somebody_else_is_not_undone(self, books: Books, two: tuple[str, str], others: Books) -> None:
        leg = books.transfer(*two)[0]

        answer = others.send("POST", "/rpc/unlink_transfer", {"transfer_id": leg["transfer_id"]})

        assert refusal(answer) == "PT404"
        assert {row["transfer_id"] for row in books.rows("transactions")} == {leg["transfer_id"]}
