"""From a sentence to proposals over HTTP: understood, asked about or unread, and nothing is saved."""

from typing import Any

import pytest

from shared.domain.budget.transactions import AccountKind
from tests.builders.bookkeeping import a_rule, an_account, category_id
from tests.functions.budget.transactions.paths import PARSE, TRANSACTIONS
from tests.functions.budget.world import World

BANK = an_account("BCA", institution="BCA")
WALLET = an_account("GoPay", kind=AccountKind.E_WALLET, institution="GoPay")


@pytest.fixture(autouse=True)
def _accounts(world: World) -> None:  # pyright: ignore[reportUnusedFunction]
    """The owner has a bank account and a wallet."""
    kept = world.ledger.books_of(world.owner).accounts
    kept.update({account.id: account for account in (BANK, WALLET)})


async def parsed(world: World, text: str, language: str = "id") -> dict[str, Any]:
    async with world.as_owner() as owner:
        answer = await owner.post(PARSE, json={"text": text}, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.json()


class TestParsing:
    async def test_proposes_an_entry_that_can_be_saved_as_it_is(self, world: World) -> None:
        (proposal,) = (await parsed(world, "ngopi 35rb kemarin pakai gopay"))["proposals"]

        entry = proposal["entry"]
        assert (entry["amount"], entry["booked_on"]) == (-35_000, "2026-11-21")
        assert (entry["account_id"], entry["source"]) == (str(WALLET.id), "SENTENCE")
        assert (proposal["filed_as"], proposal["category_id"]) == (
            "SENTENCE",
            str(category_id("wants.coffee")),
        )
        async with world.as_owner() as owner:
            saved = await owner.post(TRANSACTIONS, json={"entries": [entry]})
        assert saved.status_code == 201

    async def test_saves_nothing(self, world: World) -> None:
        await parsed(world, "ngopi 35rb kemarin pakai gopay")

        assert world.ledger.books_of(world.owner).transactions == {}

    async def test_proposes_a_transfer(self, world: World) -> None:
        (proposal,) = (await parsed(world, "transfer 500rb dari bca ke gopay"))["proposals"]

        entry = proposal["entry"]
        assert (entry["amount"], entry["account_id"], entry["to_account_id"]) == (
            -500_000,
            str(BANK.id),
            str(WALLET.id),
        )
        assert (proposal["direction"], proposal["category_id"]) == ("TRANSFER", None)

    async def test_lets_own_rules_win(self, world: World) -> None:
        books = world.ledger.books_of(world.owner)
        rule = a_rule("ngopi", "wants.hobby")
        books.rules[rule.id] = rule
        books.active.add(rule.id)

        (proposal,) = (await parsed(world, "ngopi 35rb kemarin pakai gopay"))["proposals"]

        assert (proposal["filed_as"], proposal["category_id"]) == ("RULE", str(category_id("wants.hobby")))
        assert proposal["entry"]["category_id"] == str(category_id("wants.hobby"))

    @pytest.mark.parametrize("language", ["id", "en"])
    async def test_asks_what_is_unclear_in_the_readers_language(self, world: World, language: str) -> None:
        (proposal,) = (await parsed(world, "beli laptop 5m pakai bca", language))["proposals"]

        assert (proposal["entry"], proposal["amount"]) == (None, None)
        (question,) = [each for each in proposal["unclear"] if each["part"] == "amount"]
        other = (await parsed(world, "beli laptop 5m pakai bca", {"id": "en", "en": "id"}[language]))[
            "proposals"
        ]
        assert question["message"] not in {each["message"] for each in other[0]["unclear"]}
        assert all(candidate["label"] for candidate in question["candidates"])

    async def test_says_what_it_could_not_read(self, world: World) -> None:
        answer = await parsed(world, "halo apa kabar")

        assert answer["proposals"] == []
        assert answer["unread"][0]["message"]

    async def test_knows_no_account_of_a_stranger(self, world: World) -> None:
        async with world.as_stranger() as stranger:
            answer = await stranger.post(PARSE, json={"text": "ngopi 35rb kemarin pakai gopay"})

        (proposal,) = answer.json()["proposals"]
        assert (proposal["account_id"], proposal["entry"]) == (None, None)

    @pytest.mark.parametrize(
        "body", [{}, {"text": ""}, {"text": "x" * 1001}, {"text": 5}, {"text": "x", "y": 1}]
    )
    async def test_refuses_what_is_no_text(self, world: World, body: dict[str, Any]) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(PARSE, json=body)

        assert answer.status_code == 422

    async def test_is_for_people_who_are_signed_in(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.post(PARSE, json={"text": "ngopi 35rb"})

        assert answer.status_code == 401
