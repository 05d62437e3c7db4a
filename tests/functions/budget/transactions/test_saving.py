"""Saving transactions over HTTP: all or none, once, and every refusal points at its field."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import Account
from tests.builders.bookkeeping import an_account, category_id
from tests.functions.budget.transactions.paths import DUE, TRANSACTIONS
from tests.functions.budget.world import World

BANK, WALLET = an_account("BCA"), an_account("GoPay")
KEY = {"Idempotency-Key": "the-same"}


@pytest.fixture(autouse=True)
def accounts(world: World) -> dict[UUID, Account]:
    """The owner has a bank account and a wallet."""
    kept = world.ledger.books_of(world.owner).accounts
    kept.update({account.id: account for account in (BANK, WALLET)})
    return kept


def an_entry(**told: Any) -> dict[str, Any]:
    usual = {"account_id": str(BANK.id), "booked_on": "2026-11-22", "amount": -35_000}
    return usual | told


class TestSaving:
    async def test_answers_with_what_is_kept(self, world: World) -> None:
        entry = an_entry(merchant="Kopi Tuku", category_id=str(category_id("wants.coffee")))
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [entry]})

        assert answer.status_code == 201
        (saved,) = answer.json()["items"]
        assert {name: saved[name] for name in entry} == entry
        assert saved["source"] == "MANUAL"
        assert [str(each) for each in world.ledger.books_of(world.owner).transactions] == [saved["id"]]

    async def test_keeps_the_lines_of_a_note_and_nothing_hidden(self, world: World) -> None:
        entry = an_entry(merchant="Indo\u200bmaret\u202e", note="susu\r\nroti\u2066 \u2764\ufe0f\n")
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [entry]})

        (saved,) = answer.json()["items"]
        assert (saved["merchant"], saved["note"]) == ("Indomaret", "susu\nroti \u2764\ufe0f")

    async def test_of_a_transfer_answers_with_both_legs(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(
                TRANSACTIONS, json={"entries": [an_entry(to_account_id=str(WALLET.id))]}
            )

        out, into = answer.json()["items"]
        assert (out["amount"], into["amount"], out["transfer_id"]) == (-35_000, 35_000, into["transfer_id"])

    async def test_has_one_effect_however_often_it_is_sent(self, world: World) -> None:
        body = {"entries": [an_entry(), an_entry()]}
        async with world.as_owner() as owner:
            first = await owner.post(TRANSACTIONS, json=body, headers=KEY)
            again = await owner.post(TRANSACTIONS, json=body, headers=KEY)

        assert again.content == first.content
        assert len(world.ledger.books_of(world.owner).transactions) == 2

    async def test_is_for_people_who_are_signed_in(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.post(TRANSACTIONS, json={"entries": [an_entry()]})

        assert answer.status_code == 401

    async def test_says_when_the_database_is_down(self, world: World) -> None:
        world.ledger.down = True
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [an_entry()]})

        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")


class TestRefusals:
    @pytest.mark.parametrize(
        ("told", "pointer"),
        [
            ({"amount": 0}, "/entries/1/amount"),
            ({"amount": 1.5}, "/entries/1/amount"),
            ({"amount": "35000"}, "/entries/1/amount"),
            ({"amount": 10**15}, "/entries/1/amount"),
            ({"booked_on": "2026-02-30"}, "/entries/1/booked_on"),
            ({"booked_on": "1999-12-31"}, "/entries/1/booked_on"),
            ({"booked_on": "2026-11-20T00:00:00Z"}, "/entries/1/booked_on"),
            ({"booked_on": 1_795_132_800}, "/entries/1/booked_on"),
            ({"due_on": "2026-11-20T00:00:00Z"}, "/entries/1/due_on"),
            ({"account_id": "BCA"}, "/entries/1/account_id"),
            ({"account_id": str(uuid4())}, "/entries/1/account_id"),
            ({"to_account_id": str(BANK.id)}, "/entries/1/to_account_id"),
            ({"category_id": str(uuid4())}, "/entries/1/category_id"),
            ({"source": "IMPORT"}, "/entries/1/source"),
            ({"user_id": str(uuid4())}, "/entries/1/user_id"),
            ({"merchant": "a\u2028b"}, "/entries/1/merchant"),
            ({"merchant": "a\nb"}, "/entries/1/merchant"),
            ({"merchant": "\u200b"}, "/entries/1/merchant"),
            ({"note": ""}, "/entries/1/note"),
            ({"note": "\n"}, "/entries/1/note"),
            ({"note": "a\tb"}, "/entries/1/note"),
            ({"note": "\u202e\u2800"}, "/entries/1/note"),
            (
                {"parts": [{"amount": -30_000, "note": "\u2060"}, {"amount": -5_000}]},
                "/entries/1/parts/0/note",
            ),
            ({"source": "RECURRING"}, "/entries/1/recurring_id"),
            ({"recurring_id": str(uuid4())}, "/entries/1/due_on"),
            ({"recurring_id": str(uuid4()), "due_on": "2026-11-05"}, "/entries/1/recurring_id"),
            ({"parts": [{"amount": -35_000}]}, "/entries/1/parts"),
            ({"parts": [{"amount": -1}, {"amount": -2}]}, "/entries/1/parts"),
        ],
    )
    async def test_point_at_the_field_and_save_nothing(
        self, world: World, told: dict[str, Any], pointer: str
    ) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [an_entry(), an_entry(**told)]})

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
        assert world.ledger.books_of(world.owner).transactions == {}

    async def test_name_nothing_but_the_field_of_the_only_entry(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [an_entry(amount=1.5)]})

        assert answer.json()["errors"] == [
            {"pointer": "/entries/0/amount", "message": "Harus bilangan bulat."}
        ]

    @pytest.mark.parametrize("entries", [[], [an_entry()] * 101])
    async def test_bound_how_many_come_at_once(self, world: World, entries: list[Any]) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": entries})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/entries"

    async def test_say_that_the_month_is_closed_in_the_readers_language(self, world: World) -> None:
        world.ledger.books_of(world.owner).closed_until = date(2026, 11, 30)
        async with world.as_owner() as owner:
            indonesian = await owner.post(TRANSACTIONS, json={"entries": [an_entry()]})
            english = await owner.post(
                TRANSACTIONS, json={"entries": [an_entry()]}, headers={"Accept-Language": "en"}
            )

        assert indonesian.json()["errors"] == [
            {
                "pointer": "/entries/0/booked_on",
                "message": "Bulan ini sudah kamu tutup. Buka lagi dulu untuk mengubahnya.",
            }
        ]
        assert "You closed this month" in english.json()["errors"][0]["message"]
        assert english.json()["code"] == "entries_refused"

    async def test_know_no_account_of_a_stranger(self, world: World) -> None:
        async with world.as_stranger() as stranger:
            answer = await stranger.post(TRANSACTIONS, json={"entries": [an_entry()]})

        assert [error["pointer"] for error in answer.json()["errors"]] == ["/entries/0/account_id"]

    async def test_free_the_key_for_a_better_try(self, world: World) -> None:
        async with world.as_owner() as owner:
            refused = await owner.post(TRANSACTIONS, json={"entries": [an_entry(amount=0)]}, headers=KEY)
            saved = await owner.post(TRANSACTIONS, json={"entries": [an_entry()]}, headers=KEY)

        assert (refused.status_code, saved.status_code) == (422, 201)


class TestDue:
    @pytest.fixture
    def rent(self, world: World) -> RecurringRule:
        """Rent on the fifth of each month since September."""
        rule = RecurringRule(
            id=uuid4(),
            account_id=BANK.id,
            merchant="Kos Bu Ani",
            amount=-1_250_000,
            rrule="FREQ=MONTHLY;BYMONTHDAY=5",
            starts_on=date(2026, 9, 1),
            skipped=(date(2026, 9, 5),),
        )
        world.ledger.books_of(world.owner).recurring[rule.id] = rule
        return rule

    async def test_proposes_entries_that_can_be_saved_as_they_are(
        self, world: World, rent: RecurringRule
    ) -> None:
        async with world.as_owner() as owner:
            before = (await owner.get(DUE)).json()
            saved = await owner.post(
                TRANSACTIONS, json={"entries": [item["entry"] for item in before["items"]]}
            )
            after = (await owner.get(DUE)).json()

        assert [item["due_on"] for item in before["items"]] == ["2026-10-05", "2026-11-05"]
        assert {item["recurring_id"] for item in before["items"]} == {str(rent.id)}
        assert [row["source"] for row in saved.json()["items"]] == ["RECURRING"] * 2
        assert after == {"items": [], "left_out": 0, "unreadable": [], "rules_left_out": 0}

    @pytest.mark.parametrize("due_on", ["2026-11-06", "2026-08-05", "2026-10-06"])
    async def test_refuses_a_day_that_the_rule_never_falls_on(
        self, world: World, rent: RecurringRule, due_on: str
    ) -> None:
        entry = an_entry(source="RECURRING", recurring_id=str(rent.id), due_on=due_on)
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [an_entry(), entry]})

        assert answer.status_code == 422
        assert answer.json()["errors"] == [
            {
                "pointer": "/entries/1/due_on",
                "message": "Transaksi berulang ini tidak jatuh tempo pada tanggal itu.",
            }
        ]
        assert world.ledger.books_of(world.owner).transactions == {}

    @pytest.mark.parametrize("due_on", ["2026-09-05", "2027-03-05"])
    async def test_takes_a_day_that_was_skipped_or_is_ahead(
        self, world: World, rent: RecurringRule, due_on: str
    ) -> None:
        entry = an_entry(source="RECURRING", recurring_id=str(rent.id), due_on=due_on)
        async with world.as_owner() as owner:
            answer = await owner.post(TRANSACTIONS, json={"entries": [entry]})

        assert answer.status_code == 201

    async def test_says_how_many_rules_it_did_not_look_at(self, world: World, rent: RecurringRule) -> None:
        recurring = world.ledger.books_of(world.owner).recurring
        for number in range(102):
            other = rent.model_copy(update={"id": UUID(int=number), "starts_on": date(2026, 11, 22)})
            recurring[other.id] = other
        async with world.as_owner() as owner:
            answer = (await owner.get(DUE)).json()

        assert (len(answer["items"]), answer["rules_left_out"]) == (2, 3)

    async def test_books_nothing_by_itself(self, world: World, rent: RecurringRule) -> None:
        async with world.as_owner() as owner:
            await owner.get(DUE)

        assert world.ledger.books_of(world.owner).transactions == {}

    async def test_names_a_rule_that_cannot_be_followed(self, world: World, rent: RecurringRule) -> None:
        broken = rent.model_copy(update={"id": uuid4(), "rrule": "FREQ=MONTHLY;BYMONTHDAY=40"})
        world.ledger.books_of(world.owner).recurring[broken.id] = broken
        async with world.as_owner() as owner:
            answer = (await owner.get(DUE)).json()

        assert len(answer["items"]) == 2
        assert answer["unreadable"] == [
            {
                "recurring_id": str(broken.id),
                "rrule": "FREQ=MONTHLY;BYMONTHDAY=40",
                "message": "BYMONTHDAY=40 tidak bisa dibaca.",
            }
        ]

    async def test_names_a_rule_that_never_falls_on_a_day(self, world: World, rent: RecurringRule) -> None:
        never = rent.model_copy(update={"id": uuid4(), "rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"})
        world.ledger.books_of(world.owner).recurring[never.id] = never
        async with world.as_owner() as owner:
            answer = (await owner.get(DUE)).json()

        assert [each["recurring_id"] for each in answer["unreadable"]] == [str(never.id)]
        assert "tidak pernah jatuh" in answer["unreadable"][0]["message"]
