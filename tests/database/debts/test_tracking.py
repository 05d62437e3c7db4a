"""Debts that are told, debts that an account tracks, and what is owed on a day."""

from typing import Any

import pytest
from psycopg import Connection

from tests.database.over_sql import add_account
from tests.database.tracker.books import Books, refusal

LOAN = {"kind": "PERSONAL_LOAN", "name": "KTA", "method": "EFFECTIVE", "instalment": 500_000}
CARD = {"kind": "CREDIT_CARD", "name": "Kartu", "method": "EFFECTIVE", "annual_rate": 0.21}
DAY = "2026-10-31"


def card_account(books: Books, **values: object) -> str:
    """A credit card on which Rp 300.000 is owed since October; its id."""
    fields = {"kind": "CREDIT_CARD", "opening_balance": -300_000, "opened_on": "2026-10-01"} | values
    return books.account("Kartu", **fields)


def owed(books: Books) -> list[tuple[str, int]]:
    """Names and balances of what is owed today."""
    return [(debt["name"], debt["balance"]) for debt in books.call("debts_owed")]


class TestWhatIsOwed:
    def test_is_what_was_told_oldest_first(self, books: Books) -> None:
        books.add("debts", **LOAN, balance=9_000_000)
        books.add("debts", **CARD, balance=400_000)

        assert owed(books) == [("KTA", 9_000_000), ("Kartu", 400_000)]

    def test_leaves_out_what_is_paid_off(self, books: Books) -> None:
        books.add("debts", **LOAN, balance=0)

        assert owed(books) == []
        told = books.call("snapshot_facts")
        assert (told["keeps_debts"], told["debts"]) == (True, [])

    def test_is_nothing_of_somebody_else(self, books: Books, others: Books) -> None:
        others.add("debts", **LOAN, balance=9_000_000)

        told = books.call("snapshot_facts")

        assert (owed(books), told["keeps_debts"], told["debts"]) == ([], False, [])

    def test_stands_in_the_facts_of_a_day_with_what_is_left_of_it(self, books: Books) -> None:
        flat = {"kind": "VEHICLE_LOAN", "name": "Motor", "method": "FLAT", "principal": 18_000_000}
        books.add("debts", **flat, balance=12_000_000, ends_on="2027-02-05")
        daily = {"kind": "ONLINE_LOAN", "name": "Pinjol", "method": "DAILY", "principal": 500_000}
        books.add("debts", **daily, balance=500_000, ends_on="2026-11-30")

        told = books.call("snapshot_facts", as_of=DAY)["debts"]

        assert [(it["due_day"], it["months_left"], it["days_left"]) for it in told] == [
            (5, 4, None),
            (30, None, 30),
        ]


class TestAnAccount:
    def test_says_what_is_owed_from_then_on(self, books: Books) -> None:
        card = books.add("debts", **CARD, balance=999_999)
        account = card_account(books)

        (row,) = books.change("debts", card["id"], account_id=account)
        books.transaction(account, -50_000, on="2026-10-10")

        assert (row["account_id"], row["balance"]) == (account, None)
        assert owed(books) == [("Kartu", 350_000)]

    def test_is_taken_with_a_balance_that_is_told_beside_it(self, books: Books) -> None:
        row = books.add("debts", **CARD, account_id=card_account(books), balance=5)

        assert row["balance"] is None
        assert books.change("debts", row["id"], balance=7)[0]["balance"] is None

    def test_tells_the_balance_of_the_day(self, books: Books) -> None:
        account = card_account(books)
        books.add("debts", **CARD, account_id=account)
        books.transaction(account, -50_000, on="2026-11-01")

        told = [books.call("snapshot_facts", as_of=day)["debts"] for day in ("2026-09-30", DAY, "2026-11-01")]

        assert [[debt["balance"] for debt in debts] for debts in told] == [[], [300_000], [350_000]]

    def test_that_holds_money_owes_nothing(self, books: Books) -> None:
        books.add("debts", **CARD, account_id=card_account(books, opening_balance=20))

        assert owed(books) == []

    def test_raises_the_principal_with_the_balance(self, books: Books) -> None:
        terms = {"kind": "PAYLATER", "name": "Paylater", "method": "FLAT", "principal": 100_000}
        books.add("debts", **terms, account_id=card_account(books, kind="PAYLATER"), ends_on="2027-01-05")

        (told,) = books.call("debts_owed")

        assert (told["balance"], told["principal"]) == (300_000, 300_000)

    def test_is_let_go_where_a_balance_is_told(self, books: Books) -> None:
        card = books.add("debts", **CARD, account_id=card_account(books))

        unsaid = books.send("PATCH", "/debts", {"account_id": None}, id=f"eq.{card['id']}")
        (told,) = books.change("debts", card["id"], account_id=None, balance=5)

        assert refusal(unsaid) == "debts_balance_source_check"
        assert (told["account_id"], told["balance"]) == (None, 5)

    @pytest.mark.parametrize("kind", ["BANK", "CASH", "E_WALLET", "INVESTMENT"])
    def test_where_money_lies_tracks_no_debt(self, books: Books, kind: str) -> None:
        answer = books.send("POST", "/debts", {**CARD, "account_id": books.account(kind=kind)})

        assert refusal(answer) == "debts_account_kind"

    def test_stays_of_its_kind_and_is_kept(self, books: Books) -> None:
        account = card_account(books)
        books.add("debts", **CARD, account_id=account)

        changed = books.send("PATCH", "/accounts", {"kind": "BANK"}, id=f"eq.{account}")
        removed = books.send("DELETE", "/accounts", id=f"eq.{account}")

        assert refusal(changed) == "debts_account_kind"
        assert refusal(removed) == "debts_account_fkey"
        assert books.change("accounts", account, kind="PAYLATER")[0]["kind"] == "PAYLATER"

    def test_tracks_one_debt(self, books: Books) -> None:
        account = card_account(books)
        books.add("debts", **CARD, account_id=account)

        again = books.send("POST", "/debts", {**CARD, "name": "Kartu 2", "account_id": account})

        assert refusal(again) == "debts_account_id_key"

    def test_of_somebody_else_cannot_be_named(self, books: Books, others: Books) -> None:
        answer = books.send("POST", "/debts", {**CARD, "account_id": card_account(others)})

        assert refusal(answer) == "debts_account_fkey"

    def test_that_an_import_made_is_in_use(self, replica: Connection[Any]) -> None:
        person = add_account(replica)
        accounts = [
            replica.execute(
                "insert into public.accounts (user_id, name, kind) values (%s, %s, 'CREDIT_CARD') "
                "returning id",
                (person, name),
            ).fetchone()
            for name in ("lepas", "kartu", "tabungan")
        ]
        unused, tracking, holding = (row[0] for row in accounts if row)
        replica.execute(
            "insert into public.debts (user_id, kind, name, method, account_id) "
            "values (%s, 'CREDIT_CARD', 'Kartu', 'EFFECTIVE', %s)",
            (person, tracking),
        )
        replica.execute("alter table public.goal_contributions disable trigger user")
        replica.execute(
            "with goal as (insert into public.financial_goals (user_id, kind, name, target) "
            "values (%s, 'OWN', 'Motor', 5) returning id, user_id) "
            "insert into public.goal_contributions (user_id, goal_id, account_id, amount) "
            "select user_id, id, %s, 1 from goal",
            (person, holding),
        )

        replica.execute(
            """
            select private.remove_unused_places(jsonb_populate_record(
              null::public.imports,
              jsonb_build_object(
                'user_id', %s::uuid, 'booked', jsonb_build_object('new_accounts', to_jsonb(%s::uuid[]))
              )
            ))
            """,
            (person, [unused, tracking, holding]),
        )

        left = replica.execute("select id from public.accounts where user_id = %s", (person,))
        assert {row[0] for row in left} == {tracking, holding}


class TestNames:
    @pytest.mark.parametrize("again", ["kta", " KTA", "KTA\u00a0", "\u2003kta\u3000"])
    def test_are_used_once(self, books: Books, again: str) -> None:
        books.add("debts", **LOAN, balance=1)

        answer = books.send("POST", "/debts", {**LOAN, "name": again, "balance": 1})

        assert refusal(answer) == "debts_name_key"

    def test_are_anybodys(self, books: Books, others: Books) -> None:
        assert books.add("debts", **LOAN, balance=1)["name"] == others.add("debts", **LOAN, balance=1)["name"]


def test_debts_go_with_their_person(books: Books, operator: Connection[Any]) -> None:
    books.add("debts", **CARD, account_id=card_account(books))

    operator.execute("delete from auth.users where id = %s", (books.person.id,))

    left = operator.execute("select from public.debts where user_id = %s", (books.person.id,)).fetchone()
    assert left is None
