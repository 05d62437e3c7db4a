"""Category rules over HTTP: counted first, applied when asked."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.builders.bookkeeping import a_rule, an_account, category_id
from tests.functions.budget.transactions.paths import RULES, TRANSACTIONS
from tests.functions.budget.world import World

BANK = an_account("BCA")
RULE = a_rule("kopi tuku", "wants.coffee")


@pytest.fixture(autouse=True)
async def coffees(world: World) -> list[UUID]:
    """Two coffees, one of them in September, and an active rule about them."""
    books = world.ledger.books_of(world.owner)
    books.accounts[BANK.id] = BANK
    books.rules[RULE.id] = RULE
    books.active.add(RULE.id)
    entries = [
        {"account_id": str(BANK.id), "booked_on": day, "amount": -9, "merchant": "KOPI TUKU"}
        for day in ("2026-09-09", "2026-11-09")
    ]
    async with world.as_owner() as owner:
        saved = await owner.post(TRANSACTIONS, json={"entries": entries})
    return [UUID(row["id"]) for row in saved.json()["items"]]


class TestPreview:
    async def test_counts_and_changes_nothing(self, world: World, coffees: list[UUID]) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(f"{RULES}/{RULE.id}/preview")

        assert (answer.status_code, answer.json()) == (200, {"changed": 2, "skipped_closed": 0})
        rows = world.ledger.books_of(world.owner).transactions
        assert {rows[each].category_id for each in coffees} == {None}


class TestApply:
    async def test_files_open_months_and_counts_closed_ones(self, world: World, coffees: list[UUID]) -> None:
        world.ledger.books_of(world.owner).closed_until = date(2026, 9, 30)
        async with world.as_owner() as owner:
            answer = await owner.post(f"{RULES}/{RULE.id}/apply")
            again = await owner.post(f"{RULES}/{RULE.id}/apply")

        rows = world.ledger.books_of(world.owner).transactions
        assert answer.json() == {"changed": 1, "skipped_closed": 1}
        assert again.json() == {"changed": 0, "skipped_closed": 1}
        assert [rows[each].category_id for each in coffees] == [None, category_id("wants.coffee")]

    async def test_waits_for_the_rule_to_be_accepted(self, world: World) -> None:
        world.ledger.books_of(world.owner).active.clear()
        async with world.as_owner() as owner:
            preview = await owner.get(f"{RULES}/{RULE.id}/preview")
            answer = await owner.post(f"{RULES}/{RULE.id}/apply")

        assert preview.json()["changed"] == 2
        assert (answer.status_code, answer.json()["code"]) == (409, "rule_not_accepted")

    async def test_finds_only_ones_own_rules(self, world: World) -> None:
        async with world.as_stranger() as stranger:
            theirs = await stranger.post(f"{RULES}/{RULE.id}/apply")
        async with world.as_owner() as owner:
            unknown = await owner.post(f"{RULES}/{uuid4()}/apply")
            no_id = await owner.post(f"{RULES}/kopi/apply")

        assert (theirs.status_code, unknown.status_code, no_id.status_code) == (404, 404, 422)
