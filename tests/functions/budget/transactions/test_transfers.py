"""Offers of transfers over HTTP, and confirming one."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.builders.bookkeeping import an_account
from tests.functions.budget.transactions.paths import TRANSACTIONS, TRANSFERS
from tests.functions.budget.world import World

BANK, WALLET = an_account("BCA"), an_account("GoPay")


@pytest.fixture
async def pair(world: World) -> dict[str, str]:
    """Money that left the bank and came into the wallet on one day."""
    books = world.ledger.books_of(world.owner)
    books.accounts.update({account.id: account for account in (BANK, WALLET)})
    entries: list[dict[str, Any]] = [
        {
            "account_id": str(BANK.id),
            "booked_on": "2026-11-20",
            "amount": -500_000,
            "merchant": "GOPAY TOPUP",
        },
        {"account_id": str(WALLET.id), "booked_on": "2026-11-20", "amount": 500_000},
        {"account_id": str(WALLET.id), "booked_on": "2026-11-21", "amount": -35_000},
    ]
    async with world.as_owner() as owner:
        saved = (await owner.post(TRANSACTIONS, json={"entries": entries})).json()["items"]
    return {"out_id": saved[0]["id"], "in_id": saved[1]["id"]}


class TestOffers:
    async def test_show_both_sides_and_why(self, world: World, pair: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(TRANSFERS)

        (offer,) = answer.json()["items"]
        assert (offer["out"]["id"], offer["into"]["id"]) == (pair["out_id"], pair["in_id"])
        assert (offer["days_apart"], offer["hinted"]) == (0, True)
        assert offer["key"] == f"transfer:{pair['out_id']}:{pair['in_id']}"

    async def test_change_nothing(self, world: World, pair: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            await owner.get(TRANSFERS)

        rows = world.ledger.books_of(world.owner).transactions
        assert rows[UUID(pair["out_id"])].transfer_id is None

    async def test_that_were_put_aside_do_not_come_again(self, world: World, pair: dict[str, str]) -> None:
        world.ledger.books_of(world.owner).dismissed.append(f"transfer:{pair['out_id']}:{pair['in_id']}")
        async with world.as_owner() as owner:
            answer = await owner.get(TRANSFERS)

        assert answer.json() == {"items": []}


class TestLinking:
    async def test_makes_one_transfer_of_them(self, world: World, pair: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            linked = await owner.post(TRANSFERS, json=pair)
            again = await owner.post(TRANSFERS, json=pair)
            offers = await owner.get(TRANSFERS)

        assert (linked.status_code, again.json()) == (200, linked.json())
        assert len({leg["transfer_id"] for leg in linked.json()["items"]}) == 1
        assert offers.json() == {"items": []}

    async def test_refuses_what_is_no_transfer(self, world: World, pair: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            same = await owner.post(TRANSFERS, json={**pair, "in_id": pair["out_id"]})
            unknown = await owner.post(TRANSFERS, json={**pair, "in_id": str(uuid4())})
        other = next(
            str(row.id)
            for row in world.ledger.books_of(world.owner).transactions.values()
            if row.amount == -35_000
        )
        async with world.as_owner() as owner:
            unlike = await owner.post(TRANSFERS, json={**pair, "in_id": other})

        assert (same.status_code, unknown.status_code) == (404, 404)
        assert (unlike.status_code, unlike.json()["code"]) == (409, "not_a_transfer")

    async def test_finds_nothing_of_a_stranger(self, world: World, pair: dict[str, str]) -> None:
        async with world.as_stranger() as stranger:
            answer = await stranger.post(TRANSFERS, json=pair)
            offers = await stranger.get(TRANSFERS)

        assert (answer.status_code, offers.json()) == (404, {"items": []})
