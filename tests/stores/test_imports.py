"""What every store of imports does: the one in memory and the one in Postgres."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from dev.stack.running import Running
from shared.domain.budget.entries import KeyedTransaction
from shared.domain.budget.imports.amounts import DecimalMark, Direction
from shared.domain.budget.imports.dates import DateOrder
from shared.domain.budget.imports.export import ExportedTransaction
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    BookedInClosedMonth,
    ImportInClosedMonth,
    ImportNotBooked,
    ImportNotReady,
    ImportState,
    NewImport,
    RowVerdict,
    WrongAccount,
)
from shared.domain.budget.imports.staging import StagedRow
from shared.domain.budget.transactions import AccountKind, NewTransaction
from shared.domain.caller import Caller
from shared.errors import NotFound
from shared.services.exports import ExportStore
from shared.services.imports import ImportStore
from shared.stores.exports import ExportPages
from shared.stores.imports import ImportRows
from shared.stores.transactions import TransactionRows
from tests.builders.bookkeeping import an_account, category_id
from tests.fakes.imports import FakeImports
from tests.fakes.ledger import FakeLedger
from tests.fakes.web import a_caller
from tests.people import People, Person
from tests.stores.owners import database_of

MAPPING = Mapping(
    date=0, description=(1,), amount=2, date_order=DateOrder.DMY, decimal_mark=DecimalMark.COMMA
)
COFFEE = category_id("wants.coffee")


@dataclass(frozen=True, kw_only=True)
class Importer:
    """A person with a bank account, and what they may do to their books beside importing."""

    account_id: UUID
    other_account: UUID
    imports: ImportStore
    exports: ExportStore
    record: Callable[[KeyedTransaction], Awaitable[object]]
    close: Callable[[date], Awaitable[None]]

    async def begin(self, *rows: StagedRow, **told: Any) -> UUID:
        """An import for review; its id."""
        new = self.new(**told)
        await self.imports.start(new)
        await self.imports.stage(new.id, rows)
        await self.imports.finish(new.id)
        return new.id

    def new(self, **told: Any) -> NewImport:
        """An import as it begins."""
        wish: dict[str, Any] = {
            "id": uuid4(),
            "account_id": self.account_id,
            "file_name": "mutasi.csv",
            "file_sha256": uuid4().hex * 2,
            "profile": "generic",
            "layout": "layout",
            "mapping": MAPPING,
            "summary": {"skipped": 2, "balance": {"checked": 3, "disagreeing": 1, "lines": [4]}},
        }
        return NewImport.model_validate(wish | told)

    async def type_in(self, amount: int, day: str) -> None:
        """A transaction typed by hand."""
        told = NewTransaction(account_id=self.account_id, booked_on=date.fromisoformat(day), amount=amount)
        await self.record(KeyedTransaction(id=uuid4(), transaction=told))

    async def ledger(self) -> list[tuple[str, int]]:
        """Day and amount of all transactions."""
        return [(row.booked_on.isoformat(), row.amount) for row in await self.exported()]

    async def exported(self) -> list[ExportedTransaction]:
        """All transactions as they are taken along."""
        return [row async for page in self.exports.pages() for row in page]


Enrol = Callable[[str], Awaitable[Importer]]


def coffee(line: int = 2, **changes: Any) -> StagedRow:
    """A row of a bank's file."""
    row: StagedRow = {
        "line": line,
        "booked_on": "2026-10-10",
        "amount": -35_000,
        "description": "KOPI KENANGAN",
        "merchant": "Kopi Kenangan",
        "category_id": str(COFFEE),
        "category_origin": "MERCHANT",
        "verdict": "NEW",
        "occurrence": 0,
    }
    row |= changes
    return {"fingerprint": f"{row['booked_on']} {row['amount']}"} | row


@pytest.fixture(params=["memory", "postgres"])
def enrol(request: pytest.FixtureRequest) -> Enrol:
    """Makes people who import."""
    if request.param == "memory":
        return _in_memory()
    return _in_postgres(request.getfixturevalue("stack"), request.getfixturevalue("people"))


def _in_memory() -> Enrol:
    ledger = FakeLedger()
    everybody = FakeImports(ledger)

    async def enrol(role: str) -> Importer:
        caller = a_caller()
        books, account, other = ledger.books_of(caller), an_account("BCA"), an_account("BRI")
        books.accounts |= {account.id: account, other.id: other}

        async def close(last_day: date) -> None:
            books.closed_until = last_day

        return Importer(
            account_id=account.id,
            other_account=other.id,
            imports=everybody.of(caller),
            exports=everybody.exports_of(caller),
            record=lambda entry: ledger.transactions_of(caller).record([entry]),
            close=close,
        )

    return enrol


def _in_postgres(stack: Running, people: People) -> Enrol:
    database = database_of(stack)

    async def enrol(role: str) -> Importer:
        person = await people(role)
        caller = _caller_of(person)
        (account,) = await _send(stack, person, "accounts", {"name": "BCA", "kind": "BANK"})
        (other,) = await _send(stack, person, "accounts", {"name": "BRI", "kind": "BANK"})

        async def close(last_day: date) -> None:
            await _send(stack, person, "rpc/close_month", {"month": f"{last_day:%Y-%m}"})

        return Importer(
            account_id=UUID(account["id"]),
            other_account=UUID(other["id"]),
            imports=ImportRows(database=database, patient=database, caller=caller),
            exports=ExportPages(database=database, caller=caller),
            record=lambda entry: TransactionRows(database=database, caller=caller).record([entry]),
            close=close,
        )

    return enrol


def _caller_of(person: Person) -> Caller:
    return Caller(
        id=person.id, email=person.email, role=person.role, session_id=None, token=person.access_token
    )


async def _send(stack: Running, person: Person, path: str, body: dict[str, Any]) -> Any:
    headers = {
        "apikey": stack.publishable_key,
        "Authorization": f"Bearer {person.access_token}",
        "Prefer": "return=representation",
    }
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, timeout=20, trust_env=False) as client:
        answer = await client.post(f"/rest/v1/{path}", json=body)
    return answer.raise_for_status().json()


class TestReview:
    async def test_tells_what_was_staged(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        refused: StagedRow = {
            "line": 3,
            "verdict": "REFUSED",
            "description": "ADM",
            "reason": {"code": "amount_unclear", "field": "amount", "value": "1.000"},
        }
        import_id = await owner.begin(coffee(), refused, coffee(4, amount=7_500_000))

        told = await owner.imports.preview(import_id)

        assert (told.stored.state, told.stored.account_id) == (ImportState.READY, owner.account_id)
        assert told.stored.mapping == MAPPING
        assert told.stored.summary.skipped == 2
        assert told.stored.summary.balance is not None
        assert told.stored.summary.balance.lines == (4,)
        assert (told.stored.first_on, told.stored.last_on) == (date(2026, 10, 10), date(2026, 10, 10))
        assert (told.counts.rows, told.counts.new, told.counts.refused, told.counts.included) == (3, 2, 1, 2)
        assert (told.counts.money_in, told.counts.money_out) == (7_500_000, -35_000)
        assert told.refused[0].model_dump() == {
            "line": 3,
            "code": "amount_unclear",
            "field": "amount",
            "value": "1.000",
            "description": "ADM",
        }
        assert [(row.line, row.amount, row.category_id) for row in told.sample] == [
            (2, -35_000, COFFEE),
            (4, 7_500_000, COFFEE),
        ]

    async def test_the_same_id_again_adds_no_rows(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        new = owner.new()

        for _ in range(2):
            assert await owner.imports.start(new) is ImportState.STAGING
            await owner.imports.stage(new.id, [coffee(), coffee(3, occurrence=1)])
        await owner.imports.finish(new.id)
        await owner.imports.finish(new.id)

        assert await owner.imports.start(new) is ImportState.READY
        assert (await owner.imports.preview(new.id)).counts.rows == 2

    async def test_an_account_of_somebody_else_is_refused(self, enrol: Enrol) -> None:
        owner = await enrol("owner")

        with pytest.raises(WrongAccount):
            await owner.imports.start(owner.new(account_id=uuid4()))

    async def test_nothing_is_staged_once_it_is_ready(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        import_id = await owner.begin(coffee())

        with pytest.raises(ImportNotReady):
            await owner.imports.stage(import_id, [coffee(9)])

    async def test_somebody_elses_import_is_not_there(self, enrol: Enrol) -> None:
        owner, stranger = await enrol("owner"), await enrol("stranger")
        import_id = await owner.begin(coffee())

        for asked in (stranger.imports.preview, stranger.imports.commit, stranger.imports.revert):
            with pytest.raises(NotFound):
                await asked(import_id)


class TestMemory:
    async def test_a_layout_is_read_again_as_its_latest_file_was(self, enrol: Enrol) -> None:
        owner, stranger = await enrol("owner"), await enrol("stranger")
        later = MAPPING.model_copy(update={"date_order": DateOrder.MDY})
        await owner.begin(coffee())
        await owner.begin(coffee(amount=-1), mapping=later)

        assert await owner.imports.remembered_mapping("layout", owner.account_id) == later
        assert await owner.imports.remembered_mapping("another", owner.account_id) is None
        assert await stranger.imports.remembered_mapping("layout", stranger.account_id) is None

    async def test_another_account_only_gets_the_columns_until_it_has_its_own(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        answered = MAPPING.model_copy(
            update={"positive_is": Direction.OUT, "year": 2025, "description": (1, 3)}
        )
        await owner.begin(coffee(), mapping=answered)

        elsewhere = await owner.imports.remembered_mapping("layout", owner.other_account)
        await owner.begin(coffee(), mapping=MAPPING, account_id=owner.other_account)

        assert elsewhere == Mapping(date=0, description=(1, 3), amount=2)
        assert await owner.imports.remembered_mapping("layout", owner.other_account) == MAPPING
        assert await owner.imports.remembered_mapping("layout", owner.account_id) == answered

    async def test_what_was_taken_back_is_forgotten(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        import_id = await owner.begin(coffee())
        await owner.imports.commit(import_id)

        await owner.imports.revert(import_id)

        assert await owner.imports.remembered_mapping("layout", owner.account_id) is None

    async def test_a_banks_own_layout_is_not_remembered(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        await owner.begin(coffee(), profile="bca.business")

        assert await owner.imports.remembered_mapping("layout", owner.account_id) is None


class TestBooking:
    async def test_books_once(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        import_id = await owner.begin(coffee(), coffee(3, occurrence=1))

        await owner.imports.commit(import_id)
        first = await owner.imports.preview(import_id)
        await owner.imports.commit(import_id)

        assert first == await owner.imports.preview(import_id)
        assert (first.stored.state, first.stored.booked.rows) == (ImportState.COMMITTED, 2)
        assert await owner.ledger() == [("2026-10-10", -35_000)] * 2

    async def test_knows_what_was_booked_and_what_looks_typed(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        await owner.imports.commit(await owner.begin(coffee()))
        await owner.type_in(-12_000, "2026-10-12")

        told = await owner.imports.preview(
            await owner.begin(coffee(), coffee(3, amount=-12_000), coffee(4, amount=-1))
        )

        assert [row.verdict for row in told.sample] == [
            RowVerdict.DUPLICATE,
            RowVerdict.POSSIBLE_DUPLICATE,
            RowVerdict.NEW,
        ]
        assert [row.included for row in told.sample] == [False, False, True]

    async def test_the_same_file_read_otherwise_is_left_out_line_by_line(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        new = owner.new()
        first = await owner.begin(coffee(), coffee(3, occurrence=1), **dict(new))
        await owner.imports.commit(first)
        told = {"file_sha256": new.file_sha256, "mapping": MAPPING.model_copy(update={"amount": 3})}

        again = await owner.imports.preview(
            await owner.begin(
                coffee(amount=-350), coffee(3, amount=-350, occurrence=1), coffee(4, amount=-1), **told
            )
        )

        assert [(row.verdict, row.code) for row in again.sample] == [
            (RowVerdict.POSSIBLE_DUPLICATE, "same_file"),
            (RowVerdict.POSSIBLE_DUPLICATE, "same_file"),
            (RowVerdict.NEW, None),
        ]

    async def test_what_came_with_another_kind_of_file_answers_for_one_row_each(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        await owner.imports.commit(await owner.begin(coffee(), coffee(3, occurrence=1)))
        others = [coffee(line, fingerprint="other", occurrence=line) for line in (2, 3, 4)]

        again = await owner.imports.preview(await owner.begin(*others, layout="other"))

        assert [row.included for row in again.sample] == [False, False, True]
        assert [row.code for row in again.sample] == ["looks_like_another", "looks_like_another", None]

    async def test_what_was_read_alike_is_another_unless_its_digest_says_so(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        answered = MAPPING.model_copy(update={"date_order": None, "year": 2026})
        await owner.imports.commit(await owner.begin(coffee(), mapping=answered))

        again = await owner.imports.preview(await owner.begin(coffee(2, booked_on="2026-10-11")))

        assert [row.verdict for row in again.sample] == [RowVerdict.NEW]

    async def test_a_closed_month_refuses_with_count_and_first_line(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        import_id = await owner.begin(
            coffee(2), coffee(3, booked_on="2026-09-10"), coffee(5, booked_on="2026-09-11")
        )
        await owner.type_in(1, "2026-09-01")
        await owner.close(date(2026, 9, 30))

        with pytest.raises(ImportInClosedMonth) as refusal:
            await owner.imports.commit(import_id)

        counts = (await owner.imports.preview(import_id)).counts
        assert refusal.value.values == {"count": 2, "line": 3}
        assert (counts.included_in_closed_months, counts.first_closed_line) == (2, 3)
        assert await owner.ledger() == [("2026-09-01", 1)]

    async def test_what_is_still_staged_is_not_booked(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        new = owner.new()
        await owner.imports.start(new)

        with pytest.raises(ImportNotReady):
            await owner.imports.commit(new.id)


class TestTakingBack:
    async def test_removes_what_was_booked_once(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        await owner.type_in(-1, "2026-10-10")
        import_id = await owner.begin(coffee())
        await owner.imports.commit(import_id)

        await owner.imports.revert(import_id)
        await owner.imports.revert(import_id)

        told = (await owner.imports.preview(import_id)).stored
        assert (told.state, told.booked.removed, told.booked.kept) == (ImportState.REVERTED, 1, 0)
        assert await owner.ledger() == [("2026-10-10", -1)]

    async def test_what_was_not_booked_is_not_taken_back(self, enrol: Enrol) -> None:
        owner = await enrol("owner")

        with pytest.raises(ImportNotBooked):
            await owner.imports.revert(await owner.begin(coffee()))

    async def test_a_closed_month_refuses(self, enrol: Enrol) -> None:
        owner = await enrol("owner")
        import_id = await owner.begin(coffee(booked_on="2026-09-10"))
        await owner.imports.commit(import_id)
        await owner.close(date(2026, 9, 30))

        with pytest.raises(BookedInClosedMonth):
            await owner.imports.revert(import_id)


class TestExport:
    async def test_tells_every_transaction_with_its_names(self, enrol: Enrol) -> None:
        owner, stranger = await enrol("owner"), await enrol("stranger")
        await stranger.type_in(-1, "2026-10-10")
        await owner.imports.commit(
            await owner.begin(coffee(), coffee(3, amount=-1), coffee(4, booked_on="2026-10-09"))
        )

        told = await owner.exported()

        assert [row.booked_on.day for row in told] == [9, 10, 10]
        assert {(row.account, row.account_kind) for row in told} == {("BCA", AccountKind.BANK)}
        assert {row.category.code for row in told if row.category} == {"wants.coffee"}
        assert {row.source.value for row in told} == {"IMPORT"}

    async def test_is_empty_without_transactions(self, enrol: Enrol) -> None:
        owner = await enrol("owner")

        assert await owner.exported() == []
