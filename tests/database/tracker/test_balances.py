"""What accounts held at the end of a day, and what really was in them."""

from uuid import uuid4

import pytest

from tests.database.tracker.books import Books, refusal


class TestBalances:
    def test_count_the_opening_from_its_day_and_every_transaction_from_its_own(self, books: Books) -> None:
        account = books.account(opening_balance=1_000, opened_on="2026-01-10")
        books.transaction(account, 500, on="2026-01-09")
        books.transaction(account, -200, on="2026-01-10")
        books.transaction(account, -300, on="2026-02-01")

        held = {day: books.balances(day)[account] for day in DAYS}

        assert held == {
            "2026-01-08": 0,
            "2026-01-09": 500,
            "2026-01-10": 1_300,
            "2026-01-31": 1_300,
            "2026-02-01": 1_000,
        }

    def test_without_a_day_are_of_today(self, books: Books) -> None:
        account = books.account(opening_balance=10, opened_on="2026-01-01")
        books.transaction(account, 5, on=books.account_opened_today())
        books.transaction(account, 7, on="2100-12-31")

        assert books.balances()[account] == 15
        assert books.balances("2100-12-31")[account] == 22

    def test_tell_about_each_account(self, books: Books) -> None:
        books.account("Kartu", kind="CREDIT_CARD", opening_balance=-5)
        books.account("Darurat", for_emergencies=True)
        books.account("Ayam", archived=True)

        rows = books.call("account_balances")

        assert [(row["name"], row["kind"], row["for_emergencies"], row["archived"]) for row in rows] == [
            ("Darurat", "BANK", True, False),
            ("Kartu", "CREDIT_CARD", False, False),
            ("Ayam", "BANK", False, True),
        ]
        assert [row["balance"] for row in rows] == [0, -5, 0]

    def test_of_somebody_else_are_not_told(self, books: Books, others: Books) -> None:
        account = books.account(opening_balance=10)
        books.transaction(account, -1)

        assert others.balances() == {}

    def test_stay_the_same_when_money_moves_between_them(self, books: Books) -> None:
        first = books.account(opening_balance=100, opened_on="2026-01-01")
        second = books.account()
        before = sum(books.balances("2026-12-31").values())

        books.transfer(first, second, 40)

        after = books.balances("2026-12-31")
        assert (after[first], after[second]) == (60, 40)
        assert sum(after.values()) == before


DAYS = ("2026-01-08", "2026-01-09", "2026-01-10", "2026-01-31", "2026-02-01")


class TestReconciling:
    def test_books_the_difference_openly(self, books: Books) -> None:
        account = books.account(opening_balance=100, opened_on="2026-01-01")
        books.transaction(account, -30, on="2026-02-01")

        booked = books.call("reconcile_account", account_id=account, balance=65, on_day="2026-02-01")

        assert [(row["amount"], row["booked_on"], row["source"]) for row in booked] == [
            (-5, "2026-02-01", "RECONCILIATION")
        ]
        assert books.balances("2026-02-01")[account] == 65
        assert booked == books.rows("transactions", source="eq.RECONCILIATION")

    def test_that_agrees_books_nothing(self, books: Books) -> None:
        account = books.account(opening_balance=100, opened_on="2026-01-01")

        for _ in range(2):
            assert books.call("reconcile_account", account_id=account, balance=100, on_day="2026-02-01") == []
        assert books.rows("transactions") == []

    def test_again_books_nothing_more(self, books: Books) -> None:
        account = books.account()
        wish = {"account_id": account, "balance": -65, "on_day": "2026-02-01"}

        assert len(books.call("reconcile_account", **wish)) == 1
        assert books.call("reconcile_account", **wish) == []

    def test_in_the_past_leaves_what_came_later(self, books: Books) -> None:
        account = books.account(opening_balance=100, opened_on="2026-01-01")
        books.transaction(account, -30, on="2026-03-01")

        books.call("reconcile_account", account_id=account, balance=90, on_day="2026-02-01")

        held = [books.balances(day)[account] for day in ("2026-01-31", "2026-02-01", "2026-03-01")]
        assert held == [100, 90, 60]

    def test_without_a_day_is_of_today(self, books: Books) -> None:
        account, today = books.account(), books.account_opened_today()

        booked = books.call("reconcile_account", account_id=account, balance=7)

        assert [row["booked_on"] for row in booked] == [today]

    @pytest.mark.parametrize(
        ("balance", "on_day"),
        [(1, "2100-01-01"), (10**15, "2026-01-01"), (-(10**15), "2026-01-01"), (None, "2026-01-01")],
    )
    def test_refuses_the_future_and_the_absurd(self, books: Books, balance: int | None, on_day: str) -> None:
        wish = {"account_id": books.account(), "balance": balance, "on_day": on_day}

        answer = books.send("POST", "/rpc/reconcile_account", wish)

        assert (answer.status_code, refusal(answer)) == (400, "22023")

    def test_knows_only_ones_own(self, books: Books, others: Books) -> None:
        account = books.account()

        for unknown in (account, str(uuid4())):
            wish = {"account_id": unknown, "balance": 1, "on_day": "2026-01-01"}
            answer = others.send("POST", "/rpc/reconcile_account", wish)
            assert (answer.status_code, refusal(answer)) == (404, "PT404")
        assert books.rows("transactions") == []

    def test_takes_the_day_before_2000_for_impossible(self, books: Books) -> None:
        wish = {"account_id": books.account(), "balance": 1, "on_day": "1999-12-31"}

        answer = books.send("POST", "/rpc/reconcile_account", wish)

        assert refusal(answer) == "transactions_booked_on_check"
