"""Saving many transactions at once: all or none, never twice, and a refusal names its entry."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.database.tracker.books import COFFEE, GROCERIES, NOBODYS, Books, Row, refusal


@pytest.fixture
def two(books: Books) -> tuple[str, str]:
    """Two accounts of one's own."""
    return books.account(), books.account()


def entry(account: str, amount: int = -35_000, **values: object) -> Row:
    return {"account_id": account, "booked_on": "2026-10-10", "amount": amount, **values}


class TestSaving:
    def test_answers_with_the_rows_in_order(self, books: Books, two: tuple[str, str]) -> None:
        rows = books.record(
            entry(two[0], merchant="Kopi Kita", category_id=COFFEE, note="pagi", source="SENTENCE"),
            entry(two[0], -500_000, to_account_id=two[1]),
            entry(two[1], 7_500_000),
        )

        assert [row["amount"] for row in rows] == [-35_000, -500_000, 500_000, 7_500_000]
        assert [row["account_id"] for row in rows] == [two[0], two[0], two[1], two[1]]
        first = rows[0]
        assert (first["merchant"], first["category_id"], first["note"]) == ("Kopi Kita", COFFEE, "pagi")
        assert [row["source"] for row in rows] == ["SENTENCE", "MANUAL", "MANUAL", "MANUAL"]
        assert {row["user_id"] for row in rows} == {str(books.person.id)}

    def test_takes_what_a_model_writes_with_every_field(self, books: Books, two: tuple[str, str]) -> None:
        absent = ("id", "to_account_id", "category_id", "merchant", "note", "recurring_id", "due_on", "parts")

        rows = books.record(entry(two[0], source="MANUAL", **dict.fromkeys(absent)))

        assert len(rows) == 1

    def test_splits(self, books: Books, two: tuple[str, str]) -> None:
        parts = [{"amount": -30_000, "category_id": GROCERIES}, {"amount": -5_000, "note": "kopi"}]

        row = books.record(entry(two[0], parts=parts))[0]

        assert row["is_split"]
        assert {part["amount"] for part in books.rows("transaction_parts")} == {-30_000, -5_000}

    def test_keeps_what_a_recurring_one_was_due_for(self, books: Books, two: tuple[str, str]) -> None:
        rule = books.add(
            "recurring_transactions",
            account_id=two[0],
            to_account_id=two[1],
            amount=-5,
            rrule="FREQ=MONTHLY",
            starts_on="2026-10-01",
        )
        due = {"recurring_id": rule["id"], "due_on": "2026-10-01", "source": "RECURRING"}
        first = entry(two[0], -5, to_account_id=two[1], **due)

        rows = books.record(first)
        again = books.send("POST", "/rpc/record_transactions", {"entries": [first]})

        assert [row["recurring_id"] for row in rows] == [rule["id"], None]
        assert [row["due_on"] for row in rows] == ["2026-10-01"] * 2
        assert refusal(again) == "transactions_recurring_id_due_on_key"

    def test_of_what_was_sent_before_adds_nothing(self, books: Books, two: tuple[str, str]) -> None:
        parts = [{"amount": -30_000}, {"amount": -5_000}]
        entries = [
            entry(two[0], id=str(uuid4()), parts=parts),
            entry(two[0], id=str(uuid4()), to_account_id=two[1]),
        ]
        first = books.record(*entries)

        again = books.record(*entries, entry(two[1], -1))

        assert again[:-1] == first
        assert (len(first), len(books.rows("transactions"))) == (3, 4)
        assert len(books.rows("transaction_parts")) == 2

    def test_of_what_was_changed_since_gives_it_as_it_is_now(
        self, books: Books, two: tuple[str, str]
    ) -> None:
        sent = entry(two[0], id=str(uuid4()))
        books.record(sent)
        books.change("transactions", sent["id"], amount=-36_000)

        assert [row["amount"] for row in books.record(sent)] == [-36_000]

    def test_directly_with_the_same_ids_adds_nothing_where_the_client_says_so(
        self, books: Books, two: tuple[str, str]
    ) -> None:
        rows = [entry(two[0], id=str(uuid4())), entry(two[1], id=str(uuid4()))]
        headers = {
            "Authorization": f"Bearer {books.person.access_token}",
            "Prefer": "resolution=ignore-duplicates",
        }

        for _ in range(2):
            books.http.post("/transactions", json=rows, headers=headers).raise_for_status()

        assert len(books.rows("transactions")) == 2

    def test_with_the_id_of_somebody_elses_touches_only_ones_own(
        self, books: Books, two: tuple[str, str], others: Books
    ) -> None:
        taken = books.transaction(two[0], -1)

        rows = others.record(entry(others.account(), -2, id=taken))

        assert [row["user_id"] for row in rows] == [str(others.person.id)]
        assert [row["amount"] for row in books.rows("transactions")] == [-1]


class TestRefusing:
    @pytest.mark.parametrize(
        ("wrong", "rule"),
        [
            ({"amount": 0}, "transactions_amount_check"),
            ({"amount": None}, "23502"),
            ({"amount": 1.5}, "22P02"),
            ({"amount": 10**20}, "22003"),
            ({"booked_on": "2026-02-30"}, "22008"),
            ({"booked_on": "1999-01-01"}, "transactions_booked_on_check"),
            ({"account_id": NOBODYS}, "transactions_account_fkey"),
            ({"account_id": None}, "23502"),
            ({"category_id": NOBODYS}, "transactions_category_id_fkey"),
            ({"merchant": ""}, "transactions_merchant_check"),
            ({"source": "RECONCILIATION"}, "transaction_source"),
            ({"source": "IMPORT"}, "transaction_source"),
            ({"to_account_id": "the same"}, "transfer_legs"),
            ({"to_account_id": NOBODYS}, "transactions_account_fkey"),
            ({"to_account_id": "the other", "amount": 5}, "22023"),
            ({"to_account_id": "the other", "category_id": COFFEE}, "transfer_legs"),
            ({"to_account_id": "the other", "parts": [{"amount": -17_500}] * 2}, "transfer_legs"),
            ({"parts": [{"amount": -35_000}]}, "parts_sum"),
            ({"parts": [{"amount": -1}, {"amount": -2}]}, "parts_sum"),
            ({"parts": [{"amount": -35_001}, {"amount": 1}]}, "parts_sum"),
            ({"parts": "half"}, "22023"),
            ({"parts": [{"amount": -17_500, "colour": 1}] * 2}, "22023"),
            ({"recurring_id": NOBODYS, "due_on": "2026-10-10"}, "transactions_recurring_fkey"),
            ({"user_id": NOBODYS}, "22023"),
            ({"import_id": NOBODYS}, "22023"),
            ({"id": "1"}, "22P02"),
        ],
        ids=str,
    )
    def test_of_one_leaves_nothing_and_names_it(
        self, books: Books, two: tuple[str, str], wrong: dict[str, Any], rule: str
    ) -> None:
        accounts = {"the same": two[0], "the other": two[1]}
        wrong = {name: accounts.get(str(value), value) for name, value in wrong.items()}
        good = entry(two[0], to_account_id=two[1])
        split = entry(two[0], parts=[{"amount": -30_000}, {"amount": -5_000}])

        answer = books.send(
            "POST", "/rpc/record_transactions", {"entries": [good, split, entry(two[0]) | wrong, good]}
        )

        assert answer.status_code in (400, 409), answer.text
        assert rule in (refusal(answer), answer.json()["code"]), answer.text
        assert answer.json()["message"].startswith("entry 2: "), answer.text
        assert books.rows("transactions") == books.rows("transaction_parts") == []

    def test_of_somebody_elses_account_or_category_names_the_entry(
        self, books: Books, two: tuple[str, str], others: Books
    ) -> None:
        for wrong, rule in (
            ({"account_id": others.account()}, "transactions_account_fkey"),
            ({"to_account_id": others.account()}, "transactions_account_fkey"),
            ({"category_id": others.category()}, "category_owner"),
        ):
            wish = {"entries": [entry(two[0]), entry(two[0]) | wrong]}
            answer = books.send("POST", "/rpc/record_transactions", wish)
            assert refusal(answer) == rule
            assert answer.json()["message"].startswith("entry 1: ")
        assert books.rows("transactions") == []

    @pytest.mark.parametrize("entries", [[], {}, "x", None, 5], ids=str)
    def test_of_what_is_no_list(self, books: Books, entries: Any) -> None:
        answer = books.send("POST", "/rpc/record_transactions", {"entries": entries})

        assert (answer.status_code, refusal(answer)) == (400, "22023")

    def test_of_more_than_a_hundred(self, books: Books, two: tuple[str, str]) -> None:
        full = [entry(two[0], -number - 1) for number in range(100)]

        too_many = books.send("POST", "/rpc/record_transactions", {"entries": [*full, entry(two[0])]})

        assert refusal(too_many) == "22023"
        assert len(books.record(*full)) == 100

    @pytest.mark.parametrize("odd", [[1], ["x"], [None], [[]]], ids=str)
    def test_of_entries_that_are_no_objects(self, books: Books, odd: Any) -> None:
        answer = books.send("POST", "/rpc/record_transactions", {"entries": odd})

        assert refusal(answer) == "22023"
        assert answer.json()["message"].startswith("entry 0: ")


class TestMoney:
    """Whatever is saved, moved and split: what the accounts hold is what was booked."""

    amounts = st.integers(1, 10**12)
    entries = st.lists(
        st.one_of(
            st.tuples(st.just("spend"), amounts, st.integers(0, 2), st.integers(0, 2)),
            st.tuples(st.just("earn"), amounts, st.integers(0, 2), st.integers(0, 2)),
            st.tuples(st.just("split"), st.integers(3, 10**12), st.integers(0, 2), st.integers(1, 2)),
            st.tuples(st.just("transfer"), amounts, st.integers(0, 2), st.integers(0, 2)),
        ),
        min_size=1,
        max_size=12,
    )

    @given(entries=entries)
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_conserved(self, books: Books, entries: list[tuple[str, int, int, int]]) -> None:
        accounts = [books.account() for _ in range(3)]
        outside = dict.fromkeys(accounts, 0)
        sent = [_entry_of(what, accounts, outside) for what in entries]
        transfers = [each for each in sent if "to_account_id" in each]
        for each in transfers:
            if each["account_id"] == each["to_account_id"]:
                each["to_account_id"] = accounts[(accounts.index(each["account_id"]) + 1) % 3]
            outside[each["account_id"]] += each["amount"]
            outside[each["to_account_id"]] -= each["amount"]

        rows = books.record(*sent)
        balances = books.balances("2026-12-31")

        assert {account: balances[account] for account in accounts} == outside
        assert sum(row["amount"] for row in rows if row["transfer_id"]) == 0
        earned_and_spent = sum(each["amount"] for each in sent if "to_account_id" not in each)
        assert sum(outside.values()) == earned_and_spent
        for row in rows:
            if row["is_split"]:
                parts = books.rows("transaction_parts", transaction_id=f"eq.{row['id']}")
                assert sum(part["amount"] for part in parts) == row["amount"]


def _entry_of(what: tuple[str, int, int, int], accounts: list[str], outside: dict[str, int]) -> Row:
    kind, amount, first, second = what
    account = accounts[first]
    if kind == "transfer":
        return entry(account, -amount, to_account_id=accounts[second])
    signed = amount if kind == "earn" else -amount
    outside[account] += signed
    parts = [{"amount": -1}] * second + [{"amount": -(amount - second)}] if kind == "split" else []
    return entry(account, signed, parts=parts)
