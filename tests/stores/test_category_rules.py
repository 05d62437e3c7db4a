"""What every store of category rules does: the one in memory and the one in Postgres."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from shared.domain.budget.categories.model import (
    NewRule,
    RuleEffect,
    RuleMatch,
    RuleNotAccepted,
    RuleRefused,
)
from shared.domain.budget.entries import KeyedTransaction
from shared.domain.budget.transactions import NewTransaction
from shared.errors import NotFound
from tests.builders.bookkeeping import category_id
from tests.people import People
from tests.stores.keeping import Enrol, Keeper, enrol_in_memory, enrol_over_postgrest


@pytest.fixture(params=["memory", "postgres"])
def enrol(request: pytest.FixtureRequest) -> Enrol:
    """Makes people whose books are empty."""
    if request.param == "memory":
        return enrol_in_memory()
    people: People = request.getfixturevalue("people")
    return enrol_over_postgrest(request.getfixturevalue("stack"), people)


async def book(keeper: Keeper, account: UUID, merchant: str, day: date = date(2026, 11, 10)) -> None:
    told = NewTransaction(account_id=account, booked_on=day, amount=-9, merchant=merchant)
    await keeper.transactions.record([KeyedTransaction(id=uuid4(), transaction=told)])


class TestPut:
    async def test_keeps_an_active_rule_in_lower_case(self, enrol: Enrol) -> None:
        keeper = await enrol()

        kept = await keeper.rules.put(NewRule(pattern="Kopi  TUKU", category_id=category_id("wants.coffee")))

        assert (kept.pattern, kept.match) == ("kopi tuku", RuleMatch.CONTAINS)
        assert (await keeper.transactions.read_bookkeeping()).rules == (kept,)

    async def test_of_the_same_pattern_finds_its_own_row(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        rule = NewRule(pattern="kopi tuku", category_id=category_id("wants.coffee"))
        first = await keeper.rules.put(rule)

        again = await keeper.rules.put(rule)
        other = await keeper.rules.put(rule.model_copy(update={"category_id": category_id("wants.gift")}))

        assert (again, other.id) == (first, first.id)
        assert other.category_id == category_id("wants.gift")
        assert len((await keeper.transactions.read_bookkeeping()).rules) == 1
        assert (await stranger.transactions.read_bookkeeping()).rules == ()

    async def test_refuses_a_category_that_is_not_there(self, enrol: Enrol) -> None:
        keeper = await enrol()

        with pytest.raises(RuleRefused):
            await keeper.rules.put(NewRule(pattern="kopi tuku", category_id=uuid4()))


class TestApply:
    async def test_files_what_the_rule_speaks_about(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        for each in (keeper, stranger):
            account = await each.add_account("BCA")
            for merchant in ("KOPI TUKU 2511", "Kopi Tuku", "Kopituku", "Alfamart"):
                await book(each, account, merchant)
        rule = await keeper.add_rule("kopi tuku", "wants.coffee")

        assert await keeper.rules.apply(rule, preview=True) == RuleEffect(changed=2, skipped_closed=0)
        assert await keeper.rules.apply(rule, preview=False) == RuleEffect(changed=2, skipped_closed=0)
        assert await keeper.rules.apply(rule, preview=False) == RuleEffect(changed=0, skipped_closed=0)
        assert (await stranger.transactions.read_bookkeeping()).choices == ()

    async def test_leaves_closed_months(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        await book(keeper, account, "Kopi Tuku", date(2026, 9, 9))
        await book(keeper, account, "Kopi Tuku")
        await keeper.close(date(2026, 9, 30))
        rule = await keeper.add_rule("kopi", "wants.coffee", active=True)

        assert await keeper.rules.apply(rule, preview=False) == RuleEffect(changed=1, skipped_closed=1)

    async def test_gives_way_to_a_rule_that_speaks_first(self, enrol: Enrol) -> None:
        keeper = await enrol()
        await book(keeper, await keeper.add_account("BCA"), "Kopi Tuku")
        await keeper.add_rule("kopi tuku", "wants.gift", match="EXACT")
        rule = await keeper.add_rule("kopi", "wants.coffee")

        assert await keeper.rules.apply(rule, preview=False) == RuleEffect(changed=0, skipped_closed=0)

    async def test_waits_for_the_rule_to_be_accepted(self, enrol: Enrol) -> None:
        keeper = await enrol()
        await book(keeper, await keeper.add_account("BCA"), "Kopi Tuku")
        rule = await keeper.add_rule("kopi", "wants.coffee", active=False)

        assert (await keeper.rules.apply(rule, preview=True)).changed == 1
        with pytest.raises(RuleNotAccepted):
            await keeper.rules.apply(rule, preview=False)

    async def test_finds_no_rule_of_somebody_else(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        theirs = await stranger.add_rule("kopi", "wants.coffee")

        for rule in (theirs, uuid4()):
            with pytest.raises(NotFound):
                await keeper.rules.apply(rule, preview=True)
