"""What every store of transactions does: the one in memory and the one in Postgres."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.domain.budget.entries import EntriesRefused, KeyedTransaction
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import NewTransaction, TransactionPart, TransactionSource
from shared.domain.budget.transfers import MonthIsClosed, NotATransfer
from shared.domain.days import today_in_jakarta
from shared.errors import NotFound, Unauthenticated
from tests.builders.bookkeeping import category_id, system_categories
from tests.people import People
from tests.stores.keeping import Enrol, Keeper, KeeperInPostgres, enrol_in_memory, enrol_over_postgrest

DAY = date(2026, 11, 10)
SYNTAX = "beli,motor).or=(id.gt.0)*&select=*%00'\";-- drop"


def recent() -> date:
    """A day that lies within the year that proposals look at, whenever the tests run."""
    return today_in_jakarta(now=datetime.now(UTC)) - timedelta(10)


@pytest.fixture(params=["memory", "postgres"])
def enrol(request: pytest.FixtureRequest) -> Enrol:
    """Makes people whose books are empty."""
    if request.param == "memory":
        return enrol_in_memory()
    people: People = request.getfixturevalue("people")
    return enrol_over_postgrest(request.getfixturevalue("stack"), people)


def an_entry(account: UUID, amount: int = -35_000, **told: Any) -> KeyedTransaction:
    usual: dict[str, Any] = {"account_id": account, "booked_on": DAY, "amount": amount}
    return KeyedTransaction(id=uuid4(), transaction=NewTransaction.model_validate(usual | told))


async def refused(keeper: Keeper, *entries: KeyedTransaction) -> list[str]:
    """The pointers that saving is refused with."""
    with pytest.raises(EntriesRefused) as refusal:
        await keeper.transactions.record(entries)
    return [field.pointer for field in refusal.value.fields]


class TestRecord:
    async def test_saves_what_it_was_told(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        entry = an_entry(
            account,
            category_id=category_id("wants.coffee"),
            merchant=SYNTAX,
            note="\U0001f600" * 500,
            source="SENTENCE",
        )

        (saved,) = await keeper.transactions.record([entry])

        told = entry.transaction
        assert (saved.id, saved.account_id, saved.amount) == (entry.id, account, -35_000)
        assert (saved.category_id, saved.merchant, saved.note) == (told.category_id, SYNTAX, told.note)
        assert (saved.source, saved.booked_on) == (TransactionSource.SENTENCE, DAY)
        assert (saved.transfer_id, saved.is_split, saved.recurring_id) == (None, False, None)

    async def test_adds_nothing_the_second_time(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        entries = [an_entry(bank), an_entry(bank, to_account_id=wallet)]

        first = await keeper.transactions.record(entries)

        assert await keeper.transactions.record(entries) == first
        assert len(first) == 3

    async def test_gives_both_legs_of_a_transfer(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")

        out, into = await keeper.transactions.record([an_entry(bank, -9, to_account_id=wallet)])

        assert (out.account_id, out.amount, into.account_id, into.amount) == (bank, -9, wallet, 9)
        assert out.transfer_id == into.transfer_id is not None

    async def test_splits(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        parts = (
            TransactionPart(amount=-2, category_id=category_id("needs.rent")),
            TransactionPart(amount=-1),
        )

        (saved,) = await keeper.transactions.record([an_entry(account, -3, parts=parts)])

        # The row says so when it is read again: its parts come after it.
        assert (await keeper.transactions.record([an_entry(account)]))[0].is_split is False
        assert saved.amount == -3

    async def test_names_every_account_and_category_that_is_not_there(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        account, theirs = await keeper.add_account("BCA"), await stranger.add_account("BNI")

        pointers = await refused(
            keeper,
            an_entry(account),
            an_entry(theirs),
            an_entry(account, to_account_id=theirs),
            an_entry(account, category_id=uuid4()),
            an_entry(
                account,
                -3,
                parts=(TransactionPart(amount=-1), TransactionPart(amount=-2, category_id=uuid4())),
            ),
        )

        assert pointers == [
            "/entries/1/account_id",
            "/entries/2/to_account_id",
            "/entries/3/category_id",
            "/entries/4/parts/1/category_id",
        ]

    async def test_points_at_the_entry_in_a_closed_month_and_saves_none(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        await keeper.close(date(2026, 10, 31))
        good = an_entry(account)

        pointers = await refused(keeper, good, an_entry(account, booked_on=date(2026, 10, 31)))
        again = await keeper.transactions.record([good])

        assert pointers == ["/entries/1/booked_on"]
        assert [row.id for row in again] == [good.id]

    async def test_points_at_a_due_day_that_is_booked(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        due: dict[str, Any] = {
            "recurring_id": await keeper.add_recurring(account, "FREQ=DAILY"),
            "due_on": DAY,
        }
        await keeper.transactions.record([an_entry(account, **due)])

        assert await refused(keeper, an_entry(account, **due)) == ["/entries/0/due_on"]
        assert await refused(keeper, an_entry(account, recurring_id=uuid4(), due_on=DAY)) == [
            "/entries/0/recurring_id"
        ]


class TestReadBookkeeping:
    async def test_begins_with_the_systems_categories_alone(self, enrol: Enrol) -> None:
        book = await (await enrol()).transactions.read_bookkeeping()

        assert {category.code for category in book.categories} == {each.code for each in system_categories()}
        assert {category.id for category in book.categories} == {each.id for each in system_categories()}
        assert (book.accounts, book.rules, book.choices) == ((), (), ())

    async def test_tells_what_is_in_use(self, enrol: Enrol) -> None:
        keeper = await enrol()
        await keeper.add_account("Lama", archived=True)
        account = await keeper.add_account("BCA")
        rule = await keeper.add_rule("kopi tuku", "wants.coffee", match="EXACT")
        await keeper.add_rule("gojek", "needs.transport", active=False)

        book = await keeper.transactions.read_bookkeeping()

        assert [(each.id, each.name, each.archived) for each in book.accounts] == [(account, "BCA", False)]
        assert [(each.id, each.pattern, each.match) for each in book.rules] == [(rule, "kopi tuku", "EXACT")]

    async def test_tells_what_a_merchant_was_usually_for(self, enrol: Enrol) -> None:
        keeper = await enrol()
        account = await keeper.add_account("BCA")
        filed = [("Kopi Tuku", "wants.coffee"), ("KOPI-TUKU", "wants.coffee"), ("kopi tuku", "wants.gift")]
        entries = [
            an_entry(account, merchant=merchant, category_id=category_id(code), booked_on=recent())
            for merchant, code in filed
        ]
        back = {"merchant": "Kopi Tuku", "category_id": category_id("income.other"), "booked_on": recent()}
        await keeper.transactions.record([*entries, an_entry(account, 5, **back), an_entry(account)])

        book = await keeper.transactions.read_bookkeeping()

        assert {(choice.merchant, choice.incoming, choice.category_id) for choice in book.choices} == {
            ("kopi tuku", False, category_id("wants.coffee")),
            ("kopi tuku", True, category_id("income.other")),
        }


class TestReadRecurring:
    async def test_tells_the_rules_with_what_is_booked(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        account = await keeper.add_account("BCA")
        rule = await keeper.add_recurring(account, "FREQ=MONTHLY;BYMONTHDAY=5")
        days = [date(2026, 9, 5), date(2026, 10, 5)]
        await keeper.transactions.record(
            [an_entry(account, recurring_id=rule, due_on=day, booked_on=day) for day in reversed(days)]
        )
        await keeper.close(date(2026, 10, 31))

        review = await keeper.transactions.read_recurring()

        assert review.rules == (
            RecurringRule(
                id=rule,
                account_id=account,
                amount=-1_250_000,
                rrule="FREQ=MONTHLY;BYMONTHDAY=5",
                starts_on=date(2026, 9, 1),
                booked=tuple(days),
            ),
        )
        assert review.closed_until == date(2026, 10, 31)
        assert (await stranger.transactions.read_recurring()).rules == ()


class TestReadRules:
    async def test_tells_those_that_the_person_has(self, enrol: Enrol) -> None:
        keeper, stranger = await enrol(), await enrol()
        account = await keeper.add_account("BCA")
        rule = await keeper.add_recurring(account, "FREQ=MONTHLY;BYMONTHDAY=5")
        await keeper.add_recurring(account, "FREQ=DAILY")

        found = await keeper.transactions.read_rules({rule, uuid4()})

        assert [(each.id, each.rrule, each.starts_on) for each in found] == [
            (rule, "FREQ=MONTHLY;BYMONTHDAY=5", date(2026, 9, 1))
        ]
        assert await stranger.transactions.read_rules({rule}) == ()


class TestTransfers:
    async def test_are_sought_among_transactions_with_a_counterpart(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        day = recent()
        alike = [
            an_entry(bank, -9, booked_on=day),
            an_entry(wallet, 9, booked_on=day + timedelta(4), merchant="Dari BCA"),
        ]
        others = [
            an_entry(bank, 9, booked_on=day),
            an_entry(bank, -8, booked_on=day),
            an_entry(wallet, 8, booked_on=day - timedelta(5)),
            an_entry(bank, -7, to_account_id=wallet, booked_on=day),
        ]
        await keeper.transactions.record([*alike, *others])
        await keeper.dismiss("transfer:a:b")
        await keeper.dismiss("spent-more")

        found = await keeper.transactions.read_transfer_candidates(days_apart=4)

        assert [move.id for move in found.moves] == [alike[1].id, alike[0].id]
        assert found.moves[0].merchant == "Dari BCA"
        assert {account.name for account in found.accounts} == {"BCA", "GoPay"}
        assert "transfer:a:b" in found.dismissed

    async def test_are_not_sought_in_closed_months(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        await keeper.transactions.record(
            [an_entry(bank, -9, booked_on=recent()), an_entry(wallet, 9, booked_on=recent())]
        )
        await keeper.close(recent())

        assert (await keeper.transactions.read_transfer_candidates(days_apart=4)).moves == ()

    async def test_are_linked(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        out, into = an_entry(bank, -9, category_id=category_id("wants.other")), an_entry(wallet, 9)
        await keeper.transactions.record([out, into])

        legs = await keeper.transactions.link_transfer(out.id, into.id)
        again = await keeper.transactions.link_transfer(out.id, into.id)

        assert {leg.id for leg in legs} == {leg.id for leg in again} == {out.id, into.id}
        assert {leg.category_id for leg in legs} == {None}
        assert len({leg.transfer_id for leg in (*legs, *again)}) == 1

    async def test_are_refused_where_two_are_not_alike(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        out, into = an_entry(bank, -9), an_entry(wallet, 8)
        await keeper.transactions.record([out, into])

        with pytest.raises(NotATransfer):
            await keeper.transactions.link_transfer(out.id, into.id)
        with pytest.raises(NotFound):
            await keeper.transactions.link_transfer(out.id, uuid4())

    async def test_are_refused_in_closed_months(self, enrol: Enrol) -> None:
        keeper = await enrol()
        bank, wallet = await keeper.add_account("BCA"), await keeper.add_account("GoPay")
        out, into = an_entry(bank, -9), an_entry(wallet, 9)
        await keeper.transactions.record([out, into])
        await keeper.close(DAY)

        with pytest.raises(MonthIsClosed):
            await keeper.transactions.link_transfer(out.id, into.id)


class TestInPostgres:
    async def test_refuses_a_token_that_is_no_more(self, stack: Any, people: People) -> None:
        keeper = await enrol_over_postgrest(stack, people)()
        assert isinstance(keeper, KeeperInPostgres)
        forged = keeper.caller.model_copy(update={"token": keeper.caller.token[:-4] + "AAAA"})

        with pytest.raises(Unauthenticated):
            await KeeperInPostgres(stack, forged).transactions.read_bookkeeping()
